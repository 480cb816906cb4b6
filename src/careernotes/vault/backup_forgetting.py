"""What an erasure does to backups: each managed one holds what was erased, so each goes.

What cannot be reached is named with where it is: a stick that is out, a vault that a restore moved aside, a
backup from before new keys.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import wipe
from careernotes.vault.arriving import asides, is_of_another
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup import copy_backup, make_backup
from careernotes.vault.backup_file import is_own, read_manifest
from careernotes.vault.backup_keeping import adopt, drop_named
from careernotes.vault.backup_shelf import BackupInfo, FolderKind, files, listed, sweep_own
from careernotes.vault.erasure import LINE_OF_LOOK, receipts
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
    """A proved backup of what is left, a copy of it in the *second* folder when that is there, and only then
    those go that hold what was erased; what stays anywhere is named.

    Raises:
        CareerNotesError: when no new one could be made and proved; every backup is still there then.
    """
    own, there = vault.paths.backups, second is not None and second.is_dir()
    sweep_own(vault.paths, vault.vault_id)
    go = _to_go(vault, own, FolderKind.VAULT) if own.is_dir() else ()
    also: tuple[str, ...] = ()
    if second is not None and there:
        with contextlib.suppress(CareerNotesError, OSError):
            also = _to_go(vault, second, FolderKind.SECOND)
    dropped = 0
    if go or also:
        made = make_backup(vault)
        if second is not None and there:
            # A drive that fails, is full or may not be written on keeps what it has; that is named below.
            with contextlib.suppress(CareerNotesError, OSError):
                copy_backup(vault, made, second)
                dropped += drop_named(vault, second, FolderKind.SECOND, also)
        dropped += drop_named(vault, own, FolderKind.VAULT, go)
    known = {info.name for info in listed(vault.notes.connection(), FolderKind.VAULT)}
    left = [path for path in files(own) if path.name not in known]
    if second is not None and there:
        fresh = _fresh_names(vault, FolderKind.SECOND)
        left += [path for path in files(second) if path.name not in fresh and _is_of(vault, path)]
    away = () if there else _away(vault, second)
    return Forgotten(dropped=dropped, unreached=away + tuple(map(str, left)) + copies_aside(vault))


def holding_erased(vault: OpenVault, infos: Iterable[BackupInfo]) -> tuple[BackupInfo, ...]:
    """Those of *infos* that this vault did not make after its last erasure, and the look that found nothing.

    The order of the lines in its trail says which: a clock can be wrong.
    """
    first: dict[bytes, int] = {}
    erased = max((each.counts.get(LINE_OF_LOOK, 0) for each in receipts(vault.notes)), default=-1)
    for entry in vault.trail.entries():
        if entry.code is AuditCode.ERASED:
            erased = max(erased, entry.seq)
        elif entry.code is AuditCode.BACKED_UP:
            first.setdefault(entry.ref, entry.seq)
    return tuple(info for info in infos if first.get(info.content_sum, 0) <= erased)


def _to_go(vault: OpenVault, folder: Path, kind: FolderKind) -> tuple[str, ...]:
    adopt(vault, folder, kind)
    return tuple(info.name for info in holding_erased(vault, listed(vault.notes.connection(), kind)))


def _fresh_names(vault: OpenVault, kind: FolderKind) -> frozenset[str]:
    """The backups of this kind in which nothing is that was erased."""
    infos = listed(vault.notes.connection(), kind)
    return frozenset(info.name for info in infos) - {info.name for info in holding_erased(vault, infos)}


def _away(vault: OpenVault, second: Path | None) -> tuple[str, ...]:
    """The copies in a second folder that is not there."""
    place = second or Path()
    return tuple(str(place / info.name) for info in listed(vault.notes.connection(), FolderKind.SECOND))


def copies_aside(vault: OpenVault) -> tuple[str, ...]:
    """Vaults that restores moved aside, made beside this one or left: they hold what it held then."""
    found = asides(vault.paths.folder)
    return tuple(str(path) for path in found if not is_of_another(path, vault.vault_id))


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
