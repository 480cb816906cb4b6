"""The parts of a restored vault: each database under the keys of the vault, opened and compared."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import VaultKeys, vault_keys
from careernotes.vault.audit import AuditCode, Now, epoch_seconds
from careernotes.vault.backup_errors import DamagedBackupError
from careernotes.vault.backup_file import HEADER, NOTES, RELEASES, THEMES, Manifest, extract_bytes
from careernotes.vault.backup_places import doubt, take_over
from careernotes.vault.backup_proof import KeyedBackup, prove_backup
from careernotes.vault.backup_shelf import files, forget_all
from careernotes.vault.bundle import VaultPaths, disk_errors, make_folder, sync_folder, write_file
from careernotes.vault.connection import Connection, DatabaseError, open_keyed
from careernotes.vault.copying import copy_store
from careernotes.vault.errors import DamagedHeaderError
from careernotes.vault.freshness import Progress, content_sum
from careernotes.vault.header import Head, Header, authenticate, read_header, write_header
from careernotes.vault.opening import open_stores
from careernotes.vault.releases import ReleaseLedger, make_ledger
from careernotes.vault.state import read_head

_STEPS = 6


def build_vault(
    backup: KeyedBackup,
    building: VaultPaths,
    progress: Progress,
    *,
    present: VaultPaths | None = None,
    now: Now | None = None,
) -> bool:
    """A whole vault from the backup, opened and compared; says whether the present ledger was taken over.

    With *now*, the restore is noted in its trail.

    Raises:
        DamagedBackupError: when what comes out is not what went in.
        DiskFullError, ReadOnlyFolderError: when it cannot be written.
    """
    make_folder(building.folder)
    sums = prove_backup(backup, building.folder)
    progress(2, _STEPS)
    with vault_keys(backup.master) as keys:
        for name, key in ((NOTES, keys.notes), (THEMES, keys.themes)):
            _copy_part(backup, name, building.folder / name, key)
        progress(3, _STEPS)
        kept = _put_ledger(backup, building, present, keys)
        for kit in backup.manifest.kits:
            write_file(building.folder / kit.name, extract_bytes(backup.path, backup.manifest, kit.name))
        head = _settle(backup, building, keys, content_sum(sums), now, present=present)
        progress(5, _STEPS)
        if backup.manifest.has(HEADER):
            header = authenticate(replace(header_in(backup.path, backup.manifest), head=head), keys.header)
            for path in building.headers:
                write_file(path, write_header(header))
    sync_folder(building.folder)
    progress(_STEPS, _STEPS)
    return kept


def header_in(path: Path, manifest: Manifest) -> Header:
    """The copy of the header in a backup; whose it is, is still to be checked.

    Raises:
        DamagedBackupError: when it is none.
    """
    try:
        return read_header(extract_bytes(path, manifest, HEADER))
    except DamagedHeaderError:
        raise DamagedBackupError(part=HEADER) from None


def take_backups(present: VaultPaths, building: VaultPaths) -> None:
    """The backups stay with the vault: the same files under a second name, or copies where that cannot be."""
    found = files(present.backups)
    if not found:
        return
    make_folder(building.backups)
    with disk_errors():
        for path in found:
            target = building.backups / path.name
            try:
                target.hardlink_to(path)
            except OSError:
                shutil.copy2(path, target)
    sync_folder(building.backups)


def _settle(
    backup: KeyedBackup,
    building: VaultPaths,
    keys: VaultKeys,
    expected: bytes,
    now: Now | None,
    *,
    present: VaultPaths | None,
) -> Head:
    """Opened as a vault is opened, everything checked, and the content that of the backup."""
    store, connection = open_stores(building, keys, now=now or epoch_seconds)
    try:
        if not store.integrity().fine or read_head(connection).content_sum != expected:
            raise DamagedBackupError(part=NOTES)
        if now is not None:
            with store.transaction():
                forget_all(connection)
                if present is not None:
                    _take_places(connection, present, keys)
                doubt(connection)
                store.trail.append(AuditCode.RESTORED, backup.manifest.made_at)
        return read_head(connection)
    finally:
        store.trail.wipe()
        connection.close()


def _take_places(connection: Connection, present: VaultPaths, keys: VaultKeys) -> None:
    """Folders that got copies after the backup was made; none when the present vault has other keys, or is
    damaged: then only those the backup knew of are known.
    """
    with contextlib.suppress(CareerNotesError, DatabaseError):
        # Immutable: whoever has it open here keeps it, and its locks.
        longer = open_keyed(present.notes, keys.notes, mode="ro&immutable=1")
        with contextlib.closing(longer):
            take_over(connection, longer)


def _copy_part(backup: KeyedBackup, name: str, target: Path, key: bytearray) -> None:
    """One database under the key of the vault; in between it lies there under the key of the backup."""
    with backup.opened(name, target.with_name(f"{name}.part")) as source:
        copy_store(source, "main", target, key)


@contextlib.contextmanager
def ledger_taken_along(building: VaultPaths, present: VaultPaths, master: bytearray) -> Iterator[bool]:
    """Entries the present list got since it was copied; whether there were any. Nobody adds one meanwhile.

    Raises:
        DiskFullError, BusyError: when it cannot be done.
    """
    with contextlib.ExitStack() as stack, vault_keys(master) as keys:
        try:
            guard = stack.enter_context(_opened(present, keys))
            with _opened(building, keys) as own:
                known = own.head()
        except CareerNotesError:
            yield False
            return
        stack.enter_context(guard.held())
        late = known != guard.head() and known in guard.heads()
        if late:
            # By another connection: one that holds the list is never copied from.
            with _opened(present, keys) as longer:
                _copy_ledger(longer, building, keys)
        if sys.platform == "win32":
            # A folder with an open file in it is not renamed there.
            stack.close()
        yield late


@contextlib.contextmanager
def _opened(paths: VaultPaths, keys: VaultKeys) -> Iterator[ReleaseLedger]:
    with contextlib.closing(ReleaseLedger.open(paths.releases, keys.releases, create=False)) as ledger:
        yield ledger


def _copy_ledger(longer: ReleaseLedger, building: VaultPaths, keys: VaultKeys) -> None:
    fresh = building.folder / f"{RELEASES}.new"
    copy_store(longer.connection(), "main", fresh, keys.releases)
    with disk_errors():
        fresh.replace(building.releases)
    sync_folder(building.folder)


def _put_ledger(
    backup: KeyedBackup, building: VaultPaths, present: VaultPaths | None, keys: VaultKeys
) -> bool:
    """The list of releases: of the backup, or the present one when that is the same and goes on.

    What it forbids must not be allowed again because an older one was put back.
    """
    if backup.manifest.has(RELEASES):
        _copy_part(backup, RELEASES, building.releases, keys.releases)
    else:
        make_ledger(building.releases, keys.releases)
    if present is None or not present.releases.is_file():
        return False
    with contextlib.ExitStack() as stack:
        try:
            own = stack.enter_context(_opened(building, keys))
            longer = stack.enter_context(_opened(present, keys))
        except CareerNotesError:
            return False
        if own.head() not in longer.heads():
            return False
        own.close()
        _copy_ledger(longer, building, keys)
    return True
