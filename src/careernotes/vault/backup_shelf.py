"""The list of backups in notes.db, and the folders they lie in: which there are, and which count."""

import contextlib
import enum
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.vault.backup_errors import (
    BackupDiskFullError,
    BackupFolderGoneError,
    BackupNotWritableError,
)
from careernotes.vault.backup_file import SUFFIX
from careernotes.vault.bundle import VaultPaths, make_folder, sync_folder
from careernotes.vault.connection import Connection, SqlValue, store_errors
from careernotes.vault.errors import DiskFullError, ReadOnlyFolderError

# A trial once carried no sign of whose it was.
_UNFINISHED = re.compile(r"\.(?:(?:making|trial)-(?P<of>[0-9a-f]{8})-|trial-)[0-9a-f]{16}")


class FolderKind(enum.Enum):
    """Where a backup lies."""

    VAULT = "vault"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """One backup as the notes remember it. It counts when ``verified_at`` says when it was last proved."""

    name: str
    kind: FolderKind
    made_at: int
    commit_seq: int
    content_sum: bytes
    verified_at: int | None
    size: int

    @property
    def counts(self) -> bool:
        """Whether it was opened and compared."""
        return self.verified_at is not None


def listed(connection: Connection, kind: FolderKind | None = None) -> tuple[BackupInfo, ...]:
    """Every backup the notes know of, the newest first."""
    with store_errors("notes.db"):
        rows = connection.execute(
            "SELECT name, folder_kind, made_at, commit_seq, content_sum, verified_at, bytes"
            " FROM main.managed_backup WHERE folder_kind IN ('vault', 'second')"
            " ORDER BY made_at DESC, commit_seq DESC, name DESC"
        ).fetchall()
    found = (_info(row) for row in rows)
    return tuple(info for info in found if kind in {None, info.kind})


def enlist(connection: Connection, info: BackupInfo) -> None:
    """Remember one backup; inside a transaction of the notes store."""
    with store_errors("notes.db"):
        strike(connection, info.kind, (info.name,))
        connection.execute(
            "INSERT INTO main.managed_backup"
            " (name, folder_kind, made_at, commit_seq, content_sum, verified_at, bytes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                info.name, info.kind.value, info.made_at, info.commit_seq, info.content_sum,
                info.verified_at, info.size,
            ),
        )  # fmt: skip


def strike(connection: Connection, kind: FolderKind, names: Sequence[str]) -> None:
    """Forget these backups; inside a transaction of the notes store."""
    with store_errors("notes.db"):
        for name in names:
            connection.execute(
                "DELETE FROM main.managed_backup WHERE folder_kind = ? AND name = ?", (kind.value, name)
            )


def forget_all(connection: Connection) -> None:
    """Start the list anew; inside a transaction of the caller. Where copies went is known still.

    After new keys the old files are nobody's; after a restore the list may name files that went since.
    """
    with store_errors("notes.db"):
        connection.execute("DELETE FROM main.managed_backup WHERE folder_kind IN ('vault', 'second')")


def mark(connection: Connection, kind: FolderKind, name: str, verified_at: int | None) -> None:
    """Remember when a backup was last proved, or that it no longer counts; inside a transaction."""
    with store_errors("notes.db"):
        connection.execute(
            "UPDATE main.managed_backup SET verified_at = ? WHERE folder_kind = ? AND name = ?",
            (verified_at, kind.value, name),
        )


def own_folder(paths: VaultPaths) -> Path:
    """The folder for backups in the vault itself, made when it is not there yet."""
    if not paths.backups.is_dir():
        make_folder(paths.backups)
    return paths.backups


def lies_inside(paths: VaultPaths, folder: Path) -> bool:
    """Whether *folder* is the vault or lies in it, by whatever name: no second place for anything."""
    return folder.resolve().is_relative_to(paths.folder.resolve())


def is_reachable(folder: Path) -> bool:
    """Whether *folder* is there and answers: a drive that is dead, or may not be seen, is one that is out."""
    return os.path.isdir(folder)


def files(folder: Path) -> tuple[Path, ...]:
    """Every backup file in *folder*, whoever made it; none when it cannot be seen."""
    try:
        return all_files(folder)
    except OSError:
        return ()


def all_files(folder: Path) -> tuple[Path, ...]:
    """The same, and the system's own error when it cannot be seen: a folder is never empty for that."""
    return tuple(sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and _is_file(path)))


@contextlib.contextmanager
def backup_errors(folder: Path) -> Iterator[None]:
    """Says what went wrong in terms of the folder for backups.

    Raises:
        BackupFolderGoneError, BackupNotWritableError, BackupDiskFullError: whatever fits.
    """
    if not is_reachable(folder):
        raise BackupFolderGoneError
    try:
        yield
    except DiskFullError:
        raise BackupDiskFullError from None
    except ReadOnlyFolderError:
        raise (BackupNotWritableError if is_reachable(folder) else BackupFolderGoneError) from None
    except OSError:
        raise (BackupNotWritableError if is_reachable(folder) else BackupFolderGoneError) from None
    except CareerNotesError:
        # A drive that is pulled out shows first as a database that cannot be read.
        if not is_reachable(folder):
            raise BackupFolderGoneError from None
        raise


def unfinished(folder: Path, what: str, vault_id: str) -> Path:
    """Where a backup (``making``) or a trial of one (``trial``) is under way: a name nobody has."""
    return folder / f".{what}-{vault_id[:8]}-{secrets.token_hex(8)}"


def sweep(folder: Path, vault_id: str) -> None:
    """Remove what a backup of this vault, or a trial of one, that was cut short left in *folder*."""
    for path in folder.iterdir():
        found = _UNFINISHED.fullmatch(path.name)
        if found and found["of"] in {None, vault_id[:8]} and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def sweep_own(paths: VaultPaths, vault_id: str) -> None:
    """The same in the folder for backups of the vault itself, when it is there and can be read."""
    with contextlib.suppress(OSError):
        sweep(paths.backups, vault_id)


def remove_files(folder: Path, names: Sequence[str]) -> None:
    """Delete these backups from *folder*."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if names:
        sync_folder(folder)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def _info(row: tuple[SqlValue, ...]) -> BackupInfo:
    name, kind, made_at, commit_seq, content_sum, verified_at, size = row
    return BackupInfo(
        name=str(name),
        kind=FolderKind(kind),
        made_at=int(str(made_at)),
        commit_seq=int(str(commit_seq)),
        content_sum=content_sum if isinstance(content_sum, bytes) else b"",
        verified_at=None if verified_at is None else int(str(verified_at)),
        size=int(str(size)),
    )
