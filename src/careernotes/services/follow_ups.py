"""The quarterly follow-ups of a relation: a list that comes from the day of the agreement, by itself."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from careernotes.domain.agreements import Agreement
from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import SessionKind, SessionStatus
from careernotes.services.desk import Desk
from careernotes.services.records import AGREEMENT_REVIEW, engagement_of, last_review, latest_agreement

QUARTER_DAYS = 91
EXPECTATIONS_REVIEW = "P06"
# A look this much before its day still counts for it.
_EARLY = dt.timedelta(days=45)


class FollowUpState(enum.Enum):
    """How one follow-up stands."""

    DONE = "done"
    DUE = "due"
    PASSED = "passed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One follow-up: its day, and the day it was done."""

    on: dt.date
    done_on: dt.date | None
    state: FollowUpState


def schedule(start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """A day every quarter from *start*, none after *end*."""
    count = max(0, (end - start).days // QUARTER_DAYS)
    return tuple(start + dt.timedelta(days=QUARTER_DAYS * (number + 1)) for number in range(count))


def follow_ups(days: Iterable[dt.date], done: Iterable[dt.date], today: dt.date) -> tuple[FollowUp, ...]:
    """Each day with the first look that counts for it; a look counts once, and the last day past is due."""
    left, ordered = sorted(done), sorted(days)
    found: list[FollowUp] = []
    for place, on in enumerate(ordered):
        until = ordered[place + 1] - _EARLY if place + 1 < len(ordered) else dt.date.max
        looks = [day for day in left if on - _EARLY <= day < until]
        left = [day for day in left if day not in looks]
        if looks:
            found.append(FollowUp(on=on, done_on=looks[0], state=FollowUpState.DONE))
        elif on > today:
            found.append(FollowUp(on=on, done_on=None, state=FollowUpState.AHEAD))
        else:
            later = any(each <= today for each in ordered[place + 1 :])
            state = FollowUpState.PASSED if later else FollowUpState.DUE
            found.append(FollowUp(on=on, done_on=None, state=state))
    return tuple(found)


def follow_ups_of(desk: Desk, engagement_id: EngagementId) -> tuple[FollowUp, ...]:
    """The follow-ups of one relation; none without an agreement, none after it ended.

    Raises:
        UnknownRecordError: when the relation is gone.
    """
    engagement = engagement_of(desk, engagement_id)
    latest = latest_agreement(desk, engagement_id)
    if latest is None:
        return ()
    starts = min(each.starts_on for each in desk.store.all(Agreement, engagement_id=engagement_id))
    end = min(latest.ends_on, engagement.ended_on or latest.ends_on)
    held = desk.store.all(
        Session, engagement_id=engagement_id, kind=SessionKind.REVIEW, status=SessionStatus.KEPT
    )
    noted = (last_review(desk, item, engagement_id) for item in (EXPECTATIONS_REVIEW, AGREEMENT_REVIEW))
    done = {*(each.held_on for each in held), *(day for day in noted if day is not None)}
    return follow_ups(schedule(starts, end), done, desk.today)
