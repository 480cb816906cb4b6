"""How invented mentees go their way: goals in full, steps, barriers, signals, and what follows an end.

With a stream of chance of its own, so that everything else about the invented people stays as it was.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from careernotes.demo.chapters import Scribe
from careernotes.demo.draws import Draws
from careernotes.demo.life import InventedMentor
from careernotes.demo.prose import Pen
from careernotes.demo.world import World
from careernotes.domain.conversations import Session
from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId
from careernotes.domain.journey import (
    Aftercare,
    Barrier,
    BarrierKind,
    GoalPlan,
    Phase,
    SelfAssessment,
    SessionChange,
    StaySignal,
    StayStep,
    StepKind,
    StepStatus,
    WantedStep,
)
from careernotes.domain.mentees import Engagement
from careernotes.domain.periods import quarter_of
from careernotes.domain.records import Record
from careernotes.domain.vocabulary import GoalStatus, SessionStatus, Side

_STEPS, _BARRIERS, _STAY = tuple(StepKind), tuple(BarrierKind), tuple(StayStep)
_CHANGED = {
    SessionStatus.RESCHEDULED: None,
    SessionStatus.CANCELLED_IN_TIME: None,
    SessionStatus.MISSED_BY_MENTEE: Side.MENTEE,
    SessionStatus.MISSED_BY_MENTOR: Side.MENTOR,
}
_CHECK_DAYS = {3: 91, 6: 182}


def journeys_of(world: World, mentor: InventedMentor, records: Iterable[Record]) -> Iterator[Record]:
    """What belongs to the journeys of the people in *records*."""
    draws = world.draws("journey", mentor.number)
    scribe = Scribe(world=world, mentor=mentor, draws=draws, pen=Pen(draws, mentor.language, {}))
    known = list(records)
    met = {each.engagement_id for each in known if isinstance(each, Session)}
    for record in known:
        if isinstance(record, Goal) and draws.chance(0.8):
            yield _plan(scribe, record)
        elif isinstance(record, Session) and record.status in _CHANGED:
            yield _change(scribe, record)
        elif isinstance(record, Engagement) and record.engagement_id in met:
            yield from _way(scribe, record)


def _plan(scribe: Scribe, goal: Goal) -> GoalPlan:
    draws = scribe.draws
    start = draws.between(2, 5)
    ended = goal.status in {GoalStatus.REACHED, GoalStatus.DROPPED}
    reached = goal.status is GoalStatus.REACHED
    return GoalPlan(
        plan_id=scribe.identity(),
        goal_id=goal.goal_id,
        own_part=scribe.pen.line("own_part"),
        worth=scribe.pen.line("worth"),
        rated_start=start,
        rated_now=start + draws.between(0, 3),
        rated_end=(draws.between(7, 10) if reached else draws.between(2, 6)) if ended else None,
    )


def _change(scribe: Scribe, session: Session) -> SessionChange:
    who = _CHANGED[session.status] or scribe.draws.one_of(tuple(Side))
    moved = session.status is SessionStatus.RESCHEDULED
    return SessionChange(
        change_id=scribe.identity(),
        session_id=session.session_id,
        changed_by=who,
        moved_to=session.held_on + dt.timedelta(days=scribe.draws.between(3, 14)) if moved else None,
        noted_on=session.held_on,
    )


def _way(scribe: Scribe, relation: Engagement) -> Iterator[Record]:
    draws, key = scribe.draws, relation.engagement_id
    first = quarter_of(relation.started_on)
    last = quarter_of(min(relation.ended_on or scribe.world.end, scribe.world.end) - dt.timedelta(days=1))
    last = max(first, last)
    for kind in draws.some_of(_STEPS, draws.between(1, 2)):
        taken = last > first and draws.chance(0.4)
        yield WantedStep(
            step_id=scribe.identity(), engagement_id=key, kind=kind, quarter=first,
            status=StepStatus.TAKEN if taken else StepStatus.WANTED, closed_quarter=last if taken else None,
        )  # fmt: skip
    for barrier in draws.some_of(_BARRIERS, draws.between(0, 2)):
        gone = last if last > first and draws.chance(0.3) else None
        yield Barrier(
            barrier_id=scribe.identity(), engagement_id=key, kind=barrier, quarter=first, gone_quarter=gone
        )
    stands = draws.between(0, 2)
    for quarter in range(first, last + 1):
        stands = min(max(stands + draws.between(-1, 1), 0), len(_STAY) - 1)
        yield StaySignal(
            signal_id=scribe.identity(), engagement_id=key, quarter=quarter, stay=_STAY[stands]
        )
    yield _assessment(scribe, key, Phase.START, first, 1)
    if relation.ended_on is not None:
        yield _assessment(scribe, key, Phase.FINAL, last, 2)
        yield from _aftercare(scribe, key, relation.ended_on)


def _assessment(scribe: Scribe, key: EngagementId, phase: Phase, quarter: int, low: int) -> SelfAssessment:
    draws = scribe.draws
    return SelfAssessment(
        assessment_id=scribe.identity(), engagement_id=key, phase=phase, quarter=quarter,
        direction=draws.between(low, 4), confidence=draws.between(low, 5), support=draws.between(low, 5),
    )  # fmt: skip


def _aftercare(scribe: Scribe, key: EngagementId, ended: dt.date) -> Iterator[Aftercare]:
    yield Aftercare(
        aftercare_id=scribe.identity(), engagement_id=key, months=0, due_on=ended, done_on=ended,
        text=scribe.pen.line("aftercare"),
    )  # fmt: skip
    for months, days in _CHECK_DAYS.items():
        due = ended + dt.timedelta(days=days)
        done = due if due < scribe.world.end else None
        yield Aftercare(
            aftercare_id=scribe.identity(), engagement_id=key, months=months, due_on=due, done_on=done
        )
