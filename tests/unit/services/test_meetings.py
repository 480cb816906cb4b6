"""What became of a planned meeting, and by whom; what was kept is never there twice."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import SessionStatus, Side
from careernotes.services import meetings
from careernotes.services.changes import take_back
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.journey_problems import DayBehindError, NotPlannedError
from careernotes.services.meetings import Waiting
from careernotes.services.people import person


@pytest.fixture
def agreed(desk: Desk) -> EngagementId:
    return take_on(desk)


def later(desk: Desk, days: int) -> dt.date:
    return desk.today + dt.timedelta(days=days)


def the_one(desk: Desk, key: EngagementId) -> Waiting:
    (waiting,) = meetings.meetings_of(desk, key).waiting
    return waiting


def test_a_planned_meeting_is_the_next_one_of_the_person(desk: Desk, agreed: EngagementId) -> None:
    change = meetings.plan_meeting(desk, agreed, later(desk, 9), time="14:00")
    assert person(desk, agreed).line.next_on == later(desk, 9)
    assert the_one(desk, agreed).time == "14:00"
    take_back(desk, change)
    assert person(desk, agreed).line.next_on is None
    with pytest.raises(DayBehindError):
        meetings.plan_meeting(desk, agreed, later(desk, -1))


@pytest.mark.parametrize("by", Side)
def test_a_meeting_that_is_moved_keeps_its_old_day_and_who_asked(
    desk: Desk, agreed: EngagementId, by: Side
) -> None:
    meetings.plan_meeting(desk, agreed, later(desk, 2))
    change = meetings.move_meeting(desk, agreed, the_one(desk, agreed), later(desk, 12), by)
    shown = meetings.meetings_of(desk, agreed)
    (moved,) = shown.changed
    assert (moved.session.status, moved.changed_by) == (SessionStatus.RESCHEDULED, by)
    assert moved.moved_to == the_one(desk, agreed).on == later(desk, 12)
    take_back(desk, change)
    assert the_one(desk, agreed).on == later(desk, 2)
    assert meetings.meetings_of(desk, agreed).changed == ()


def test_missed_twice_in_a_row_is_worth_a_word_and_a_kept_meeting_ends_it(
    desk: Desk, agreed: EngagementId, clock: StoppedClock
) -> None:
    for days in (1, 5):
        meetings.plan_meeting(desk, agreed, later(desk, days))
        waiting = the_one(desk, agreed)
        assert not meetings.meetings_of(desk, agreed).worth_a_word
        meetings.miss_meeting(desk, agreed, waiting, Side.MENTEE)
    assert meetings.meetings_of(desk, agreed).worth_a_word
    with pytest.raises(NotPlannedError):
        meetings.call_off(desk, agreed, waiting, Side.MENTOR)
    clock.forward(days=8)
    record_conversation(desk, start_session(desk, agreed))
    assert not meetings.meetings_of(desk, agreed).worth_a_word


def test_writing_a_conversation_down_keeps_the_meeting_that_was_planned_once(
    desk: Desk, agreed: EngagementId
) -> None:
    meetings.plan_meeting(desk, agreed, later(desk, 3))
    meetings.plan_meeting(desk, agreed, later(desk, 40))
    record_conversation(desk, start_session(desk, agreed))
    statuses = sorted(each.status.value for each in desk.store.all(Session, engagement_id=agreed))
    assert statuses == ["kept", "planned"]
    assert the_one(desk, agreed).on == later(desk, 40)


def test_the_date_under_the_last_note_waits_until_something_became_of_it(
    desk: Desk, agreed: EngagementId, clock: StoppedClock
) -> None:
    draft = replace(start_session(desk, agreed), next_on=later(desk, 14))
    record_conversation(desk, draft)
    waiting = the_one(desk, agreed)
    assert (waiting.session_id, waiting.on, waiting.over) == (None, later(desk, 14), False)
    clock.forward(days=20)
    assert the_one(desk, agreed).over
    meetings.miss_meeting(desk, agreed, the_one(desk, agreed), Side.MENTOR)
    shown = meetings.meetings_of(desk, agreed)
    assert shown.waiting == ()
    assert shown.tally[SessionStatus.MISSED_BY_MENTOR] == 1


def test_a_word_in_between_does_not_take_away_the_next_date(
    desk: Desk, agreed: EngagementId, clock: StoppedClock
) -> None:
    def talk(next_on: dt.date | None, *, given: bool) -> dt.date | None:
        draft = start_session(desk, agreed)
        suggested = draft.next_on
        record_conversation(desk, replace(draft, record="Talked.", next_on=next_on if given else suggested))
        return suggested

    wanted = later(desk, 42)
    assert talk(wanted, given=True) is None
    clock.forward(days=10)
    assert talk(None, given=False) == wanted
    assert person(desk, agreed).line.next_on == wanted
    # The one that was meant, or one before the newest note, takes nothing over.
    clock.forward(days=28)
    assert start_session(desk, agreed).next_on is None
    assert start_session(desk, agreed, held_on=later(desk, -35)).next_on is None
