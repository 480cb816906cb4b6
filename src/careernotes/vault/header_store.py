"""The two copies of the header on disk: reading them, opening with either, healing, replacing."""

import enum
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from careernotes.errors import CareerNotesError
from careernotes.sealing.errors import CannotReadError, TooBigError
from careernotes.sealing.kdf import HostileKdfError, NotEnoughMemoryError, WeakKdfError
from careernotes.sealing.keys import vault_keys, wipe
from careernotes.sealing.whole_file import read_whole
from careernotes.vault.bundle import VaultPaths, write_file
from careernotes.vault.connection import opens_first_page
from careernotes.vault.errors import (
    DamagedHeaderError,
    DiskFullError,
    MissingHeaderError,
    NewerVaultError,
    Notice,
    ReadOnlyFolderError,
    WrongPassphraseError,
)
from careernotes.vault.header import LONGEST_FILE, Header, is_authentic, read_header, unwrap, write_header


class CopyState(enum.Enum):
    """How one copy was found."""

    READ = "read"
    MISSING = "missing"
    DAMAGED = "damaged"
    NEWER = "newer"
    """It says that a later version wrote it, which anybody can write: only both saying so is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCopy:
    """One copy as it lies on disk."""

    path: Path
    state: CopyState
    header: Header | None = None

    @property
    def generation(self) -> int:
        """Its generation; 0 when there is none to read."""
        return self.header.generation if self.header is not None else 0

    @property
    def rank(self) -> tuple[int, int]:
        """Of two authentic copies the one with the higher rank is in force."""
        return self.header.rank if self.header is not None else (0, -1)


# Why a header may give no key, apart from the passphrase: what it asks for is altered, or too much here.
NO_KEY = (WeakKdfError, HostileKdfError, NotEnoughMemoryError)


def read_copies(paths: VaultPaths) -> tuple[HeaderCopy, ...]:
    """Both copies, the one in force first.

    Raises:
        NewerVaultError: when a newer version wrote one, and the other is no header this version can read.
    """
    found = [_read_copy(path) for path in paths.headers]
    states = {copy.state for copy in found}
    if CopyState.NEWER in states and CopyState.READ not in states:
        raise NewerVaultError
    return tuple(sorted(found, key=lambda copy: copy.rank, reverse=True))


def authentic_copies(paths: VaultPaths, header_key: bytearray) -> tuple[tuple[Path, Header], ...]:
    """The copies this vault itself wrote, the one in force first. Whatever else lies there never counts.

    Raises:
        NewerVaultError: see :func:`read_copies`.
    """
    return tuple(
        (copy.path, copy.header)
        for copy in read_copies(paths)
        if copy.header is not None and is_authentic(copy.header, header_key)
    )


def next_generation(paths: VaultPaths, header_key: bytearray, known: int) -> int:
    """The generation for a new header: above the one the notes know of, and above every authentic copy."""
    return 1 + max(known, *(header.generation for _path, header in authentic_copies(paths, header_key)), 0)


def unlock_copies(
    paths: VaultPaths, passphrase: str, *, allow_test: bool = False
) -> tuple[bytearray, Header]:
    """The master key behind *passphrase* and the header it stands in. Nothing is written.

    The newest copy that is authentic and opens the notes beside it; when none opens them, the newest that is
    authentic: the notes then say themselves what is wrong.

    Raises:
        MissingHeaderError, DamagedHeaderError, NewerVaultError: when there is no copy to try.
        WrongPassphraseError: when no copy takes this passphrase.
        WeakKdfError, HostileKdfError, NotEnoughMemoryError: when that is what every copy asks for.
    """
    copies = read_copies(paths)
    if all(copy.state is CopyState.MISSING for copy in copies):
        raise MissingHeaderError
    headers = list(dict.fromkeys(copy.header for copy in copies if copy.header is not None))
    # Two keys to choose from only when something laid another header beside ours.
    alone = len({(header.vault_id, header.slots) for header in headers}) == 1
    refusal: CareerNotesError = DamagedHeaderError()
    second: tuple[bytearray, Header] | None = None
    for header in headers:
        try:
            master = _open(header, passphrase, allow_test=allow_test)
        except (WrongPassphraseError, DamagedHeaderError, *NO_KEY) as error:
            # Of two reasons, a passphrase that is wrong for the one copy that could be tried says more.
            refusal = refusal if isinstance(refusal, WrongPassphraseError) else error
            continue
        if alone or _opens_notes(paths, master):
            wipe(*([second[0]] if second else []))
            return master, header
        if second is None:
            second = master, header
        else:
            wipe(master)
    if second is not None:
        return second
    raise refusal


def heal_headers(paths: VaultPaths, good: Header, header_key: bytearray) -> frozenset[Notice]:
    """Makes the other copy like *good*, which opened this vault, unless that one is authentic and newer.

    Then a change of passphrase was cut short, and taking either copy away could lock the owner out. Only for
    a vault whose notes are open: a header that opened nothing is never worth a copy of another.
    """
    told: set[Notice] = set()
    for copy in read_copies(paths):
        if copy.header == good:
            continue
        authentic = copy.header is not None and is_authentic(copy.header, header_key)
        if authentic and copy.generation > good.generation:
            told.add(Notice.CHANGE_UNFINISHED)
            continue
        try:
            _put(copy.path, write_header(good))
        except (DiskFullError, ReadOnlyFolderError):
            # No room to heal, or nowhere to, is no reason not to read; the next unlock tries again.
            continue
        # An authentic older copy is a change that was cut short after its proof: finishing it is no damage.
        healed = Notice.HEADER_NEWER if copy.state is CopyState.NEWER else Notice.HEADER_HEALED
        told |= set() if authentic else {healed}
    return frozenset(told)


def replace_headers(
    paths: VaultPaths, header: Header, passphrase: str, header_key: bytearray, *, allow_test: bool = False
) -> None:
    """Put *header* in force: the worse copy first, proved by unlocking it from disk, then the other.

    A power cut at any moment leaves at least one copy that opens, with the old passphrase or the new one.

    Raises:
        ReadOnlyFolderError, DiskFullError: when a copy cannot be written.
        DamagedHeaderError: when what was written does not prove to be what was meant, or cannot be read back
            at all: nothing was written then.
    """
    data = write_header(header)
    # Before the first write: what no version could read would take the place of what opens.
    if read_header(data) != header:
        raise DamagedHeaderError
    own = [path for path, _header in authentic_copies(paths, header_key)]
    worst, best = sorted(paths.headers, key=lambda path: -own.index(path) if path in own else -len(own))
    _put(worst, data)
    written = read_header(read_whole(worst, most=LONGEST_FILE, follow=False))
    wipe(_open(written, passphrase, allow_test=allow_test))
    _put(best, data)


def _open(header: Header, passphrase: str, *, allow_test: bool) -> bytearray:
    """The master key in one header, which is authentic under it.

    Raises:
        WrongPassphraseError, DamagedHeaderError, WeakKdfError, HostileKdfError, NotEnoughMemoryError.
    """
    master = unwrap(header, passphrase, allow_test=allow_test)
    with vault_keys(master) as keys:
        if is_authentic(header, keys.header):
            return master
    wipe(master)
    raise DamagedHeaderError


def _opens_notes(paths: VaultPaths, master: bytearray) -> bool:
    with vault_keys(master) as keys:
        return opens_first_page(paths.notes, keys.notes)


def _put(path: Path, data: bytes) -> None:
    """*data* as the copy at *path*; what this version did not write and cannot read is kept beside it.

    Raises:
        ReadOnlyFolderError, DiskFullError: when the system does not allow it.
    """
    try:
        _move_aside(path)
        write_file(path, data)
    except OSError:
        # A place in use by the system, such as a mounted disk, is no place to write either.
        raise ReadOnlyFolderError from None


def _move_aside(path: Path) -> None:
    """A folder, link or pipe is not ours, and a header of a later version may be worth something: it gets
    another name and is never removed or followed.
    """
    try:
        ours = stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return
    if not ours or _read_copy(path).state is CopyState.NEWER:
        path.rename(path.with_name(f"{path.name}.{secrets.token_hex(8)}.aside"))


def _read_copy(path: Path) -> HeaderCopy:
    """One copy; whatever cannot be read as a file of its own is damage, so that the other copy may open."""
    try:
        data = read_whole(path, most=LONGEST_FILE, follow=False)
        return HeaderCopy(path=path, state=CopyState.READ, header=read_header(data))
    except NewerVaultError:
        return HeaderCopy(path=path, state=CopyState.NEWER)
    except (CannotReadError, TooBigError, DamagedHeaderError):
        there = os.path.lexists(path)
        return HeaderCopy(path=path, state=CopyState.DAMAGED if there else CopyState.MISSING)
