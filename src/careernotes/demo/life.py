"""What an invented mentor lives through, in codes and dates only: no name and no word is made up yet.

Text is drawn later, from streams of its own, and only for mentors whose notes somebody opens.
"""

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TypeAlias

from careernotes.domain.vocabulary import (
    CheckResult,
    ChosenBy,
    ConsentKey,
    EndReason,
    EngagementStatus,
    GoalKind,
    GoalStatus,
    Mode,
    Moment,
    OutcomeKind,
    SessionKind,
    SessionStatus,
    SponsorActKind,
    SponsorStatus,
    Stage,
)

AREA, LEVEL, REGION, TENURE, FUNCTION = range(5)
Groups: TypeAlias = tuple[int, int, int, int, int]
BAND_B, BAND_C = 2, 3


class Fault(enum.Enum):
    """The edge cases that live in the content.

    Four of the eighteen are of another kind and the tests' own affair: reports that overlap (G06), an upgrade
    of the list of themes (G10), what is delivered late, twice or forged (G11), and subtraction inside one
    report (G15).
    """

    ONE_MENTEE_ALL_YEAR = "G01"
    ALL_IN_ONE_AREA = "G02"
    ONLY_ONE_AT_R6_D = "G03"
    CELLS_AT_THE_EDGE = "G04"
    WITHDRAWN_BETWEEN_PERIODS = "G05"
    TWO_MENTORS = "G07"
    MENTEE_IS_A_MENTOR = "G08"
    RETIRED_AREA = "G09"
    ALL_REFUSE = "G12"
    ODD_TIMES = "G13"
    PAST_DELETION = "G14"
    EVERYBODY_IN_AN_AREA = "G16"
    NOBODY_IN_AN_AREA = "G17"
    LONGEST_NOTE = "G18"


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedTheme:
    """One coded theme by its permanent number."""

    number: int
    primary: bool
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedMeeting:
    """One meeting that was planned and what became of it."""

    identity: str
    on: dt.date
    kind: SessionKind
    status: SessionStatus
    minutes: int | None
    mode: Mode
    themes: tuple[InventedTheme, ...]
    check: CheckResult
    fixed: bool
    next_on: dt.date | None
    start_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedConsent:
    """One choice said on one day."""

    key: ConsentKey
    value: bool
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedRating:
    """One quarter's rating of the direct manager."""

    quarter: int
    values: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedGoal:
    """One goal without its words."""

    kind: GoalKind
    created_on: dt.date
    target_on: dt.date
    status: GoalStatus
    progress: int
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedAct:
    """One door opened."""

    kind: SponsorActKind
    status: SponsorStatus
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedOutcome:
    """What came of a year."""

    kind: OutcomeKind
    quarter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """Somebody mentored: ``key`` is the same for both mentors of a person who has two. Groups are numbers
    from 1.
    """

    key: str
    groups: Groups
    core: tuple[int, ...]
    has_manager_themes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedRelation:
    """One mentoring relation."""

    identity: str
    number: int
    person: InventedPerson
    status: EngagementStatus
    stage: Stage
    chosen_by: ChosenBy
    moment: Moment
    requested_on: dt.date
    accepted_on: dt.date | None
    started_on: dt.date
    ends_on: dt.date
    ended_on: dt.date | None
    end_reason: EndReason | None
    cadence_weeks: int
    consents: tuple[InventedConsent, ...] = ()
    meetings: tuple[InventedMeeting, ...] = ()
    ratings: tuple[InventedRating, ...] = ()
    goals: tuple[InventedGoal, ...] = ()
    acts: tuple[InventedAct, ...] = ()
    outcome: InventedOutcome | None = None

    @property
    def began(self) -> bool:
        """Whether the two ever met to agree."""
        return bool(self.meetings)

    def consent(self, key: ConsentKey) -> bool:
        """The choice in force at the end of what was invented."""
        return next((c.value for c in reversed(self.consents) if c.key is key), False)

    @property
    def counted(self) -> bool:
        """Whether the person said yes to being counted, and did not take it back."""
        return self.began and self.consent(ConsentKey.COUNTED_GENERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedMentor:
    """One volunteer and everybody they mentor. ``delivers`` is False when no contribution is sent, ``late``
    when late.
    """

    number: int
    language: str
    area: int
    delivers: bool
    late: bool
    signed_on: tuple[dt.date, ...]
    discussions_on: tuple[dt.date, ...]
    relations: tuple[InventedRelation, ...]
