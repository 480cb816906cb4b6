"""Backups as a mentor knows them: one more when something changed, a copy on a stick, a trial once a month.

When they are made: see docs/adr/0012. Everything here belongs to the thread of the open vault.
"""

import contextlib
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from careernotes.domain.clock import Clock
from careernotes.errors import CareerNotesError
from careernotes.i18n import _
from careernotes.services import coding, rekeying
from careernotes.services.work import Work
from careernotes.services.workplace import Desk, SystemClock
from careernotes.vault import backup, backup_forgetting, backup_keeping, backup_places, restore
from careernotes.vault.audit import AuditCode, Now
from careernotes.vault.backup_errors import BackupFolderGoneError, BackupFolderInsideError
from careernotes.vault.backup_rotation import Kept
from careernotes.vault.backup_shelf import (
    BackupInfo,
    FolderKind,
    is_reachable,
    lies_inside,
    listed,
    own_folder,
)
from careernotes.vault.bundle import CloudFolder, cloud_folder
from careernotes.vault.freshness import Progress
from careernotes.vault.keeping import SettingName
from careernotes.vault.restore import Restored

__all__ = ["BackupInfo", "CloudFolder", "FolderKind", "Restored"]

DRILL_DAYS = 30


class NoBackupError(CareerNotesError):
    """There is no backup that counts."""

    code = "CN580"
    message = "There is no backup yet that was opened and compared."
    safe = "Your notes are as they were."
    hint = "Make a backup first."


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What was done. ``problem`` is why there is no copy in the second folder; the backup itself counts."""

    made: BackupInfo
    copied: BackupInfo | None
    problem: CareerNotesError | None
    removed: int
    cloud: CloudFolder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A backup that was restored for a trial, and whether it gave everything back."""

    name: str
    fine: bool


def known(desk: Desk) -> tuple[BackupInfo, ...]:
    """Every backup this vault knows of, the newest first; also those that do not count."""
    return listed(desk.vault.notes.connection())


def second_folder(desk: Desk) -> Path | None:
    """Where a copy of each backup goes, if anywhere: never in the vault itself."""
    text = desk.store.setting(SettingName.BACKUP_FOLDER)
    return Path(text) if text and not lies_inside(desk.vault.paths, Path(text)) else None


def choose_second_folder(desk: Desk, folder: Path | None) -> CloudFolder | None:
    """From now on a copy of each backup goes there; gives a warning when others get it from there.

    Raises:
        BackupFolderGoneError: when it is not there.
        BackupFolderInsideError: when it lies in the vault itself.
    """
    if folder is not None and not is_reachable(folder):
        raise BackupFolderGoneError
    _refuse_inside(desk, folder)
    was = desk.store.setting(SettingName.BACKUP_FOLDER)
    if was and Path(was) != folder:
        backup_places.note_unplaced(desk.vault, Path(was))
    desk.store.set_setting(SettingName.BACKUP_FOLDER, "" if folder is None else str(folder.absolute()))
    return None if folder is None else cloud_folder(folder)


def _refuse_inside(desk: Desk, folder: Path | None) -> None:
    if folder is not None and lies_inside(desk.vault.paths, folder):
        raise BackupFolderInsideError


def is_due(desk: Desk) -> bool:
    """Whether the notes hold something that no backup holds."""
    return backup.changed_since(desk.vault)


def back_up(desk: Desk, work: Work | None = None, *, second: Path | None = None) -> BackupReport:
    """One more backup in the vault, proved; a copy in the *second* folder, or the one that was chosen; and
    those that need not stay go.

    Raises:
        BackupFolderInsideError: when *second* lies in the vault itself; nothing is made then.
        CareerNotesError: when the backup could not be made or proved; see ``vault.backup``.
    """
    _refuse_inside(desk, second)
    watched = work or Work.silent()
    vault, folder, now = desk.vault, own_folder(desk.vault.paths), _now(desk.clock)
    # Asked before a line of today stands in the trail.
    fits = backup_keeping.clock_fits(vault, now())
    for found in backup_keeping.adopt(vault, folder, FolderKind.VAULT):
        backup.prove_listed(vault, found, folder, now=now)
    target, problem, copied = second or second_folder(desk), None, None
    if target is not None and is_reachable(target):
        with contextlib.suppress(CareerNotesError, OSError):
            # First: whoever restores this backup knows then where its copy went. What fails fails below too.
            backup_places.remember(vault, target)
    made = backup.make_backup(vault, now=now, progress=_told(watched, 0.0, 0.6, _("Making a backup")))
    if target is not None:
        try:
            copied = _copy(desk, made, target, watched)
        except CareerNotesError as error:
            problem = error
    kept = _kept(desk)
    told = _told(watched, 0.8, 1.0, _("Checking the backups that stay"))
    removed = 0
    if fits:
        removed = backup_keeping.rotate(vault, folder, FolderKind.VAULT, kept, now=now, progress=told)
    if fits and target is not None and problem is None:
        removed += backup_keeping.rotate(vault, target, FolderKind.SECOND, kept, now=now, progress=told)
    return BackupReport(
        made=made, copied=copied, problem=problem, removed=removed,
        cloud=None if target is None else cloud_folder(target),
    )  # fmt: skip


def drill_is_due(desk: Desk) -> bool:
    """Whether the last trial that gave everything back is more than a month ago."""
    if not any(info.counts for info in known(desk)):
        return False
    lines = (entry for entry in desk.vault.trail.entries() if entry.code is AuditCode.DRILLED)
    drilled = [entry.at for entry in lines if any(entry.ref)]
    since = max([*drilled, _epoch(desk.vault.created_on)])
    return _now(desk.clock)() - since >= DRILL_DAYS * 86_400


def drill(desk: Desk, work: Work | None = None) -> Drill:
    """Restores the newest backup for a trial, encrypted all the time, compares it, and removes it again.

    Raises:
        NoBackupError: when there is none that counts.
        CareerNotesError: when it was not found out, and nothing is noted: stopped, or no room.
    """
    watched, folder = work or Work.silent(), own_folder(desk.vault.paths)
    counted = [info for info in known(desk) if info.counts and info.kind is FolderKind.VAULT]
    if not counted:
        raise NoBackupError
    told = _told(watched, 0.0, 1.0, _("Trying out a backup"))
    fine = restore.try_out(desk.vault, folder / counted[0].name, folder, told)
    if not fine:
        backup.prove_listed(desk.vault, counted[0], folder, now=_now(desk.clock))
    with desk.store.transaction():
        desk.vault.trail.append(AuditCode.DRILLED, int(fine))
    return Drill(name=counted[0].name, fine=fine)


def tend(desk: Desk, work: Work | None = None) -> BackupReport | None:
    """What is due: a backup when something changed, a trial once a month. None when nothing was.

    While new keys wait for their sheet nothing is due: whatever is written then would send them away.

    Raises:
        CareerNotesError: when it could not be done; see :func:`back_up`.
    """
    if rekeying.waits(desk):
        return None
    if desk.vault.facts_stale:
        # Begun anew while the vault was open: a backup shall not hold half of them.
        coding.rebuild_facts(desk)
    with contextlib.suppress(CareerNotesError):
        # A stick that fails was named when something was erased, and keeps no backup from being made.
        forget_erased(desk)
    report = back_up(desk, work) if is_due(desk) else None
    if report is not None:
        with contextlib.suppress(CareerNotesError):
            # Those for which no newer one was there before.
            forget_erased(desk)
    else:
        _let_go_of_old(desk)
    if drill_is_due(desk):
        drill(desk, work)
    return report


def forget_erased(desk: Desk) -> int:
    """In a folder for copies that was away at an erasure, the backups from before it go; says how many.

    In the second one a copy of the newest takes their place first; those that once were it keep none.
    """
    target, dropped = second_folder(desk), 0
    own = [info for info in known(desk) if info.counts and info.kind is FolderKind.VAULT]
    held = backup_forgetting.holding_erased(desk.vault, own)
    fresh = [info for info in own if info not in held]
    if fresh:
        dropped = backup_forgetting.drop_returned(desk.vault, target)
    if target is None or not is_reachable(target):
        return dropped
    backup_keeping.adopt(desk.vault, target, FolderKind.SECOND)
    there = [info for info in known(desk) if info.kind is FolderKind.SECOND]
    older = backup_forgetting.holding_erased(desk.vault, there)
    if not older:
        return dropped
    if not any(info.counts and info not in older for info in there):
        if not fresh:
            # The next backup comes first.
            return dropped
        _copy(desk, max(fresh, key=lambda info: info.commit_seq), target, Work.silent())
    names = [info.name for info in older]
    return dropped + backup_keeping.drop_named(desk.vault, target, FolderKind.SECOND, names)


def _let_go_of_old(desk: Desk) -> None:
    """Backups that became too old go, also when nothing was written that needs a new one."""
    if not backup_keeping.clock_fits(desk.vault, _now(desk.clock)()):
        return
    oldest = _now(desk.clock)() - desk.keep.backups * 86_400
    target = second_folder(desk)
    for kind, folder in ((FolderKind.VAULT, own_folder(desk.vault.paths)), (FolderKind.SECOND, target)):
        counted = [info for info in known(desk) if info.counts and info.kind is kind]
        if folder is not None and is_reachable(folder) and any(info.made_at < oldest for info in counted[1:]):
            backup_keeping.rotate(desk.vault, folder, kind, _kept(desk), now=_now(desk.clock))


def _kept(desk: Desk) -> Kept:
    """What was deleted is gone from every backup within these days: the newest one stays in any case."""
    return Kept(longest_days=desk.keep.backups)


def put_back(
    file: Path,
    into: Path,
    *,
    passphrase: str = "",
    sheet: str = "",
    work: Work | None = None,
    clock: Clock | None = None,
    allow_test: bool = False,
) -> Restored:
    """The vault in the backup *file*, at *into*; a vault that is there is moved aside, never overwritten.

    Raises:
        CareerNotesError: see ``vault.restore``; nothing has changed then.
    """
    told = _told(work or Work.silent(), 0.0, 1.0, _("Restoring a backup"))
    now = _now(clock or SystemClock())
    if sheet:
        return restore.restore_with_sheet(file, into, sheet, now=now, progress=told)
    return restore.restore_with_passphrase(
        file, into, passphrase, now=now, progress=told, allow_test=allow_test
    )


def _copy(desk: Desk, made: BackupInfo, target: Path, watched: Work) -> BackupInfo:
    now = _now(desk.clock)
    for found in backup_keeping.adopt(desk.vault, target, FolderKind.SECOND):
        backup.prove_listed(desk.vault, found, target, now=now)
    told = _told(watched, 0.6, 0.8, _("Copying to the second folder"))
    return backup.copy_backup(desk.vault, made, target, now=now, progress=told)


def _told(work: Work, start: float, end: float, label: str) -> Progress:
    return lambda done, of: work.step(start + (end - start) * done / max(of, 1), label)


def _now(clock: Clock) -> Now:
    return lambda: int(clock.now().timestamp())


def _epoch(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).timestamp())
