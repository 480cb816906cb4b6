"""Keeping the search index in step: a session's words leave it before a change and return after."""

import datetime as dt

from careernotes.vault.connection import Connection

# A session's row number is its date and a counter, so that the newest come first without sorting.
_COUNTER_BITS = 32


class Documents:
    """The sessions whose text changes in the running transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._touched: set[str] = set()

    def touch(self, session_id: str) -> None:
        """Take the session's words out of the index; call before any change, while they can still be read."""
        if session_id in self._touched:
            return
        self._touched.add(session_id)
        # An external-content index forgets only what it is told in full.
        self._connection.execute(
            "INSERT INTO main.words (words, rowid, record, working, next_time)"
            " SELECT 'delete', d.id, d.record, d.working, d.next_time"
            " FROM main.session AS s JOIN main.document AS d ON d.id = s.id WHERE s.session_id = ?",
            (session_id,),
        )

    def touch_note(self, note_id: str) -> None:
        """Touch the session a note belongs to at the moment."""
        row = self._connection.execute(
            "SELECT session_id FROM main.note_body WHERE note_id = ?", (note_id,)
        ).fetchone()
        if row is not None:
            self.touch(str(row[0]))

    def place(self, session_id: str, held_on: dt.date) -> None:
        """Give a session the row number of its date; call after it was written and touched."""
        first = held_on.toordinal() << _COUNTER_BITS
        last = first + (1 << _COUNTER_BITS) - 1
        found = self._connection.execute("SELECT id FROM main.session WHERE session_id = ?", (session_id,))
        row = found.fetchone()
        if row is None or first <= int(str(row[0])) <= last:
            return
        self._connection.execute(
            "UPDATE main.session SET id = 1 + coalesce("
            "(SELECT max(id) FROM main.session WHERE id BETWEEN ? AND ?), ?) WHERE session_id = ?",
            (first, last, first - 1, session_id),
        )

    def flush(self) -> None:
        """Put the words of every touched session back into the index, as they are now."""
        for session_id in sorted(self._touched):
            self._connection.execute(
                "INSERT INTO main.words (rowid, record, working, next_time)"
                " SELECT d.id, d.record, d.working, d.next_time"
                " FROM main.session AS s JOIN main.document AS d ON d.id = s.id WHERE s.session_id = ?",
                (session_id,),
            )
        self._touched.clear()

    def forget(self) -> None:
        """The transaction was undone: nothing is touched any more."""
        self._touched.clear()
