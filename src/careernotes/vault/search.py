"""Search while typing: every word as the beginning of a word, the newest sessions first."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.vault.connection import Row, SqlValue, store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.words import index_words

MARK_OPEN, MARK_CLOSE = "[[", "]]"
_MOST_WORDS, _LONGEST_WORD = 12, 60
_SNIPPET_WORDS = 14
LAYERS = ("record", "working", "next_time")
# The index gives row numbers, newest first, without reading a note; only what is shown is then read.
_FOUND = (
    "SELECT s.session_id, s.engagement_id, m.alias, s.held_on, snippet(words, 0, ?1, ?2, '…', ?3),"
    " snippet(words, 1, ?1, ?2, '…', ?3), snippet(words, 2, ?1, ?2, '…', ?3)"
    " FROM main.words CROSS JOIN main.session AS s ON s.id = words.rowid"
    " CROSS JOIN main.engagement AS e ON e.engagement_id = s.engagement_id"
    " CROSS JOIN main.mentee AS m ON m.mentee_id = e.mentee_id WHERE words MATCH ?4"
)
_NEWEST = " ORDER BY words.rowid DESC LIMIT ?5"
_EVERYWHERE = _FOUND + _NEWEST
_IN_ONE_RELATION = _FOUND + " AND s.engagement_id = ?6" + _NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One session with the words looked for. ``layer`` says where the snippet is from (see LAYERS)."""

    session_id: SessionId
    engagement_id: EngagementId
    alias: str = field(repr=False)
    held_on: dt.date
    layer: str
    snippet: str = field(repr=False)


def search(
    store: NotesStore, text: str, *, limit: int = 50, engagement_id: str | None = None
) -> tuple[Hit, ...]:
    """The newest sessions in which every word of *text* begins a word; none when *text* holds no word.

    Each hit's snippet marks what was found with ``[[`` and ``]]``.
    """
    query = match_query(text)
    if not query:
        return ()
    values: tuple[SqlValue, ...] = (MARK_OPEN, MARK_CLOSE, _SNIPPET_WORDS, query, limit)
    statement = _EVERYWHERE
    if engagement_id is not None:
        statement, values = _IN_ONE_RELATION, (*values, engagement_id)
    with store_errors("notes.db"):
        return tuple(_hit(row) for row in store.connection().execute(statement, values))


def match_query(text: str) -> str:
    """*text* as a query that cannot be misread: its words only, each quoted, each the beginning of a word."""
    return " ".join(f'"{word[:_LONGEST_WORD]}"*' for word in index_words(text)[:_MOST_WORDS])


def _hit(row: Row) -> Hit:
    session_id, engagement_id, alias, held_on, *snippets = row
    texts = [str(snippet or "") for snippet in snippets]
    place = next((n for n, text in enumerate(texts) if MARK_OPEN in text), 0)
    return Hit(
        session_id=SessionId(str(session_id)),
        engagement_id=EngagementId(str(engagement_id)),
        alias=str(alias),
        held_on=dt.date.fromisoformat(str(held_on)),
        layer=LAYERS[place],
        snippet=" ".join(texts[place].split()),
    )
