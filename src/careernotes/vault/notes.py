"""The notes store: every record of the mentor's work, written whole or not at all."""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Engagement
from careernotes.domain.records import R, Record
from careernotes.errors import CareerNotesError
from careernotes.vault import keeping, rows
from careernotes.vault.audit import Trail
from careernotes.vault.connection import BUSY_MILLISECONDS, Connection, SqlValue, store_errors
from careernotes.vault.documents import Documents
from careernotes.vault.errors import BusyError, DamagedCountsError, ReadOnlyFolderError
from careernotes.vault.facts_writer import FactsWriter
from careernotes.vault.freshness import FreshnessReport, Progress, Sums, quiet
from careernotes.vault.integrity import IntegrityReport, check_integrity
from careernotes.vault.keeping import Draft, SettingName
from careernotes.vault.session_lines import SessionLine, newest_lines
from careernotes.vault.state import Reached, State, next_commit, next_counts, read_state

_PART, _COUNTS = "notes.db", "themes.db"
_COMMIT_TRIES = 3


class NotesStore:
    """Records, drafts and settings of one open vault. Belongs to the thread that opened it.

    A single write outside :meth:`transaction` is a transaction of its own.
    """

    def __init__(
        self,
        connection: Connection,
        tokens: Callable[[int], bytes] = secrets.token_bytes,
        *,
        sums: Sums,
        trail: Trail,
    ) -> None:
        self._connection = connection
        self._sums = sums
        self.trail = trail
        self._documents = Documents(connection)
        self.facts = FactsWriter(connection, tokens)
        # What to do about counts that turn out to be damaged, once the transaction is undone.
        self.when_counts_damaged: Callable[[], None] | None = None
        # After the last change made here, for any thread that asks; None until there was one.
        self.reached: Reached | None = None
        # What somebody read and may read again; a transaction ends it unless it says otherwise.
        self.read_last: object = None
        # Any thread may set it: nothing that is not being committed at this moment is committed any more.
        self.halted = False
        connection.set_busy_timeout(BUSY_MILLISECONDS / 1000)

    @contextlib.contextmanager
    def transaction(self, *, trail_only: bool = False, keeps_reading: bool = False) -> Iterator[None]:
        """All writes inside take effect together, in both databases, or none does. Does not nest.

        *trail_only*: only a line of the trail (unlock, lock). *keeps_reading*: nothing that a list shows.

        Raises:
            BrokenReferenceError: when a record would refer to nothing.
            DiskFullError, BusyError: when the commit could not be done, or this was halted; nothing has
                changed then.
            DamagedCountsError: the same; the counts are begun anew, and stale until all are written.
        """
        self._refuse_nesting()
        if not trail_only:
            with store_errors(_PART):
                self._sums.watch()
        with self._counts_mended(), self._one_transaction(keeps_reading=keeps_reading):
            yield

    @contextlib.contextmanager
    def _one_transaction(self, *, keeps_reading: bool = False) -> Iterator[None]:
        try:
            with store_errors(_PART):
                self._connection.execute("BEGIN")
            self._sums.begin()
            reached = self.reached
            before = self._connection.total_changes
            # What is written inside fails in our words too, whichever module writes it.
            with store_errors(_PART):
                yield
                self._documents.flush()
                # Emptied counts that were empty before change no row, and are whole from now on.
                if self.facts.cleared or self._connection.total_changes != before:
                    reached = self._settle()
                self._commit()
            self.reached = reached
            self._sums.committed()
        finally:
            self.read_last = self.read_last if keeps_reading else None
            self._documents.forget()
            self._sums.forget()
            self.facts.touched = self.facts.cleared = False
            if self._connection.in_transaction:
                with store_errors(_PART):
                    self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _counts_mended(self) -> Iterator[None]:
        """Damaged counts are begun anew at once, so that the same can be done again."""
        try:
            yield
        except (DamagedCountsError, ReadOnlyFolderError) as error:
            # SQLite also says of noise in the place of a first page that it may not be written.
            if isinstance(error, ReadOnlyFolderError) and self._counts_read():
                raise
            if self.when_counts_damaged is not None:
                # No room for it: the next unlock tries again.
                with contextlib.suppress(CareerNotesError):
                    self.when_counts_damaged()
            raise DamagedCountsError(part=_COUNTS) from None

    def put(self, record: Record) -> None:
        """Add *record*, or replace the one with the same identity."""
        with self._own_transaction(), store_errors(_PART):
            if isinstance(record, Session):
                self._documents.touch(record.session_id)
            if isinstance(record, NoteBody):
                self._documents.touch_note(record.note_id)
                self._documents.touch(record.session_id)
            self._connection.execute(rows.table_of(type(record)).upsert, rows.to_row(record))
            if isinstance(record, Session):
                self._documents.place(record.session_id, record.held_on)

    def put_all(self, records: Iterable[Record]) -> None:
        """Add or replace several records together; their order does not matter."""
        with self._own_transaction():
            for record in records:
                self.put(record)

    def remove(self, record_type: type[Record], key: str) -> None:
        """Remove one record with everything that hangs on it; what may stand alone only lets go of it."""
        with self._own_transaction(), store_errors(_PART):
            self._remove(record_type, key)

    def get(self, record_type: type[R], key: str) -> R | None:
        """The record with this identity, if there is one."""
        table = rows.table_of(record_type)
        with store_errors(_PART):
            row = self._connection.execute(f"{table.select} WHERE {table.key} = ?", (key,)).fetchone()
        return None if row is None else rows.from_row(record_type, row)

    def all(self, record_type: type[R], **equals: object) -> tuple[R, ...]:
        """Every record whose fields equal these values, in the order they were added; sessions by date.

        A tuple or a frozenset stands for any one of its values.
        """
        clause, values = rows.condition(record_type, equals)
        with store_errors(_PART):
            select = f"{rows.table_of(record_type).select}{clause} ORDER BY id"
            found = self._connection.execute(select, values)
            return tuple(rows.from_row(record_type, row) for row in found)

    def count(self, record_type: type[Record], **equals: object) -> int:
        """How many records have these values."""
        clause, values = rows.condition(record_type, equals)
        # The name is that of a record type; values are bound.
        statement = f"SELECT count(*) FROM main.{rows.table_of(record_type).name}{clause}"  # noqa: S608 - see above
        return self._integer(statement, values)

    def newest_sessions(self, limit: int = 100, engagement_id: str | None = None) -> tuple[SessionLine, ...]:
        """The newest sessions as lines of a list, of one relation or of all."""
        with store_errors(_PART):
            return newest_lines(self._connection, limit=limit, engagement_id=engagement_id)

    def setting(self, name: SettingName, default: str = "") -> str:
        """The value of one setting."""
        with store_errors(_PART):
            return keeping.read_setting(self._connection, name, default)

    def set_setting(self, name: SettingName, value: str) -> None:
        """Keep one setting."""
        with self._own_transaction(), store_errors(_PART):
            keeping.write_setting(self._connection, name, value)

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft in place of the one with the same key."""
        with self._own_transaction(), store_errors(_PART):
            keeping.write_draft(self._connection, draft)

    def draft(self, key: str) -> Draft | None:
        """The draft with this key, if there is one."""
        with store_errors(_PART):
            return next(iter(keeping.read_drafts(self._connection, key)), None)

    def drafts(self, *, versions_only: bool = False) -> tuple[Draft, ...]:
        """Every draft and what lies beside it, or only the versions of conversations; the newest first."""
        read = keeping.read_versions if versions_only else keeping.read_drafts
        with store_errors(_PART):
            return read(self._connection)

    def discard_draft(self, key: str) -> None:
        """Drop one draft."""
        with self._own_transaction(), store_errors(_PART):
            keeping.delete_draft(self._connection, key)

    def state(self) -> State:
        """What both databases say about themselves."""
        with store_errors(_PART):
            return read_state(self._connection)

    def integrity(self) -> IntegrityReport:
        """Reads everything and reports what is wrong, in counts."""
        with store_errors(_PART):
            return check_integrity(
                self._connection,
                counts_stale=self.state().facts_stale,
                freshness=self.freshness(),
                trail=self.trail.verify(),
            )

    def freshness(self, progress: Progress = quiet) -> FreshnessReport:
        """Reads every row and compares with the sums; *progress* is told how many tables are done."""
        with store_errors(_PART):
            return self._sums.verify(progress)

    def counts_replaced(self, replace: Callable[[Connection], None]) -> None:
        """*replace* puts another themes.db in the place of the attached one; it is watched from then on."""
        self._refuse_nesting()
        self._sums.replaced(replace)

    def connection(self) -> Connection:
        """The connection, for the search beside this file; nobody else needs it."""
        return self._connection

    def _refuse_nesting(self) -> None:
        if self._connection.in_transaction:
            raise RuntimeError("transactions do not nest")

    @contextlib.contextmanager
    def _own_transaction(self) -> Iterator[None]:
        if self._connection.in_transaction:
            try:
                yield
            except BaseException:
                self._sums.doubt()
                raise
        else:
            with self.transaction():
                yield

    def _counts_read(self) -> bool:
        try:
            self.state()
        except DamagedCountsError:
            return False
        return True

    def _settle(self) -> Reached:
        if self.facts.touched:
            next_counts(self._connection, whole=self.facts.cleared)
        # Counts written anew after they did not agree: no sum from before is worth anything.
        self._sums.settle(recount=("th",) if self.facts.cleared else ())
        return next_commit(self._connection)

    def _commit(self) -> None:
        """COMMIT, again when another process is just reading themes.db; each try waits for it a while."""
        for attempt in range(_COMMIT_TRIES):
            if self.halted:
                raise BusyError
            try:
                with store_errors(_PART):
                    self._connection.execute("COMMIT")
                return
            except BusyError:
                if attempt == _COMMIT_TRIES - 1 or not self._connection.in_transaction:
                    raise

    def _remove(self, record_type: type[Record], key: str) -> None:
        if record_type is Session:
            self._documents.touch(key)
            self.facts.drop_session(key)
        if record_type is NoteBody:
            self._documents.touch_note(key)
        for child, column, optional in rows.CHILDREN.get(record_type, ()):
            table = rows.table_of(child)
            if optional:
                # Names are those of record types and their fields; values are bound.
                release = f"UPDATE main.{table.name} SET {column} = NULL WHERE {column} = ?"  # noqa: S608 - see above
                self._connection.execute(release, (key,))
                continue
            found = f"SELECT {table.key} FROM main.{table.name} WHERE {column} = ?"  # noqa: S608 - see above
            for (child_key,) in self._connection.execute(found, (key,)).fetchall():
                self._remove(child, str(child_key))
        if record_type is Engagement:
            self.facts.drop_engagement(key)
        table = rows.table_of(record_type)
        self._connection.execute(f"DELETE FROM main.{table.name} WHERE {table.key} = ?", (key,))  # noqa: S608 - see above

    def _integer(self, statement: str, values: tuple[SqlValue, ...]) -> int:
        with store_errors(_PART):
            row = self._connection.execute(statement, values).fetchone()
        assert row is not None
        return cast("int", row[0])
