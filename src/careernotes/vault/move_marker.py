"""The marker of files that are about to be moved: whoever else has the keys stays away by it."""

import contextlib
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes
from careernotes.domain.reading import MalformedError, Reader, read_hex
from careernotes.sealing.errors import CannotReadError, TooBigError
from careernotes.sealing.whole_file import read_whole
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.errors import LedgerLeftError, ReadOnlyFolderError

FOLDER, MARKER = "rekey", "ready"
# The headers last: as long as one file is not moved, a new header is in the folder beside it.
FILES = ("notes.db", "themes.db", "releases.db", "header.a", "header.b")
_KIND = "careernotes-rekey"
_LONGEST_MARKER = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What each file was and will be, by SHA-256 (zeros: not there), sealed under both header keys."""

    was: dict[str, bytes]
    will_be: dict[str, bytes]
    old_mac: str = ""
    new_mac: str = ""

    def sealed(self, old_key: bytearray, new_key: bytearray) -> "Marker":
        """The same with both seals."""
        return Marker(
            was=self.was, will_be=self.will_be, old_mac=self._mac(old_key), new_mac=self._mac(new_key)
        )

    def is_to(self, header_key: bytearray) -> bool:
        """Whether these are the keys after the move."""
        return hmac.compare_digest(self.new_mac.encode(), self._mac(header_key).encode())

    def is_from(self, header_key: bytearray) -> bool:
        """Whether these are the keys from before it."""
        return hmac.compare_digest(self.old_mac.encode(), self._mac(header_key).encode())

    def plain(self) -> dict[str, Json]:
        """Everything but the seals."""
        files: dict[str, Json] = {
            name: {"was": self.was[name].hex(), "will_be": self.will_be[name].hex()} for name in FILES
        }
        return {"kind": _KIND, "files": files}

    def _mac(self, key: bytearray) -> str:
        return hmac.new(key, canonical_bytes(self.plain()), hashlib.sha256).hexdigest()


def beside(paths: VaultPaths) -> VaultPaths:
    """Where the new files of a vault are made."""
    return VaultPaths(paths.folder / FOLDER)


def read_marker(paths: VaultPaths) -> Marker | None:
    """The marker, if there is a whole one; whose it is, is still to be checked."""
    place = beside(paths).folder
    if place.is_symlink():
        return None
    try:
        data = read_whole(place / MARKER, most=_LONGEST_MARKER, follow=False)
        root = Reader(json.loads(data.decode()))
        root.only("files", "kind", "new_mac", "old_mac")
        if root.text("kind") != _KIND:
            raise MalformedError("kind", _KIND)
        return _read(root)
    except (CannotReadError, TooBigError, ValueError, RecursionError):
        return None


def which_file(path: Path) -> tuple[int, int]:
    """Which file lies there; none at all says so when it is opened."""
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return 0, 0


@contextlib.contextmanager
def left_or_denied(path: Path, file: tuple[int, int]) -> Iterator[None]:
    """SQLite writes nothing into a file that was moved or replaced, and says what it says of a missing right.

    Raises:
        LedgerLeftError: in place of a ReadOnlyFolderError, when *file* no longer lies at *path*.
    """
    try:
        yield
    except ReadOnlyFolderError:
        if which_file(path) == file:
            raise
        raise LedgerLeftError from None


def _read(root: Reader) -> Marker:
    files = root.inner("files")
    files.only(*FILES)
    pairs = {name: files.inner(name) for name in FILES}
    for pair in pairs.values():
        pair.only("was", "will_be")
    return Marker(
        was={name: read_hex(pair, "was", 32) for name, pair in pairs.items()},
        will_be={name: read_hex(pair, "will_be", 32) for name, pair in pairs.items()},
        old_mac=read_hex(root, "old_mac", 32).hex(),
        new_mac=read_hex(root, "new_mac", 32).hex(),
    )
