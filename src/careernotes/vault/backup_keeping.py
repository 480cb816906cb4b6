"""Letting go of backups: an old one goes only when those that stay are whole, byte for byte, just then."""

from collections.abc import Sequence
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import wipe
from careernotes.vault import backup_places
from careernotes.vault.audit import Now, epoch_seconds
from careernotes.vault.backup import checked_manifest
from careernotes.vault.backup_file import check_bytes, is_own, read_manifest
from careernotes.vault.backup_rotation import Kept, to_keep
from careernotes.vault.backup_shelf import (
    BackupInfo,
    FolderKind,
    all_files,
    backup_errors,
    enlist,
    listed,
    mark,
    remove_files,
    strike,
)
from careernotes.vault.freshness import Progress, quiet
from careernotes.vault.open_vault import OpenVault

_A_DAY = 86_400
_LONGEST_PAUSE = 60 * _A_DAY


def clock_fits(vault: OpenVault, now: int) -> bool:
    """Whether backups may go by their age at the moment *now*.

    A clock can be far ahead: after a jump of more than two months from the newest line of the trail nothing
    goes, until a later day was seen too.
    """
    newest: int | None = None
    jumped = None
    for at in (*(entry.at for entry in vault.trail.entries()), now):
        if newest is not None and at - newest > _LONGEST_PAUSE:
            jumped = at
        newest = at if newest is None else max(newest, at)
    return jumped is None or now >= jumped + _A_DAY or now < jumped - _LONGEST_PAUSE


def adopt(vault: OpenVault, folder: Path, kind: FolderKind) -> tuple[BackupInfo, ...]:
    """Bring the list in step with *folder*, and give the files that are new on it.

    Files that are gone are struck. Own ones nobody listed (a restored vault knows less than its folder) are
    listed, but do not count until they are proved.

    Raises:
        BackupFolderGoneError, BackupNotWritableError: when the folder is not there, or cannot be looked
            into; the list stays as it is then.
    """
    with backup_errors(folder):
        there = {path.name: path for path in all_files(folder)}
    connection = vault.notes.connection()
    known = {info.name for info in listed(connection, kind)}
    found = [info for name in sorted(there.keys() - known) if (info := own_backup(vault, there[name], kind))]
    gone = sorted(known - there.keys())
    if found or gone:
        with vault.notes.transaction():
            strike(connection, kind, gone)
            for info in found:
                enlist(connection, info)
    if kind is FolderKind.SECOND:
        backup_places.in_step(vault, folder, there.keys(), listed(connection, kind))
    return tuple(found)


def rotate(
    vault: OpenVault,
    folder: Path,
    kind: FolderKind,
    kept: Kept,
    *,
    now: Now = epoch_seconds,
    progress: Progress = quiet,
) -> int:
    """Delete the backups that need not stay; says how many went.

    One that is damaged does not count from now on, is never deleted here, and never stands for another: then
    more of the good ones stay.

    Raises:
        BackupFolderGoneError, BackupNotWritableError: about the folder.
    """
    connection = vault.notes.connection()
    while True:
        counted = [info for info in listed(connection, kind) if info.counts]
        stay = to_keep([info.made_at for info in counted], now(), kept)
        # Made while a clock was behind, the newest words may carry the oldest day.
        last = max((info.commit_seq for info in counted), default=0)
        go = [info.name for info in counted if info.made_at not in stay and info.commit_seq != last]
        if not go:
            return 0
        with backup_errors(folder):
            bad = _damaged(vault, folder, [info for info in counted if info.made_at in stay], progress)
        if not bad:
            break
        with vault.notes.transaction():
            for info in bad:
                mark(connection, kind, info.name, None)
    # First from the list: one that is listed and counted must be there.
    with vault.notes.transaction():
        strike(connection, kind, go)
    _remove(vault, folder, kind, go)
    return len(go)


def drop_named(vault: OpenVault, folder: Path, kind: FolderKind, names: Sequence[str]) -> int:
    """Delete these backups; says how many there were."""
    connection = vault.notes.connection()
    with vault.notes.transaction():
        strike(connection, kind, names)
    _remove(vault, folder, kind, names)
    return len(names)


def _remove(vault: OpenVault, folder: Path, kind: FolderKind, names: Sequence[str]) -> None:
    with backup_errors(folder):
        remove_files(folder, names)
    if kind is FolderKind.SECOND:
        backup_places.left(vault, folder, names)


def _damaged(vault: OpenVault, folder: Path, infos: list[BackupInfo], progress: Progress) -> list[BackupInfo]:
    bad = []
    for done, info in enumerate(infos):
        progress(done, len(infos))
        try:
            manifest = checked_manifest(vault, folder / info.name)
            check_bytes(folder / info.name, manifest)
            if manifest.head.content_sum != info.content_sum:
                bad.append(info)
        except CareerNotesError:
            bad.append(info)
    return bad


def own_backup(vault: OpenVault, path: Path, kind: FolderKind = FolderKind.SECOND) -> BackupInfo | None:
    """What the file at *path* is a backup of, when it is one of this vault under the keys of today."""
    master = vault.reveal_master()
    try:
        manifest = read_manifest(path)
        own, size = is_own(manifest, master), path.stat().st_size
    except (CareerNotesError, OSError):
        return None
    finally:
        wipe(master)
    if not own:
        return None
    return BackupInfo(
        name=path.name, kind=kind, made_at=manifest.made_at, commit_seq=manifest.head.commit_seq,
        content_sum=manifest.head.content_sum, verified_at=None, size=size,
    )  # fmt: skip
