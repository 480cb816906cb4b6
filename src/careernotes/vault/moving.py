"""New files that take the place of a vault's own, one by one, so that a cut at any moment loses nothing.

They are made in ``<bundle>/rekey``. A marker, sealed under the old key and under the new one, says that all
were proved, and what each file was and will be. Without it, the next unlock removes the folder; with it, the
next unlock with the new secret moves what was not moved yet. Nothing is written before a header was checked.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from careernotes.canonical import canonical_bytes
from careernotes.sealing.keys import VaultKeys, vault_keys, wipe
from careernotes.vault.backup_errors import ChangedMeanwhileError, OldPassphraseError, OldSheetError
from careernotes.vault.bundle import VaultPaths, disk_errors, sync_folder, write_file
from careernotes.vault.connection import opens_first_page
from careernotes.vault.errors import (
    AlreadyOpenError,
    DamagedHeaderError,
    DamagedVaultError,
    MissingHeaderError,
    NewerVaultError,
    ReadOnlyFolderError,
    WrongPassphraseError,
)
from careernotes.vault.file_digest import NOTHING, digest, digest_of
from careernotes.vault.header import Header
from careernotes.vault.header_store import NO_KEY, authentic_copies, read_copies, unlock_copies
from careernotes.vault.hot_journal import super_journals
from careernotes.vault.move_marker import FILES, FOLDER, MARKER, Marker, beside, read_marker

__all__ = [
    "FILES", "Marker", "begin_move", "beside", "clear", "finish_move", "is_before", "new_files",
    "read_marker", "settle", "settle_with_master", "sweep", "unlock_here",
]  # fmt: skip


def new_files(paths: VaultPaths) -> dict[str, bytes]:
    """What was made: the SHA-256 of each new file, at the moment it was proved."""
    return {name: digest(beside(paths).folder / name) for name in FILES}


def begin_move(
    paths: VaultPaths,
    old_key: bytearray,
    new_key: bytearray,
    proved: dict[str, bytes],
    held: Callable[[Path], BinaryIO],
) -> Marker:
    """From this moment on the new files are in force: the marker is on disk.

    The vault is still open, and nothing is written into it any more; its files are read by the handles it
    has *held*: one closed here would let go of its lock (``OpenVault.raw_file``).

    Raises:
        ChangedMeanwhileError: when a new file is no longer what was *proved*.
        DamagedVaultError: when something written was not finished.
    """
    _refuse_full_journals(paths)
    if new_files(paths) != proved or NOTHING in proved.values():
        raise ChangedMeanwhileError
    locked = {path.name: path for path in (paths.notes, paths.themes, paths.releases)}
    with disk_errors():
        was = {name: digest_of(held(path)) for name, path in locked.items()}
    was |= {name: digest(paths.folder / name) for name in FILES if name not in locked}
    marker = Marker(was=was, will_be=proved).sealed(old_key, new_key)
    sync_folder(beside(paths).folder)
    sync_folder(paths.folder)
    data = canonical_bytes(marker.plain() | {"old_mac": marker.old_mac, "new_mac": marker.new_mac})
    write_file(beside(paths).folder / MARKER, data)
    return marker


def finish_move(paths: VaultPaths, marker: Marker) -> None:
    """Move every file that is not moved yet. The marker's seal was checked.

    Raises:
        DamagedVaultError: when a file is neither what it was nor what it will be, or a journal is not empty:
            the vault was not closed; nothing is moved then.
        AlreadyOpenError: when another program finished it meanwhile.
    """
    try:
        waiting = _not_moved(paths, marker)
        _refuse_full_journals(paths)
    except DamagedVaultError:
        # With the marker gone, another program finished it, and wrote into the vault since.
        if read_marker(paths) != marker:
            raise AlreadyOpenError from None
        raise
    if paths.notes.name in waiting:
        # Later they are gone, or those of a program that has come in.
        _remove_journals(paths)
    try:
        with disk_errors():
            for name in waiting:
                # One after the other, each by a single change of a name.
                (beside(paths).folder / name).replace(paths.folder / name)
    except FileNotFoundError:
        raise AlreadyOpenError from None
    sync_folder(paths.folder)
    clear(paths)


def _not_moved(paths: VaultPaths, marker: Marker) -> list[str]:
    """The files that are still to be moved; each of the others is what it will be."""
    waiting = []
    for name in FILES:
        new, own = digest(beside(paths).folder / name), digest(paths.folder / name)
        if new != NOTHING and new == marker.will_be[name] and own in {marker.was[name], marker.will_be[name]}:
            waiting.append(name)
        elif own != marker.will_be[name]:
            raise DamagedVaultError(part=name)
    return waiting


def clear(paths: VaultPaths) -> None:
    """Remove the folder with new files: they were moved, or were never proved."""
    place = beside(paths).folder
    if place.is_symlink() or not place.is_dir():
        return
    # Only what we put there; should anything else be in it, it stays.
    with disk_errors():
        (place / MARKER).unlink(missing_ok=True)
        sync_folder(place)
        for name in FILES:
            for path in (place / name, place / f"{name}-journal"):
                path.unlink(missing_ok=True)
        for path in (*place.glob("*.new"), *super_journals(beside(paths))):
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        place.rmdir()
    sync_folder(paths.folder)


def sweep(paths: VaultPaths, header_key: bytearray, vault_id: str, generation: int) -> None:
    """Remove new files that were never proved, and a marker that is of no change of these keys, with what
    lies there; only when this process alone has the vault open.

    As long as such a marker lies there, nothing can be released. It was put back, or is another vault's.
    """
    if not os.path.lexists(beside(paths).folder / MARKER):
        clear(paths)
        return
    marker = read_marker(paths)
    if marker is None or marker.is_to(header_key) or marker.is_from(header_key):
        return
    # It is in nobody's way where it is; where it cannot be moved, the vault still opens.
    with contextlib.suppress(ReadOnlyFolderError):
        if _is_elsewhere(paths, vault_id, generation):
            _set_aside(paths)
        else:
            clear(paths)


def _is_elsewhere(paths: VaultPaths, vault_id: str, generation: int) -> bool:
    """Whether the new files may be the only ones of another vault, or of this one in a later state than the
    one that was put here: without one of their headers they never could be put in force.
    """
    try:
        headers = [copy.header for copy in read_copies(beside(paths)) if copy.header is not None]
    except NewerVaultError:
        return True
    return any(each.vault_id != vault_id or each.generation > generation for each in headers)


def set_aside(folder: Path) -> tuple[Path, ...]:
    """New files in this vault's *folder* that were not of its keys and got another name."""
    return tuple(sorted(path for path in folder.glob(f"{FOLDER}.aside-*") if path.is_dir()))


def _set_aside(paths: VaultPaths) -> None:
    """Their folder gets another name, in one step; nothing in it is lost."""
    place, number = beside(paths).folder, 1
    while os.path.lexists(free := place.with_name(f"{place.name}.aside-{number}")):
        number += 1
    with disk_errors():
        place.rename(free)
    sync_folder(paths.folder)


def unlock_here(
    paths: VaultPaths, passphrase: str, *, allow_test: bool = False
) -> tuple[bytearray, Header]:
    """Like ``unlock_copies``; a change of keys that was cut short is finished or undone first.

    Raises:
        OldPassphraseError: when the keys are being changed and this is the passphrase from before.
        MissingHeaderError, DamagedHeaderError, WrongPassphraseError, WeakKdfError, HostileKdfError.
    """
    marker, old = read_marker(paths), False
    for place in () if marker is None else (beside(paths), paths):
        try:
            master, _header = unlock_copies(place, passphrase, allow_test=allow_test)
        except (WrongPassphraseError, MissingHeaderError, DamagedHeaderError, NewerVaultError, *NO_KEY):
            continue
        try:
            done = settle(paths, marker, master)
            old = old or (not done and is_before(marker, master))
        finally:
            wipe(master)
        if done:
            # By the vault's own headers: those in a folder put back may take a passphrase of before.
            old = False
            break
    if old:
        raise OldPassphraseError
    return unlock_copies(paths, passphrase, allow_test=allow_test)


def settle_with_master(paths: VaultPaths, master: bytearray) -> None:
    """Finish what was cut short, when *master* is the key after it.

    Raises:
        OldSheetError: when it is the key from before.
    """
    marker = read_marker(paths)
    if marker is not None and not settle(paths, marker, master) and is_before(marker, master):
        raise OldSheetError


def settle(paths: VaultPaths, marker: Marker | None, master: bytearray) -> bool:
    """Whether *master* is the key after the move; if so, the move is finished."""
    if marker is None:
        return False
    with vault_keys(master) as keys:
        if not marker.is_to(keys.header):
            return False
        over = _is_over(paths, marker, keys)
    if over:
        clear(paths)
    else:
        finish_move(paths, marker)
    return True


def _is_over(paths: VaultPaths, marker: Marker, keys: VaultKeys) -> bool:
    """Whether everything was moved before, and the vault went on since: then what lies there was put back.

    The headers move last, so one of the vault's own under these keys says that the rest is in its place.
    """
    if not authentic_copies(paths, keys.header) or not opens_first_page(paths.notes, keys.notes):
        return False
    now = {name: digest(paths.folder / name) for name in FILES}
    return now != marker.will_be and not any(
        now[name] == marker.was[name] != marker.will_be[name] for name in FILES
    )


def is_before(marker: Marker | None, master: bytearray) -> bool:
    """Whether *master* is the key from before the move."""
    if marker is None:
        return False
    with vault_keys(master) as keys:
        return marker.is_from(keys.header)


def _remove_journals(paths: VaultPaths) -> None:
    """An empty journal of the old file must not lie beside the new one.

    Raises:
        AlreadyOpenError: when another program moved the notes by now: the journal may be theirs.
    """
    with disk_errors():
        if not (beside(paths).folder / paths.notes.name).is_file():
            raise AlreadyOpenError
        for name in FILES:
            journal = paths.folder / f"{name}-journal"
            if journal.is_file():
                journal.unlink()


def _refuse_full_journals(paths: VaultPaths) -> None:
    with disk_errors():
        for name in FILES:
            journal = paths.folder / f"{name}-journal"
            if journal.is_file() and journal.stat().st_size:
                raise DamagedVaultError(part=journal.name)
