"""What an erasure does to backups: each managed one holds what was erased, so each goes.

What cannot be reached is named with where it is: a stick that is out, a vault that a restore moved aside, a
backup from before new keys.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import wipe
from careernotes.vault.arriving import asides
from careernotes.vault.backup import copy_backup, make_backup
from careernotes.vault.backup_file import is_own, read_manifest
from careernotes.vault.backup_keeping import drop_all
from careernotes.vault.backup_shelf import FolderKind, files, listed, own_folder
from careernotes.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many backups went, and where those are that could not be reached, or are not ours to open."""

    dropped: int
    unreached: tuple[str, ...] = ()


def count_managed(vault: OpenVault) -> int:
    """How many managed backups there are: those beside the vault, and those it remembers elsewhere."""
    elsewhere = listed(vault.notes.connection(), FolderKind.SECOND)
    return len(files(vault.paths.backups)) + len(elsewhere)


def out_of_reach(vault: OpenVault, second: Path | None = None) -> tuple[str, ...]:
    """Where copies are that :func:`drop_managed` would not reach now. Nothing is changed."""
    folders = [vault.paths.backups]
    if second is not None and second.is_dir():
        folders.append(second)
        away: tuple[str, ...] = ()
    else:
        away = _away(vault, second)
    strange = [path for folder in folders for path in files(folder) if _is_of(vault, path, keys=False)]
    return away + tuple(map(str, strange)) + copies_aside(vault)


def drop_managed(vault: OpenVault, second: Path | None = None) -> Forgotten:
    """Delete those in the vault and in the *second* folder when it is there, and make a proved one of what
    is left; what stays anywhere is named.

    Raises:
        BackupDiskFullError, BackupNotWritableError: when the new one could not be made; the old are gone.
    """
    before = files(vault.paths.backups)
    dropped, made = 0, None
    if before:
        dropped = drop_all(vault, own_folder(vault.paths), FolderKind.VAULT)
        made = make_backup(vault)
    mine = made.name if made is not None else ""
    left = [path for path in files(vault.paths.backups) if path in before and path.name != mine]
    if second is not None and second.is_dir():
        there = files(second)
        # A drive that fails or may not be written on keeps what it has; that is named below.
        with contextlib.suppress(CareerNotesError, OSError):
            dropped += drop_all(vault, second, FolderKind.SECOND)
        left += [path for path in files(second) if path in there and _is_of(vault, path)]
        if made is not None:
            with contextlib.suppress(CareerNotesError):
                copy_backup(vault, made, second)
        away: tuple[str, ...] = ()
    else:
        away = _away(vault, second)
    return Forgotten(dropped=dropped, unreached=away + tuple(map(str, left)) + copies_aside(vault))


def _away(vault: OpenVault, second: Path | None) -> tuple[str, ...]:
    """The copies in a second folder that is not there."""
    place = second or Path()
    return tuple(str(place / info.name) for info in listed(vault.notes.connection(), FolderKind.SECOND))


def copies_aside(vault: OpenVault) -> tuple[str, ...]:
    """Vaults a restore moved aside: they hold what the vault held then."""
    return tuple(map(str, asides(vault.paths.folder)))


def _is_of(vault: OpenVault, path: Path, *, keys: bool = True) -> bool:
    """Whether it is a backup of this vault, under these *keys* or, and without them only, those before."""
    master = vault.reveal_master()
    try:
        manifest = read_manifest(path)
        own = is_own(manifest, master)
        return own if keys and own else not own and manifest.vault_id == vault.vault_id
    except (CareerNotesError, OSError):
        return False
    finally:
        wipe(master)
