"""The pages of a SQLCipher 4 file, read past SQLite: how one is opened, and which of them no table uses.

Source: the SQLCipher 4 design (AES-256-CBC, a reserve of 80 bytes a page: IV 16, HMAC-SHA512 64 over
ciphertext, IV and page number), with encryption and authentication keys given whole (docs/vault-format.md),
and "Database File Format" of SQLite for the list of free pages.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from careernotes.sealing.keys import wipe

PAGE, RESERVE, USABLE = 4_096, 80, 4_016
# The salt takes the place of the first block of the first page.
_IV, _SALT, _KEY = 16, 16, 32
# Of pages opened together: what lies before each, and from one to the next.
GAP = _IV
STRIDE = GAP + USABLE
_FIRST_FREE, _HOW_MANY_FREE = slice(32, 36), slice(36, 40)


class PageCipher:
    """Opens the pages of one database with copies of its keys, until it is closed."""

    def __init__(self, key80: bytes | bytearray) -> None:
        self._encrypt = bytearray(key80[:_KEY])
        self._authenticate = bytearray(key80[_KEY : 2 * _KEY])

    def fits(self, raw: bytes, number: int) -> bool:
        """Whether *raw* carries the code of what was written as page *number*, from 1."""
        sealed, code = raw[_SALT if number == 1 else 0 : USABLE + _IV], raw[USABLE + _IV :]
        wanted = hmac.new(self._authenticate, sealed + number.to_bytes(4, "little"), hashlib.sha512).digest()
        return hmac.compare_digest(wanted, code)

    def open(self, raw: bytes, number: int) -> bytes:
        """The usable bytes of page *number*; its code is not asked."""
        skipped = _SALT if number == 1 else 0
        vector = raw[USABLE : USABLE + _IV]
        decryptor = Cipher(algorithms.AES256(self._encrypt), modes.CBC(vector)).decryptor()
        return bytes(skipped) + decryptor.update(raw[skipped:USABLE]) + decryptor.finalize()

    def open_many(self, raw: bytes, *, first: bool) -> Iterator[bytes]:
        """The same for pages that follow each other; *first*: they begin with page 1."""
        plain = self.open_together(raw, first=first)
        for start in range(GAP, len(plain), STRIDE):
            yield plain[start : start + USABLE]

    def open_together(self, raw: bytes, *, first: bool) -> bytes:
        """All of them in one go: the usable bytes of each, and before each a gap that says nothing.

        In the place of the gap stood the start value of the page, opened like a block of it.
        """
        parts = []
        for start in range(0, len(raw) // PAGE * PAGE, PAGE):
            vector, page = raw[start + USABLE : start + USABLE + _IV], raw[start : start + USABLE]
            parts += [page[:_SALT], vector, page[_SALT:]] if first and start == 0 else [vector, page]
        decryptor = Cipher(algorithms.AES256(self._encrypt), modes.CBC(bytes(_IV))).decryptor()
        plain = decryptor.update(b"".join(parts)) + decryptor.finalize()
        return bytes(GAP + _SALT) + plain[GAP + _SALT :] if first else plain

    def read(self, stream: BinaryIO, number: int) -> bytes | None:
        """The usable bytes of one page of a file; None where the file has no such page."""
        if number < 1:
            return None
        stream.seek((number - 1) * PAGE)
        raw = stream.read(PAGE)
        return self.open(raw, number) if len(raw) == PAGE else None

    def close(self) -> None:
        """Lets go of the keys."""
        wipe(self._encrypt, self._authenticate)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePages:
    """The pages no table uses: those the list stands on, and those it names. ``whole``: it could be followed
    to its end, and names as many as the database says there are.
    """

    trunks: frozenset[int]
    leaves: tuple[int, ...]
    whole: bool

    @property
    def all(self) -> frozenset[int]:
        """Every one of them, as far as the list could be followed."""
        return self.trunks.union(self.leaves)


def free_pages(read: Callable[[int], bytes | None]) -> FreePages:
    """What the list of free pages says; *read* gives the usable bytes of a page, None when it cannot."""
    first = read(1)
    if first is None:
        return FreePages(trunks=frozenset(), leaves=(), whole=False)
    trunks: set[int] = set()
    leaves: list[int] = []
    fits = True
    trunk = _number(first[_FIRST_FREE])
    while trunk and trunk not in trunks and (page := read(trunk)) is not None:
        trunks.add(trunk)
        count, most = _number(page[4:8]), USABLE // 4 - 2
        fits = fits and count <= most
        leaves += (_number(page[8 + 4 * n : 12 + 4 * n]) for n in range(min(count, most)))
        trunk = _number(page[:4])
    right = len(trunks.union(leaves)) == _number(first[_HOW_MANY_FREE])
    return FreePages(trunks=frozenset(trunks), leaves=tuple(leaves), whole=fits and right and trunk == 0)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
