"""Every page of an open database as it lies on disk, read past SQLite: what a thief with the key would see.

Not through the pager, which shows only what is still meant to be seen. A page's own code is not asked: also
a page SQLite would refuse may hold old words.
"""

import contextlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from careernotes.vault import sealed_pages
from careernotes.vault.sealed_pages import PAGE, USABLE, PageCipher

_FILE_HEADER = 100
# Pages decrypted at once: 4 MiB.
_AT_ONCE = 1024
_LEAVES, _INTERIOR = frozenset({0x0A, 0x0D}), frozenset({0x02, 0x05})
# A rollback journal: a header as long as a sector, then each page between its number and a checksum.
_JOURNAL_HEADER, _NUMBER, _CHECKSUM = 512, 4, 4


def pages_of(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[bytes]:
    """The usable bytes of every page of a database, in order."""
    stream.seek(0)
    with contextlib.closing(PageCipher(key80)) as cipher:
        first = True
        while raw := stream.read(PAGE * _AT_ONCE):
            yield from cipher.open_many(raw, first=first)
            first = False


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
    start = _FILE_HEADER if first else 0
    kind = page[start]
    if free:
        return page.strip(b"\0")
    if kind not in _LEAVES | _INTERIOR:
        return b""
    count = int.from_bytes(page[start + 3 : start + 5])
    content = int.from_bytes(page[start + 5 : start + 7]) or 65_536
    gap = page[start + (12 if kind in _INTERIOR else 8) + 2 * count : content]
    parts = [gap.strip(b"\0")]
    hole = int.from_bytes(page[start + 1 : start + 3])
    while hole and hole + 4 <= USABLE:
        following, size = int.from_bytes(page[hole : hole + 2]), int.from_bytes(page[hole + 2 : hole + 4])
        parts.append(page[hole + 4 : hole + size].strip(b"\0"))
        # Holes lie in order: one that points back is no hole.
        hole = following if following > hole else 0
    # Overwritten, as it should be, there is nothing in any of them.
    return b"\n".join(filter(None, parts))
