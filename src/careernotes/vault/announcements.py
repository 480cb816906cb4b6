"""What was announced to go by itself, and when."""

import datetime as dt
from dataclasses import dataclass

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import MenteeId, RecordId, SessionId
from careernotes.domain.vocabulary import NoteLayer
from careernotes.vault.connection import store_errors
from careernotes.vault.notes import NotesStore

_PART = "notes.db"
_PEOPLE = """
SELECT m.mentee_id FROM main.announcement AS a JOIN main.mentee AS m ON m.mentee_id = a.record_id
UNION SELECT e.mentee_id FROM main.announcement AS a JOIN main.note_body AS r ON r.note_id = a.record_id
  JOIN main.session AS s ON s.session_id = r.session_id
  JOIN main.engagement AS e ON e.engagement_id = s.engagement_id
UNION SELECT e.mentee_id FROM main.announcement AS a JOIN main.goal AS r ON r.goal_id = a.record_id
  JOIN main.engagement AS e ON e.engagement_id = r.engagement_id
UNION SELECT e.mentee_id FROM main.announcement AS a JOIN main.agreement AS r ON r.agreement_id = a.record_id
  JOIN main.engagement AS e ON e.engagement_id = r.engagement_id
UNION SELECT e.mentee_id FROM main.announcement AS a
  JOIN main.expectation AS r ON r.expectation_id = a.record_id
  JOIN main.engagement AS e ON e.engagement_id = r.engagement_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One record that a rule will remove; announced on one day, due on another."""

    rule: str
    record_id: str
    announced_on: dt.date
    due_on: dt.date


def announcements(store: NotesStore) -> tuple[Announcement, ...]:
    """All of them, what goes first coming first."""
    with store_errors(_PART):
        rows = store.connection().execute(
            "SELECT rule, record_id, announced_on, due_on FROM main.announcement"
            " ORDER BY due_on, rule, record_id"
        ).fetchall()  # fmt: skip
    return tuple(
        Announcement(
            rule=str(rule), record_id=str(key), announced_on=dt.date.fromisoformat(str(first)),
            due_on=dt.date.fromisoformat(str(due)),
        )
        for rule, key, first, due in rows
    )  # fmt: skip


def announced_people(store: NotesStore) -> frozenset[MenteeId]:
    """Whom the announcements are about: the person, or whose note, goal or agreement it is."""
    with store_errors(_PART):
        rows = store.connection().execute(_PEOPLE).fetchall()
    return frozenset(MenteeId(str(key)) for (key,) in rows)


def announce(store: NotesStore, announcement: Announcement) -> None:
    """Keep one, in place of one for the same record and rule; inside the caller's transaction."""
    with store_errors(_PART):
        store.connection().execute(
            "INSERT INTO main.announcement (rule, record_id, announced_on, due_on) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (rule, record_id) DO UPDATE SET announced_on = excluded.announced_on,"
            " due_on = excluded.due_on",
            (announcement.rule, announcement.record_id, announcement.announced_on.isoformat(),
             announcement.due_on.isoformat()),
        )  # fmt: skip


def withdraw(store: NotesStore, rule: str, record_id: str) -> None:
    """Drop one; inside the caller's transaction."""
    with store_errors(_PART):
        store.connection().execute(
            "DELETE FROM main.announcement WHERE rule = ? AND record_id = ?", (rule, record_id)
        )


def notes_without_bodies(store: NotesStore, engagement_id: str, layer: NoteLayer) -> tuple[NoteBody, ...]:
    """The notes of one relation with everything but their words: those are not needed to see what is due."""
    with store_errors(_PART):
        rows = (
            store.connection()
            .execute(
                "SELECT n.note_id, n.session_id, n.edited_at, n.purge_on FROM main.session AS s"
                " JOIN main.note_body AS n ON n.session_id = s.session_id AND n.layer = ?"
                " WHERE s.engagement_id = ?",
                (layer.value, engagement_id),
            )
            .fetchall()
        )
    return tuple(
        NoteBody(
            note_id=RecordId(str(key)),
            session_id=SessionId(str(session)),
            layer=layer,
            body="",
            edited_at=int(str(edited)),
            purge_on=dt.date.fromisoformat(str(purge)),
        )
        for key, session, edited, purge in rows
    )
