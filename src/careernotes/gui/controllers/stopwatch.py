"""How long somebody is at a note: pauses of more than half a minute do not count."""

from collections.abc import Callable
from time import monotonic

LONGEST_PAUSE = 30.0


class Stopwatch:
    """Runs from one keystroke to the next."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._spent = 0.0

    @property
    def seconds(self) -> int:
        """Whole seconds since they were last taken."""
        return int(self._spent)

    def touch(self) -> None:
        """Something was typed."""
        now = self._clock()
        if self._last is not None and 0 < now - self._last <= LONGEST_PAUSE:
            self._spent += now - self._last
        self._last = now

    def take(self) -> int:
        """The whole seconds, which are begun anew."""
        taken = self.seconds
        self._spent -= taken
        return taken
