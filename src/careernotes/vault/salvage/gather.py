"""What can be read of a damaged notes.db: every record, draft and setting on a page that is whole.

A row is looked for through its table's root where the schema can be read, and else by its shape: the record
type whose fields it fits. No row is guessed at: what does not read as one whole record is counted as lost.
A page on the list of free ones holds nothing of today, nor does one that no table leads to when the table is
whole without it: what stands there was erased, or somebody put it back.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.domain.records import RECORD_TYPES, Record, key_of
from careernotes.vault import rows
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.keeping import Draft
from careernotes.vault.salvage.cells import LEAF_TABLE, Node, Value, leaves_of, read_node
from careernotes.vault.salvage.fitting import Rows, compare
from careernotes.vault.salvage.journal import undone_by
from careernotes.vault.salvage.pages import PageFile
from careernotes.vault.state import FIRST_PAGE_MARK

_SCHEMA_ROOT = 1
_DRAFT, _SETTING = "draft", "setting"
_NUMBERS = ("person_number", "meeting_number")


@dataclass(slots=True, kw_only=True)
class Found:
    """Everything that was read, and how much was not."""

    records: dict[type[Record], dict[str, Record]] = field(default_factory=dict, repr=False)
    drafts: dict[str, Draft] = field(default_factory=dict, repr=False)
    settings: dict[str, str] = field(default_factory=dict, repr=False)
    vault_id: str = ""
    created_on: str = ""
    pages: int = 0
    bad_pages: int = 0
    bad_rows: int = 0
    commit_seq: int = 0
    generation: int = 0
    numbers: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)
    """By table: whose coded facts stand under which random number."""
    undone_pages: int = 0
    """Pages of a write that was cut short, taken as they were before it."""
    free_known: bool = False
    """Whether it could be told which pages hold nothing of today."""
    wrong_tables: tuple[str, ...] | None = None
    """Tables whose rows are not those written last; None when that cannot be told."""

    def add(self, record: Record) -> None:
        """Keep one record. Of two with one identity the first stands: both lay on whole pages."""
        self.records.setdefault(type(record), {}).setdefault(key_of(record), record)

    def count(self, record_type: type[Record]) -> int:
        """How many of one kind were found."""
        return len(self.records.get(record_type, {}))


def gather(
    path: Path,
    key80: bytearray,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
    *,
    sum_key: bytes | bytearray | None = None,
) -> Found:
    """Read everything that can be read of the notes.db at *path*; the file is opened for reading only.

    With *sum_key* what was read is held against the sums kept in the file.
    """
    file = PageFile(path, key80, undone_by(path))
    try:
        nodes, bad = _nodes(file, tell)
        free, mark, undone = file.free(), file.mark(), file.undone()
    finally:
        file.close()
    found = Found(pages=file.count, bad_pages=bad, undone_pages=undone)
    reached: set[int] = set()
    tables: dict[str, Rows] = {}
    for name, root in _roots(nodes).items():
        leaves = list(leaves_of(nodes, root))
        reached.update(leaves)
        tables[name] = [row for leaf in leaves for row in _rows(nodes[leaf])]
        _take(found, name, tables[name])
    # The list is of today when it lies on a first page of the last change; an older one would hide notes.
    found.free_known = free is not None and mark == found.commit_seq & FIRST_PAGE_MARK
    skipped = free if free is not None and found.free_known else frozenset[int]()
    fits = compare(tables, sum_key) if sum_key is not None else {}
    if fits:
        found.wrong_tables = tuple(sorted(name for name, right in fits.items() if not right))
    for tree in _orphans({number: node for number, node in nodes.items() if number not in skipped}, reached):
        name = _name_of(tree)
        if not fits.get(name):
            _take(found, name, tree)
    found.bad_rows += sum(nodes[number].bad_rows for number in set(nodes) - (skipped - reached))
    return found


def _nodes(file: PageFile, tell: Callable[[int, int], None]) -> tuple[dict[int, Node], int]:
    nodes: dict[int, Node] = {}
    bad = 0
    for number, page in file.all(tell):
        if page is None:
            bad += 1
        elif (node := read_node(number, page, file.read)) is not None:
            nodes[number] = node
    return nodes, bad


def _roots(nodes: Mapping[int, Node]) -> dict[str, int]:
    """Table name to root page, as far as the schema can be read."""
    found: dict[str, int] = {}
    for leaf in leaves_of(dict(nodes), _SCHEMA_ROOT):
        for _rowid, row in nodes[leaf].rows:
            if len(row) == 5 and row[0] == "table" and isinstance(row[1], str) and isinstance(row[3], int):
                found[row[1]] = row[3]
    return found


def _rows(node: Node) -> Rows:
    """The rows of a leaf, with the row number in place of an integer key stored as nothing."""
    if node.kind != LEAF_TABLE:
        return [values for _rowid, values in node.rows]
    return [(rowid, *values[1:]) if values[:1] == (None,) else values for rowid, values in node.rows]


def _orphans(nodes: Mapping[int, Node], reached: set[int]) -> Iterator[Rows]:
    """The rows of every tree no root leads to, a tree at a time; single leaves are trees too."""
    below = {child for node in nodes.values() for child in node.children}
    done = set(reached)
    for top in sorted(set(nodes) - below - {_SCHEMA_ROOT}):
        leaves = [leaf for leaf in leaves_of(dict(nodes), top) if leaf not in done]
        done.update(leaves)
        if rows_of_tree := [row for leaf in leaves for row in _rows(nodes[leaf])]:
            yield rows_of_tree


def _name_of(tree: Rows) -> str:
    """The table most rows of a tree fit; empty when it is none of ours."""
    fits: Counter[str] = Counter()
    for row in tree[:50]:
        fits.update(name for name in (*RECORD_TYPES, _DRAFT, _SETTING) if _read(name, row) is not None)
    best = fits.most_common(1)
    return best[0][0] if best else ""


def _take(found: Found, name: str, tree: Rows) -> None:
    if name == "state" and tree and len(tree[0]) >= 5:
        found.vault_id, found.created_on = str(tree[0][1]), str(tree[0][2])
        found.commit_seq, found.generation = (each if isinstance(each, int) else 0 for each in tree[0][3:5])
    if name in _NUMBERS:
        pairs = [row for row in tree if len(row) == 2]
        found.numbers[name] = {str(key): number for key, number in pairs if isinstance(number, int)}
    if name not in RECORD_TYPES and name not in {_DRAFT, _SETTING}:
        return
    for row in tree:
        read = _read(name, row)
        if read is None:
            found.bad_rows += 1
        elif isinstance(read, Draft):
            found.drafts[read.key] = read
        elif isinstance(read, tuple):
            found.settings[read[0]] = read[1]
        else:
            found.add(read)


def _read(name: str, row: tuple[Value, ...]) -> Record | Draft | tuple[str, str] | None:
    """The row as what its table holds; None when it is not one."""
    if name == _DRAFT:
        if len(row) == 3 and isinstance(row[0], str) and isinstance(row[1], str) and isinstance(row[2], int):
            return Draft(key=row[0], body=row[1], updated_at=row[2])
        return None
    if name == _SETTING:
        if len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], str):
            return row[0], row[1]
        return None
    record_type = RECORD_TYPES[name]
    if len(row) != len(rows.table_of(record_type).columns) + 1 or any(isinstance(v, float) for v in row):
        return None
    try:
        return rows.from_row(record_type, tuple(v for v in row[1:] if not isinstance(v, float)))
    except (DamagedVaultError, ValueError, TypeError):
        return None

