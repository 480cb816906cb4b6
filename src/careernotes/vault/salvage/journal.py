"""What a write that was cut short left in the journal: pages as they were before it, laid over in memory.

Source: the journal format of pager.c. A header as long as a sector (magic, number of records, nonce, pages
before the write, sector, page size), then records: page number, page, checksum. More headers may follow, each
at the start of a sector. Whether a page is authentic, its own code says; the checksum is not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.vault.hot_journal import must_be_undone

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER, _NUMBER, _CHECKSUM, _PAGE = 28, 4, 4, 4_096
_RECORD = _NUMBER + _PAGE + _CHECKSUM
_TO_THE_END = 0xFFFF_FFFF
_SMALLEST_SECTOR, _LARGEST_SECTOR = 32, 65_536


@dataclass(frozen=True, slots=True)
class Undone:
    """The pages of a file as they were before an unfinished write, still sealed, and how many there were."""

    pages: dict[int, bytes] = field(default_factory=dict, repr=False)
    count: int | None = None


def undone_by(database: Path) -> Undone:
    """What the journal beside *database* undoes; nothing when there is none, or its write was finished."""
    journal = database.with_name(f"{database.name}-journal")
    if not journal.is_file() or journal.is_symlink() or not must_be_undone(journal, database.parent):
        return Undone()
    data = journal.read_bytes()
    pages: dict[int, bytes] = {}
    for number, page in _records(data):
        # Of two the first stands: it was there before the write.
        pages.setdefault(number, page)
    return Undone(pages, _word(data, 16)) if pages else Undone()


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while data[place : place + len(_MAGIC)] == _MAGIC and place + _HEADER <= len(data):
        count, sector = _word(data, place + 8), _word(data, place + 20)
        if not _SMALLEST_SECTOR <= sector <= _LARGEST_SECTOR or sector & (sector - 1):
            return
        start = place + sector
        if count == _TO_THE_END:
            count = max(0, len(data) - start) // _RECORD
        for at in range(start, min(start + count * _RECORD, len(data) - _RECORD + 1), _RECORD):
            yield _word(data, at), data[at + _NUMBER : at + _NUMBER + _PAGE]
        place = -(-(start + count * _RECORD) // sector) * sector


def _word(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")
