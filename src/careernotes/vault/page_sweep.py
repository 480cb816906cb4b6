"""Every page of an open database as it lies on disk, read past SQLite: what a thief with the key would see.

Not through the pager, which shows only what is still meant to be seen. A page's own code is not asked: also
a page SQLite would refuse may hold old words.
"""

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from careernotes.vault import sealed_pages
from careernotes.vault.sealed_pages import GAP, PAGE, STRIDE, USABLE, PageCipher

_FILE_HEADER = 100
# Pages decrypted at once: 1 MiB.
_AT_ONCE = 256
_LEAVES, _INTERIOR = frozenset({0x0A, 0x0D}), frozenset({0x02, 0x05})
_WITH_ROWS = _LEAVES | _INTERIOR
# Of such a page: the first hole, how many rows, where they begin. Of a hole: the next one, and its size.
_ROWS, _HOLE = struct.Struct(">HHH"), struct.Struct(">HH")
# A rollback journal: a header as long as a sector, then each page between its number and a checksum.
_JOURNAL_HEADER, _NUMBER, _CHECKSUM = 512, 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Pages that follow each other, opened together: the number of the first, from 1, and their bytes."""

    first: int
    plain: bytes = field(repr=False)

    def __len__(self) -> int:
        return len(self.plain) // STRIDE

    def pages(self) -> Iterator[bytes]:
        """The usable bytes of each page."""
        for start in range(GAP, len(self.plain), STRIDE):
            yield self.plain[start : start + USABLE]

    def dead(self, free: frozenset[int]) -> Iterator[bytes]:
        """:func:`dead_bytes` of each page that has any; *free* are the pages no table uses."""
        for number, start in enumerate(range(GAP, len(self.plain), STRIDE), start=self.first):
            if found := _dead(self.plain, start, first=number == 1, free=number in free):
                yield found


def stretches_of(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[Stretch]:
    """Every page of a database, in order, many at once: a search of them all is one search then."""
    stream.seek(0)
    with contextlib.closing(PageCipher(key80)) as cipher:
        first = 1
        while raw := stream.read(PAGE * _AT_ONCE):
            stretch = Stretch(first=first, plain=cipher.open_together(raw, first=first == 1))
            yield stretch
            first += len(stretch)


def pages_of(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[bytes]:
    """The usable bytes of every page of a database, in order."""
    for stretch in stretches_of(stream, key80):
        yield from stretch.pages()


def journal_pages(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[bytes]:
    """The pages a rollback journal still holds."""
    stream.seek(_JOURNAL_HEADER + _NUMBER)
    with contextlib.closing(PageCipher(key80)) as cipher:
        while len(raw := stream.read(PAGE)) == PAGE:
            yield from cipher.open_many(raw, first=False)
            stream.seek(_CHECKSUM + _NUMBER, 1)


def free_pages(stream: BinaryIO, key80: bytes | bytearray) -> frozenset[int]:
    """The numbers, from 1, of the pages no table uses, as far as the list of them can be followed."""
    with contextlib.closing(PageCipher(key80)) as cipher:
        return sealed_pages.free_pages(partial(cipher.read, stream)).all


def dead_bytes(page: bytes, *, first: bool, free: bool) -> bytes:
    """What no row of this page uses: the gap and the holes; all of a free page."""
    return _dead(page, 0, first=first, free=free)


def _dead(plain: bytes, at: int, *, first: bool, free: bool) -> bytes:
    """The same of the page that begins *at* there."""
    if free:
        return plain[at : at + USABLE].strip(b"\0")
    start = at + (_FILE_HEADER if first else 0)
    kind = plain[start]
    if kind not in _WITH_ROWS:
        return b""
    hole, count, content = _ROWS.unpack_from(plain, start + 1)
    rows = min(content or USABLE, USABLE)
    gap = plain[start + (12 if kind in _INTERIOR else 8) + 2 * count : at + rows]
    # Overwritten, as it should be, there is nothing in any of them.
    if not hole:
        return gap.strip(b"\0")
    parts = [gap.strip(b"\0")]
    while hole and hole + 4 <= USABLE:
        following, size = _HOLE.unpack_from(plain, at + hole)
        parts.append(plain[at + hole + 4 : at + min(hole + size, USABLE)].strip(b"\0"))
        # Holes lie in order: one that points back is no hole.
        hole = following if following > hole else 0
    return b"\n".join(filter(None, parts))
