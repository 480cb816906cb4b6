"""What a mentee works towards and gets past: coded by quarter, never the manager, never a story."""

import datetime as dt
import enum
from dataclasses import dataclass, field

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.ids import EngagementId, RecordId, SessionId
from careernotes.domain.vocabulary import OutcomeKind, Side, SponsorActKind

LOWEST, HIGHEST, MOST_OF_GOAL = 1, 5, 10
_FEWEST_WORDS = 3


class StepKind(enum.Enum):
    """A step somebody wants to take: three ways up, six ways across."""
    UPWARD = "upward"
    FIRST_LEADERSHIP = "first_leadership"
    SPECIALIST = "specialist"
    LATERAL = "lateral"
    CROSS_FUNCTION = "cross_function"
    CROSS_SITE = "cross_site"
    CROSS_COUNTRY = "cross_country"
    PROJECT = "project"
    SECONDMENT = "secondment"


ADVANCEMENT = (StepKind.UPWARD, StepKind.FIRST_LEADERSHIP, StepKind.SPECIALIST)
MOBILITY = tuple(kind for kind in StepKind if kind not in ADVANCEMENT)
BECOMES = {
    StepKind.UPWARD: OutcomeKind.PROMOTION,
    StepKind.FIRST_LEADERSHIP: OutcomeKind.BIGGER_SCOPE,
    StepKind.SPECIALIST: OutcomeKind.BIGGER_SCOPE,
    StepKind.LATERAL: OutcomeKind.LATERAL_MOVE,
    StepKind.CROSS_FUNCTION: OutcomeKind.CROSS_FUNCTIONAL_MOVE,
    StepKind.CROSS_SITE: OutcomeKind.GEOGRAPHIC_MOVE,
    StepKind.CROSS_COUNTRY: OutcomeKind.GEOGRAPHIC_MOVE,
    StepKind.PROJECT: OutcomeKind.PROJECT_ASSIGNMENT,
    StepKind.SECONDMENT: OutcomeKind.PROJECT_ASSIGNMENT,
}
"""What a step that was taken counts as among the outcomes."""


class StepStatus(enum.Enum):
    """What became of a step."""
    WANTED = "wanted"
    TAKEN = "taken"
    LET_GO = "let_go"


class BarrierKind(enum.Enum):
    """What stands in the way of a step; nobody is named by any of these."""
    OPENINGS_HIDDEN = "openings_hidden"
    NOT_LET_GO = "not_let_go"
    RULES = "rules"
    EXPERIENCE = "experience"
    NETWORK = "network"
    PLACE = "place"
    HOME = "home"
    CONFIDENCE = "confidence"
    PAY = "pay"


class HelpRole(enum.Enum):
    """The four parts a mentor can play for somebody's next step."""
    NETWORKER = "networker"
    DOOR_OPENER = "door_opener"
    SPONSOR = "sponsor"
    TALENT_DEVELOPER = "talent_developer"


ROLE_OF = {
    SponsorActKind.INTRODUCTION: HelpRole.NETWORKER,
    SponsorActKind.ACCESS_TO_EVENT: HelpRole.NETWORKER,
    SponsorActKind.OPPORTUNITY_SHARED: HelpRole.DOOR_OPENER,
    SponsorActKind.DOOR_OPENED: HelpRole.DOOR_OPENER,
    SponsorActKind.RECOMMENDATION: HelpRole.SPONSOR,
    SponsorActKind.ADVOCACY_IN_MEETING: HelpRole.SPONSOR,
    SponsorActKind.STRETCH_TASK: HelpRole.TALENT_DEVELOPER,
    SponsorActKind.SKILL_SHARED: HelpRole.TALENT_DEVELOPER,
}


class StayStep(enum.Enum):
    """Whether somebody stays, in four steps."""
    SETTLED = "settled"
    LOOKING_INSIDE = "looking_inside"
    LOOKING_OUTSIDE = "looking_outside"
    LEAVING = "leaving"


class Phase(enum.Enum):
    """When a self-assessment was made."""
    START = "start"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPlan:
    """The fields of a goal beyond its sentence, measure and date, and how near the mentee feels to it."""

    plan_id: RecordId
    goal_id: RecordId
    own_part: str = field(default="", repr=False)
    worth: str = field(default="", repr=False)
    rated_start: int | None = None
    rated_now: int | None = None
    rated_end: int | None = None


class SmartGap(enum.Enum):
    """What a goal still lacks; said gently, and never in the way of keeping it."""
    VAGUE = "vague"
    NO_MEASURE = "no_measure"
    NO_OWN_PART = "no_own_part"
    NO_WORTH = "no_worth"
    NO_DATE = "no_date"
    DATE_PASSED = "date_passed"


def smart_gaps(goal: Goal, plan: GoalPlan | None, today: dt.date) -> tuple[SmartGap, ...]:
    """What is missing for specific, measurable, achievable, relevant and time-bound, in that order."""
    date = None if goal.target_on is not None else SmartGap.NO_DATE
    if goal.target_on is not None and goal.target_on < today and goal.status in OPEN_GOALS:
        date = SmartGap.DATE_PASSED
    found = (
        SmartGap.VAGUE if len(goal.statement.split()) < _FEWEST_WORDS else None,
        SmartGap.NO_MEASURE if not goal.measure else None,
        SmartGap.NO_OWN_PART if plan is None or not plan.own_part else None,
        SmartGap.NO_WORTH if plan is None or not plan.worth else None,
        date,
    )
    return tuple(gap for gap in found if gap is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """That a planned meeting was moved or called off: by whom, and to which day."""

    change_id: RecordId
    session_id: SessionId
    changed_by: Side
    moved_to: dt.date | None = None
    noted_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStep:
    """A step up or across: wanted since a quarter, taken or let go in another."""

    step_id: RecordId
    engagement_id: EngagementId
    kind: StepKind
    quarter: int
    status: StepStatus = StepStatus.WANTED
    closed_quarter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Something in the way since a quarter, and the quarter it was gone."""

    barrier_id: RecordId
    engagement_id: EngagementId
    kind: BarrierKind
    quarter: int
    gone_quarter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaySignal:
    """Whether the mentee stays, as the mentee says, once a quarter."""

    signal_id: RecordId
    engagement_id: EngagementId
    quarter: int
    stay: StayStep


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessment:
    """Three sentences about oneself on five points, at the start and at the end."""

    assessment_id: RecordId
    engagement_id: EngagementId
    phase: Phase
    quarter: int
    direction: int
    confidence: int
    support: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """What was agreed for afterwards (``months`` 0), or a check so many months later."""

    aftercare_id: RecordId
    engagement_id: EngagementId
    months: int
    due_on: dt.date
    done_on: dt.date | None = None
    text: str = field(default="", repr=False)
