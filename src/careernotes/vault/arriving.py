"""A restored vault that is whole and proved, and waits beside its place for the last change of a name.

A cut between taking the present vault away and putting the restored one there leaves nothing at the place:
the next unlock then takes the one that waits, once its header was checked.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.whole_file import read_whole
from careernotes.vault.bundle import VaultPaths, disk_errors, sweep_fresh, sync_folder, write_file
from careernotes.vault.header import LONGEST_FILE, read_header
from careernotes.vault.heads import best_header
from careernotes.vault.hot_journal import nobody_else

_SUFFIX, VAULT_SUFFIX = ".coming", ".careernotes"
_RESTORING, _MAKING = r"\.restoring-[0-9a-f]{16}", r"\.new-[0-9a-f]{8}"
_SIGN = "being-made"
_BESIDE = r"\.(?:before-restore|restored|salvaged)-[0-9]+"


def coming_of(paths: VaultPaths) -> VaultPaths:
    """Where a restored vault waits."""
    return VaultPaths(paths.folder.with_name(f"{paths.folder.name}{_SUFFIX}"))


def waits(paths: VaultPaths) -> bool:
    """Whether nothing is at the place and a restored vault waits for it."""
    coming = coming_of(paths).folder
    return not os.path.lexists(paths.folder) and os.path.isdir(coming) and not os.path.islink(coming)


def arrive(paths: VaultPaths) -> None:
    """Give it its name."""
    with disk_errors():
        coming_of(paths).folder.rename(paths.folder)
    sync_folder(paths.folder.parent)


def free_aside(folder: Path) -> Path:
    """Where the present vault goes: a name beside it that nobody has taken."""
    number = 1
    while os.path.lexists(place := _aside(folder, str(number))):
        number += 1
    return place


def asides(folder: Path) -> tuple[Path, ...]:
    """Vaults beside *folder* that a restore moved aside, that it or a salvage made in a new folder or left
    half-way; and the one that *folder* itself was made from, or moved aside from.
    """
    half = rf"(?:{re.escape(_SUFFIX)}|{_RESTORING}|{_MAKING})?"
    own = re.compile(_relatives(folder) + half)
    found = (path for path in _beside(folder) if own.fullmatch(path.name))
    return tuple(path for path in found if path.name != folder.name and _is_vault(path, _stem(folder)))


def sweep_leftovers(paths: VaultPaths, header_key: bytearray, vault_id: str, commit_seq: int) -> None:
    """Remove what a restore into this place, or a salvage to one beside it, left when it was ended half-way,
    and files that were never whole; the vault at the place is open.

    A whole vault that waits goes only when it is this one, and no newer; what was still being built is never
    the only copy of anything.
    """
    sweep_fresh(paths.folder)
    coming = coming_of(paths)
    if coming.folder.is_dir() and not coming.folder.is_symlink():
        header = best_header(coming, header_key)
        ours = header is not None and header.vault_id == vault_id
        older = header is not None and header.head is not None and header.head.commit_seq <= commit_seq
        if ours and older:
            # Under the other name first: half of one is never taken for a vault that waits.
            going = restoring_of(paths)
            with contextlib.suppress(OSError):
                coming.folder.rename(going)
    made = re.compile(_relatives(paths.folder) + _MAKING)
    for path in _beside(paths.folder):
        if made.fullmatch(path.name) and told_id(path) == vault_id and _is_idle(path):
            # As above: if it gets its own name at this very moment, this is refused, and it stays whole.
            with contextlib.suppress(OSError):
                path.rename(restoring_of(paths))
    half = re.compile(rf"{re.escape(paths.folder.name)}{_RESTORING}")
    for path in _beside(paths.folder):
        if half.fullmatch(path.name) and told_id(path) in {"", vault_id}:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def being_made(paths: VaultPaths) -> Iterator[None]:
    """Says to every other program that a vault is being made in this folder, until it is whole.

    A lock of its own: SQLite lets go of those on the databases between its steps.

    Raises:
        ReadOnlyFolderError, DiskFullError: when the file for it cannot be written.
    """
    sign = paths.folder / _SIGN
    write_file(sign, b"")
    with nobody_else(sign):
        yield
    with disk_errors():
        sign.unlink()


def restoring_of(paths: VaultPaths) -> Path:
    """Where a vault for this place is built: a name nobody has."""
    return paths.folder.with_name(f"{paths.folder.name}.restoring-{secrets.token_hex(8)}")


def is_of_another(folder: Path, vault_id: str) -> bool:
    """Whether the vault in *folder* says that it is another one."""
    return told_id(folder) not in {"", vault_id}


def told_id(folder: Path) -> str:
    """What a copy of the header says, whoever wrote it; empty where none can be read."""
    for path in VaultPaths(folder).headers:
        with contextlib.suppress(CareerNotesError, OSError):
            return read_header(read_whole(path, most=LONGEST_FILE, follow=False)).vault_id
    return ""


def _beside(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.parent.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return []


def _is_vault(path: Path, stem: str) -> bool:
    """A folder with the plain name may be anything; the other names are given by nobody else."""
    return path.name not in {stem, f"{stem}{VAULT_SUFFIX}"} or VaultPaths(path).notes.is_file()


def _stem(folder: Path) -> str:
    """The name without what restores and salvages added to it."""
    return re.sub(rf"(?:{_BESIDE})+$", "", folder.name.removesuffix(VAULT_SUFFIX))


def _relatives(folder: Path) -> str:
    """The names a vault gets that is made from this one, or that this one was made from."""
    return rf"{re.escape(_stem(folder))}(?:{_BESIDE})*(?:{re.escape(VAULT_SUFFIX)})?"


def _is_idle(folder: Path) -> bool:
    """Whether nobody is making a vault in *folder* just now."""
    notes, sign = VaultPaths(folder).notes, folder / _SIGN
    if not notes.is_file():
        return False
    with contextlib.suppress(CareerNotesError, OSError), contextlib.ExitStack() as held:
        return all(held.enter_context(nobody_else(each)) for each in (notes, sign) if each.is_file())
    return False


def _aside(folder: Path, number: str) -> Path:
    stem = folder.name.removesuffix(VAULT_SUFFIX)
    return Path(f"{folder.parent / stem}.before-restore-{number}{VAULT_SUFFIX}")
