"""Where a relation stands on its way: six stations, moved on by the mentor, never by force."""

import datetime as dt
import enum
from dataclasses import dataclass, replace

from careernotes.domain.conversations import Session
from careernotes.domain.goals import OPEN_GOALS, Action
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import ActionStatus, SessionKind, SessionStatus, Stage
from careernotes.services.changes import Change, make_change
from careernotes.services.desk import Desk
from careernotes.services.follow_ups import FollowUpState, follow_ups_of
from careernotes.services.journey import journey_of
from careernotes.services.records import engagement_of, latest_agreement

_LAST_DAYS, _LAST_MEETINGS = 60, 2


class Station(enum.Enum):
    """The stations of the way, in their order."""

    CONTRACT = "contract"
    EXPLORE = "explore"
    GOALS = "goals"
    ACT = "act"
    REVIEW = "review"
    CLOSE = "close"


STAGE_OF = {
    Station.CONTRACT: Stage.RAPPORT,
    Station.EXPLORE: Stage.RAPPORT,
    Station.GOALS: Stage.DIRECTION,
    Station.ACT: Stage.PROGRESS,
    Station.REVIEW: Stage.PROGRESS,
    Station.CLOSE: Stage.WINDING_DOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The station now, those that are behind, and the one that seems to come next."""

    now: Station | None
    done: frozenset[Station]
    suggested: Station | None


def way_of(desk: Desk, engagement_id: EngagementId) -> Way:
    """Where one relation stands.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement = engagement_of(desk, engagement_id)
    done = _done(desk, engagement_id)
    if engagement.ended_on is not None:
        return Way(now=None, done=done | {Station.CLOSE}, suggested=None)
    review_due = any(each.state is FollowUpState.DUE for each in follow_ups_of(desk, engagement_id))
    now = _station(engagement.stage, agreed=Station.CONTRACT in done, review_due=review_due)
    return Way(now=now, done=done - {now}, suggested=_suggested(desk, engagement_id, now, done))


def set_station(desk: Desk, engagement_id: EngagementId, station: Station) -> Change:
    """The mentor says where the two of them are.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement = engagement_of(desk, engagement_id)
    return make_change(desk, engagement_id, put=(replace(engagement, stage=STAGE_OF[station]),))


def stage_again(desk: Desk, engagement: Engagement) -> Stage:
    """The stage of a relation that goes on: where it was; one ended by an earlier version of this program
    no longer knows it, and what is kept tells.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    if engagement.stage is not Stage.MOVING_ON:
        return engagement.stage
    done = _done(desk, engagement.engagement_id)
    if Station.GOALS in done:
        return Stage.PROGRESS
    return Stage.DIRECTION if Station.EXPLORE in done else Stage.RAPPORT


def _station(stage: Stage, *, agreed: bool, review_due: bool) -> Station:
    if not agreed:
        return Station.CONTRACT
    if stage is Stage.RAPPORT:
        return Station.EXPLORE
    if stage is Stage.DIRECTION:
        return Station.GOALS
    if stage is Stage.PROGRESS:
        return Station.REVIEW if review_due else Station.ACT
    return Station.CLOSE


def _done(desk: Desk, key: EngagementId) -> frozenset[Station]:
    """What is behind the two of them, from what is kept."""
    journey = journey_of(desk, key)
    sessions = desk.store.count(Session, engagement_id=key, status=SessionStatus.KEPT)
    acted = desk.store.count(Action, engagement_id=key, status=ActionStatus.DONE)
    found = {
        Station.CONTRACT: latest_agreement(desk, key) is not None,
        Station.EXPLORE: sessions > 0,
        Station.GOALS: bool(journey.goals),
        Station.ACT: acted > 0 or bool(journey.outcomes),
        Station.REVIEW: any(each.done_on is not None for each in follow_ups_of(desk, key)),
    }
    return frozenset(station for station, there in found.items() if there)


def _suggested(desk: Desk, key: EngagementId, now: Station, done: frozenset[Station]) -> Station | None:
    """The next station, once what this one is for is there."""
    match now:
        case Station.EXPLORE if Station.EXPLORE in done:
            return Station.GOALS
        case Station.GOALS if _has_whole_goal(desk, key):
            return Station.ACT
        case Station.ACT | Station.REVIEW if _nearly_over(desk, key):
            return Station.CLOSE
    return None


def _has_whole_goal(desk: Desk, key: EngagementId) -> bool:
    goals = journey_of(desk, key).goals
    return any(line.goal.status in OPEN_GOALS and not line.gaps for line in goals)


def _nearly_over(desk: Desk, key: EngagementId) -> bool:
    agreement = latest_agreement(desk, key)
    if agreement is None:
        return False
    kept = desk.store.count(Session, engagement_id=key, status=SessionStatus.KEPT)
    closing = desk.store.count(
        Session, engagement_id=key, status=SessionStatus.KEPT, kind=SessionKind.CLOSING
    )
    left = agreement.ends_on - desk.today
    few = agreement.planned_meetings - kept <= _LAST_MEETINGS
    return bool(closing) or few or left <= dt.timedelta(days=_LAST_DAYS)
