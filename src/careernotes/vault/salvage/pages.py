"""The pages of a SQLCipher 4 file, read one by one: each is decrypted only when its own code fits.

Source: the SQLCipher 4 design (AES-256-CBC, a reserve of 80 bytes a page: IV 16, HMAC-SHA512 64 over
ciphertext, IV and page number), with encryption and authentication keys given whole (docs/vault-format.md).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVE, USABLE = 4_096, 80, 4_016
_IV, _SALT, _KEY = 16, 16, 32


class PageFile:
    """A database file as far as its pages can be trusted. Reads only."""

    def __init__(self, path: Path, key80: bytearray) -> None:
        self._stream = path.open("rb")
        self._encrypt, self._authenticate = bytes(key80[:_KEY]), bytes(key80[_KEY : 2 * _KEY])
        self.count = -(-path.stat().st_size // PAGE)

    def read(self, number: int) -> bytes | None:
        """The usable bytes of page *number*, from 1; None when they are not what was written there."""
        self._stream.seek((number - 1) * PAGE)
        raw = self._stream.read(PAGE)
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

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
