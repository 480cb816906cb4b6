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
# Each kind of page with rows, and how long its own header is.
_WITH_ROWS = {0x0A: 8, 0x0D: 8, 0x02: 12, 0x05: 12}
_TABLE_LEAF, _TABLE_INTERIOR, _FRAGMENTS = 0x0D, 0x05, 7
# A row of up to this many bytes lies on its page as a whole ("Database File Format", section 1.6).
_LONGEST_ROW = USABLE - 35
_SHORTEST_ROW, _CELL = 4, struct.Struct(">H")
_MORE, _LOW = 0x80, 0x7F
# Of such a page: kind, first hole, how many rows, where they begin. Of a hole: the next, and its size.
_ROWS, _HOLE = struct.Struct(">BHHH"), struct.Struct(">HH")
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

    def sift(self, free: frozenset[int], rows: frozenset[int]) -> "Sifted":
        """What may hold a text that no row of one table holds, and the :func:`dead_bytes` of all pages.

        *rows* are the leaves of that table: of one that its rows fill that is what is dead; of any other
        page it is all of it.
        """
        plain, sought, dead_ones = self.plain, list[bytes](), list[bytes]()
        begun = None
        for number, start in enumerate(range(GAP, len(plain), STRIDE), start=self.first):
            dead = _dead(plain, start, first=number == 1, free=number in free)
            if dead:
                dead_ones.append(dead)
            if number in rows and number not in free and _full(plain, start):
                if begun is not None:
                    sought.append(plain[begun : start - GAP])
                    begun = None
                if dead:
                    sought.append(dead)
            elif begun is None:
                begun = start
        if begun is not None:
            sought.append(plain[begun:])
        return Sifted(sought=sought, dead=dead_ones)

    def one_by_one(self) -> "Iterator[Stretch]":
        """The same pages, each a stretch by itself."""
        for number, start in enumerate(range(0, len(self.plain), STRIDE), start=self.first):
            yield Stretch(first=number, plain=self.plain[start : start + STRIDE])

    def dead(self, free: frozenset[int]) -> Iterator[bytes]:
        """:func:`dead_bytes` of each page that has any; *free* are the pages no table uses."""
        for number, start in enumerate(range(GAP, len(self.plain), STRIDE), start=self.first):
            if found := _dead(self.plain, start, first=number == 1, free=number in free):
                yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """Of some pages: what is searched for any text, and what no row uses."""

    sought: list[bytes] = field(repr=False)
    dead: list[bytes] = field(repr=False)


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


def leaves_of(stream: BinaryIO, key80: bytes | bytearray, root: int) -> frozenset[int]:
    """The pages that hold the rows of the table whose tree begins at page *root*; none when there is none."""
    with contextlib.closing(PageCipher(key80)) as cipher:
        level = [root]
        while level and (page := cipher.read(stream, level[0])) is not None:
            if page[0] == _TABLE_LEAF:
                return frozenset(level)
            # All leaves lie equally deep, and no page is its own child's child.
            below = [child for each in level for child in _children(cipher.read(stream, each))]
            level = below if len(below) > len(level) else []
    return frozenset()


def _children(page: bytes | None) -> list[int]:
    if page is None or page[0] != _TABLE_INTERIOR:
        return []
    count = min(int.from_bytes(page[3:5]), (USABLE - 12) // 2)
    cells = struct.unpack_from(f">{count}H", page, 12)
    return [int.from_bytes(page[cell : cell + 4]) for cell in cells] + [int.from_bytes(page[8:12])]


def _full(plain: bytes, at: int) -> bool:
    """Whether whole rows and holes fill the page that begins *at* there, from its first row to its end."""
    kind, hole, count, content = _ROWS.unpack_from(plain, at)
    if kind != _TABLE_LEAF or not 8 + 2 * count <= content <= USABLE:
        return False
    filled, end = plain[at + _FRAGMENTS], at + USABLE
    for (cell,) in _CELL.iter_unpack(plain[at + 8 : at + 8 + 2 * count]):
        # Before it: how long it is, in one or two bytes when it is no longer than a page; and its number.
        start = place = at + cell
        if not content <= cell < USABLE - _SHORTEST_ROW:
            return False
        size = plain[place]
        if size & _MORE:
            place += 1
            size = (size & _LOW) << 7 | plain[place]
            if plain[place] & _MORE or size > _LONGEST_ROW:
                return False
        place += 1
        while plain[place] & _MORE and place < end - 1:
            place += 1
        filled += place + 1 - start + size
    while hole and hole + 4 <= USABLE:
        following, size = _HOLE.unpack_from(plain, at + hole)
        filled += size
        hole = following if following > hole else 0
    return bool(filled == USABLE - content)


def dead_bytes(page: bytes, *, first: bool, free: bool) -> bytes:
    """What no row of this page uses: the gap and the holes; all of a free page."""
    return _dead(page, 0, first=first, free=free)


def _dead(plain: bytes, at: int, *, first: bool, free: bool) -> bytes:
    """The same of the page that begins *at* there."""
    if free:
        return plain[at : at + USABLE].strip(b"\0")
    start = at + _FILE_HEADER if first else at
    kind, hole, count, content = _ROWS.unpack_from(plain, start)
    if kind not in _WITH_ROWS:
        return b""
    if not 0 < content <= USABLE:
        content = USABLE
    gap = plain[start + _WITH_ROWS[kind] + 2 * count : at + content].strip(b"\0")
    if not hole:
        return gap
    parts = [gap]
    while hole and hole + 4 <= USABLE:
        following, size = _HOLE.unpack_from(plain, at + hole)
        parts.append(plain[at + hole + 4 : at + min(hole + size, USABLE)].strip(b"\0"))
        # Holes lie in order: one that points back is no hole.
        hole = following if following > hole else 0
    # Overwritten, as it should be, there is nothing in any of them.
    return b"\n".join(filter(None, parts))
