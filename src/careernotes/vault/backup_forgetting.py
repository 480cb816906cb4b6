"""What an erasure does to backups: each managed one holds what was erased, so each goes."""

from dataclasses import dataclass

from careernotes.vault.backup import make_backup
from careernotes.vault.backup_keeping import drop_all
from careernotes.vault.backup_shelf import FolderKind, files, listed, own_folder
from careernotes.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many backups went, and the names of those that could not be reached (a stick that is not there)."""

    dropped: int
    unreached: tuple[str, ...] = ()


def count_managed(vault: OpenVault) -> int:
    """How many managed backups there are: those beside the vault, and those it remembers elsewhere."""
    elsewhere = listed(vault.notes.connection(), FolderKind.SECOND)
    return len(files(vault.paths.backups)) + len(elsewhere)


def drop_managed(vault: OpenVault) -> Forgotten:
    """Delete those beside the vault, and make a proved one of what is left; those elsewhere are named.

    Raises:
        BackupDiskFullError, BackupNotWritableError: when the new one could not be made; the old are gone.
    """
    dropped = 0
    if files(vault.paths.backups):
        dropped = drop_all(vault, own_folder(vault.paths), FolderKind.VAULT)
        make_backup(vault)
    elsewhere = listed(vault.notes.connection(), FolderKind.SECOND)
    return Forgotten(dropped=dropped, unreached=tuple(info.name for info in elsewhere))
