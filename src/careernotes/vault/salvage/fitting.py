"""Are the rows that were read those written last? Held against the sums kept in the same file."""

from collections.abc import Iterable, Mapping

from careernotes.vault.freshness import MODULUS, PARTS
from careernotes.vault.row_hasher import RowHasher
from careernotes.vault.salvage.cells import Value

Rows = list[tuple[Value, ...]]
_SUMS = "table_sum"


def compare(tables: Mapping[str, Rows], sum_key: bytes | bytearray) -> dict[str, bool]:
    """By table, whether its rows are those written last: nothing lost, nothing older. Empty without sums."""
    hasher, part = RowHasher(sum_key), PARTS["main"]
    fits = {}
    for name, total in _kept(tables.get(_SUMS, [])):
        database, _dot, table = name.partition(".")
        if database == part:
            fits[table] = _sum(hasher, name, tables.get(table, [])) == int.from_bytes(total, "big")
    return fits


def _kept(rows: Rows) -> Iterable[tuple[str, bytes]]:
    for row in rows:
        if len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], bytes):
            yield row[0], row[1]


def _sum(hasher: RowHasher, name: str, rows: Rows) -> int:
    # No table holds a fraction: a row that has one was not written by us.
    whole = ([value for value in row if not isinstance(value, float)] for row in rows)
    return sum(hasher.of(name, row) for row in whole) % MODULUS
