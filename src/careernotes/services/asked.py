"""Help now: whom to call, also before the vault is open, and the log of limits used and of who asked."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from careernotes.domain.asked import Asker, LogLine, as_line, as_review
from careernotes.domain.growth import Review
from careernotes.domain.ids import RecordId
from careernotes.domain.kit import Contact, ProgrammeKit
from careernotes.domain.rules import UnknownRecordError
from careernotes.errors import CareerNotesError
from careernotes.sealing.kit_file import LARGEST_KIT, read_kit_bytes
from careernotes.sealing.whole_file import read_whole
from careernotes.services.desk import Desk
from careernotes.services.kit_seen import kit_in_force
from careernotes.services.problems import DateInFutureError
from careernotes.vault.arriving import told_id
from careernotes.vault.bundle import VaultPaths

__all__ = [
    "Asker", "LogLine", "contacts_beside", "log_asked", "log_limit", "log_lines", "take_back",
]  # fmt: skip


def contacts_beside(folder: Path, memory: str) -> tuple[Contact, ...]:
    """Whom the kit beside a closed vault names, if it is the one that the vault had in force when it was last
    open on this computer, as *memory* says (services.kit_seen).

    Anybody may lay a kit there that they signed themselves: any other names nobody, and is not even read.
    """
    paths = VaultPaths(folder)
    known = kit_in_force(memory, told_id(folder))
    kit = _sound(paths.kit_of(known)) if known is not None else None
    return kit.contacts if kit is not None and kit.kit_hash == known else ()


def _sound(path: Path) -> ProgrammeKit | None:
    try:
        return read_kit_bytes(read_whole(path, most=LARGEST_KIT, follow=False))
    except CareerNotesError:
        return None


def log_lines(desk: Desk) -> tuple[LogLine, ...]:
    """What was noted so far, the newest first."""
    lines = [line for each in desk.store.all(Review) if (line := as_line(each)) is not None]
    return tuple(sorted(lines, key=lambda line: (line.on, line.record_id), reverse=True))


def log_limit(desk: Desk, limit_id: str, on: dt.date) -> LogLine:
    """Note that a limit of confidentiality was used on a day; not with whom, and not what it was about.

    Raises:
        UnknownRecordError: for a limit there is not.
        DateInFutureError.
    """
    if limit_id not in {limit.limit_id for limit in desk.agreement.limits}:
        raise UnknownRecordError
    return _keep(desk, LogLine(record_id=RecordId(desk.new_id()), on=on, limit_id=limit_id))


def log_asked(desk: Desk, asker: Asker, on: dt.date) -> LogLine:
    """Note that somebody asked about a mentee on a day; not about whom, and not what was answered.

    Raises:
        DateInFutureError.
    """
    return _keep(desk, LogLine(record_id=RecordId(desk.new_id()), on=on, asker=asker))


def _keep(desk: Desk, line: LogLine) -> LogLine:
    if line.on > desk.today:
        raise DateInFutureError
    with desk.store.transaction():
        desk.store.put(as_review(line))
    return line


def take_back(desk: Desk, lines: Sequence[RecordId]) -> None:
    """Remove lines noted by mistake; anything that is no line of this log stays."""
    known = {line.record_id for line in log_lines(desk)}
    with desk.store.transaction():
        for key in lines:
            if key in known:
                desk.store.remove(Review, key)
