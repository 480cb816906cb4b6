"""The meetings of one relation, from the first to the last or until nothing more is known."""

import datetime as dt
from dataclasses import dataclass, field, replace

from careernotes.demo.draws import Draws, Table
from careernotes.demo.life import InventedMeeting, InventedRelation, InventedTheme
from careernotes.demo.people import working_day
from careernotes.demo.world import EARLY, LATE, MIDDLE, World, themes_of_meeting
from careernotes.domain.taxonomy import Theme
from careernotes.domain.vocabulary import (
    CheckResult,
    EndReason,
    EngagementStatus,
    SessionKind,
    SessionStatus,
    Stage,
)

SHORTEST, LONGEST, ROUND_TO = 15, 180, 15
DAYS_A_MONTH = 30.4
_FIRST_KINDS = (SessionKind.CONTRACTING, SessionKind.EXPLORATION, SessionKind.GOAL_SETTING)
_USUAL_KINDS = Table.of([(SessionKind.GROW, 5.0), (SessionKind.OPEN, 4.0), (SessionKind.EXPLORATION, 1.0)])
_MANAGER_KINDS = {
    "mgr": SessionKind.MANAGER_TALK,
    "nmg": SessionKind.MANAGER_STRUGGLE,
    "smg": SessionKind.MANAGER_STRUGGLE,
}
_HOURS = Table.of(
    [("09:00", 2.0), ("10:00", 3.0), ("11:30", 1.0), ("13:00", 2.0), ("15:00", 3.0), ("16:30", 2.0)]
)
_QUIET_ENDS = Table.of(
    [
        (EndReason.NOT_SAID, 4.0),
        (EndReason.MENTEE_CHOICE, 3.0),
        (EndReason.MISMATCH, 1.0),
        (EndReason.LEFT_ORGANISATION, 1.0),
    ]
)
_GOOD_ENDS = Table.of([(EndReason.GOALS_MET, 6.0), (EndReason.TIME_UP, 4.0)])
_CHECKS = {
    "clear": (CheckResult.CLEAR, False),
    "with_warnings": (CheckResult.WITH_WARNINGS, False),
    "blocked_then_fixed": (CheckResult.CLEAR, True),
    "missing": (CheckResult.MISSING, False),
}
_PAUSED = 0.03


@dataclass(slots=True)
class _Course:
    """How one relation goes while it is being invented."""

    kept: int = 0
    unsupported: int = 0
    early_end: dt.date | None = None
    meetings: list[InventedMeeting] = field(default_factory=list)


def meet(world: World, draws: Draws, relation: InventedRelation) -> InventedRelation:
    """The same relation with its meetings, and where it stands when nothing more is known."""
    course = _Course()
    day, cadence = relation.started_on, relation.cadence_weeks * 7
    while day <= relation.ends_on and day < world.end:
        meeting = _meeting(world, draws, relation, day, course)
        gap = cadence + draws.between(-3, 3) if meeting.status is SessionStatus.KEPT else draws.between(7, 14)
        following = working_day(day + dt.timedelta(days=gap))
        if meeting.kind is SessionKind.CLOSING and meeting.status is SessionStatus.KEPT:
            course.meetings.append(meeting)
            break
        course.meetings.append(replace(meeting, next_on=following) if meeting.next_on is None else meeting)
        if _ends_here(world, draws, course, gap):
            course.early_end = min(
                day + dt.timedelta(days=draws.between(2, 10)), world.end - dt.timedelta(days=1)
            )
            break
        day = following
    return _concluded(world, draws, relation, course)


def meet_exactly(world: World, draws: Draws, relation: InventedRelation, count: int) -> InventedRelation:
    """The same relation with this many meetings, about a fortnight apart, whatever became of each."""
    relation = replace(relation, cadence_weeks=2, ends_on=relation.started_on + dt.timedelta(weeks=3 * count))
    course, day = _Course(), relation.started_on
    for _each in range(count):
        course.meetings.append(_meeting(world, draws, relation, day, course))
        day = working_day(day + dt.timedelta(days=draws.between(12, 16)))
    return _concluded(world, draws, relation, course)


def _meeting(
    world: World, draws: Draws, relation: InventedRelation, day: dt.date, course: _Course
) -> InventedMeeting:
    status = draws.pick(world.spec.talks.status) if course.meetings else SessionStatus.KEPT
    mode, hour = draws.pick(world.spec.talks.mode), draws.pick(_HOURS)
    themes: list[Theme] = []
    minutes, check, fixed = None, CheckResult.MISSING, False
    closing = day + dt.timedelta(weeks=relation.cadence_weeks) > relation.ends_on
    kind = SessionKind.CLOSING if closing and course.kept else SessionKind.OPEN
    if status is SessionStatus.KEPT:
        themes = _themes(world, draws, relation, day)
        kind = kind if kind is SessionKind.CLOSING else _kind(draws, course.kept, themes)
        course.kept += 1
        course.unsupported += any(theme.number == world.no_support for theme in themes)
        median, sigma = world.spec.talks.duration
        minutes = min(max(round(draws.lognormal(median, sigma) / ROUND_TO) * ROUND_TO, SHORTEST), LONGEST)
        check, fixed = _CHECKS[draws.pick(world.spec.talks.checks)]
    return InventedMeeting(
        identity=draws.identity(),
        on=day,
        kind=kind,
        status=status,
        minutes=minutes,
        mode=mode,
        themes=tuple(
            InventedTheme(number=theme.number, primary=place == 0, agreed=theme.needs_agreement)
            for place, theme in enumerate(themes)
        ),
        check=check,
        fixed=fixed,
        next_on=None,
        start_time=hour,
    )


def _themes(world: World, draws: Draws, relation: InventedRelation, day: dt.date) -> list[Theme]:
    """What they talked about; a sensitive theme the mentee did not agree to is not written down at all."""
    gone = (day - relation.started_on).days / max((relation.ends_on - relation.started_on).days, 1)
    phase = EARLY if gone < 1 / 3 else LATE if gone > 2 / 3 else MIDDLE
    count = draws.pick(world.spec.talks.themes_per_session)
    found = themes_of_meeting(world, draws, relation.person, phase=phase, on=day, count=count)
    return [
        theme for theme in found if not theme.needs_agreement or draws.chance(world.spec.talks.level3_agreed)
    ]


def _kind(draws: Draws, kept: int, themes: list[Theme]) -> SessionKind:
    if kept < len(_FIRST_KINDS):
        return _FIRST_KINDS[kept]
    if kept % 4 == 3:
        return SessionKind.REVIEW
    usual = draws.pick(_USUAL_KINDS)
    return _MANAGER_KINDS.get(themes[0].group_id, usual) if themes else usual


def _ends_here(world: World, draws: Draws, course: _Course, gap: int) -> bool:
    """Whether the relation dies quietly before the next meeting; twice as likely without a manager's
    support (T1).
    """
    hazard = world.spec.early_end * (world.spec.early_end_factor if course.unsupported else 1.0)
    return draws.chance(1 - (1 - hazard) ** (gap / DAYS_A_MONTH))


def _concluded(world: World, draws: Draws, relation: InventedRelation, course: _Course) -> InventedRelation:
    quiet, good, paused = draws.pick(_QUIET_ENDS), draws.pick(_GOOD_ENDS), draws.chance(_PAUSED)
    meetings = tuple(course.meetings)
    last = meetings[-1]
    over = last.kind is SessionKind.CLOSING and last.status is SessionStatus.KEPT
    stage = _stage(course, relation, last.on)
    relation = replace(relation, meetings=meetings, stage=stage)
    if course.early_end is not None:
        status = EngagementStatus.ENDED_EARLY
        return replace(relation, status=status, ended_on=course.early_end, end_reason=quiet)
    if over or relation.ends_on < world.end:
        ended = last.on if over else relation.ends_on
        status, stage = EngagementStatus.COMPLETED, Stage.MOVING_ON
        return replace(relation, status=status, stage=stage, ended_on=ended, end_reason=good)
    status = EngagementStatus.PAUSED if paused and course.kept > 2 else EngagementStatus.ACTIVE
    return replace(relation, status=status)


def _stage(course: _Course, relation: InventedRelation, on: dt.date) -> Stage:
    left = (relation.ends_on - on).days
    if course.kept <= 1:
        return Stage.RAPPORT
    if course.kept <= 3:
        return Stage.DIRECTION
    return Stage.WINDING_DOWN if left < relation.cadence_weeks * 14 else Stage.PROGRESS
