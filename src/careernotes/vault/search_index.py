"""Does the search index hold exactly the words of the notes, and nothing that nothing points to any more?"""

import contextlib
from collections.abc import Iterator

from careernotes.vault.connection import Connection, DatabaseError, store_errors

_PART = "notes.db"
# Where FTS5 keeps the list of its segments, and how the number of a block is made (fts5_index.c).
_STRUCTURE = 10
_SEGMENT_SHIFT, _PAGE_MASK = 37, (1 << 31) - 1
_FIRST_BLOCK = 1 << _SEGMENT_SHIFT
_Segments = dict[int, tuple[int, int]]
# Between the two: how far above the leaves a block is, and whether it is of another kind.
_HEIGHT_SHIFT, _HEIGHT_MASK = 31, (1 << 6) - 1
# Bytes 3 and 4 of a leaf say where its words end.
_BLOCKS = "SELECT id, hex(substr(block, 3, 2)), length(block) FROM main.words_data WHERE id >= ?"
_COOKIE, _NEWER = 4, b"\xff\x00\x00\x01"
_MORE, _LOW = 0x80, 0x7F


# The longest block that leaves its row on one page of 4,016 usable bytes, with the room FTS5 itself leaves on
# plain pages: a longer one would take a second page, and the file would be five per cent bigger.
_BLOCK = 3_970


def fit_to_pages(connection: Connection) -> None:
    """Blocks of the index written from now on fit an encrypted page; inside or outside a transaction."""
    connection.execute("INSERT INTO main.words (words, rank) VALUES ('pgsz', ?)", (_BLOCK,))


@contextlib.contextmanager
def written_anew(connection: Connection) -> Iterator[None]:
    """Inside a transaction that takes texts out. The index keeps terms of text that is gone: FTS5's own
    secure-delete leaves them in the list of first terms of its pages (words_idx), and takes minutes. Written
    anew as a whole it holds what is still there.
    """
    with store_errors(_PART):
        connection.execute("INSERT INTO main.words (words, rank) VALUES ('secure-delete', 0)")
        # An index from before blocks were made to fit is written anew as one that does.
        fit_to_pages(connection)
        yield
        connection.execute("INSERT INTO main.words (words) VALUES ('optimize')")
        connection.execute("INSERT INTO main.words (words, rank) VALUES ('secure-delete', 1)")


def index_errors(connection: Connection) -> int:
    """How many things are wrong with the search index."""
    try:
        connection.execute("INSERT INTO main.words (words, rank) VALUES ('integrity-check', 1)")
        return _leftovers(connection)
    except (DatabaseError, MemoryError, StopIteration, ValueError):
        return 1


def _leftovers(connection: Connection) -> int:
    """What an old page brings and the index's own check overlooks: rows of segments that are no more, and
    a list of leaves that lacks some: no search would find their words.
    """
    row = connection.execute("SELECT block FROM main.words_data WHERE id = ?", (_STRUCTURE,)).fetchone()
    if row is None or not isinstance(row[0], bytes):
        return 1
    live = _segments(row[0])
    rows = connection.execute("SELECT segid, pgno >> 1 FROM main.words_idx")
    listed = {(int(str(segment)), int(str(page))) for segment, page in rows}
    # A leaf whose words went into another segment leaves the list when all of its segment has.
    wrong = sum(not _belongs(live, segment, page, from_first=False) for segment, page in listed)
    for block, end, size in connection.execute(_BLOCKS, (_FIRST_BLOCK,)):
        number = int(str(block))
        leaf, above = (number >> _SEGMENT_SHIFT, number & _PAGE_MASK), number >> _HEIGHT_SHIFT & _HEIGHT_MASK
        # A merge that stopped half-way takes the leaves it is done with, and leaves what stood above them.
        wrong += not _belongs(live, *leaf, from_first=not above)
        # Behind the end of its words a leaf has the list of where each begins; other blocks are no leaves.
        wrong += not above and int(str(end), 16) < int(str(size)) and leaf not in listed
    return wrong


def _belongs(live: _Segments, segment: int, page: int, *, from_first: bool = True) -> bool:
    """Whether that page is one of a segment in use; one merged to its end keeps its pages for a while."""
    first, last = live.get(segment, (1, 0))
    return (first if from_first else 1) <= page <= last or (first, last) == (0, 0)


def _segments(block: bytes) -> _Segments:
    """The segments of the index: number, first page, last page."""
    if block[_COOKIE : _COOKIE + len(_NEWER)] == _NEWER:
        # Only an index without content of its own is kept in this form; ours is not.
        raise ValueError
    numbers = _varints(block[_COOKIE:])
    levels, count, _written = next(numbers), next(numbers), next(numbers)
    found = {}
    for _level in range(levels):
        _merging, segments = next(numbers), next(numbers)
        for _segment in range(segments):
            segment, first, last = next(numbers), next(numbers), next(numbers)
            found[segment] = (first, last)
    if len(found) != count:
        raise ValueError
    return found


def _varints(data: bytes) -> Iterator[int]:
    """SQLite's numbers of one to nine bytes; the ninth gives all its bits, and none here is that long."""
    value = 0
    for byte in data:
        value = value << 7 | byte & _LOW
        if not byte & _MORE:
            yield value
            value = 0
