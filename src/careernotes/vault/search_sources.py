"""What is searched beside the notes, where it stands: one kind of record each, as rows with the same columns.

The queries are put together from constants of this file; what is typed is bound.
"""
# ruff: noqa: S608 - see above

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from careernotes.domain.goals import OPEN_ACTIONS, OPEN_GOALS
from careernotes.domain.journey import StepStatus
from careernotes.domain.search_terms import AimKind
from careernotes.domain.vocabulary import SponsorStatus

SaidWords: TypeAlias = Mapping[enum.Enum, str]
"""The words, in the language in force, for what is kept as a code: they are searched as they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind. ``select`` gives kind, key, relation, day, state, session and words, of a record ``x``.

    ``waits`` are the states in which it still waits; without one it never does.
    """

    kind: AimKind
    select: str
    waits: frozenset[str] = frozenset()
    has_session: bool = False


# Between the parts of a text: a plain sign that nobody types, so that the first look passes most texts over.
PART = "\x02"
_BETWEEN = f" {PART} "


def said_rows(words: SaidWords) -> tuple[str, tuple[str, ...]]:
    """The table ``said`` of coded words for one query, and the values bound in it."""
    rows = [(type(code).__name__, str(code.value), text) for code, text in words.items()]
    if not rows:
        return "WITH said (list, code, words) AS (SELECT '', '', '') ", ()
    marks = ", ".join("(?, ?, ?)" for _row in rows)
    return f"WITH said (list, code, words) AS (VALUES {marks}) ", tuple(cell for row in rows for cell in row)


def _said(code_list: str, column: str) -> str:
    found = f"SELECT said.words FROM said WHERE said.list = '{code_list}' AND said.code = {column}"
    return f"coalesce(({found}), '')"


def _and(column: str) -> str:
    return f" || CASE {column} WHEN '' THEN '' ELSE '{_BETWEEN}' || {column} END"


def _first_day(quarter: str) -> str:
    return f"printf('%04d-%02d-01', ({quarter}) / 4, ({quarter}) % 4 * 3 + 1)"


def _values(*states: enum.Enum) -> frozenset[str]:
    return frozenset(str(state.value) for state in states)


_GOAL_PLAN = (
    " || coalesce((SELECT ''"
    + _and("p.own_part")
    + _and("p.worth")
    + " FROM main.goal_plan AS p WHERE p.goal_id = x.goal_id), '')"
)
SOURCES = (
    Source(
        kind=AimKind.ACTION,
        select="SELECT 'action', x.action_id, x.engagement_id, coalesce(x.due_on, x.created_on) AS day,"
        " x.status, x.session_id, x.text AS words FROM main.action AS x WHERE 1",
        waits=_values(*OPEN_ACTIONS),
        has_session=True,
    ),
    Source(
        kind=AimKind.GOAL,
        select="SELECT 'goal', x.goal_id, x.engagement_id, coalesce(x.target_on, x.created_on) AS day,"
        " x.status, NULL, x.statement"
        + _and("x.measure")
        + _GOAL_PLAN
        + " AS words FROM main.goal AS x WHERE 1",
        waits=_values(*OPEN_GOALS),
    ),
    # A step that was taken says what it counts as, and is found by either; the outcome is not shown twice.
    Source(
        kind=AimKind.STEP,
        select="SELECT 'step', x.step_id, x.engagement_id, "
        + _first_day("coalesce(x.closed_quarter, x.quarter)")
        + " AS day, x.status, NULL, "
        + _said("StepKind", "x.kind")
        + f" || coalesce((SELECT '{_BETWEEN}' || "
        + _said("OutcomeKind", "o.kind")
        + _and("o.remark")
        + " FROM main.outcome AS o WHERE o.outcome_id = x.step_id), '') AS words"
        " FROM main.wanted_step AS x WHERE 1",
        waits=_values(StepStatus.WANTED),
    ),
    Source(
        kind=AimKind.OUTCOME,
        select="SELECT 'outcome', x.outcome_id, x.engagement_id, "
        + _first_day("x.quarter")
        + " AS day, '', NULL, "
        + _said("OutcomeKind", "x.kind")
        + _and("x.remark")
        + " AS words FROM main.outcome AS x WHERE NOT EXISTS"
        " (SELECT 1 FROM main.wanted_step AS w WHERE w.step_id = x.outcome_id)",
    ),
    # What waits for the mentee's yes, or to be done, has no day yet.
    Source(
        kind=AimKind.DOOR,
        select="SELECT 'door', x.act_id, x.engagement_id, x.done_on AS day, x.status, NULL, "
        + _said("SponsorActKind", "x.kind")
        + _and("x.target")
        + _and("x.may_say")
        + " AS words FROM main.sponsor_act AS x WHERE 1",
        waits=_values(SponsorStatus.PROPOSED, SponsorStatus.AGREED),
    ),
    # Of versions that say the same only the newest; so with what is expected.
    Source(
        kind=AimKind.AGREEMENT,
        select="SELECT 'agreement', x.agreement_id, x.engagement_id, x.agreed_on AS day, '', NULL, x.purpose"
        + _and("x.boundaries")
        + " AS words FROM main.agreement AS x WHERE NOT EXISTS (SELECT 1 FROM main.agreement AS y"
        " WHERE y.engagement_id = x.engagement_id AND y.version_no > x.version_no"
        " AND y.purpose = x.purpose AND y.boundaries = x.boundaries)",
    ),
    Source(
        kind=AimKind.EXPECTATION,
        select="SELECT 'expectation', x.expectation_id, x.engagement_id, x.spoken_on AS day, x.met, NULL,"
        " x.text AS words FROM main.expectation AS x WHERE NOT EXISTS (SELECT 1 FROM main.expectation AS y"
        " WHERE y.engagement_id = x.engagement_id AND y.id > x.id AND y.side = x.side AND y.text = x.text)",
    ),
    Source(
        kind=AimKind.REMARK,
        select="SELECT 'remark', a.answer_id, x.engagement_id,"
        " date(x.completed_at, 'unixepoch', 'localtime') AS day, '', x.session_id, a.remark AS words"
        " FROM main.ethics_answer AS a JOIN main.ethics_check AS x ON x.check_id = a.check_id"
        " WHERE a.remark <> ''",
        has_session=True,
    ),
    Source(
        kind=AimKind.AFTERCARE,
        select="SELECT 'aftercare', x.aftercare_id, x.engagement_id, coalesce(x.done_on, x.due_on) AS day,"
        " '', NULL, x.text AS words FROM main.aftercare AS x WHERE x.text <> ''",
    ),
)
