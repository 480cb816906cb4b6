"""The sessions of each relation in one line, for a list of people: one statement for all of them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import SessionKind, SessionStatus
from careernotes.vault.connection import Row, store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.notes import NotesStore

_PART = "notes.db"

# One pass over the sessions, then one look-up of the newest that took place: row numbers follow the dates.
_KEPT, _PLANNED, _REVIEW = "status = ?1", "status = ?2 AND held_on >= ?4", "status = ?1 AND kind = ?3"
_BY_RELATION = (
    # Only marks for values are put in.
    "WITH met AS (SELECT engagement_id AS relation,"  # noqa: S608 - see above
    f" count(CASE WHEN {_KEPT} THEN 1 END) AS kept, max(CASE WHEN {_KEPT} THEN id END) AS newest,"
    f" min(CASE WHEN {_PLANNED} THEN held_on END) AS planned,"
    f" max(CASE WHEN {_REVIEW} THEN held_on END) AS reviewed"
    " FROM main.session{only} GROUP BY engagement_id)"
    " SELECT met.relation, met.kept, met.planned, met.reviewed, s.held_on, s.next_on, s.next_time"
    " FROM met LEFT JOIN main.session AS s ON s.id = met.newest"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The sessions of one relation: how many took place, what the newest of them says, and what is ahead."""

    kept: int = 0
    last_on: dt.date | None = None
    next_on: dt.date | None = None
    next_time: str = field(default="", repr=False)
    planned_on: dt.date | None = None
    reviewed_on: dt.date | None = None


def meetings_by_relation(
    store: NotesStore, *, today: dt.date, only: Collection[str] | None
) -> dict[EngagementId, Meetings]:
    """The meetings of every relation that has any, or of *only* these; planned ones from *today* on.

    Raises:
        DamagedVaultError: when a date cannot be read.
    """
    marks = "" if only is None else f" WHERE engagement_id IN ({', '.join('?' for _ in only)})"
    fixed = (
        SessionStatus.KEPT.value, SessionStatus.PLANNED.value, SessionKind.REVIEW.value, today.isoformat(),
    )  # fmt: skip
    with store_errors(_PART):
        rows = store.connection().execute(_BY_RELATION.format(only=marks), (*fixed, *(only or ()))).fetchall()
    try:
        return {EngagementId(str(row[0])): _meetings(row) for row in rows}
    except ValueError:
        raise DamagedVaultError(part="session") from None


def _meetings(row: Row) -> Meetings:
    _relation, kept, planned, reviewed, held, following, next_time = row
    return Meetings(
        kept=int(str(kept)),
        last_on=_day(held),
        next_on=_day(following),
        next_time="" if next_time is None else str(next_time),
        planned_on=_day(planned),
        reviewed_on=_day(reviewed),
    )


def _day(value: object) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(str(value))
