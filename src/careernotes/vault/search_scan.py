"""Search without the index, which may be damaged; the index made anew; and words that are nearly the same."""

import datetime as dt
import difflib
import re
from collections.abc import Callable

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.vault.connection import Row, store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.search import ANYTHING, LAYERS, MARK_CLOSE, MARK_OPEN, Hit, Narrowed, conditions_of
from careernotes.vault.search_index import fit_to_pages
from careernotes.vault.words import index_words

_ALL = (
    "SELECT s.session_id, s.engagement_id, m.alias, s.held_on, d.record, d.working, d.next_time"
    " FROM main.session AS s CROSS JOIN main.engagement AS e ON e.engagement_id = s.engagement_id"
    " CROSS JOIN main.mentee AS m ON m.mentee_id = e.mentee_id"
    " CROSS JOIN main.document AS d ON d.id = s.id WHERE 1"
)
_NEWEST = " ORDER BY s.id DESC"
_NEWEST_TEXTS = "SELECT record, working, next_time FROM main.document ORDER BY id DESC LIMIT ?"
_AROUND, _MOST_READ, _SHORTEST_LIKE = 7, 500, 3


def scan(
    store: NotesStore,
    text: str,
    *,
    limit: int = 50,
    engagement_id: str | None = None,
    only: Narrowed = ANYTHING,
) -> tuple[Hit, ...]:
    """The same answer as ``search``, read from the notes themselves: slower, and it needs no index."""
    wanted = index_words(text)
    if not wanted:
        return ()
    conditions, values = conditions_of(only, engagement_id)
    found: list[Hit] = []
    with store_errors("notes.db"):
        for row in store.connection().execute(_ALL + conditions + _NEWEST, values):
            if (hit := _fits(row, wanted, only.layer)) is not None:
                found.append(hit)
                if len(found) >= limit:
                    break
    return tuple(found)


def build_index_anew(store: NotesStore, step: Callable[[float], None]) -> None:
    """Writes the index anew from the notes, in one transaction; *step* hears how far it is."""
    step(0.1)
    with store.transaction(), store_errors("notes.db"):
        connection = store.connection()
        fit_to_pages(connection)
        connection.execute("INSERT INTO main.words (words) VALUES ('rebuild')")
        step(0.9)
    step(1.0)


def nearly(store: NotesStore, text: str) -> str:
    """The word in the newest notes that looks most like the last word of *text*; nothing when none does."""
    words = index_words(text)
    if not words or len(words[-1]) < _SHORTEST_LIKE:
        return ""
    typed = words[-1]
    with store_errors("notes.db"):
        rows = store.connection().execute(_NEWEST_TEXTS, (_MOST_READ,)).fetchall()
    texts = "\n".join(str(part) for row in rows for part in row if part)
    # Few words begin with the same letter; making all the others would take most of the time.
    known = set(re.findall(rf"\b{re.escape(typed[0])}\w*", texts.casefold()))
    like = difflib.get_close_matches(typed, known, n=1, cutoff=0.7)
    return like[0] if like else ""


def _fits(row: Row, wanted: list[str], layer: str) -> Hit | None:
    texts = [str(text or "") for text in row[4:]]
    places = [LAYERS.index(layer)] if layer else list(range(len(LAYERS)))
    there = {place: index_words(texts[place]) for place in places}
    every = [word for words in there.values() for word in words]
    if not all(any(word.startswith(each) for word in every) for each in wanted):
        return None
    place = next(n for n in places if any(word.startswith(each) for word in there[n] for each in wanted))
    return Hit(
        session_id=SessionId(str(row[0])),
        engagement_id=EngagementId(str(row[1])),
        alias=str(row[2]),
        held_on=dt.date.fromisoformat(str(row[3])),
        layer=LAYERS[place],
        snippet=around(texts[place], wanted),
    )


def _begins(word: str, wanted: list[str]) -> bool:
    """Whether one of *wanted* begins a word of the index in *word*."""
    letters = word.lower()
    if word.isascii() and not any(each in letters for each in wanted):
        # Almost every word of a text; the index need not be asked about those.
        return False
    there = index_words(word)
    return any(each.startswith(begin) for begin in wanted for each in there)


def around(text: str, wanted: list[str], *, whole: int = 0) -> str:
    """The words around the first one that fits, those that fit marked; all, of at most *whole*."""
    words = text.split()
    fits = [_begins(word, wanted) for word in words]
    first = next((at for at, fit in enumerate(fits) if fit), 0)
    reach = whole if len(words) <= whole else _AROUND
    begin, end = max(0, first - reach), min(len(words), first + reach)
    shown = [
        f"{MARK_OPEN}{word}{MARK_CLOSE}" if fit else word
        for word, fit in zip(words[begin:end], fits[begin:end], strict=True)
    ]
    return f"{'…' if begin else ''}{' '.join(shown)}{'…' if end < len(words) else ''}"
