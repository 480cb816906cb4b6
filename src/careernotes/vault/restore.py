"""From a backup to a vault again: made beside, proved, and only then given its place. Nothing is overwritten.

What is at the place is moved aside whole. A backup opens with the passphrase of its own copy of the header,
or with the recovery sheet.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from careernotes.logs import Event, log
from careernotes.sealing.keys import master_from_root, vault_keys, wipe
from careernotes.vault import recovery_sheet
from careernotes.vault.arriving import arrive, coming_of, free_aside, restoring_of
from careernotes.vault.audit import Now, epoch_seconds
from careernotes.vault.backup_errors import DamagedBackupError, NotABackupError
from careernotes.vault.backup_file import HEADER, is_own, read_manifest
from careernotes.vault.backup_proof import KeyedBackup
from careernotes.vault.backup_shelf import files, unfinished
from careernotes.vault.bundle import VaultPaths, disk_errors, last_step, sync_folder
from careernotes.vault.errors import (
    AlreadyExistsError,
    AlreadyOpenError,
    DamagedVaultError,
    WrongPassphraseError,
    WrongSheetError,
)
from careernotes.vault.freshness import Progress, quiet
from careernotes.vault.header import is_authentic, unwrap
from careernotes.vault.hot_journal import nobody_else
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.restore_parts import build_vault, header_in, ledger_taken_along, take_backups

MakeWay = Callable[[], None]


def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A vault from a backup. ``aside`` is where the one that was there is now; ``ledger_kept`` tells whether
    its list of releases, which may be longer than that of the backup, was taken over.
    """

    folder: Path
    aside: Path | None
    made_at: int
    ledger_kept: bool


def restore_with_passphrase(
    backup: Path,
    into: Path,
    passphrase: str,
    *,
    allow_test: bool = False,
    now: Now = epoch_seconds,
    progress: Progress = quiet,
    make_way: MakeWay = _nothing,
) -> Restored:
    """The vault in *backup*, at *into*; *passphrase* is the one from when the backup was made.

    *make_way* is called when everything is built and proved, just before the vault that is there goes aside:
    whoever has it open closes it then, and not when nothing comes of it.

    Raises:
        NotABackupError, NewerVaultError, DamagedBackupError: about the backup.
        WrongPassphraseError: when the backup has another passphrase.
        AlreadyExistsError: when something that is no vault is at the place.
        AlreadyOpenError: when the vault there is open.
        DiskFullError, ReadOnlyFolderError: when it cannot be written; nothing has changed then.
    """
    manifest = read_manifest(backup)
    if not manifest.has(HEADER):
        raise WrongPassphraseError
    header = header_in(backup, manifest)
    master = unwrap(header, passphrase, allow_test=allow_test)
    try:
        with vault_keys(master) as keys:
            if not is_authentic(header, keys.header):
                raise DamagedBackupError(part=HEADER)
        return _restore(KeyedBackup.of(backup, master), into, now, progress, make_way)
    finally:
        wipe(master)


def restore_with_sheet(
    backup: Path,
    into: Path,
    sheet: str,
    *,
    now: Now = epoch_seconds,
    progress: Progress = quiet,
    make_way: MakeWay = _nothing,
) -> Restored:
    """Like :func:`restore_with_passphrase`, with the recovery sheet from when the backup was made.

    Raises:
        WrongSheetError: when the backup has another sheet.
    """
    manifest, read = read_manifest(backup), recovery_sheet.read_sheet(sheet)
    if read is None:
        raise WrongSheetError
    root, _corrected = read
    master = master_from_root(root)
    try:
        if not is_own(manifest, master):
            raise WrongSheetError
        return _restore(KeyedBackup.of(backup, master), into, now, progress, make_way)
    finally:
        wipe(root, master)


def try_out(vault: OpenVault, backup: Path, folder: Path, progress: Progress = quiet) -> bool:
    """Whether *backup* gives back a whole vault: restored into *folder*, encrypted, compared, and removed.

    Raises:
        CareerNotesError: when it was not found out: stopped, no room, no folder.
    """
    trial, master = VaultPaths(unfinished(folder, "trial", vault.vault_id)), vault.reveal_master()
    try:
        build_vault(KeyedBackup.of(backup, master), trial, progress)
    except (DamagedBackupError, NotABackupError, DamagedVaultError):
        # What stops or has no room says nothing about the backup.
        if not folder.is_dir() or not backup.is_file():
            raise
        return False
    finally:
        wipe(master)
        shutil.rmtree(trial.folder, ignore_errors=True)
    return True


def _restore(
    backup: KeyedBackup, into: Path, now: Now, progress: Progress, make_way: MakeWay
) -> Restored:
    present = VaultPaths(into)
    # An empty folder is no vault to be moved aside: its place is taken, as by a new vault.
    with disk_errors():
        taken = os.path.lexists(into) and not _is_empty(into)
    if taken and not (into.is_dir() and not into.is_symlink() and _looks_like_a_vault(present)):
        raise AlreadyExistsError
    with disk_errors():
        into.parent.mkdir(parents=True, exist_ok=True)
        for left in into.parent.glob(f"{_escaped(into.name)}.restoring-*"):
            shutil.rmtree(left, ignore_errors=True)
    building = VaultPaths(restoring_of(present))
    try:
        kept = build_vault(backup, building, progress, present=present if taken else None, now=now)
        if taken:
            take_backups(present, building)
            make_way()
        with contextlib.ExitStack() as stack:
            if taken:
                stack.enter_context(_alone(present))
                # What was let out since it was built must not be allowed again.
                kept |= stack.enter_context(ledger_taken_along(building, present, backup.master))
            stack.enter_context(last_step())
            aside = _swap(building, present)
    finally:
        shutil.rmtree(building.folder, ignore_errors=True)
    log(Event.VAULT_RESTORED)
    return Restored(folder=into, aside=aside, made_at=backup.manifest.made_at, ledger_kept=kept)


def _swap(building: VaultPaths, present: VaultPaths) -> Path | None:
    """The built vault in the place of the present one, which goes aside; says where that is."""
    coming, aside = coming_of(present), None
    with disk_errors():
        if coming.folder.is_dir() and not coming.folder.is_symlink():
            # Of a restore that was cut short; the place it was for is still taken.
            shutil.rmtree(coming.folder)
        building.folder.rename(coming.folder)
        sync_folder(present.folder.parent)
        if _is_empty(present.folder):
            present.folder.rmdir()
        elif os.path.lexists(present.folder):
            aside = free_aside(present.folder)
            present.folder.rename(aside)
        arrive(present)
    return aside


@contextlib.contextmanager
def _alone(present: VaultPaths) -> Iterator[None]:
    if not present.notes.is_file():
        yield
        return
    with nobody_else(present.notes) as alone:
        if not alone:
            raise AlreadyOpenError
        yield


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _looks_like_a_vault(paths: VaultPaths) -> bool:
    """Any folder may have one called ``backups`` in it."""
    known = (*paths.headers, paths.notes, paths.themes, paths.releases)
    return any(path.exists() for path in known) or bool(files(paths.backups))


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "[]*?" else char for char in name)
