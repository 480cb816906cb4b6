"""The list of sessions: only what one line of it shows, the newest first."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.vocabulary import SessionKind, SessionStatus
from careernotes.vault.connection import Connection, Row

# CROSS JOIN keeps the order: sessions by row number, which is their date; then two look-ups each.
_LINES = (
    "SELECT s.session_id, s.engagement_id, m.alias, s.held_on, s.kind, s.status, s.finished,"
    " (SELECT count(*) FROM main.theme_coding AS t WHERE t.session_id = s.session_id)"
    " FROM main.session AS s CROSS JOIN main.engagement AS e ON e.engagement_id = s.engagement_id"
    " CROSS JOIN main.mentee AS m ON m.mentee_id = e.mentee_id"
)
_NEWEST = " ORDER BY s.id DESC LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One line in a list of sessions."""

    session_id: SessionId
    engagement_id: EngagementId
    alias: str = field(repr=False)
    held_on: dt.date
    kind: SessionKind
    status: SessionStatus
    finished: bool
    themes: int


def newest_lines(connection: Connection, *, limit: int, engagement_id: str | None) -> tuple[SessionLine, ...]:
    """The newest sessions of one relation or of all, by date and then by when they were added."""
    if engagement_id is None:
        rows = connection.execute(_LINES + _NEWEST, (limit,))
    else:
        rows = connection.execute(_LINES + " WHERE s.engagement_id = ?" + _NEWEST, (engagement_id, limit))
    return tuple(_line(row) for row in rows)


def _line(row: Row) -> SessionLine:
    session_id, engagement_id, alias, held_on, kind, status, finished, themes = row
    return SessionLine(
        session_id=SessionId(str(session_id)),
        engagement_id=EngagementId(str(engagement_id)),
        alias=str(alias),
        held_on=dt.date.fromisoformat(str(held_on)),
        kind=SessionKind(kind),
        status=SessionStatus(status),
        finished=bool(finished),
        themes=int(str(themes)),
    )
