"""A relation ends with its aftercare, and each layer stays, loses the name or goes, as the two chose."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ConsentKey, EndReason, NoteLayer, SessionStatus, Side
from careernotes.services import closing, erasing, meetings, mentees, proving
from careernotes.services.agreements import set_consent
from careernotes.services.closing import Ending
from careernotes.services.conversations import (
    drafts_waiting,
    record_conversation,
    start_session,
    unreadable_drafts,
)
from careernotes.services.desk import Desk
from careernotes.services.follow_ups import QUARTER_DAYS, FollowUpState, follow_ups, follow_ups_of, schedule
from careernotes.services.half_typed import drop_typed, keep_typed, read_typed
from careernotes.services.journey_problems import AftercareNeedsNameError
from careernotes.services.own_log import own_log
from careernotes.services.proving import NotProvedError
from careernotes.services.records import engagement_of
from careernotes.services.reopening import take_back_end
from careernotes.services.today import today
from careernotes.vault.search import search

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


@given(start=DAYS, length=st.integers(0, 550), done=st.lists(DAYS, max_size=8), today=DAYS)
def test_every_quarter_has_one_follow_up_and_a_look_counts_once(
    start: dt.date, length: int, done: list[dt.date], today: dt.date
) -> None:
    days = schedule(start, start + dt.timedelta(days=length))
    assert len(days) == length // QUARTER_DAYS
    found = follow_ups(days, done, today)
    assert [each.on for each in found] == list(days)
    looks = [each.done_on for each in found if each.done_on is not None]
    assert len(set(looks)) == len(looks)
    assert set(looks) <= set(done)
    for each in found:
        assert (each.state is FollowUpState.DONE) == (each.done_on is not None)
        assert each.state is not FollowUpState.AHEAD or each.on > today
    assert sum(each.state is FollowUpState.DUE for each in found) <= 1


def test_the_follow_ups_come_from_the_day_of_the_agreement(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    planned = follow_ups_of(desk, key)
    assert planned[0].on == desk.today + dt.timedelta(days=QUARTER_DAYS)
    assert {each.state for each in planned} == {FollowUpState.AHEAD}
    clock.forward(days=QUARTER_DAYS)
    assert follow_ups_of(desk, key)[0].state is FollowUpState.DUE
    assert follow_ups_of(desk, take_on(desk, "Bilu-22", agreed=False)) == ()


def told(desk: Desk, **choices: bool) -> EngagementId:
    key = take_on(desk, **choices)
    draft = start_session(desk, key, held_on=desk.today - dt.timedelta(days=3))
    record_conversation(
        desk, replace(draft, record="Mira-07 spoke of the move.", working="Ask Mira-07 less.")
    )
    return key


def notes(desk: Desk) -> dict[NoteLayer, str]:
    return {note.layer: note.body for note in desk.store.all(NoteBody)}


def test_aftercare_is_a_plan_and_with_a_yes_two_checks(desk: Desk, clock: StoppedClock) -> None:
    key = told(desk, follow_up=True)
    closing.close_relation(
        desk,
        key,
        Ending(
            on=desk.today, reason=EndReason.GOALS_MET, plan="HR lead hears it", ask_after=frozenset({3, 6})
        ),
    )
    assert [each.months for each in closing.aftercare_of(desk, key)] == [0, 3, 6]
    assert closing.aftercare_due(desk) == ()
    clock.forward(days=92)
    (due,) = closing.aftercare_due(desk)
    closing.note_check(desk, due.aftercare_id, "")
    assert closing.aftercare_due(desk) == ()
    clock.forward(days=92)
    assert len(closing.aftercare_due(desk)) == 1
    set_consent(desk, key, ConsentKey.FOLLOW_UP, value=False)
    assert closing.aftercare_due(desk) == ()


def test_without_a_yes_nobody_is_asked_afterwards(desk: Desk) -> None:
    key = told(desk)
    closing.close_relation(desk, key, Ending(on=desk.today))
    assert closing.aftercare_of(desk, key) == ()
    assert notes(desk).keys() == {NoteLayer.RECORD, NoteLayer.WORKING}


def test_an_end_that_is_taken_back_takes_its_aftercare_along(desk: Desk) -> None:
    key = told(desk, follow_up=True)
    closing.close_relation(desk, key, Ending(on=desk.today, plan="the works council"))
    take_back_end(desk, key)
    assert closing.aftercare_of(desk, key) == ()


@pytest.mark.parametrize("layer", NoteLayer)
def test_a_layer_that_is_destroyed_is_gone_and_the_other_stays(desk: Desk, layer: NoteLayer) -> None:
    key = told(desk)
    ending = Ending(on=desk.today, destroy=frozenset({layer}))
    proving.forget(desk)
    with pytest.raises(NotProvedError):
        closing.close_relation(desk, key, ending)
    assert len(notes(desk)) == 2
    assert desk.store.all(Engagement)[0].ended_on is None
    proving.prove(desk, PASSPHRASE, allow_test=True)
    closing.close_relation(desk, key, ending)
    assert set(notes(desk)) == set(NoteLayer) - {layer}


def test_redacting_takes_the_name_out_of_the_person_and_of_every_note(desk: Desk) -> None:
    key = told(desk)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    closing.close_relation(desk, key, Ending(on=desk.today, redact=True))
    (mentee,) = desk.store.all(Mentee)
    assert mentee.alias == "#1"
    assert notes(desk) == {NoteLayer.RECORD: "… spoke of the move.", NoteLayer.WORKING: "Ask … less."}
    assert search(desk.store, "Mira") == ()
    assert len(search(desk.store, "move")) == 1


def test_the_name_stays_where_somebody_is_to_be_asked_afterwards(desk: Desk) -> None:
    key = told(desk, follow_up=True)
    with pytest.raises(AftercareNeedsNameError):
        closing.close_relation(desk, key, Ending(on=desk.today, redact=True))
    assert desk.store.all(Mentee)[0].alias == "Mira-07"


def test_a_day_is_said_for_each_layer_and_aftercare_keeps_the_name_longer(desk: Desk) -> None:
    key = told(desk)
    before = closing.kept_until(desk, key, desk.today)
    assert min(before.record, before.working, before.name) > desk.today
    set_consent(desk, key, ConsentKey.FOLLOW_UP, value=True)
    assert closing.kept_until(desk, key, desk.today).name > before.name


def test_a_check_comes_up_in_today_and_goes_when_it_was_done(desk: Desk, clock: StoppedClock) -> None:
    key = told(desk, follow_up=True)
    closing.close_relation(desk, key, Ending(on=desk.today))
    # The choice C5 is about six months; nobody said yes to an earlier check.
    clock.forward(days=92)
    assert today(desk).reviews == ()
    clock.forward(days=92)
    (line,) = today(desk).reviews
    assert (line.engagement_id, line.months) == (key, 6)
    closing.note_check(desk, closing.aftercare_due(desk)[0].aftercare_id, "It goes well.")
    assert today(desk).reviews == ()


def test_my_log_counts_meetings_by_what_became_of_them_and_no_practice(desk: Desk) -> None:
    told(desk)
    practice = mentees.intake(desk, mentees.Intake(alias="Try-01", practice=True)).engagement_id
    for key in (take_on(desk, "Bilu-22"), practice):
        meetings.plan_meeting(desk, key, desk.today)
        (waiting,) = meetings.meetings_of(desk, key).waiting
        meetings.miss_meeting(desk, key, waiting, Side.MENTOR)
    meetings.plan_meeting(desk, key, desk.today)
    log = own_log(desk)
    assert log.meetings == log.meetings_ever == {SessionStatus.KEPT: 1, SessionStatus.MISSED_BY_MENTOR: 1}


def test_what_was_half_typed_waits_is_no_conversation_and_goes_with_the_person(desk: Desk) -> None:
    key, other = take_on(desk), take_on(desk, "Bilu-22")
    typed = {"plan": "the works council \ud83d", "day": "today"}
    for each in (key, other):
        keep_typed(desk, "closing", each, typed)
    assert read_typed(desk, "closing", key)["day"] == "today"
    assert read_typed(desk, "goal", key) == {}
    assert (drafts_waiting(desk), unreadable_drafts(desk)) == ((), 0)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, engagement_of(desk, key).mentee_id)
    assert (read_typed(desk, "closing", key), read_typed(desk, "closing", other)["day"]) == ({}, "today")
    with pytest.raises(UnknownRecordError):
        keep_typed(desk, "closing", key, typed)
    drop_typed(desk, "closing", other)
    assert desk.store.drafts() == ()
