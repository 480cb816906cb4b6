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
from careernotes.vault.backup_keeping import adopt, drop_named, own_backup
from careernotes.vault.backup_places import Place, copies, in_step, let_go, place_of, places
from careernotes.vault.backup_shelf import (
    BackupInfo,
    FolderKind,
    all_files,
    backup_errors,
    files,
    is_reachable,
    listed,
    remove_files,
    sweep,
)
from careernotes.vault.erasure import LINE_OF_LOOK, receipts
from careernotes.vault.keeping import SettingName
from careernotes.vault.moving import set_aside
from careernotes.vault.open_vault import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many backups went, and where those are that could not be reached, or are not ours to open."""

    dropped: int
    unreached: tuple[str, ...] = ()


def count_managed(vault: OpenVault) -> int:
    """How many managed backups there are: those beside the vault, and those it remembers elsewhere."""
    connection = vault.notes.connection()
    elsewhere = sum(len(copies(connection, place)) for place in places(connection) if place.counts)
    return len(files(vault.paths.backups)) + elsewhere + len(_placeless(vault))


def out_of_reach(vault: OpenVault, second: Path | None = None) -> tuple[str, ...]:
    """Where copies are that :func:`drop_managed` would not reach now. Nothing is changed."""
    folders, away = [vault.paths.backups], list[Path]()
    if second is not None and _can_be_seen(second):
        folders.append(second)
    else:
        away += _unseen(vault, second, every=True)
    for place in others(vault, second):
        if place.is_there and _can_be_seen(place.folder):
            folders.append(place.folder)
        else:
            away += _at(vault, place, every=True)
    strange = [path for folder in folders for path in files(folder) if _is_of(vault, path, keys=False)]
    return tuple(dict.fromkeys(map(str, away + strange))) + copies_aside(vault)


def drop_managed(vault: OpenVault, second: Path | None = None) -> Forgotten:
    """A proved backup of what is left, a copy of it in the *second* folder when that is there, and only then
    those go that hold what was erased, wherever copies went; what stays anywhere is named.

    Raises:
        CareerNotesError: when no new one could be made and proved, or those beside the vault cannot be seen;
            every backup is still there then.
    """
    own = vault.paths.backups
    _sweep_all(vault, second)
    go = _to_go(vault, own, FolderKind.VAULT) if own.is_dir() else ()
    seen, also = _to_go_second(vault, second)
    reached = [place for place in others(vault, second) if place.is_there]
    dropped = 0
    if go or also or reached:
        made = make_backup(vault)
        if second is not None and is_reachable(second):
            # A drive that fails, is full or may not be written on keeps what it has; that is named below.
            with contextlib.suppress(CareerNotesError, OSError):
                copy_backup(vault, made, second)
                dropped += drop_named(vault, second, FolderKind.SECOND, also)
        dropped += drop_elsewhere(vault, second)
        dropped += drop_named(vault, own, FolderKind.VAULT, go)
    left = _left_beside(vault) + _left_in_second(vault, second if seen else None)
    if not seen:
        left += _unseen(vault, second)
    for place in others(vault, second):
        left += _left_at(vault, place)
    return Forgotten(dropped=dropped, unreached=tuple(dict.fromkeys(map(str, left))) + copies_aside(vault))


def drop_elsewhere(vault: OpenVault, second: Path | None) -> int:
    """In folders that once were the second one and are there now, those go that hold what was erased; says
    how many. A newer one must lie elsewhere already. A folder with none left is forgotten.
    """
    dropped = 0
    for place in others(vault, second):
        with contextlib.suppress(CareerNotesError, OSError):
            if not place.is_there:
                continue
            found = [info for path in all_files(place.folder) if (info := own_backup(vault, path))]
            go = [info.name for info in holding_erased(vault, found)]
            remove_files(place.folder, go)
            stay = [info for info in found if info.name not in go]
            there = [path.name for path in all_files(place.folder)]
            in_step(vault, place.folder, there, stay)
            dropped += len(go)
            if not copies(vault.notes.connection(), place) and not _left_at(vault, place):
                let_go(vault, place)
    return dropped


def drop_returned(vault: OpenVault, second: Path | None) -> int:
    """The same when such a folder is back and something in it has to go; it is only looked into then."""
    there = [place for place in others(vault, second) if place.is_there]
    return drop_elsewhere(vault, second) if any(_at(vault, place) for place in there) else 0


def others(vault: OpenVault, second: Path | None) -> tuple[Place, ...]:
    """Every place copies went to, but the *second* folder when that is the one that is there, and those that
    were destroyed.
    """
    now = place_of(vault, second) if second is not None else None
    found = (place for place in places(vault.notes.connection()) if place.counts)
    return tuple(place for place in found if now is None or place.mark != now.mark)


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


def _sweep_all(vault: OpenVault, second: Path | None) -> None:
    """What was cut short goes everywhere, also where no backup has to."""
    there = [place.folder for place in places(vault.notes.connection()) if place.is_there]
    for folder in {vault.paths.backups, *there, *([second] if second is not None else [])}:
        with contextlib.suppress(OSError):
            sweep(folder, vault.vault_id)


def _to_go(vault: OpenVault, folder: Path, kind: FolderKind) -> tuple[str, ...]:
    adopt(vault, folder, kind)
    return tuple(info.name for info in holding_erased(vault, listed(vault.notes.connection(), kind)))


def _fresh_names(vault: OpenVault, kind: FolderKind) -> frozenset[str]:
    """The backups of this kind in which nothing is that was erased."""
    infos = listed(vault.notes.connection(), kind)
    return frozenset(info.name for info in infos) - {info.name for info in holding_erased(vault, infos)}


def _to_go_second(vault: OpenVault, second: Path | None) -> tuple[bool, tuple[str, ...]]:
    """Whether it could be seen what lies in the *second* folder, and what has to go there."""
    if second is None or not is_reachable(second):
        return False, ()
    try:
        return True, _to_go(vault, second, FolderKind.SECOND)
    except (CareerNotesError, OSError):
        return False, ()


def _can_be_seen(folder: Path) -> bool:
    try:
        all_files(folder)
    except OSError:
        return False
    return True


def _placeless(vault: OpenVault) -> tuple[BackupInfo, ...]:
    """The copies of a vault that never marked a folder: they are in the second one, as far as it knows."""
    connection = vault.notes.connection()
    return () if places(connection) else listed(connection, FolderKind.SECOND)


def _unseen(vault: OpenVault, second: Path | None, *, every: bool = False) -> list[Path]:
    """The copies in a second folder that is not there, or cannot be looked into; the folder itself when it is
    there all the same, or nobody knows that these are all.
    """
    # One inside the vault was once allowed: it is not the second one now, but what is on the list lies there.
    chosen = second or Path(vault.notes.setting(SettingName.BACKUP_FOLDER))
    found = [chosen / info.name for info in _placeless(vault)]
    if second is None:
        own = chosen.resolve() == vault.paths.backups.resolve()
        return [] if own else found
    known = [each for each in places(vault.notes.connection()) if each.folder == second.absolute()]
    for place in (each for each in known if each.counts):
        found += _at(vault, place, every=every)
    return found if (known or found) and not is_reachable(second) else [*found, second]


def _at(vault: OpenVault, place: Place, *, every: bool = False) -> list[Path]:
    """What holds at a place what was erased, or *every* copy there; the place itself when nobody knows that
    these are all.
    """
    infos = copies(vault.notes.connection(), place)
    held = infos if every else holding_erased(vault, infos)
    return [place.folder / info.name for info in held] + ([] if place.sure else [place.folder])


def _left_beside(vault: OpenVault) -> list[Path]:
    """Files beside the vault that are not on the list: not ours to open."""
    own = vault.paths.backups
    if not own.is_dir():
        return []
    known = {info.name for info in listed(vault.notes.connection(), FolderKind.VAULT)}
    with backup_errors(own):
        return [path for path in all_files(own) if path.name not in known]


def _left_in_second(vault: OpenVault, second: Path | None) -> list[Path]:
    if second is None:
        return []
    fresh = _fresh_names(vault, FolderKind.SECOND)
    return [path for path in files(second) if path.name not in fresh and _is_of(vault, path)]


def _left_at(vault: OpenVault, place: Place) -> list[Path]:
    if not place.is_there:
        return _at(vault, place)
    try:
        found = all_files(place.folder)
    except OSError:
        return [*_at(vault, place), place.folder]
    own = [info for path in found if (info := own_backup(vault, path))]
    fresh = {info.name for info in own} - {info.name for info in holding_erased(vault, own)}
    return [path for path in found if path.name not in fresh and _is_of(vault, path)]


def copies_aside(vault: OpenVault) -> tuple[str, ...]:
    """Vaults that restores moved aside, made beside this one or left, and new files of a change of keys that
    was not this one's: they hold what it held then.
    """
    found = asides(vault.paths.folder) + set_aside(vault.paths.folder)
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
