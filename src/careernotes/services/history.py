"""The trail for the window: plain values, no code of the vault."""

import datetime as dt
from dataclasses import dataclass

from careernotes.i18n import _
from careernotes.services.workplace import Desk
from careernotes.vault.audit import AUDIT_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that was done with this vault, and when."""

    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The newest lines, the newest first, and the eight words for all of them."""

    lines: tuple[HistoryLine, ...]
    entries: int
    receipt: str


def history(desk: Desk, *, most: int = 12) -> History:
    """What happened here, in the language in force."""
    entries = desk.vault.trail.entries()
    zone = desk.clock.now().tzinfo
    lines = tuple(
        HistoryLine(at=dt.datetime.fromtimestamp(each.at, tz=zone), words=_(AUDIT_WORDS[each.code]))
        for each in reversed(entries[-most:])
    )
    return History(lines=lines, entries=len(entries), receipt=desk.vault.trail.receipt())


def is_whole(desk: Desk) -> int | None:
    """The number of the first line that does not hold; None when the whole list does."""
    return desk.vault.trail.verify().first_wrong
