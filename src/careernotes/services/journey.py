"""The way one mentee goes: goals in five short fields, steps, barriers, signals. By quarter, never a name."""

from dataclasses import dataclass, field, replace

from careernotes.domain.conversations import ManagerRating
from careernotes.domain.goals import OPEN_GOALS, Goal, Outcome
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import (
    BECOMES,
    HIGHEST,
    LOWEST,
    MOST_OF_GOAL,
    Barrier,
    BarrierKind,
    GoalPlan,
    Phase,
    SelfAssessment,
    SmartGap,
    StaySignal,
    StayStep,
    StepKind,
    StepStatus,
    WantedStep,
    smart_gaps,
)
from careernotes.domain.periods import quarter_of
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import GoalKind, OutcomeKind
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk
from careernotes.services.goals import LONGEST_MEASURE, goals_of
from careernotes.services.journey_problems import QuarterAheadError
from careernotes.services.problems import RatingOutOfRangeError
from careernotes.services.recording import LONGEST_GOAL
from careernotes.services.records import short_text


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """One goal with all its fields and what it still lacks."""

    goal: Goal = field(repr=False)
    plan: GoalPlan | None = field(repr=False)
    gaps: tuple[SmartGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """All of one mentee's way."""

    goals: tuple[GoalLine, ...]
    steps: tuple[WantedStep, ...]
    outcomes: tuple[Outcome, ...] = field(repr=False)
    barriers: tuple[Barrier, ...]
    stay: tuple[StaySignal, ...]
    ratings: tuple[ManagerRating, ...]
    assessments: tuple[SelfAssessment, ...]


def journey_of(desk: Desk, engagement_id: EngagementId) -> Journey:
    """Everything that is kept about the way of one mentee, the earliest quarter first."""
    store, key = desk.store, engagement_id
    return Journey(
        goals=tuple(goal_line(desk, goal) for goal in goals_of(desk, key)),
        steps=tuple(sorted(store.all(WantedStep, engagement_id=key), key=lambda each: each.quarter)),
        outcomes=tuple(sorted(store.all(Outcome, engagement_id=key), key=lambda each: each.quarter)),
        barriers=tuple(sorted(store.all(Barrier, engagement_id=key), key=lambda each: each.quarter)),
        stay=tuple(sorted(store.all(StaySignal, engagement_id=key), key=lambda each: each.quarter)),
        ratings=tuple(sorted(store.all(ManagerRating, engagement_id=key), key=lambda each: each.quarter)),
        assessments=store.all(SelfAssessment, engagement_id=key),
    )


def plan_of(desk: Desk, goal_id: RecordId) -> GoalPlan | None:
    """The further fields of a goal, when any was filled in."""
    return next(iter(desk.store.all(GoalPlan, goal_id=goal_id)), None)


def goal_line(desk: Desk, goal: Goal) -> GoalLine:
    """One goal with what it still lacks; a goal that is closed lacks nothing any more."""
    plan = plan_of(desk, goal.goal_id)
    gaps = smart_gaps(goal, plan, desk.today) if goal.status in OPEN_GOALS else ()
    return GoalLine(goal=goal, plan=plan, gaps=gaps)


def save_goal(desk: Desk, goal: Goal, *, own_part: str, worth: str) -> Change:
    """Keep the five fields of a goal, new or known. What is missing is never in the way.

    Raises:
        EmptyTextError, TextTooLongError: for the sentence or a field.
        UnknownRecordError: when the relation is gone.
    """
    goal = replace(
        goal,
        statement=short_text(goal.statement, most=LONGEST_GOAL),
        measure=short_text(goal.measure, most=LONGEST_MEASURE, required=False),
    )
    before = plan_of(desk, goal.goal_id)
    plan = replace(
        before or GoalPlan(plan_id=RecordId(desk.new_id()), goal_id=goal.goal_id),
        own_part=short_text(own_part, most=LONGEST_MEASURE, required=False),
        worth=short_text(worth, most=LONGEST_MEASURE, required=False),
    )
    kept = () if before is None and not (plan.own_part or plan.worth) else (plan,)
    return make_change(desk, goal.engagement_id, put=(goal, *kept))


def rate_goal(desk: Desk, goal: Goal, value: int, *, closing: bool = False) -> Change:
    """How near the mentee feels to a goal, from 1 to 10: the first is the start, the closing talk the end.

    Raises:
        RatingOutOfRangeError: for anything else.
    """
    if not LOWEST <= value <= MOST_OF_GOAL:
        raise RatingOutOfRangeError
    plan = plan_of(desk, goal.goal_id) or GoalPlan(plan_id=RecordId(desk.new_id()), goal_id=goal.goal_id)
    if closing:
        plan = replace(plan, rated_end=value)
    elif plan.rated_start is None:
        plan = replace(plan, rated_start=value)
    else:
        plan = replace(plan, rated_now=value)
    return make_change(desk, goal.engagement_id, put=(plan,))


def want_step(desk: Desk, engagement_id: EngagementId, kind: StepKind) -> Change:
    """A step that is wanted from this quarter on; one that is wanted already stays as it is."""
    there = desk.store.all(WantedStep, engagement_id=engagement_id, kind=kind, status=StepStatus.WANTED)
    made = WantedStep(
        step_id=RecordId(desk.new_id()), engagement_id=engagement_id, kind=kind, quarter=_now(desk)
    )
    return make_change(desk, engagement_id, put=there or (made,))


def close_step(desk: Desk, step_id: RecordId, status: StepStatus, *, quarter: int | None = None) -> Change:
    """A step was taken or let go, in a quarter; one that was taken stands among the outcomes too.

    Raises:
        UnknownRecordError: when it is gone.
        QuarterAheadError: for a quarter still to come.
    """
    step = desk.store.get(WantedStep, step_id)
    if step is None:
        raise UnknownRecordError
    when = _past_quarter(desk, quarter)
    # By the step's own identity: taken back and taken again it is one outcome, not two.
    outcome = desk.store.get(Outcome, RecordId(step_id))
    gone = (outcome,) if outcome is not None and status is not StepStatus.TAKEN else ()
    if status is StepStatus.WANTED:
        return make_change(
            desk, step.engagement_id, put=(replace(step, status=status, closed_quarter=None),), remove=gone
        )
    closed = replace(step, status=status, closed_quarter=max(when, step.quarter))
    if status is StepStatus.LET_GO:
        return make_change(desk, step.engagement_id, put=(closed,), remove=gone)
    came = Outcome(
        outcome_id=RecordId(step_id), engagement_id=step.engagement_id, kind=BECOMES[step.kind], quarter=when
    )
    return make_change(desk, step.engagement_id, put=(closed, came))


def note_outcome(desk: Desk, engagement_id: EngagementId, kind: OutcomeKind) -> Change:
    """What came of it, in this quarter; the same twice in a quarter is one.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    there = desk.store.all(Outcome, engagement_id=engagement_id, kind=kind, quarter=_now(desk))
    made = Outcome(
        outcome_id=RecordId(desk.new_id()), engagement_id=engagement_id, kind=kind, quarter=_now(desk)
    )
    return make_change(desk, engagement_id, put=there or (made,))


def set_barrier(desk: Desk, engagement_id: EngagementId, kind: BarrierKind, *, there: bool) -> Change:
    """Something is in the way from this quarter on, or it is gone."""
    standing = [
        each
        for each in desk.store.all(Barrier, engagement_id=engagement_id, kind=kind)
        if each.gone_quarter is None
    ]
    if not there:
        return make_change(
            desk, engagement_id, put=[replace(each, gone_quarter=_now(desk)) for each in standing]
        )
    made = Barrier(
        barrier_id=RecordId(desk.new_id()), engagement_id=engagement_id, kind=kind, quarter=_now(desk)
    )
    return make_change(desk, engagement_id, put=standing or (made,))


def set_stay(desk: Desk, engagement_id: EngagementId, stay: StayStep | None) -> Change:
    """Whether the mentee stays, as said this quarter; None takes the answer of this quarter away."""
    there = desk.store.all(StaySignal, engagement_id=engagement_id, quarter=_now(desk))
    if stay is None:
        return make_change(desk, engagement_id, remove=there)
    key = there[0].signal_id if there else RecordId(desk.new_id())
    signal = StaySignal(signal_id=key, engagement_id=engagement_id, quarter=_now(desk), stay=stay)
    return make_change(desk, engagement_id, put=(signal,))


def rate_manager(
    desk: Desk, engagement_id: EngagementId, *, asks: int, helps: int, opens: int | None
) -> Change:
    """How far the direct manager helps, as the mentee says this quarter. Who that is, is never stored.

    Raises:
        RatingOutOfRangeError: for a value that is not on the scale.
    """
    _check_ratings(asks, helps, opens)
    there = desk.store.all(ManagerRating, engagement_id=engagement_id, quarter=_now(desk))
    rating = ManagerRating(
        rating_id=there[0].rating_id if there else RecordId(desk.new_id()),
        engagement_id=engagement_id,
        quarter=_now(desk),
        asks_about_plans=asks,
        helps_apply_learning=helps,
        opens_doors=opens,
    )
    return make_change(desk, engagement_id, put=(rating,))


def assess(
    desk: Desk, engagement_id: EngagementId, phase: Phase, *, direction: int, confidence: int, support: int
) -> Change:
    """How the mentee sees the own way on five points: one answer at the start, one at the end.

    Raises:
        RatingOutOfRangeError: for a value that is not on the scale.
    """
    _check_ratings(direction, confidence, support)
    there = desk.store.all(SelfAssessment, engagement_id=engagement_id, phase=phase)
    made = SelfAssessment(
        assessment_id=there[0].assessment_id if there else RecordId(desk.new_id()),
        engagement_id=engagement_id,
        phase=phase,
        quarter=_now(desk),
        direction=direction,
        confidence=confidence,
        support=support,
    )
    return make_change(desk, engagement_id, put=(made,))


def new_goal(desk: Desk, engagement_id: EngagementId, statement: str = "") -> Goal:
    """A goal that is not kept yet, to be filled in."""
    return Goal(
        goal_id=RecordId(desk.new_id()),
        engagement_id=engagement_id,
        kind=GoalKind.NOT_SAID,
        statement=statement,
        created_on=desk.today,
    )


def _check_ratings(*values: int | None) -> None:
    if any(value is not None and not LOWEST <= value <= HIGHEST for value in values):
        raise RatingOutOfRangeError


def _now(desk: Desk) -> int:
    return quarter_of(desk.today)


def _past_quarter(desk: Desk, quarter: int | None) -> int:
    if quarter is None:
        return _now(desk)
    if quarter > _now(desk):
        raise QuarterAheadError
    return quarter
