"""The two copies of the header on disk: reading them, opening with either, healing, replacing."""

import enum
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from careernotes.sealing.errors import CannotReadError, TooBigError
from careernotes.sealing.kdf import HostileKdfError, WeakKdfError
from careernotes.sealing.keys import vault_keys, wipe
from careernotes.sealing.whole_file import read_whole
from careernotes.vault.bundle import VaultPaths, write_file
from careernotes.vault.errors import (
    DamagedHeaderError,
    DiskFullError,
    MissingHeaderError,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a passphrase opened: the header it stands in, and what is worth telling."""

    header: Header
    notices: frozenset[Notice]


def read_copies(paths: VaultPaths) -> tuple[HeaderCopy, ...]:
    """Both copies, the one in force first.

    Raises:
        NewerVaultError: when either was written by a newer version.
    """
    found = (_read_copy(path) for path in paths.headers)
    return tuple(sorted(found, key=lambda copy: copy.rank, reverse=True))


def unlock_copies(
    paths: VaultPaths, passphrase: str, *, allow_test: bool = False, heal: bool = True
) -> tuple[bytearray, Unlocked]:
    """The master key behind *passphrase*, from the newest copy that is authentic; a bad copy is then healed.

    Nothing is written before the authentication code of the header was checked, and without *heal* nothing
    at all.

    Raises:
        MissingHeaderError, DamagedHeaderError: when there is no copy to try.
        WrongPassphraseError: when no copy takes this passphrase.
        WeakKdfError, HostileKdfError: when that is what every copy asks for.
    """
    copies = read_copies(paths)
    if all(copy.state is CopyState.MISSING for copy in copies):
        raise MissingHeaderError
    refusal: WrongPassphraseError | WeakKdfError | HostileKdfError | DamagedHeaderError = DamagedHeaderError()
    tried: list[Header] = []
    for copy in copies:
        if copy.header is None or copy.header in tried:
            continue
        tried.append(copy.header)
        try:
            master = unwrap(copy.header, passphrase, allow_test=allow_test)
        except (WrongPassphraseError, WeakKdfError, HostileKdfError) as error:
            refusal = error
            continue
        with vault_keys(master) as keys:
            if is_authentic(copy.header, keys.header):
                notices = _heal(copies, copy, keys.header) if heal else frozenset[Notice]()
                return master, Unlocked(header=copy.header, notices=notices)
        wipe(master)
        refusal = DamagedHeaderError()
    raise refusal


def replace_headers(paths: VaultPaths, header: Header, passphrase: str, *, allow_test: bool = False) -> None:
    """Put *header* in force: the worse copy first, proved by unlocking it from disk, then the other.

    A power cut at any moment leaves at least one copy that opens, with the old passphrase or the new one.

    Raises:
        ReadOnlyFolderError, DiskFullError: when a copy cannot be written.
        DamagedHeaderError: when what was written does not prove to be what was meant.
    """
    data = write_header(header)
    worst, best = sorted(read_copies(paths), key=lambda copy: copy.rank)
    _put(worst.path, data)
    written = read_header(read_whole(worst.path, most=LONGEST_FILE, follow=False))
    master = unwrap(written, passphrase, allow_test=allow_test)
    try:
        with vault_keys(master) as keys:
            if not is_authentic(written, keys.header):
                raise DamagedHeaderError
    finally:
        wipe(master)
    _put(best.path, data)


def _put(path: Path, data: bytes) -> None:
    """*data* as the copy at *path*; something else than a file in its place is kept beside it.

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
    """A folder, link or pipe is not ours: it gets another name and is never removed or followed."""
    try:
        ours = stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return
    if not ours:
        path.rename(path.with_name(f"{path.name}.{secrets.token_hex(8)}.aside"))


def _read_copy(path: Path) -> HeaderCopy:
    """One copy; whatever cannot be read as a file of its own is damage, so that the other copy may open."""
    try:
        data = read_whole(path, most=LONGEST_FILE, follow=False)
        return HeaderCopy(path=path, state=CopyState.READ, header=read_header(data))
    except (CannotReadError, TooBigError, DamagedHeaderError):
        there = os.path.lexists(path)
        return HeaderCopy(path=path, state=CopyState.DAMAGED if there else CopyState.MISSING)


def _heal(copies: tuple[HeaderCopy, ...], good: HeaderCopy, header_key: bytearray) -> frozenset[Notice]:
    """Makes the other copy like *good*, unless that one is authentic and newer.

    Then a change of passphrase was cut short, and taking either copy away could lock the owner out.
    """
    assert good.header is not None
    (other,) = (copy for copy in copies if copy is not good)
    if other.header == good.header:
        return frozenset()
    authentic = other.header is not None and is_authentic(other.header, header_key)
    if authentic and other.generation > good.generation:
        return frozenset({Notice.CHANGE_UNFINISHED})
    try:
        _put(other.path, write_header(good.header))
    except (DiskFullError, ReadOnlyFolderError):
        # No room to heal, or nowhere to, is no reason not to read; the next unlock tries again.
        return frozenset()
    # An authentic older copy is a change that was cut short after its proof: finishing it is no damage.
    return frozenset() if authentic else frozenset({Notice.HEADER_HEALED})
