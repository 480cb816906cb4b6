"""Actions and goals by their words: read where they stand, without an index that would have to forget."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from careernotes.domain.goals import OPEN_ACTIONS, OPEN_GOALS
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.vocabulary import ActionStatus, GoalStatus
from careernotes.vault.connection import Row, SqlValue, store_errors
from careernotes.vault.notes import NotesStore
from careernotes.vault.search import ANYTHING, Narrowed
from careernotes.vault.search_scan import around
from careernotes.vault.words import index_words

ACTION, GOAL = "action", "goal"
_ACTIONS = (
    "SELECT 'action', x.action_id, x.engagement_id, coalesce(x.due_on, x.created_on) AS day, x.status,"
    " x.session_id, x.text AS words FROM main.action AS x WHERE 1"
)
_GOALS = (
    "SELECT 'goal', x.goal_id, x.engagement_id, coalesce(x.target_on, x.created_on) AS day, x.status, NULL,"
    " x.statement || CASE x.measure WHEN '' THEN '' ELSE ' · ' || x.measure END"
    " || coalesce((SELECT CASE p.own_part WHEN '' THEN '' ELSE ' · ' || p.own_part END"
    " || CASE p.worth WHEN '' THEN '' ELSE ' · ' || p.worth END FROM main.goal_plan AS p"
    " WHERE p.goal_id = x.goal_id), '') AS words FROM main.goal AS x WHERE 1"
)
_ALIAS = (
    "SELECT m.alias FROM main.engagement AS e JOIN main.mentee AS m ON m.mentee_id = e.mentee_id"
    " WHERE e.engagement_id = ?"
)
_THEMED = (
    " AND EXISTS (SELECT 1 FROM main.theme_coding AS t WHERE t.session_id = x.session_id"
    " AND t.theme_id IN (%s))"
)
_OPEN: dict[str, frozenset[ActionStatus] | frozenset[GoalStatus]] = {ACTION: OPEN_ACTIONS, GOAL: OPEN_GOALS}
# A first look inside the file: the word stands there, or there are signs that only the index can judge.
_MAY_FIT = " AND (instr(lower(words), ?) > 0 OR words GLOB ?)"
_NOT_PLAIN = "*[^\x01-~]*"
_OTHER = "[^\\x00-\\x7f]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimHit:
    """One action or goal with the words looked for; ``day`` is when it is due, else when it was noted."""

    kind: str
    key: str
    engagement_id: EngagementId
    alias: str = field(repr=False)
    day: dt.date
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
) -> tuple[AimHit, ...]:
    """The newest actions and goals in which every word of *text* begins a word, and that fit the filters.

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
        for row in _rows(store, only, engagement_id, wanted):
            words = str(row[6])
            if all(each.search(words) for each in likely) and _fits(words, wanted):
                found.append(_hit(store, row, wanted))
                if len(found) >= limit:
                    break
    return tuple(found)


def _rows(
    store: NotesStore, only: Narrowed, engagement_id: str | None, wanted: list[str]
) -> Iterable[Row]:
    parts: list[str] = []
    values: list[SqlValue] = []
    for kind, select in ((ACTION, _ACTIONS), (GOAL, _GOALS)):
        if kind == GOAL and only.themes is not None:
            # A goal has no theme.
            continue
        conditions, bound = _conditions(only, engagement_id, kind)
        parts.append(select + conditions)
        values += bound
    plain = [word for word in wanted if word.isascii()]
    for word in plain:
        values += [word, _NOT_PLAIN]
    # What is put together is written above; what was typed is bound.
    both = f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE 1"  # noqa: S608 - see above
    query = both + _MAY_FIT * len(plain) + " ORDER BY day DESC"
    return store.connection().execute(query, tuple(values))


def _conditions(only: Narrowed, engagement_id: str | None, kind: str) -> tuple[str, list[SqlValue]]:
    parts: list[str] = []
    values: list[SqlValue] = []
    if engagement_id is not None:
        parts.append(" AND x.engagement_id = ?")
        values.append(engagement_id)
    if only.engagements is not None:
        parts.append(f" AND x.engagement_id IN ({', '.join('?' * len(only.engagements))})")
        values += only.engagements
    if only.themes is not None:
        parts.append(_THEMED % ", ".join("?" * len(only.themes)))
        values += only.themes
    if only.before is not None:
        parts.append(" AND day < ?")
        values.append(only.before.isoformat())
    if only.after is not None:
        parts.append(" AND day > ?")
        values.append(only.after.isoformat())
    if only.is_open:
        parts.append(f" AND x.status IN ({', '.join('?' * len(_OPEN[kind]))})")
        values += [each.value for each in _OPEN[kind]]
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
        kind=str(row[0]),
        key=str(row[1]),
        engagement_id=EngagementId(str(row[2])),
        alias=str(named[0]) if named is not None else "",
        day=dt.date.fromisoformat(str(row[3])),
        status=str(row[4]),
        session_id=SessionId(str(row[5])) if row[5] is not None else None,
        snippet=around(str(row[6]), wanted),
    )
