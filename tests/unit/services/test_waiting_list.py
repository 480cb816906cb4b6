"""Who asked while the mentor was full: an alias, a day and how they came; told of once there is room."""

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, erase_one, facts_of, take_on

from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.rules import AliasTakenError, UnknownRecordError
from careernotes.domain.vocabulary import ChosenBy, EndReason, EngagementStatus
from careernotes.services.changes import ChangedSinceError
from careernotes.services.desk import Desk
from careernotes.services.mentees import Intake, end_relation, intake, passed_on, people, taken_on
from careernotes.services.today import today
from careernotes.services.views import WaitingLine, WaitingList
from careernotes.services.waiting_list import (
    LONG_DAYS,
    put_back_on_list,
    put_on_list,
    take_off_list,
    waiting_list,
)

DAY = dt.date(2026, 6, 11)


@given(room=st.integers(0, 5), long=st.lists(st.booleans(), max_size=6))
def test_today_tells_of_all_when_there_is_room_and_else_only_of_long_waits(
    room: int, long: list[bool]
) -> None:
    lines = tuple(
        WaitingLine(
            engagement_id=EngagementId(str(n)), alias="A", since=DAY, chosen_by=ChosenBy.MENTEE, long=each
        )
        for n, each in enumerate(long)
    )
    told = WaitingList(lines=lines, room=room).to_tell
    assert [each in told for each in lines] == [bool(room) or each for each in long]


def test_nothing_is_kept_of_who_waits_but_alias_day_and_how_they_came(desk: Desk) -> None:
    facts = facts_of(desk)
    key = put_on_list(desk, " Tova-31 ", ChosenBy.COORDINATOR)
    (mentee,), (request,) = desk.store.all(Mentee), desk.store.all(Engagement)
    said = {each.name: getattr(mentee, each.name) for each in fields(mentee)}
    assert {name for name, value in said.items() if value} == {"mentee_id", "alias", "created_on"}
    assert (request.engagement_id, request.status) == (key, EngagementStatus.REQUESTED)
    assert facts_of(desk) == facts
    assert people(desk, include_closed=True) == ()
    assert taken_on(desk)[0] == 0


def test_there_is_room_again_when_somebody_ends_and_the_longest_wait_comes_first(
    desk: Desk, clock: StoppedClock
) -> None:
    first = [take_on(desk, f"Kora-{number:02d}") for number in range(3)]
    put_on_list(desk, "Tova-31", ChosenBy.MENTEE)
    clock.forward(days=1)
    put_on_list(desk, "Bilu-22", ChosenBy.MENTEE)
    assert waiting_list(desk).room == 0
    assert today(desk).waiting.to_tell == ()
    end_relation(desk, first[0], reason=EndReason.GOALS_MET)
    told = today(desk).waiting
    assert (told.room, [line.alias for line in told.to_tell]) == (1, ["Tova-31", "Bilu-22"])


def test_after_a_quarter_of_waiting_today_asks_whether_it_is_still_fair(
    desk: Desk, clock: StoppedClock
) -> None:
    for number in range(3):
        take_on(desk, f"Kora-{number:02d}")
    put_on_list(desk, "Tova-31", ChosenBy.MENTEE)
    clock.forward(days=LONG_DAYS - 1)
    assert today(desk).waiting.to_tell == ()
    clock.forward(days=1)
    assert [line.alias for line in today(desk).waiting.to_tell] == ["Tova-31"]


def test_who_waited_is_taken_on_as_the_same_person_and_the_day_they_asked_stays(
    desk: Desk, clock: StoppedClock
) -> None:
    key, asked_on = put_on_list(desk, "Tova-31", ChosenBy.MENTEE), desk.today
    clock.forward(days=20)
    begun = intake(desk, Intake(alias="Tova-31"), waiting=key)
    assert (begun.engagement_id, begun.requested_on, begun.accepted_on) == (key, asked_on, desk.today)
    assert len(desk.store.all(Mentee)) == 1
    assert waiting_list(desk).lines == ()
    with pytest.raises(UnknownRecordError):
        intake(desk, Intake(alias="Tova-32"), waiting=key)
    with pytest.raises(UnknownRecordError):
        take_off_list(desk, key)


@pytest.mark.parametrize("passed", [False, True])
def test_off_the_list_nothing_is_left_but_a_count_and_undo_brings_them_back(
    desk: Desk, passed: bool
) -> None:
    key = put_on_list(desk, "Tova-31", ChosenBy.MENTEE)
    before = waiting_list(desk)
    gone = take_off_list(desk, key, passed=passed)
    assert (desk.store.all(Mentee), desk.store.all(Engagement), passed_on(desk)) == ((), (), int(passed))
    put_back_on_list(desk, gone)
    assert (waiting_list(desk), passed_on(desk)) == (before, 0)


def test_undo_brings_nobody_back_under_an_alias_given_to_somebody_else_nor_after_an_erasure(
    desk: Desk,
) -> None:
    gone = take_off_list(desk, put_on_list(desk, "Tova-31", ChosenBy.MENTEE))
    put_on_list(desk, "Tova-31", ChosenBy.MENTEE)
    with pytest.raises(AliasTakenError):
        put_back_on_list(desk, gone)
    erase_one(desk)
    with pytest.raises(ChangedSinceError):
        put_back_on_list(desk, gone)
