"""Free pages hold nothing: what is erased is overwritten, so text on a free page is an old page put back.

SQLite cannot read its own free pages, so the file is read here. On POSIX, closing any handle of a file drops
every lock this process has on it: whoever gives a stream closes it only after the database.
"""

from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVE, _IV, _SALT, _KEY = 4_096, 80, 16, 16, 32
# In the header of a database: the first page of the list of free ones.
_FIRST_FREE = slice(32, 36)
_LONGEST_LIST = 10_000_000


def dirty_free_pages(stream: BinaryIO, key80: bytearray) -> int:
    """How many free pages hold something; 1 when their list cannot be followed. Between transactions only."""
    key, dirty, seen = key80[:_KEY], 0, 0
    try:
        trunk = _number(_page(stream, key, 1)[_FIRST_FREE])
        while trunk and seen < _LONGEST_LIST:
            page = _page(stream, key, trunk)
            count = _number(page[4:8])
            leaves = [_number(page[8 + 4 * n : 12 + 4 * n]) for n in range(min(count, (PAGE - RESERVE) // 4))]
            dirty += sum(any(_page(stream, key, leaf)) for leaf in leaves)
            trunk, seen = _number(page[:4]), seen + 1 + len(leaves)
    except (ValueError, OSError):
        return dirty + 1
    finally:
        key[:] = bytes(_KEY)
    return dirty


def _page(stream: BinaryIO, key: bytearray, number: int) -> bytes:
    stream.seek((number - 1) * PAGE)
    raw = stream.read(PAGE)
    if number < 1 or len(raw) != PAGE:
        raise ValueError
    skipped = _SALT if number == 1 else 0
    sealed, vector = raw[skipped : PAGE - RESERVE], raw[PAGE - RESERVE : PAGE - RESERVE + _IV]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return bytes(skipped) + decryptor.update(sealed) + decryptor.finalize()


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
