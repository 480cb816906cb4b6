"""Goals, actions, doors opened and what came of it."""

import datetime as dt
from dataclasses import dataclass, field

from careernotes.domain.ids import EngagementId, RecordId, SessionId
from careernotes.domain.vocabulary import (
    ActionStatus,
    GoalKind,
    GoalStatus,
    OutcomeKind,
    Side,
    SponsorActKind,
    SponsorStatus,
)

OPEN_GOALS = frozenset({GoalStatus.DRAFT, GoalStatus.OPEN, GoalStatus.ON_TRACK, GoalStatus.STUCK})
OPEN_ACTIONS = frozenset({ActionStatus.OPEN, ActionStatus.CARRIED_OVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the mentee works towards."""

    goal_id: RecordId
    engagement_id: EngagementId
    kind: GoalKind
    statement: str = field(repr=False)
    measure: str = field(default="", repr=False)
    target_on: dt.date | None = None
    status: GoalStatus = GoalStatus.OPEN
    progress_percent: int = 0
    closed_on: dt.date | None = None
    created_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something one of the two will do."""

    action_id: RecordId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    owner: Side
    text: str = field(repr=False)
    due_on: dt.date | None = None
    status: ActionStatus = ActionStatus.OPEN
    created_on: dt.date
    done_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.status in OPEN_ACTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorAct:
    """A door the mentor opened, with the mentee's permission."""

    act_id: RecordId
    engagement_id: EngagementId
    kind: SponsorActKind
    target: str = field(default="", repr=False)
    permission: bool = False
    may_say: str = field(default="", repr=False)
    status: SponsorStatus = SponsorStatus.PROPOSED
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A step in the mentee's career, known by quarter only."""

    outcome_id: RecordId
    engagement_id: EngagementId
    kind: OutcomeKind
    quarter: int
    remark: str = field(default="", repr=False)
