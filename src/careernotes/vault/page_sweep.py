"""Every page of an open database as it lies on disk, read past SQLite: what a thief with the key would see.

Not through the pager, which shows only what is still meant to be seen. A page's own code is not asked: also
a page SQLite would refuse may hold old words.
"""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from careernotes.vault.salvage.pages import PAGE, USABLE

_BLOCK, _SALT, _KEY, _FILE_HEADER = 16, 16, 32, 100
# Pages decrypted at once: 4 MiB.
_AT_ONCE = 1024
_LEAVES, _INTERIOR = frozenset({0x0A, 0x0D}), frozenset({0x02, 0x05})
# A rollback journal: a header as long as a sector, then each page between its number and a checksum.
_JOURNAL_HEADER, _NUMBER, _CHECKSUM = 512, 4, 4


def pages_of(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[bytes]:
    """The usable bytes of every page of a database, in order."""
    stream.seek(0)
    first = True
    while raw := stream.read(PAGE * _AT_ONCE):
        yield from _opened(raw, key80, first=first)
        first = False


def journal_pages(stream: BinaryIO, key80: bytes | bytearray) -> Iterator[bytes]:
    """The pages a rollback journal still holds."""
    stream.seek(_JOURNAL_HEADER + _NUMBER)
    while len(raw := stream.read(PAGE)) == PAGE:
        yield from _opened(raw, key80, first=False)
        stream.seek(_CHECKSUM + _NUMBER, 1)


def _opened(raw: bytes, key80: bytes | bytearray, *, first: bool) -> Iterator[bytes]:
    """CBC of many pages in one go: all blocks decrypted, then each joined with the one before it."""
    count = len(raw) // PAGE
    before = []
    for page in range(count):
        start = page * PAGE
        vector = raw[start + USABLE : start + USABLE + _BLOCK]
        if first and page == 0:
            # The salt takes the place of the first block of the first page.
            before += [bytes(_SALT), vector, raw[start + _SALT : start + PAGE - _BLOCK]]
        else:
            before += [vector, raw[start : start + PAGE - _BLOCK]]
    decryptor = Cipher(algorithms.AES256(bytes(key80[:_KEY])), modes.ECB()).decryptor()  # noqa: S305 - CBC by hand
    blocks = decryptor.update(raw[: count * PAGE]) + decryptor.finalize()
    length = len(blocks)
    plain = (int.from_bytes(blocks) ^ int.from_bytes(b"".join(before)[:length])).to_bytes(length)
    for page in range(count):
        opened = plain[page * PAGE : page * PAGE + USABLE]
        yield bytes(_SALT) + opened[_SALT:] if first and page == 0 else opened


def free_pages(stream: BinaryIO, key80: bytes | bytearray) -> frozenset[int]:
    """The numbers, from 1, of the pages no table uses."""
    found: set[int] = set()
    trunk = int.from_bytes(_one(stream, key80, 1)[32:36])
    while trunk and trunk not in found:
        found.add(trunk)
        page = _one(stream, key80, trunk)
        count = min(int.from_bytes(page[4:8]), USABLE // 4 - 2)
        found.update(int.from_bytes(page[8 + 4 * n : 12 + 4 * n]) for n in range(count))
        trunk = int.from_bytes(page[:4])
    return frozenset(found)


def _one(stream: BinaryIO, key80: bytes | bytearray, number: int) -> bytes:
    stream.seek((number - 1) * PAGE)
    return next(_opened(stream.read(PAGE), key80, first=number == 1), bytes(USABLE))


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
    return b"\n".join(parts)
