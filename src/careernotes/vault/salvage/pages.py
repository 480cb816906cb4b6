"""The pages of a SQLCipher 4 file, read one by one: each is decrypted only when its own code fits.

Source: the SQLCipher 4 design (AES-256-CBC, a reserve of 80 bytes a page: IV 16, HMAC-SHA512 64 over
ciphertext, IV and page number), with encryption and authentication keys given whole (docs/vault-format.md).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from careernotes.vault.salvage.journal import Undone

PAGE, RESERVE, USABLE = 4_096, 80, 4_016
_IV, _SALT, _KEY = 16, 16, 32


class PageFile:
    """A database file as far as its pages can be trusted. Reads only; what is *undone* lies over the file."""

    def __init__(self, path: Path, key80: bytearray, undone: Undone | None = None) -> None:
        self._undone = undone or Undone()
        self._stream = path.open("rb")
        self._encrypt, self._authenticate = bytes(key80[:_KEY]), bytes(key80[_KEY : 2 * _KEY])
        self.count = -(-path.stat().st_size // PAGE) if self._undone.count is None else self._undone.count

    def read(self, number: int) -> bytes | None:
        """The usable bytes of page *number*, from 1; None when they are not what was written there."""
        before = self._undone.pages.get(number)
        page = self._opened(number, before) if before is not None else None
        if page is not None:
            return page
        self._stream.seek((number - 1) * PAGE)
        return self._opened(number, self._stream.read(PAGE))

    def _opened(self, number: int, raw: bytes) -> bytes | None:
        if len(raw) != PAGE:
            return None
        skipped = _SALT if number == 1 else 0
        sealed, code = raw[skipped : USABLE + _IV], raw[USABLE + _IV :]
        wanted = hmac.new(self._authenticate, sealed + number.to_bytes(4, "little"), hashlib.sha512).digest()
        if not hmac.compare_digest(wanted, code):
            return None
        decryptor = Cipher(algorithms.AES256(self._encrypt), modes.CBC(sealed[-_IV:])).decryptor()
        return bytes(skipped) + decryptor.update(sealed[:-_IV]) + decryptor.finalize()

    def all(self, tell: Callable[[int, int], None]) -> Iterator[tuple[int, bytes | None]]:
        """Every page with its number, *tell* being told how many of how many."""
        for number in range(1, self.count + 1):
            tell(number, self.count)
            yield number, self.read(number)

    def undone(self) -> int:
        """How many pages are taken from the journal of an unfinished write."""
        return sum(self._opened(number, raw) is not None for number, raw in self._undone.pages.items())

    def free(self) -> frozenset[int] | None:
        """The pages no table uses, as the list of them says; None when it cannot be followed to its end."""
        first = self.read(1)
        if first is None:
            return None
        found: set[int] = set()
        trunk = int.from_bytes(first[32:36], "big")
        while trunk and trunk not in found and (page := self.read(trunk)) is not None:
            found.add(trunk)
            count = min(int.from_bytes(page[4:8], "big"), USABLE // 4 - 2)
            found.update(int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big") for n in range(count))
            trunk = int.from_bytes(page[:4], "big")
        whole = trunk == 0 and len(found) == int.from_bytes(first[36:40], "big")
        return frozenset(found) if whole else None

    def mark(self) -> int | None:
        """The number of the last change, from the first page; None when that cannot be read."""
        first = self.read(1)
        return int.from_bytes(first[68:72], "big") if first is not None else None

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
