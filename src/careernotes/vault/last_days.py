"""The last day of what comes back again and again, for a list of people: one statement for all of them."""

import datetime as dt
from collections.abc import Collection

from careernotes.vault.connection import Row, store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.notes import NotesStore

_PART = "notes.db"
# Only marks for values are put in.
_REVIEWED = "SELECT item_id, engagement_id, max(done_on) FROM main.review{only} GROUP BY 1, 2"
_SPOKEN = "SELECT engagement_id, max(spoken_on) FROM main.expectation{only} GROUP BY 1"


def last_reviews(store: NotesStore, *, only: Collection[str] | None) -> dict[tuple[str, str], dt.date]:
    """The last day on which each item was reviewed with each relation; without one, for all at once.

    Raises:
        DamagedVaultError: when a date cannot be read.
    """
    rows = _rows(store, _REVIEWED, only)
    return {(str(item), str(relation)): _day(day, "review") for item, relation, day in rows}


def last_spoken(store: NotesStore, *, only: Collection[str] | None) -> dict[str, dt.date]:
    """The last day on which the two of each relation spoke of what they expect.

    Raises:
        DamagedVaultError: when a date cannot be read.
    """
    return {str(relation): _day(day, "expectation") for relation, day in _rows(store, _SPOKEN, only)}


def _rows(store: NotesStore, statement: str, only: Collection[str] | None) -> list[Row]:
    marks = "" if only is None else f" WHERE engagement_id IN ({', '.join('?' for _ in only)})"
    with store_errors(_PART):
        return store.connection().execute(statement.format(only=marks), tuple(only or ())).fetchall()


def _day(value: object, table: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise DamagedVaultError(part=table) from None
