"""How long something may still take, in words for people who wait: rounded, and never jumping.

The first seconds of an estimate are worth little, so nothing is said before some of them have passed, nor
about what takes a few seconds in all. What was said once grows only when it was wrong by much.
"""

from collections.abc import Callable

from careernotes.i18n import _, ngettext

_WAITED = 3.0
_SHORT = 10
_OLD = 0.7
"""How much what was estimated before weighs against the newest estimate."""
_BY_MUCH = 1.5
_MINUTE, _HOUR = 60, 3600
_LONG = 10 * _MINUTE


class TimeLeft:
    """The words for one piece of work, from one estimate to the next; *clock* counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self._end = 0.0
        self._said = 0

    def words(self, left: float | None) -> str:
        """What to say after this estimate in seconds; empty when there is nothing to say. Without an estimate
        all is forgotten: another step has begun.
        """
        now = self._clock()
        if left is None:
            self._since, self._said = None, 0
            return ""
        if self._since is None:
            self._since, self._end = now, now + left
        self._end = _OLD * self._end + (1 - _OLD) * (now + left)
        rounded = _rounded(max(0.0, self._end - now))
        if now - self._since < _WAITED or (not self._said and rounded <= _SHORT):
            return ""
        if not self._said or rounded < self._said or rounded > _BY_MUCH * self._said:
            self._said = rounded
        return _in_words(self._said)


def _rounded(seconds: float) -> int:
    """To few seconds, half a minute, minutes, five minutes or hours, whichever is near."""
    if seconds < _SHORT:
        return _SHORT
    if seconds < _MINUTE * 3 // 4:
        return _MINUTE // 2
    step = _MINUTE if seconds < _LONG else 5 * _MINUTE if seconds < _HOUR else _HOUR
    return max(step, round(seconds / step) * step)


def _in_words(seconds: int) -> str:
    if seconds <= _SHORT:
        return _("A few seconds left")
    if seconds < _MINUTE:
        return _("About half a minute left")
    if seconds < _HOUR:
        minutes = seconds // _MINUTE
        return ngettext("About a minute left", "About {n} minutes left", minutes).format(n=minutes)
    hours = seconds // _HOUR
    return ngettext("About an hour left", "About {n} hours left", hours).format(n=hours)
