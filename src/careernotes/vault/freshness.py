"""Is every row the one that was written last? A keyed sum over all rows, kept with every change.

SQLCipher binds a page to its place, not to its time: an older page put back still opens. So each row gives
HMAC-SHA256(K_sum, table and values); their sum modulo 2^256 stands in ``table_sum``, one for each table.
Temporary triggers keep it, whichever statement changes a row; it is written in the same transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from careernotes.vault.connection import Connection, SqlValue
from careernotes.vault.guard import close_doors
from careernotes.vault.row_hasher import RowHasher

Progress = Callable[[int, int], None]
MODULUS = 1 << 256
SUM_BYTES = 32
# The name of each database in a sum, so that a copy opened by itself has the same sums.
PARTS = {"main": "notes", "th": "themes"}
BOTH = tuple(PARTS)
# A row in these is about the file itself: the state of it, and the sums.
_UNSUMMED = frozenset({"state", "table_sum"})
# Kept and checked like the rest, but not what the mentor wrote: a backup is no change of the content.
_BOOKKEEPING = frozenset({"notes.audit", "notes.managed_backup", "notes.words_config"})
# Rows of the search index that nothing else checks. A trigger on a table inside an index crashes SQLite, so
# these are read at every commit instead, and what changed since the last one is counted: an old page that was
# put back before the vault was opened is then never taken for what was written.
_CONFIG = "SELECT k, v FROM main.words_config"
_READ_INSTEAD = frozenset({"words_config"})
_INDEX = "notes.words_config"
TRAIL = "audit"
_FUNCTION = "careernotes_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessReport:
    """What the sums say. ``wrong_tables`` are named as in ``table_sum``: ``notes.session``."""

    notes_ok: bool
    themes_ok: bool
    wrong_tables: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every row is the one written last."""
        return self.notes_ok and self.themes_ok


def quiet(done: int, total: int) -> None:
    """Progress nobody looks at."""


class Sums:
    """The sums of one open vault, in step with every statement. Belongs to the connection's thread."""

    def __init__(self, connection: Connection, key: bytes | bytearray) -> None:
        self._connection = connection
        self._hasher = RowHasher(key)
        self._kept: dict[str, int] = {}
        self._changed: dict[str, int] = {}
        self._doubtful = False
        self._config = self._config_then = 0
        self._watching = False

    def install(self) -> None:
        """Watch the trail, the one table an unlock writes, from now on, and close the doors to all others."""
        self._connection.create_function(_FUNCTION, -1, self._row)
        self._watch("main", (TRAIL,))
        self._load()
        close_doors(self._connection, watched=False)

    def watch(self) -> None:
        """Watch every table from now on. A hundred triggers take half the time of an unlock, so they are made
        before the first change of anything but the trail.
        """
        if self._watching:
            return
        self._connection.set_authorizer(None)
        try:
            for database in PARTS:
                tables = set(summed_tables(self._connection, database))
                self._watch(database, tables - {TRAIL} - _READ_INSTEAD)
            self._watching = True
        finally:
            close_doors(self._connection, watched=self._watching)

    def _watch(self, database: str, tables: Iterable[str]) -> None:
        for table in sorted(tables):
            columns = columns_of(self._connection, database, table)
            for statement in _triggers(database, PARTS[database], table, columns):
                self._connection.execute(statement)

    def replaced(self, replace: Callable[[Connection], None]) -> None:
        """Watch what *replace* puts in the place of a database with the same tables; the doors are open."""
        try:
            replace(self._connection)
        finally:
            # Reads the shape of everything anew: the triggers find the tables of the new file by their names.
            self._connection.execute("PRAGMA writable_schema=RESET")
            self._load()

    def begin(self) -> None:
        """A transaction begins."""
        self._changed.clear()
        self._doubtful = False

    def doubt(self) -> None:
        """A statement failed half-way inside the transaction: its rows may have been counted and undone."""
        self._doubtful = True

    def settle(self, *, recount: Iterable[str] = ()) -> None:
        """Write what changed; the last thing before COMMIT. Databases in *recount* are summed afresh."""
        self._config_then = self._sum_of_config()
        if self._config_then != self._config:
            before = self._changed.get(_INDEX, 0)
            self._changed[_INDEX] = before + self._config_then - self._config
        fresh: dict[str, int] = {}
        for database in PARTS if self._doubtful else recount:
            fresh |= scan(self._connection, self._hasher, database)
        sums = {name: self._kept.get(name, 0) + change for name, change in self._changed.items()} | fresh
        for name, total in sums.items():
            value = (total % MODULUS).to_bytes(SUM_BYTES, "big")
            self._connection.execute(_KEEP, (name, value))
        self._changed = {name: total - self._kept.get(name, 0) for name, total in sums.items()}

    def committed(self) -> None:
        """The transaction is on disk."""
        for name, change in self._changed.items():
            self._kept[name] = (self._kept.get(name, 0) + change) % MODULUS
        self._changed.clear()
        self._config = self._config_then

    def forget(self) -> None:
        """The transaction was undone, or is over."""
        self._changed.clear()
        self._doubtful = False
        # What was read of an undone transaction is on no disk: the next commit may not start from it.
        self._config_then = self._config

    def verify(self, progress: Progress = quiet) -> FreshnessReport:
        """Reads every row of both databases and compares with the sums kept beside them."""
        return _compare(self._connection, self._hasher, tuple(PARTS), progress)

    def _load(self) -> None:
        self._kept = kept_sums(self._connection)
        self._config = self._config_then = self._sum_of_config()

    def _sum_of_config(self) -> int:
        return sum(self._hasher.of(_INDEX, row) for row in self._connection.execute(_CONFIG))

    def _row(self, sign: int, name: str, *values: SqlValue) -> int:
        self._changed[name] = self._changed.get(name, 0) + sign * self._hasher.of(name, values)
        return 0


def verify(
    connection: Connection,
    key: bytes | bytearray,
    progress: Progress = quiet,
    databases: Sequence[str] = BOTH,
) -> FreshnessReport:
    """Reads every row of *databases* and compares with the sums kept beside them."""
    return _compare(connection, RowHasher(key), databases, progress)


def _compare(
    connection: Connection, hasher: RowHasher, databases: Sequence[str], progress: Progress
) -> FreshnessReport:
    kept = kept_sums(connection)
    parts = tuple(PARTS[database] for database in databases)
    found: dict[str, int] = {}
    for database in databases:
        found |= scan(connection, hasher, database, progress)
    expected = {name: total for name, total in kept.items() if name.partition(".")[0] in parts}
    names = sorted(expected.keys() | found.keys())
    wrong = tuple(name for name in names if expected.get(name) != found.get(name))
    return FreshnessReport(
        notes_ok=not any(name.startswith("notes.") for name in wrong),
        themes_ok=not any(name.startswith("themes.") for name in wrong),
        wrong_tables=wrong,
    )


def recount(connection: Connection, key: bytes | bytearray, databases: Sequence[str] = BOTH) -> None:
    """Put sums in force for the rows as they are; inside a transaction of the caller.

    For a schema step, a re-key and a salvage, each of which proves the rows in another way.
    """
    hasher = RowHasher(key)
    for database in databases:
        connection.execute("DELETE FROM main.table_sum WHERE name GLOB ?", (f"{PARTS[database]}.*",))
        for name, total in scan(connection, hasher, database).items():
            connection.execute(_KEEP, (name, total.to_bytes(SUM_BYTES, "big")))


def scan(
    connection: Connection,
    hasher: RowHasher,
    database: str,
    progress: Progress = quiet,
    *,
    part: str | None = None,
) -> dict[str, int]:
    """The sum of every table of *database* as it is now. *part* is what it is called there, when not attached
    under its own name.
    """
    label, sums = part or PARTS[database], {}
    tables = summed_tables(connection, database)
    for done, table in enumerate(tables):
        progress(done, len(tables))
        sums[f"{label}.{table}"] = _sum_of(connection, hasher, database, table, label)
    progress(len(tables), len(tables))
    return sums


def _sum_of(
    connection: Connection, hasher: RowHasher, database: str, table: str, label: str = "notes"
) -> int:
    columns, name, total = _values(columns_of(connection, database, table)), f"{label}.{table}", 0
    # Names come from the schema; nothing is typed by anybody.
    for row in connection.execute(f'SELECT {columns} FROM {database}."{table}"'):  # noqa: S608 - see above
        total += hasher.of(name, row)
    return total % MODULUS


def kept_sums(connection: Connection) -> dict[str, int]:
    """The sums as they stand in the file."""
    rows = connection.execute("SELECT name, sum FROM main.table_sum")
    return {str(name): int.from_bytes(value, "big") for name, value in rows if isinstance(value, bytes)}


def content_sum(sums: dict[str, int], part: str = "notes") -> bytes:
    """One sum for all content of a database; the trail and the list of backups are not content."""
    own = (total for name, total in sums.items() if name.startswith(f"{part}.") and name not in _BOOKKEEPING)
    return (sum(own) % MODULUS).to_bytes(SUM_BYTES, "big")


def summed_tables(connection: Connection, database: str) -> tuple[str, ...]:
    """Every table whose rows are summed: all but those of the search index, which follow from the notes."""
    rows = connection.execute("PRAGMA table_list")
    return tuple(
        sorted(
            str(name)
            for schema, name, kind, *_ in rows
            if schema == database and (kind == "table" or name in _READ_INSTEAD) and name not in _UNSUMMED
            and not str(name).startswith("sqlite_")
        )
    )  # fmt: skip


def columns_of(connection: Connection, database: str, table: str) -> tuple[str, ...]:
    """The columns of a table, in their order."""
    return tuple(str(row[1]) for row in connection.execute(f'PRAGMA {database}.table_info("{table}")'))


_KEEP = (
    "INSERT INTO main.table_sum (name, sum) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET sum = excluded.sum"
)


def _values(columns: Sequence[str], row: str = "") -> str:
    return ", ".join(f'{row}"{column}"' for column in columns)


def _triggers(database: str, part: str, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    old, new = _values(columns, "OLD."), _values(columns, "NEW.")
    less = f"SELECT {_FUNCTION}(-1, '{part}.{table}', {old});"
    more = f"SELECT {_FUNCTION}(1, '{part}.{table}', {new});"
    made, on = f"CREATE TEMP TRIGGER IF NOT EXISTS sum_{part}_{table}", f'ON {database}."{table}"'
    bodies = {"INSERT": more, "DELETE": less, "UPDATE": less + more}
    return tuple(
        f"{made}_{event} AFTER {event} {on} BEGIN {body} END" for event, body in bodies.items()
    )
