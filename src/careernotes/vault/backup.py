"""Making backups and proving them: one counts only after its own file was opened and compared."""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.keys import vault_keys, wipe, wiped
from careernotes.sealing.whole_file import move_in
from careernotes.vault import backup_places
from careernotes.vault.audit import AuditCode, Now, epoch_seconds
from careernotes.vault.backup_errors import BackupNotWritableError, DamagedBackupError, NotABackupError
from careernotes.vault.backup_file import (
    HEADER,
    NOTES,
    RELEASES,
    SALT_BYTES,
    SUFFIX,
    THEMES,
    Manifest,
    blocks,
    check_bytes,
    is_own,
    measure,
    read_manifest,
    sign_manifest,
    store_key,
    write_backup,
)
from careernotes.vault.backup_places import Place
from careernotes.vault.backup_proof import KeyedBackup, prove_backup
from careernotes.vault.backup_shelf import (
    BackupInfo,
    FolderKind,
    backup_errors,
    enlist,
    listed,
    mark,
    own_folder,
    sweep,
    unfinished,
)
from careernotes.vault.bundle import make_folder, sync_folder
from careernotes.vault.copying import copy_store
from careernotes.vault.freshness import Progress, content_sum, kept_sums, quiet
from careernotes.vault.header import authenticate, write_header
from careernotes.vault.heads import best_header
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import ReleaseLedger
from careernotes.vault.state import read_head

# Two databases are written, two are proved.
_STEPS = 4


def make_backup(
    vault: OpenVault,
    folder: Path | None = None,
    *,
    now: Now = epoch_seconds,
    progress: Progress = quiet,
) -> BackupInfo:
    """A backup of *vault* as it is, proved from its own file and only then noted; in the vault itself unless
    another *folder* is given.

    Raises:
        BackupFolderGoneError, BackupNotWritableError, BackupDiskFullError: about the folder.
        DamagedVaultError, DamagedLedgerError: when the vault itself does not hold together.
        DamagedBackupError: when what was written does not prove to be what was meant.
    """
    kind = FolderKind.VAULT if folder is None else FolderKind.SECOND
    with _place(vault, folder) as (place, work):
        master = vault.reveal_master()
        try:
            made = _write(vault, master, work, now(), progress)
            sums = kept_sums(vault.notes.connection())
            backup = KeyedBackup.of(made, master)
            prove_backup(backup, work, sums, progress)
        finally:
            wipe(master)
        name = free_name(place, vault.vault_id, backup.manifest.made_at)
        info = BackupInfo(
            name=name, kind=kind, made_at=backup.manifest.made_at,
            commit_seq=backup.manifest.head.commit_seq, content_sum=content_sum(sums), verified_at=now(),
            size=made.stat().st_size,
        )  # fmt: skip
        _move_in(made, place / name)
    note_backup(vault, info)
    return info


def copy_backup(
    vault: OpenVault, info: BackupInfo, folder: Path, *, now: Now = epoch_seconds, progress: Progress = quiet
) -> BackupInfo:
    """The proved backup *info* of the vault itself once more in another *folder*, read back and compared.

    Raises:
        BackupFolderGoneError, BackupNotWritableError, BackupDiskFullError: about the folder.
        DamagedBackupError: when what arrived is not what was sent.
    """
    source = vault.paths.backups / info.name
    with _place(vault, folder) as (place, work):
        target = work / "copy"
        _copy(source, target)
        _forget_cached(target)
        check_bytes(target, checked_manifest(vault, target), progress)
        name = free_name(place, vault.vault_id, info.made_at)
        at = backup_places.remember(vault, place)
        _move_in(target, place / name)
    copied = replace(info, name=name, kind=FolderKind.SECOND, verified_at=now())
    note_backup(vault, copied, at)
    return copied


def note_backup(vault: OpenVault, info: BackupInfo, at: Place | None = None) -> None:
    """From now on it counts."""
    with vault.notes.transaction():
        enlist(vault.notes.connection(), info)
        if at is not None:
            backup_places.arrived(vault.notes.connection(), at, info)
        vault.trail.append(AuditCode.BACKED_UP, info.content_sum)


def prove_listed(
    vault: OpenVault, info: BackupInfo, folder: Path, *, now: Now = epoch_seconds, progress: Progress = quiet
) -> bool:
    """Whether the backup *info* in *folder* still holds what it should; from now on it counts, or does not.

    Raises:
        BackupFolderGoneError, BackupNotWritableError, BackupDiskFullError: when that cannot be seen.
    """
    master, fine = vault.reveal_master(), True
    try:
        with _place(vault, folder) as (place, work):
            try:
                sums = prove_backup(KeyedBackup.of(place / info.name, master), work, None, progress)
                fine = content_sum(sums) == info.content_sum
            except (DamagedBackupError, NotABackupError):
                fine = False
    finally:
        wipe(master)
    with vault.notes.transaction():
        mark(vault.notes.connection(), info.kind, info.name, now() if fine else None)
    return fine


def changed_since(vault: OpenVault, kind: FolderKind = FolderKind.VAULT) -> bool:
    """Whether the notes hold something no counted backup of this kind holds."""
    connection = vault.notes.connection()
    current = content_sum(kept_sums(connection))
    return not any(info.counts and info.content_sum == current for info in listed(connection, kind))


def checked_manifest(vault: OpenVault, path: Path) -> Manifest:
    """The manifest of one of this vault's own backups.

    Raises:
        NotABackupError, DamagedBackupError: when it is not that.
    """
    manifest, master = read_manifest(path), vault.reveal_master()
    try:
        if not is_own(manifest, master):
            raise NotABackupError
    finally:
        wipe(master)
    return manifest


def free_name(folder: Path, vault_id: str, made_at: int) -> str:
    """A name in *folder* nobody has taken: whose it is, and when it was made."""
    stem = f"careernotes-{vault_id[:8]}-{time.strftime('%Y%m%d-%H%M%S', time.gmtime(made_at))}"
    number, name = 1, f"{stem}{SUFFIX}"
    while os.path.lexists(folder / name):
        number += 1
        name = f"{stem}-{number}{SUFFIX}"
    return name


@contextlib.contextmanager
def _place(vault: OpenVault, folder: Path | None) -> Iterator[tuple[Path, Path]]:
    """The folder for the backup, and a folder in it to work in, which goes again."""
    place = own_folder(vault.paths) if folder is None else folder
    with backup_errors(place):
        sweep(place, vault.vault_id)
        work = unfinished(place, "making", vault.vault_id)
        make_folder(work)
        try:
            yield place, work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _write(vault: OpenVault, master: bytearray, work: Path, at: int, progress: Progress) -> Path:
    connection, salt = vault.notes.connection(), secrets.token_bytes(SALT_BYTES)
    head, sources = read_head(connection), dict[str, Path | bytes]()
    with vault_keys(master) as keys:
        if (header := best_header(vault.paths, keys.header)) is not None:
            sources[HEADER] = write_header(authenticate(replace(header, head=head), keys.header))
        for number, (name, database) in enumerate(((NOTES, "main"), (THEMES, "th"))):
            with wiped(store_key(master, salt, name)) as key:
                # Told often, so that it can be stopped: whoever locks does not wait for a backup.
                copy_store(connection, database, work / name, key, partial(_tell, progress, number))
            sources[name] = work / name
        if vault.paths.releases.is_file():
            ledger = ReleaseLedger.open(vault.paths.releases, keys.releases, create=False)
            with contextlib.closing(ledger), wiped(store_key(master, salt, RELEASES)) as key:
                copy_store(ledger.connection(), "main", work / RELEASES, key)
            sources[RELEASES] = work / RELEASES
    sources |= {kit.name: kit for kit in vault.paths.kits if kit.is_file() and not kit.is_symlink()}
    manifest = sign_manifest(
        Manifest(
            vault_id=vault.vault_id, made_at=at, salt=salt, head=head,
            parts=tuple(measure(name, source) for name, source in sources.items()),
        ),
        master,
    )  # fmt: skip
    write_backup(work / "backup", manifest, sources)
    for name in (NOTES, THEMES, RELEASES):
        (work / name).unlink(missing_ok=True)
    return work / "backup"


def _tell(progress: Progress, number: int, _done: int, _of: int) -> None:
    progress(number, _STEPS)


def _copy(source: Path, target: Path) -> None:
    with target.open("xb") as out:
        target.chmod(0o600)
        out.writelines(blocks(source))
        out.flush()
        os.fsync(out.fileno())


def _forget_cached(path: Path) -> None:
    """Read back from the drive, not from memory, where the system can be told so."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _move_in(made: Path, target: Path) -> None:
    try:
        move_in(made, target)
    except OutputExistsError:
        raise BackupNotWritableError from None
    sync_folder(target.parent)
