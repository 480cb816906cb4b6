"""What grows out of a relation: ratings, goals, doors opened, and a step in a career."""

import datetime as dt
from collections.abc import Mapping

from careernotes.demo.draws import Draws, Table
from careernotes.demo.life import (
    AREA,
    InventedAct,
    InventedGoal,
    InventedOutcome,
    InventedRating,
    InventedRelation,
)
from careernotes.demo.world import World
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import (
    EngagementStatus,
    GoalStatus,
    OutcomeKind,
    SessionStatus,
    SponsorActKind,
    SponsorStatus,
)

_WIDE, _TOP = 1, 5
_UNFINISHED = Table.of(
    [(GoalStatus.OPEN, 3.0), (GoalStatus.ON_TRACK, 4.0), (GoalStatus.STUCK, 2.0), (GoalStatus.DRAFT, 1.0)]
)
_NOT_REACHED = Table.of([(GoalStatus.CHANGED, 4.0), (GoalStatus.DROPPED, 3.0), (GoalStatus.OPEN, 3.0)])
_ACT_ENDS = Table.of([(SponsorStatus.DONE, 6.0), (SponsorStatus.NO_REPLY, 3.0), (SponsorStatus.AGREED, 1.0)])
# Those the specification of the invented programme knows.
_ACT_KINDS = tuple(SponsorActKind)[:6]
_MOVES = frozenset(
    {
        OutcomeKind.PROMOTION,
        OutcomeKind.LATERAL_MOVE,
        OutcomeKind.CROSS_FUNCTIONAL_MOVE,
        OutcomeKind.GEOGRAPHIC_MOVE,
    }
)
KNOWN_AFTER = dt.timedelta(weeks=26)
_REPEATED = 2


def ratings_of(world: World, draws: Draws, relation: InventedRelation) -> tuple[InventedRating, ...]:
    """How far the manager helps, in the quarters in which the two spoke about it."""
    kept = [meeting for meeting in relation.meetings if meeting.status is SessionStatus.KEPT]
    mean, _between, within = world.spec.manager_support
    mood = world.area_mood(relation.person.groups[AREA])
    ratings = []
    for quarter in dict.fromkeys(quarter_of(meeting.on) for meeting in kept):
        if draws.chance(world.spec.rated):
            first, second, third = (mean + mood + within * draws.normal() for _each in range(3))
            values = tuple(min(max(round(value), _WIDE), _TOP) for value in (first, second, third))
            ratings.append(InventedRating(quarter=quarter, values=(values[0], values[1], values[2])))
    return tuple(ratings)


def goals_of(world: World, draws: Draws, relation: InventedRelation) -> tuple[InventedGoal, ...]:
    """The goals of one relation; just under half are reached by the time it closes."""
    kept = [meeting.on for meeting in relation.meetings if meeting.status is SessionStatus.KEPT]
    goals = []
    for place in range(draws.pick(world.spec.goals)):
        if len(kept) <= place + 1:
            break
        created = kept[place + 1]
        goals.append(_goal(world, draws, relation, created))
    return tuple(goals)


def _goal(world: World, draws: Draws, relation: InventedRelation, created: dt.date) -> InventedGoal:
    kind, weeks = draws.pick(world.spec.goal_kinds), draws.between(10, 26)
    reached, unfinished, missed = (
        draws.chance(world.spec.goal_reached),
        draws.pick(_UNFINISHED),
        draws.pick(_NOT_REACHED),
    )
    closed, progress = None, draws.between(1, 8) * 10
    if relation.ended_on is None:
        status = unfinished
    elif reached and relation.status is EngagementStatus.COMPLETED:
        status, closed, progress = GoalStatus.REACHED, relation.ended_on, 100
    else:
        status = missed
        closed = None if status is GoalStatus.OPEN else relation.ended_on
    return InventedGoal(
        kind=kind,
        created_on=created,
        target_on=created + dt.timedelta(weeks=weeks),
        status=status,
        progress=0 if status is GoalStatus.DRAFT else progress,
        closed_on=closed,
    )


def acts_of(world: World, draws: Draws, relation: InventedRelation) -> tuple[InventedAct, ...]:
    """The doors the mentor opened."""
    kept = [meeting.on for meeting in relation.meetings if meeting.status is SessionStatus.KEPT]
    acts = []
    for _each in range(draws.poisson(world.spec.sponsor_acts)):
        led, other, kind = (
            draws.chance(world.spec.led_to_something),
            draws.pick(_ACT_ENDS),
            draws.one_of(_ACT_KINDS),
        )
        on = draws.one_of(kept)
        acts.append(InventedAct(kind=kind, status=SponsorStatus.LED_TO_SOMETHING if led else other, on=on))
    return tuple(sorted(acts, key=lambda act: act.on))


def outcome_of(
    world: World, draws: Draws, relation: InventedRelation, acts: tuple[InventedAct, ...]
) -> InventedOutcome | None:
    """What came of it within a year: without support more people leave (T1), an opened door moves them on
    (T2).
    """
    known_on = min(relation.started_on + dt.timedelta(weeks=52), world.end - dt.timedelta(days=1))
    if relation.ended_on is None and known_on - relation.started_on < KNOWN_AFTER:
        return None
    factors = dict.fromkeys(OutcomeKind, 1.0)
    if unsupported(world, relation):
        factors[OutcomeKind.LEFT_ORGANISATION] = world.spec.effects.leaving_odds
    if any(act.status is SponsorStatus.LED_TO_SOMETHING for act in acts):
        factors |= dict.fromkeys(_MOVES, world.spec.effects.moving_odds)
    kind = draws.pick(Table.of(with_odds(world.spec.outcomes, factors).items()))
    return InventedOutcome(kind=kind, quarter=quarter_of(known_on))


def unsupported(world: World, relation: InventedRelation) -> bool:
    """Whether a missing manager came up at least twice."""
    times = sum(any(t.number == world.no_support for t in meeting.themes) for meeting in relation.meetings)
    return times >= _REPEATED


def with_odds(
    base: Mapping[OutcomeKind, float], factors: Mapping[OutcomeKind, float]
) -> dict[OutcomeKind, float]:
    """Probabilities whose odds are *factors* times those of *base*; the kinds with factor 1 share what is
    left.
    """
    total = sum(base.values())
    changed = {}
    for kind, weight in base.items():
        if factors[kind] != 1.0:
            odds = weight / (total - weight) * factors[kind]
            changed[kind] = odds / (1 + odds)
    same = sum(weight for kind, weight in base.items() if kind not in changed)
    left = max(1.0 - sum(changed.values()), 0.0)
    return {kind: changed.get(kind, weight / same * left) for kind, weight in base.items()}


def is_move(kind: OutcomeKind) -> bool:
    """Whether an outcome is a promotion or a move."""
    return kind in _MOVES
