"""All that is said beside the notes, by its words: read where it stands, without an index that would have to
forget.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.search_terms import AimKind
from careernotes.vault.connection import Row, SqlValue, store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.search import ANYTHING, Narrowed, plain_conditions
from careernotes.vault.search_scan import around
from careernotes.vault.search_sources import PART, SOURCES, SaidWords, Source, said_rows
from careernotes.vault.words import index_words

_ALIAS = (
    "SELECT m.alias FROM main.engagement AS e JOIN main.mentee AS m ON m.mentee_id = e.mentee_id"
    " WHERE e.engagement_id = ?"
)
# A first look inside the file: the word stands there, or there are signs that only the index can judge: those
# take several bytes, and at a NUL a length ends.
_MAY_FIT = " AND (instr(lower(words), ?) > 0 OR length(words) <> length(CAST(words AS BLOB)))"
# What is said in one line, as a goal or an action, is read whole: cut, it may say something else.
_SHORT = 60
_OTHER = "[^\\x00-\\x7f]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimHit:
    """One record with the words looked for; ``day`` is when it is due, else when it was noted, and nothing
    for what has no day yet. ``status`` is its state as it is kept.
    """

    kind: AimKind
    key: str
    engagement_id: EngagementId
    alias: str = field(repr=False)
    day: dt.date | None
    status: str
    session_id: SessionId | None
    snippet: str = field(repr=False)


def search_aims(
    store: NotesStore,
    text: str,
    *,
    limit: int = 50,
    engagement_id: str | None = None,
    only: Narrowed = ANYTHING,
    said: SaidWords,
) -> tuple[AimHit, ...]:
    """The newest records beside the notes in which every word of *text* begins a word, and that fit the
    filters; *said* are the words for what they keep as a code.

    No words: all that fit. Filters about notes alone (a layer, no theme yet) fit none.
    """
    if only.layer or only.uncoded:
        return ()
    wanted = index_words(text)
    if text and not wanted:
        return ()
    likely = [_likely(word) for word in wanted]
    found: list[AimHit] = []
    with store_errors("notes.db"):
        for row in _rows(store, only, engagement_id, wanted, said):
            words = str(row[6])
            if all(each.search(words) for each in likely) and _fits(words, wanted):
                found.append(_hit(store, row, wanted))
                if len(found) >= limit:
                    break
    return tuple(found)


def _rows(
    store: NotesStore, only: Narrowed, engagement_id: str | None, wanted: list[str], said: SaidWords
) -> Iterable[Row]:
    coded, bound = said_rows(said)
    parts: list[str] = []
    values: list[SqlValue] = [*bound]
    for source in SOURCES:
        # Without a session there is no theme; what never waits is not open.
        if (only.themes is not None and not source.has_session) or (only.is_open and not source.waits):
            continue
        conditions, further = _conditions(only, engagement_id, source)
        parts.append(source.select + conditions)
        values += further
    plain = [word for word in wanted if word.isascii()]
    values += plain
    # What is put together is written above; what was typed is bound.
    every = f"{coded}SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE 1"  # noqa: S608 - see above
    query = every + _MAY_FIT * len(plain) + " ORDER BY day IS NOT NULL, day DESC"
    return store.connection().execute(query, tuple(values))


def _conditions(only: Narrowed, engagement_id: str | None, source: Source) -> tuple[str, list[SqlValue]]:
    parts, values = plain_conditions(only, engagement_id, row="x", day="day")
    if only.is_open:
        parts.append(f" AND x.status IN ({', '.join('?' * len(source.waits))})")
        values += sorted(source.waits)
    return "".join(parts), values


def _likely(word: str) -> re.Pattern[str]:
    """What every text fits in which a word begins like that, and few others: any letter that is not plain
    may stand for any one, for what the index takes for the same letter only the index knows.
    """
    letters = (re.escape(letter) if letter.isascii() else _OTHER for letter in word)
    body = "".join(f"(?:{letter}|{_OTHER}){_OTHER}*" for letter in letters)
    # Capitals of plain letters only: Python takes other letters for plain ones in other capitals.
    return re.compile(f"(?<![0-9A-Za-z]){body}", re.IGNORECASE | re.ASCII)


def _fits(text: str, wanted: list[str]) -> bool:
    there = index_words(text) if wanted else []
    return all(any(word.startswith(each) for word in there) for each in wanted)


def _hit(store: NotesStore, row: Row, wanted: list[str]) -> AimHit:
    named = store.connection().execute(_ALIAS, (row[2],)).fetchone()
    return AimHit(
        kind=AimKind(row[0]),
        key=str(row[1]),
        engagement_id=EngagementId(str(row[2])),
        alias=str(named[0]) if named is not None else "",
        day=dt.date.fromisoformat(str(row[3])) if row[3] is not None else None,
        status=str(row[4]),
        session_id=SessionId(str(row[5])) if row[5] is not None else None,
        snippet=around(str(row[6]), wanted, whole=_SHORT).replace(PART, "·"),
    )
