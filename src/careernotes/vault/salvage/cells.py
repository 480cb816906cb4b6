"""Rows in the pages of an SQLite file: leaf cells, overflow chains and the values of a record.

Source: "Database File Format", sections 1.6 and 2.1. A page may be damaged in ways its code cannot show (an
old page put back), so every number is checked against the page before it is followed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from careernotes.vault.sealed_pages import USABLE

INTERIOR_TABLE, LEAF_TABLE, INTERIOR_INDEX, LEAF_INDEX = 0x05, 0x0D, 0x02, 0x0A
Value = None | int | float | str | bytes
_FILE_HEADER = 100
_MOST_LOCAL_TABLE = USABLE - 35
_MOST_LOCAL_INDEX = (USABLE - 12) * 64 // 255 - 23
_LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_LONGEST = 1 << 27
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


class BadCellError(Exception):
    """Bytes that are not a cell."""


@dataclass(frozen=True, slots=True)
class Node:
    """What one page of a tree holds: the pages below it, or its own rows."""

    kind: int
    children: tuple[int, ...] = ()
    rows: tuple[tuple[int, tuple[Value, ...]], ...] = field(default=(), repr=False)
    bad_rows: int = 0


def read_node(number: int, page: bytes, fetch: Callable[[int], bytes | None]) -> Node | None:
    """The tree page in *page*; None when it is another kind (free, overflow). *fetch* gives other pages."""
    start = _FILE_HEADER if number == 1 else 0
    kind = page[start]
    if kind not in {INTERIOR_TABLE, LEAF_TABLE, INTERIOR_INDEX, LEAF_INDEX}:
        return None
    interior = kind in {INTERIOR_TABLE, INTERIOR_INDEX}
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if interior else 8)
    if first + 2 * count > USABLE:
        return None
    places = [int.from_bytes(page[first + 2 * n : first + 2 * n + 2], "big") for n in range(count)]
    children = _children(page, start, places) if interior else ()
    if kind == INTERIOR_TABLE:
        return Node(kind, children)
    rows, bad = [], 0
    for place in places:
        try:
            rows.append(_cell(page, place + (4 if interior else 0), fetch, keyed=kind == LEAF_TABLE))
        except (BadCellError, IndexError, UnicodeDecodeError):
            bad += 1
    return Node(kind, children, tuple(rows), bad)


def _children(page: bytes, start: int, places: list[int]) -> tuple[int, ...]:
    last = int.from_bytes(page[start + 8 : start + 12], "big")
    return (*(int.from_bytes(page[place : place + 4], "big") for place in places), last)


def _cell(
    page: bytes, place: int, fetch: Callable[[int], bytes | None], *, keyed: bool
) -> tuple[int, tuple[Value, ...]]:
    length, place = _varint(page, place)
    rowid = 0
    if keyed:
        rowid, place = _varint(page, place)
        rowid = rowid - (1 << 64) if rowid >> 63 else rowid
    if not 0 < length <= _LONGEST:
        raise BadCellError
    local = _local_length(length, _MOST_LOCAL_TABLE if keyed else _MOST_LOCAL_INDEX)
    if place + local + (4 if local < length else 0) > USABLE:
        raise BadCellError
    payload = page[place : place + local]
    if local < length:
        first = int.from_bytes(page[place + local : place + local + 4], "big")
        payload += _overflow(first, length, local, fetch)
    return rowid, record_values(payload)


def _local_length(length: int, most: int) -> int:
    if length <= most:
        return length
    wanted = _LEAST_LOCAL + (length - _LEAST_LOCAL) % (USABLE - 4)
    return wanted if wanted <= most else _LEAST_LOCAL


def _overflow(number: int, length: int, local: int, fetch: Callable[[int], bytes | None]) -> bytes:
    parts, left, seen = [], length - local, set()
    while left > 0:
        if number == 0 or number in seen or (page := fetch(number)) is None:
            raise BadCellError
        seen.add(number)
        number = int.from_bytes(page[:4], "big")
        parts.append(page[4 : min(USABLE, 4 + left)])
        left -= len(parts[-1])
    return b"".join(parts)


def record_values(payload: bytes) -> tuple[Value, ...]:
    """The values of one record.

    Raises:
        BadCellError: when the bytes are not a record, to the last one.
    """
    header, place = _varint(payload, 0)
    if header > len(payload):
        raise BadCellError
    body, values = header, []
    while place < header:
        kind, place = _varint(payload, place)
        size = _FIXED[kind] if kind < 10 else (kind - 12) // 2
        if kind in {10, 11} or body + size > len(payload):
            raise BadCellError
        values.append(_value(kind, payload[body : body + size]))
        body += size
    if place != header or body != len(payload):
        raise BadCellError
    return tuple(values)


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind in {8, 9}:
        return kind - 8
    if kind == 7:
        import struct  # noqa: PLC0415 - no table of ours holds a fraction

        return float(struct.unpack(">d", raw)[0])
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode() if kind % 2 else raw


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[place + count]
        if count == 8:
            return (value << 8) | byte, place + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + count + 1
    raise BadCellError


def leaves_of(nodes: dict[int, Node], root: int) -> Iterator[int]:
    """The pages with rows below *root*, as far as pages are known; no page twice."""
    waiting, seen = [root], {root}
    while waiting:
        number = waiting.pop()
        node = nodes.get(number)
        if node is None:
            continue
        if node.rows or node.kind in {LEAF_TABLE, LEAF_INDEX}:
            yield number
        fresh = [child for child in node.children if child not in seen]
        seen.update(fresh)
        waiting += fresh
