"""What an erasure does to backups: each managed one holds what was erased, so each goes."""

from dataclasses import dataclass

from careernotes.vault.bundle import disk_errors, sync_folder
from careernotes.vault.connection import store_errors
from careernotes.vault.open_vault import OpenVault

_SUFFIX = ".cnbak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many backups went, and the names of those that could not be reached (a stick that is not there)."""

    dropped: int
    unreached: tuple[str, ...] = ()


def count_managed(vault: OpenVault) -> int:
    """How many managed backups there are: those beside the vault, and those it remembers elsewhere."""
    beside = {path.name for path in vault.paths.backups.glob(f"*{_SUFFIX}")}
    return len(beside) + sum(name not in beside for _kind, name in _remembered(vault))


def drop_managed(vault: OpenVault) -> Forgotten:
    """Delete those beside the vault and forget them; those elsewhere stay remembered and are named."""
    dropped: set[str] = set()
    with disk_errors():
        for path in sorted(vault.paths.backups.glob(f"*{_SUFFIX}")):
            path.unlink()
            dropped.add(path.name)
    if dropped:
        sync_folder(vault.paths.backups)
    kept = [(kind, name) for kind, name in _remembered(vault) if name not in dropped]
    with vault.notes.transaction(), store_errors("notes.db"):
        for name in sorted(dropped):
            vault.notes.connection().execute("DELETE FROM main.managed_backup WHERE name = ?", (name,))
    return Forgotten(dropped=len(dropped), unreached=tuple(name for _kind, name in kept))


def _remembered(vault: OpenVault) -> list[tuple[str, str]]:
    with store_errors("notes.db"):
        rows = (
            vault.notes.connection().execute("SELECT folder_kind, name FROM main.managed_backup").fetchall()
        )
    return [(str(kind), str(name)) for kind, name in rows]
