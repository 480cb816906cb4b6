"""The list of releases: what was let out, in order, each entry sealed to the one before."""

import dataclasses
import enum
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.canonical import canonical_hash
from careernotes.domain.periods import Period
from careernotes.sealing.keys import blur_secret
from careernotes.vault.bundle import VaultPaths, make_empty_file, sync_folder
from careernotes.vault.connection import Connection, Row, assert_settings, open_keyed, settle, store_errors
from careernotes.vault.errors import (
    DamagedLedgerError,
    LedgerLeftError,
    LedgerMovedOnError,
    NewerVaultError,
    VaultNotFoundError,
)
from careernotes.vault.move_marker import left_or_denied, read_marker, which_file

NO_HEAD = "0" * 64
_SCHEMA = 1
_PART = "releases.db"
_TABLES = (
    """CREATE TABLE release (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, period TEXT NOT NULL, model_hash TEXT NOT NULL,
        model BLOB NOT NULL, previous TEXT NOT NULL, entry_hash TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TRIGGER release_kept BEFORE UPDATE ON release
        BEGIN SELECT RAISE(ABORT, 'entries are immutable'); END""",
    """CREATE TRIGGER release_stays BEFORE DELETE ON release
        BEGIN SELECT RAISE(ABORT, 'entries are immutable'); END""",
)


# A list that was given new keys has one table more, and a number no older program takes for its own: what
# follows from its new key is not what these secrets are.
_CARRYING = 2
_CARRIED = """CREATE TABLE carried (
    name TEXT PRIMARY KEY, secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT, WITHOUT ROWID"""


class Carried(enum.Enum):
    """A secret that stays the same when a vault is given new keys."""

    BLUR = "blur"
    SIGN = "sign"


class ReleaseKind(enum.Enum):
    """What was released."""

    LIST = "list"
    CONTRIBUTION = "contribution"
    POOL = "pool"
    # Below: what a programme's lead and trustee remember; nothing of it is printed.
    PLAN = "plan"
    OPENING = "opening"
    SUM = "sum"
    # What has to be known of a pooled report to try later ones against it.
    AUDIT = "audit"
    # The noisy cells of one report, entered before anybody sees them, and what they give away.
    NOISE = "noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One thing that was let out. ``previous`` is the head it was made on; None takes the head as it is."""

    kind: ReleaseKind
    period: str
    model_hash: str
    model: bytes = field(repr=False)
    previous: str | None = None

    def entry_hash(self) -> str:
        """The head of the list after this entry."""
        return canonical_hash(
            {
                "kind": self.kind.value,
                "model": hashlib.sha256(self.model).hexdigest(),
                "model_hash": self.model_hash,
                "period": self.period,
                "previous": self.previous,
            }
        )


class ReleaseLedger:
    """The list in one file. Several programs may read it; an entry is added by one at a time."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection, self._path, self._file = connection, path, which_file(path)

    @classmethod
    def open(cls, path: Path, key80: bytearray, *, create: bool) -> "ReleaseLedger":
        """The list at *path*, its whole chain checked; with *create*, a new one when there is none.

        A list that has vanished must never be begun anew in silence: what it forbids would be allowed again.

        Raises:
            VaultNotFoundError: when there is none and *create* is False.
            DamagedVaultError: when the key does not fit.
            DamagedLedgerError: when an entry was altered, removed or put in.
        """
        if not path.is_file():
            if not create:
                raise VaultNotFoundError
            make_empty_file(path)
        ledger = cls(open_keyed(path, key80, waits=True), path)
        with ExitStack() as stack:
            stack.callback(ledger.close)
            with store_errors(_PART):
                ledger._prepare(create=create)
            ledger._check_chain()
            stack.pop_all()
        return ledger

    def released(self, period: Period | str, kind: ReleaseKind | None = None) -> Release | None:
        """The last release of a period (of one kind), if there was one."""
        fitting = [r for r in self.all() if r.period == str(period) and kind in {None, r.kind}]
        return fitting[-1] if fitting else None

    def append(self, release: Release) -> Release:
        """Add an entry; gives it back with its place in the chain. On disk when this returns.

        Raises:
            LedgerMovedOnError: when it was made on a head that is no longer the last.
            LedgerLeftError: when another list has taken the place of this one, or is about to.
        """
        with left_or_denied(self._path, self._file), self._transaction():
            self._refuse_left()
            head = self.head()
            if release.previous not in {None, head}:
                raise LedgerMovedOnError
            entry = dataclasses.replace(release, previous=head)
            self._connection.execute(
                "INSERT INTO release (kind, period, model_hash, model, previous, entry_hash)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (entry.kind.value, entry.period, entry.model_hash, entry.model, head, entry.entry_hash()),
            )
        return entry

    def all(self) -> tuple[Release, ...]:
        """Every entry, the oldest first."""
        with store_errors(_PART):
            rows = self._connection.execute(
                "SELECT kind, period, model_hash, model, previous FROM release ORDER BY number"
            )
            return tuple(_release(row) for row in rows)

    def head(self) -> str:
        """The hash of the last entry; 64 zeros when there is none."""
        with store_errors(_PART):
            last = "SELECT entry_hash FROM release ORDER BY number DESC LIMIT 1"
            row = self._connection.execute(last).fetchone()
        return NO_HEAD if row is None else str(row[0])

    def heads(self) -> tuple[str, ...]:
        """The head as it was before the first entry, after it, after the second, and so on."""
        return (NO_HEAD, *(entry.entry_hash() for entry in self.all()))

    def carried(self, name: Carried) -> bytearray | None:
        """A secret from before the vault was given new keys, in a buffer the caller wipes; None when it
        follows from the keys.
        """
        if self._version() < _CARRYING:
            return None
        with store_errors(_PART):
            row = self._connection.execute(
                "SELECT secret FROM carried WHERE name = ?", (name.value,)
            ).fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise DamagedLedgerError
        return bytearray(row[0])

    def carry(self, secrets: Mapping[Carried, bytearray]) -> None:
        """From now on these secrets are in force, whatever the keys are. Once for each list."""
        with self._transaction():
            if self._version() < _CARRYING:
                self._connection.execute(_CARRIED)
                self._connection.execute(f"PRAGMA user_version={_CARRYING:d}")
            for name, secret in secrets.items():
                self._connection.execute(
                    "INSERT INTO carried (name, secret) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                    (name.value, secret),
                )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody adds an entry meanwhile; a BusyError when somebody takes too long to."""
        with store_errors(_PART):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            with store_errors(_PART):
                self._connection.execute("ROLLBACK")

    def connection(self) -> Connection:
        """The connection, for copies and their proof; nobody else needs it."""
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _prepare(self, *, create: bool) -> None:
        settle(self._connection, "main")
        assert_settings(self._connection, "main")
        if self._version() == 0 and create:
            with self._transaction():
                # Asked again inside the transaction: another program may have made the tables meanwhile.
                if self._version() == 0:
                    self._make()
        if self._version() > _CARRYING:
            raise NewerVaultError
        if self._version() < _SCHEMA:
            raise DamagedLedgerError

    def _version(self) -> int:
        row = self._connection.execute("PRAGMA user_version").fetchone()
        return 0 if row is None else int(str(row[0]))

    def _make(self) -> None:
        for statement in _TABLES:
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA user_version={_SCHEMA:d}")

    def _refuse_left(self) -> None:
        # Asked while nobody else writes: whoever sets the marker has held this list before.
        if read_marker(VaultPaths(self._path.parent)) is not None:
            raise LedgerLeftError

    def _check_chain(self) -> None:
        head = NO_HEAD
        with store_errors(_PART):
            rows = self._connection.execute(
                "SELECT kind, period, model_hash, model, previous, entry_hash, number"
                " FROM release ORDER BY number"
            ).fetchall()
        for count, row in enumerate(rows, start=1):
            entry = _release(row[:5])
            if entry.previous != head or row[5] != entry.entry_hash() or row[6] != count:
                raise DamagedLedgerError
            head = str(row[5])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with store_errors(_PART):
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def blur_in_force(ledger: ReleaseLedger, releases_key: bytearray) -> bytearray:
    """The secret behind every coin of this vault's lists, in a buffer the caller wipes.

    It is the one of the first day, also after the vault was given new keys: other coins over the same
    people would be a second sample of them.
    """
    return ledger.carried(Carried.BLUR) or blur_secret(releases_key)


def sign_in_force(ledger: ReleaseLedger, sign_key: bytearray) -> bytearray:
    """The seed behind a mentor's signatures and tokens, in a buffer the caller wipes.

    Also the one of the first day: under another token the same people would be counted twice.
    """
    return ledger.carried(Carried.SIGN) or bytearray(sign_key)


def make_ledger(path: Path, key80: bytearray) -> None:
    """A new list at *path*, safely on disk."""
    ReleaseLedger.open(path, key80, create=True).close()
    sync_folder(path.parent)


def _release(row: Row) -> Release:
    kind, period, model_hash, model, previous = row
    try:
        return Release(
            kind=ReleaseKind(kind),
            period=str(period),
            model_hash=str(model_hash),
            model=model if isinstance(model, bytes) else b"",
            previous=str(previous),
        )
    except ValueError:
        raise DamagedLedgerError from None
