"""Small look-ups that many use cases share."""

import datetime as dt

from careernotes.domain.agreements import Agreement, Expectation, expected_now
from careernotes.domain.conversations import Session
from careernotes.domain.goals import OPEN_GOALS, Action, Goal
from careernotes.domain.growth import Review
from careernotes.domain.ids import EngagementId, MenteeId, SessionId
from careernotes.domain.mentees import Engagement, Mentee, MentorProfile
from careernotes.domain.records import R
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import Side
from careernotes.services.problems import EmptyTextError, TextTooLongError
from careernotes.services.workplace import Desk

AGREEMENT_REVIEW = "P07"
"""The item of the checklist that asks whether an agreement was looked at together."""


def _must_get(desk: Desk, record_type: type[R], key: str) -> R:
    found = desk.store.get(record_type, key)
    if found is None:
        raise UnknownRecordError
    return found


def engagement_of(desk: Desk, engagement_id: EngagementId) -> Engagement:
    """The relation with this id.

    Raises:
        UnknownRecordError: when it is gone.
    """
    return _must_get(desk, Engagement, engagement_id)


def mentee_of(desk: Desk, mentee_id: MenteeId) -> Mentee:
    """The mentee with this id.

    Raises:
        UnknownRecordError: when it is gone.
    """
    return _must_get(desk, Mentee, mentee_id)


def session_of(desk: Desk, session_id: SessionId) -> Session:
    """The session with this id.

    Raises:
        UnknownRecordError: when it is gone.
    """
    return _must_get(desk, Session, session_id)


def alias_of(desk: Desk, engagement_id: EngagementId) -> str:
    """The alias of the mentee in one relation."""
    return mentee_of(desk, engagement_of(desk, engagement_id).mentee_id).alias


def profile_of(desk: Desk) -> MentorProfile | None:
    """The mentor's own profile, when there is one."""
    profiles = desk.store.all(MentorProfile)
    return profiles[0] if profiles else None


def latest_agreement(desk: Desk, engagement_id: EngagementId) -> Agreement | None:
    """The newest version of the agreement, in force or not."""
    versions = desk.store.all(Agreement, engagement_id=engagement_id)
    return max(versions, key=lambda agreement: agreement.version_no, default=None)


def current_expectations(desk: Desk, engagement_id: EngagementId) -> tuple[Expectation, ...]:
    """What each side expects of the other now, as it was spoken with the agreement that holds."""
    agreed = sorted(
        desk.store.all(Agreement, engagement_id=engagement_id), key=lambda each: each.version_no
    )
    spoken = desk.store.all(Expectation, engagement_id=engagement_id)
    return expected_now(spoken, [each.agreed_on for each in agreed])


def last_review(desk: Desk, item_id: str, engagement_id: str = "") -> dt.date | None:
    """The day something was last reviewed, for one relation or for all at once."""
    if not engagement_id:
        return max((each.done_on for each in desk.store.all(Review, item_id=item_id)), default=None)
    # What was done for all at once counts for each; of the others only those of this relation are read.
    done = [
        each.done_on
        for whose in (engagement_id, "")
        for each in desk.store.all(Review, engagement_id=whose, item_id=item_id)
    ]
    return max(done, default=None)


def look_on(desk: Desk, agreement: Agreement, looked: dt.date | None) -> dt.date:
    """The day an agreement and its end are to be looked at together: the day the two agreed on, and after a
    look from that day on, as long after it as the checklist says.
    """
    every = next(each.every_days for each in desk.checklist.periodic if each.item_id == AGREEMENT_REVIEW)
    if looked is None or looked < agreement.review_on or every is None:
        return agreement.review_on
    return looked + dt.timedelta(days=every)


def open_actions(desk: Desk, engagement_id: EngagementId) -> tuple[Action, ...]:
    """The actions that still wait: the mentor's first, the earliest first, those without a day last."""
    waiting = [action for action in desk.store.all(Action, engagement_id=engagement_id) if action.is_open]
    return tuple(sorted(waiting, key=_action_order))


def _action_order(action: Action) -> tuple[bool, bool, str, str]:
    due = action.due_on.isoformat() if action.due_on is not None else ""
    return action.owner is not Side.MENTOR, not due, due, action.created_on.isoformat()


def main_goal(goals: tuple[Goal, ...]) -> str:
    """The newest open goal as one sentence; empty when there is none."""
    newest = max(
        (goal for goal in goals if goal.status in OPEN_GOALS), key=lambda goal: goal.created_on, default=None
    )
    return newest.statement if newest is not None else ""


def short_text(text: str, *, most: int, required: bool = True) -> str:
    """*text* on one line without outer white space.

    Raises:
        EmptyTextError: when words are required and there are none.
        TextTooLongError: when it is longer than *most* characters.
    """
    line = " ".join(text.split())
    if required and not line:
        raise EmptyTextError
    if len(line) > most:
        raise TextTooLongError(most=most)
    return line
