"""The number of one row under a key: what the sums over a database are made of."""

import hashlib
from collections.abc import Iterable

from careernotes.vault.connection import SqlValue

_BLOCK = 64


class RowHasher:
    """HMAC-SHA256 of rows. The key itself is not kept: only what its two blocks leave in the hash."""

    def __init__(self, key: bytes | bytearray) -> None:
        padded = bytearray(_BLOCK)
        padded[: len(key)] = key
        for place in range(_BLOCK):
            padded[place] ^= 0x36
        self._inner = hashlib.sha256(padded)
        for place in range(_BLOCK):
            padded[place] ^= 0x36 ^ 0x5C
        self._outer = hashlib.sha256(padded)
        padded[:] = bytes(_BLOCK)

    def of(self, name: str, values: Iterable[SqlValue]) -> int:
        """The number of one row of the table *name*."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(row_bytes(name, values))
        outer.update(inner.digest())
        return int.from_bytes(outer.digest(), "big")


def row_bytes(name: str, values: Iterable[SqlValue]) -> bytes:
    """A table's name and a row of it as bytes that stand for nothing else."""
    parts = [_cell(name)]
    parts += [_cell(value) for value in values]
    return b"".join(parts)


def _cell(value: SqlValue) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        return b"t%d:%b" % (len(text), text)
    if isinstance(value, int):
        return b"i%d;" % value
    if value is None:
        return b"n"
    return b"b%d:%b" % (len(value), bytes(value))
