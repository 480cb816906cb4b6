"""Opening a SQLCipher file: its key, and every safety setting in force and read back."""

import contextlib
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from sqlcipher3 import dbapi2

from careernotes.errors import CareerNotesError
from careernotes.sealing.keys import KEYSPEC_BYTES, keyspec, wipe
from careernotes.vault.clean_close import CleanlyClosed
from careernotes.vault.errors import (
    AlreadyOpenError,
    BrokenReferenceError,
    BusyError,
    DamagedCountsError,
    DamagedVaultError,
    DiskFullError,
    OddFileError,
    ReadOnlyFolderError,
    UnsafeStoreError,
)

SqlValue = None | int | str | bytes | bytearray
Row = tuple[SqlValue, ...]
Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]
DatabaseError: type[Exception] = dbapi2.DatabaseError
IntegrityError: type[Exception] = dbapi2.IntegrityError
BUSY_MILLISECONDS = 5_000
_PARTS = {"main": "notes.db", "th": "themes.db"}
# Every name SQLite may open for a database; it looks for the last two though we never make them.
_BESIDE = ("", "-journal", "-wal", "-shm")
_CACHE_KIB, _SMALL_CACHE_KIB = 10_240, 2_048

# Before the key, and for everything attached later. (name, wanted, what reading it back gives)
_FIRST = (
    ("cipher_log_level", "NONE", "NONE"),
    # Process-wide, and 33 times slower search when on (vault.md, decisions).
    ("cipher_memory_security", "OFF", "0"),
    ("temp_store", "2", 2),
    ("secure_delete", "ON", 1),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("foreign_keys", "ON", 1),
    # So that a row replaced by another leaves the sums too (freshness.py).
    ("recursive_triggers", "ON", 1),
)
# After the key, for each database by itself: an attached one inherits none of these.
_EACH = (("synchronous", "EXTRA", 3), ("journal_mode", "TRUNCATE", "truncate"))

_UNNAMED = {
    "database or disk is full": "SQLITE_FULL", "attempt to write a readonly database": "SQLITE_READONLY",
    "disk I/O error": "SQLITE_IOERR", "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT", "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
}  # fmt: skip


class Cursor(Protocol):
    """What a statement gives back."""

    lastrowid: int
    rowcount: int

    def fetchone(self) -> Row | None:
        """The next row, if any."""

    def fetchall(self) -> list[Row]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """The part of a SQLCipher connection the vault uses."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def total_changes(self) -> int:
        """How many rows were written since it was opened."""

    def execute(self, sql: str, parameters: Sequence[SqlValue] = ..., /) -> Cursor:
        """Run one statement with bound parameters."""

    def set_key(self, key: bytearray, /) -> None:
        """Use *key* for the main database."""

    def create_function(self, name: str, arguments: int, function: Callable[..., int], /) -> None:
        """Let statements call *function*."""

    def set_busy_timeout(self, seconds: float, /) -> None:
        """How long to wait for another process."""

    def set_authorizer(self, callback: Authorizer | None, /) -> None:
        """Ask *callback* before a statement is compiled."""

    def backup(
        self,
        target: "Connection",
        *,
        name: str,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None:
        """Copy one attached database page by page; *progress* is told how many are left, of how many."""

    def close(self) -> None:
        """Close it."""


def check_plain(path: Path) -> None:
    """Returns when each file SQLite would open for *path* is a plain one, or not there.

    A pipe would keep it waiting for ever, and a link is never followed.

    Raises:
        OddFileError: naming the first that is something else.
    """
    for suffix in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            name = f"{path.name}{suffix}"
            if not stat.S_ISREG(path.with_name(name).lstat().st_mode):
                raise OddFileError(part=name)


def open_keyed(path: Path, key80: bytearray, *, mode: str = "rw", waits: bool = False) -> Connection:
    """A connection to *path* with its key set and the first settings in force; the page is not read yet.

    ``mode`` is ``rw``, ``ro`` or ``rwc``; only the last makes a file.

    Raises:
        OddFileError: when something else than a plain file is in its place, or in that of its journal.
    """
    check_plain(path)
    with store_errors(path.name):
        connection: Connection = dbapi2.connect(
            _uri(path, mode),
            uri=True,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000 if waits else 0.0,
            cached_statements=256,
            factory=CleanlyClosed,
        )
    with contextlib.ExitStack() as stack, store_errors(path.name):
        stack.callback(connection.close)
        _set(connection, "", _FIRST[:1])
        spec = keyspec(key80)
        if len(spec) != KEYSPEC_BYTES or not spec.startswith(b"x'"):
            raise UnsafeStoreError(setting="key")
        try:
            connection.set_key(spec)
        finally:
            wipe(spec)
        _set(connection, "", _FIRST[1:])
        stack.pop_all()
    return connection


def opens_first_page(path: Path, key80: bytearray) -> bool:
    """Whether the first page of *path* is one of ours under this key. Takes no lock and writes nothing."""
    try:
        # Immutable: a journal beside it is not looked at, and locks this process holds are left alone.
        connection = open_keyed(path, key80, mode="ro&immutable=1")
        with contextlib.closing(connection):
            return connection.execute("SELECT count(*) > 0 FROM sqlite_schema").fetchone() == (1,)
    except (CareerNotesError, dbapi2.Error, MemoryError):
        return False


def lock_alone(connection: Connection, part: str) -> None:
    """Hold the main database for this process alone, until it ends.

    Raises:
        AlreadyOpenError: when another process holds it.
    """
    with store_errors(part, busy=AlreadyOpenError):
        connection.execute("PRAGMA main.locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")


def attach(connection: Connection, path: Path, key80: bytearray, *, mode: str = "rw") -> None:
    """Attach *path* as ``th``.

    The statement's own copy of the key is overwritten by running it again with zeros (facts.md).
    """
    check_plain(path)
    spec = keyspec(key80)
    statement = "ATTACH ? AS th KEY ?"
    try:
        with store_errors(path.name):
            connection.execute(statement, (_uri(path, mode), spec))
    finally:
        wipe(spec)
        with contextlib.suppress(DatabaseError):
            connection.execute(statement, (_uri(path, mode), spec))


def settle(connection: Connection, *databases: str) -> None:
    """Put the settings of each database in force; they need its key."""
    for database in databases:
        with store_errors(_PARTS.get(database, database)):
            _set(connection, f"{database}.", _EACH)
            cache = _CACHE_KIB if database == "main" else _SMALL_CACHE_KIB
            connection.execute(f"PRAGMA {database}.cache_size={-cache}")


def assert_settings(connection: Connection, *databases: str, alone: bool = False) -> None:
    """Reads every setting back.

    Raises:
        UnsafeStoreError: naming the first that is not in force; the caller closes the store.
    """
    wanted = [(name, value) for name, _, value in _FIRST]
    wanted += [(f"{database}.{name}", value) for database in databases for name, _, value in _EACH]
    wanted += [(f"{database}.secure_delete", 1) for database in databases]
    if alone:
        wanted += [("main.locking_mode", "exclusive"), ("th.locking_mode", "normal")]
    for name, value in wanted:
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != value:
            raise UnsafeStoreError(setting=name)


@contextlib.contextmanager
def store_errors(part: str, *, busy: type[BusyError | AlreadyOpenError] = BusyError) -> Iterator[None]:
    """Turns what SQLite reports into our own sentences; anything that may quote text is cut off.

    Raises:
        DiskFullError, ReadOnlyFolderError, DamagedVaultError, BrokenReferenceError: whatever fits.
        BusyError, or AlreadyOpenError where *busy* says so: when another process holds a lock.
    """
    try:
        yield
    except dbapi2.IntegrityError as error:
        if str(error).startswith(("FOREIGN KEY", "UNIQUE")):
            raise BrokenReferenceError from None
        raise
    except MemoryError:
        # So SQLite also calls a page it needs at once that does not pass its code.
        raise DamagedVaultError(part=part) from None
    except dbapi2.Error as error:
        # An error of a page by page copy has no name, only its sentence.
        name = str(getattr(error, "sqlite_errorname", None) or _UNNAMED.get(str(error), ""))
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise busy from None
        if name.startswith("SQLITE_FULL"):
            raise DiskFullError from None
        if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
            raise ReadOnlyFolderError from None
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CANTOPEN", "SQLITE_IOERR")):
            raise DamagedVaultError(part=part) from None
        raise


@contextlib.contextmanager
def counts_errors() -> Iterator[None]:
    """Like :func:`store_errors` for a write into themes.db: a page damaged there is no damage to the notes.

    Raises:
        DamagedCountsError: when a page is damaged; else as said there.
    """
    try:
        with store_errors(_PARTS["th"]):
            yield
    except DamagedVaultError as error:
        raise DamagedCountsError(**error.facts) from None
    except dbapi2.OperationalError as error:
        # An empty file in its place is a database without tables.
        if not str(error).startswith("no such table: th."):
            raise
        raise DamagedCountsError(part=_PARTS["th"]) from None


def storable(text: str) -> str:
    """*text* with halves of characters, which an editor can leave behind, joined or marked as unreadable.

    SQLite stores UTF-8 and would refuse the whole note for one of them.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _set(connection: Connection, prefix: str, settings: Sequence[tuple[str, str, int | str]]) -> None:
    for name, wanted, _ in settings:
        connection.execute(f"PRAGMA {prefix}{name}={wanted}")


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"
