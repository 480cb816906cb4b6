"""What the mentor's own notes take, and who talked: a few numbers for the mentor alone, tied to nobody.

Nothing here says which conversation or person a number is from, and nothing of it leaves the vault.
"""

import json
from dataclasses import dataclass, replace
from statistics import median_low

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.vocabulary import TalkShare
from careernotes.services.workplace import Desk
from careernotes.vault.keeping import SettingName

MOST_TIMES, MOST_SHARES, SHOWN_SHARES = 30, 12, 4
LONGEST_SECONDS = 4 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLog:
    """The newest times in seconds and the newest answers, each the oldest first."""

    seconds: tuple[int, ...] = ()
    shares: tuple[TalkShare, ...] = ()

    @property
    def usual_seconds(self) -> int | None:
        """The median time of a note; None before there was one."""
        return median_low(self.seconds) if self.seconds else None

    @property
    def last_shares(self) -> tuple[TalkShare, ...]:
        """The last four answers."""
        return self.shares[-SHOWN_SHARES:]


def capture_log(desk: Desk) -> CaptureLog:
    """What is kept; nothing when none of it can be read."""
    try:
        root = Reader(json.loads(desk.store.setting(SettingName.CAPTURE_LOG) or "{}"))
        return CaptureLog(
            seconds=tuple(item.integer("s", low=0, high=LONGEST_SECONDS) for item in _items(root, "times")),
            shares=tuple(item.parsed("share", TalkShare, "one of the list") for item in _items(root, "talk")),
        )
    except (ValueError, MalformedError):
        return CaptureLog()


def _items(root: Reader, key: str) -> list[Reader]:
    return root.objects(key, optional=True)


def note_time(desk: Desk, seconds: int) -> None:
    """Keep how long one note took; nothing for one that was not typed here."""
    if 0 < seconds <= LONGEST_SECONDS:
        log = capture_log(desk)
        _keep(desk, replace(log, seconds=(*log.seconds, seconds)[-MOST_TIMES:]))


def note_share(desk: Desk, share: TalkShare, *, instead: bool = False) -> CaptureLog:
    """Keep who talked most this time, or *instead* of the newest answer; gives everything kept."""
    log = capture_log(desk)
    before = log.shares[:-1] if instead else log.shares
    log = replace(log, shares=(*before, share)[-MOST_SHARES:])
    _keep(desk, log)
    return log


def _keep(desk: Desk, log: CaptureLog) -> None:
    plain: dict[str, Json] = {
        "times": [{"s": seconds} for seconds in log.seconds],
        "talk": [{"share": share.value} for share in log.shares],
    }
    desk.store.set_setting(SettingName.CAPTURE_LOG, canonical_bytes(plain).decode())
