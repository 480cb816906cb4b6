"""Does the search index hold exactly the words of the notes, and nothing that nothing points to any more?"""

from collections.abc import Iterator

from careernotes.vault.connection import Connection, DatabaseError

# Where FTS5 keeps the list of its segments, and how the number of a block is made (fts5_index.c).
_STRUCTURE = 10
_SEGMENT_SHIFT, _PAGE_MASK = 37, (1 << 31) - 1
_FIRST_BLOCK = 1 << _SEGMENT_SHIFT
_COOKIE, _NEWER = 4, b"\xff\x00\x00\x01"
_MORE, _LOW = 0x80, 0x7F


# The longest block that leaves its row on one page of 4,016 usable bytes, with the room FTS5 itself leaves on
# plain pages: a longer one would take a second page, and the file would be five per cent bigger.
_BLOCK = 3_970


def fit_to_pages(connection: Connection) -> None:
    """Blocks of the index written from now on fit an encrypted page; inside or outside a transaction."""
    connection.execute("INSERT INTO main.words (words, rank) VALUES ('pgsz', ?)", (_BLOCK,))


def index_errors(connection: Connection) -> int:
    """How many things are wrong with the search index."""
    try:
        connection.execute("INSERT INTO main.words (words, rank) VALUES ('integrity-check', 1)")
        return _leftovers(connection)
    except (DatabaseError, MemoryError, StopIteration, ValueError):
        return 1


def _leftovers(connection: Connection) -> int:
    """Rows of segments that are no more: the index's own check never looks at them, an old page has them."""
    row = connection.execute("SELECT block FROM main.words_data WHERE id = ?", (_STRUCTURE,)).fetchone()
    if row is None or not isinstance(row[0], bytes):
        return 1
    live = _segments(row[0])
    wrong = 0
    for segment, page in connection.execute("SELECT segid, pgno FROM main.words_idx"):
        first, last = live.get(int(str(segment)), (1, 0))
        wrong += not first <= int(str(page)) >> 1 <= last
    blocks = connection.execute("SELECT id FROM main.words_data WHERE id >= ?", (_FIRST_BLOCK,))
    for (number,) in blocks:
        segment, page = int(str(number)) >> _SEGMENT_SHIFT, int(str(number)) & _PAGE_MASK
        first, last = live.get(segment, (1, 0))
        wrong += not first <= page <= last
    return wrong


def _segments(block: bytes) -> dict[int, tuple[int, int]]:
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
