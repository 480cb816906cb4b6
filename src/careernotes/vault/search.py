"""Search while typing: every word as the beginning of a word, the newest sessions first."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.vault.connection import Row, SqlValue, store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.words import index_words

MARK_OPEN, MARK_CLOSE = "[[", "]]"
_MOST_WORDS, _LONGEST_WORD = 12, 60
_SNIPPET_WORDS, _BEGINNING = 14, 160
LAYERS = ("record", "working", "next_time")
# The index gives row numbers, newest first, without reading a note; only what is shown is then read.
_FOUND = (
    "SELECT s.session_id, s.engagement_id, m.alias, s.held_on, snippet(words, 0, ?, ?, '…', ?),"
    " snippet(words, 1, ?, ?, '…', ?), snippet(words, 2, ?, ?, '…', ?)"
    " FROM main.words CROSS JOIN main.session AS s ON s.id = words.rowid"
    " CROSS JOIN main.engagement AS e ON e.engagement_id = s.engagement_id"
    " CROSS JOIN main.mentee AS m ON m.mentee_id = e.mentee_id WHERE words MATCH ?"
)
_NEWEST = " ORDER BY words.rowid DESC LIMIT ?"
# Filters alone: the beginning of each note is shown.
_LISTED = (
    "SELECT s.session_id, s.engagement_id, m.alias, s.held_on, d.record, d.working, d.next_time"
    " FROM main.session AS s CROSS JOIN main.engagement AS e ON e.engagement_id = s.engagement_id"
    " CROSS JOIN main.mentee AS m ON m.mentee_id = e.mentee_id"
    " CROSS JOIN main.document AS d ON d.id = s.id WHERE 1"
)
_NEWEST_LISTED = " ORDER BY s.id DESC LIMIT ?"
_IS_OPEN = (
    " AND EXISTS (SELECT 1 FROM main.action AS a WHERE a.session_id = s.session_id"
    " AND a.status IN ('open', 'carried_over'))"
)
_UNCODED = (
    " AND s.status = 'kept' AND NOT EXISTS"
    " (SELECT 1 FROM main.theme_coding AS t WHERE t.session_id = s.session_id)"
)
_THEMED = (
    " AND EXISTS (SELECT 1 FROM main.theme_coding AS t WHERE t.session_id = {row}.session_id"
    " AND t.theme_id IN ({marks}))"
)
_IN_LAYER = {
    "record": " AND length(d.record) > 0",
    "working": " AND length(d.working) > 0",
    "next_time": " AND length(d.next_time) > 0",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which sessions may be found at all; None is no condition, an empty tuple finds nothing."""

    engagements: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    before: dt.date | None = None
    """The first day that is too late."""
    after: dt.date | None = None
    """The last day that is too early."""
    layer: str = ""
    is_open: bool = False
    uncoded: bool = False


ANYTHING = Narrowed()


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
    store: NotesStore,
    text: str,
    *,
    limit: int = 50,
    engagement_id: str | None = None,
    only: Narrowed = ANYTHING,
) -> tuple[Hit, ...]:
    """The newest sessions in which every word of *text* begins a word; none when *text* holds no word.

    Each hit's snippet marks what was found with ``[[`` and ``]]``.

    Raises:
        DamagedVaultError: the index cannot be read; :func:`careernotes.vault.search_scan.scan` needs none.
    """
    query = match_query(text)
    if not query:
        return ()
    if only.layer:
        query = f"{{{only.layer}}} : ({query})"
    marks: tuple[SqlValue, ...] = (MARK_OPEN, MARK_CLOSE, _SNIPPET_WORDS)
    conditions, values = conditions_of(only, engagement_id)
    with store_errors("notes.db"):
        rows = store.connection().execute(
            _FOUND + conditions + _NEWEST, (*marks, *marks, *marks, query, *values, limit)
        )
        return tuple(_hit(row) for row in rows)


def listed(
    store: NotesStore, *, limit: int = 50, engagement_id: str | None = None, only: Narrowed = ANYTHING
) -> tuple[Hit, ...]:
    """The newest sessions that fit the filters alone, each with the beginning of its note."""
    conditions, values = conditions_of(only, engagement_id)
    conditions += _IN_LAYER.get(only.layer, "")
    with store_errors("notes.db"):
        rows = store.connection().execute(_LISTED + conditions + _NEWEST_LISTED, (*values, limit))
        return tuple(_begun(row, only.layer) for row in rows)


def conditions_of(only: Narrowed, engagement_id: str | None) -> tuple[str, tuple[SqlValue, ...]]:
    """The conditions on a session called ``s``, and the values bound in them."""
    parts, values = plain_conditions(only, engagement_id, row="s", day="s.held_on")
    parts += [sql for holds, sql in ((only.is_open, _IS_OPEN), (only.uncoded, _UNCODED)) if holds]
    return "".join(parts), tuple(values)


def plain_conditions(
    only: Narrowed, engagement_id: str | None, *, row: str, day: str
) -> tuple[list[str], list[SqlValue]]:
    """The conditions that mean the same for all that can be found: whose, which themes, and when. *row* and
    *day* are the names under which the statement knows the row and its day.
    """
    parts: list[str] = []
    values: list[SqlValue] = []
    if engagement_id is not None:
        parts.append(f" AND {row}.engagement_id = ?")
        values.append(engagement_id)
    if only.engagements is not None:
        parts.append(f" AND {row}.engagement_id IN ({_marks(only.engagements)})")
        values += only.engagements
    if only.themes is not None:
        parts.append(_THEMED.format(row=row, marks=_marks(only.themes)))
        values += only.themes
    if only.before is not None:
        parts.append(f" AND {day} < ?")
        values.append(only.before.isoformat())
    if only.after is not None:
        parts.append(f" AND {day} > ?")
        values.append(only.after.isoformat())
    return parts, values


def match_query(text: str) -> str:
    """*text* as a query that cannot be misread: its words only, each quoted, each the beginning of a word."""
    return " ".join(f'"{word[:_LONGEST_WORD]}"*' for word in index_words(text)[:_MOST_WORDS])


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _hit(row: Row) -> Hit:
    texts = [str(snippet or "") for snippet in row[4:]]
    place = next((n for n, text in enumerate(texts) if MARK_OPEN in text), 0)
    return _made(row, place, texts[place])


def _begun(row: Row, layer: str) -> Hit:
    texts = [str(text or "") for text in row[4:]]
    place = LAYERS.index(layer) if layer else next((n for n, text in enumerate(texts) if text.strip()), 0)
    text = " ".join(texts[place].split())
    return _made(row, place, text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rpartition(' ')[0]}…")


def _made(row: Row, place: int, snippet: str) -> Hit:
    return Hit(
        session_id=SessionId(str(row[0])),
        engagement_id=EngagementId(str(row[1])),
        alias=str(row[2]),
        held_on=dt.date.fromisoformat(str(row[3])),
        layer=LAYERS[place],
        snippet=" ".join(snippet.split()),
    )
