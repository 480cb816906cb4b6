import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.conversations import Session
from careernotes.domain.ethics import SHORT_FORM, EthicsAnswer, EthicsCheck
from careernotes.domain.ids import EngagementId, ItemId
from careernotes.domain.vocabulary import Answer, CheckResult, Effect, Plan, SessionKind, Side
from careernotes.services import checklists, conversations, first_steps, goals
from careernotes.services.desk import Desk
from careernotes.services.people import people
from careernotes.services.problems import (
    AnswerNotAllowedError,
    AnswersMissingError,
    CheckStopsSessionError,
    CheckTooOldError,
    DateInFutureError,
)
from careernotes.services.records import latest_agreement
from careernotes.services.views import AgreementState, PeriodicLine, Preparation
from careernotes.services.wording import day_text

YES = Answer.YES


def all_yes(card: Preparation) -> dict[ItemId, Answer]:
    return {each.item.item_id: YES for each in card.asked}


def fact(card: Preparation, item_id: str) -> object:
    return next((line for line in card.known if line.item_id == item_id), None)


def meet(desk: Desk, key: EngagementId, times: int = 1) -> None:
    for _each in range(times):
        conversations.record_conversation(desk, conversations.start_session(desk, key))


def test_the_first_check_is_the_full_form_and_later_ones_are_short(desk: Desk) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    assert card.full_form
    assert [each.item.item_id for each in card.asked] == [f"E{n:02d}" for n in range(1, 13)]
    check = checklists.complete_check(desk, card, all_yes(card), {}, 60)
    assert check.result is CheckResult.CLEAR
    draft = conversations.start_session(desk, key, check)
    conversations.record_conversation(desk, replace(draft, next_time="Ask about the talk"))
    card = checklists.prepare(desk, key)
    assert not card.full_form
    assert [each.item.item_id for each in card.asked] == list(SHORT_FORM)
    assert (card.last_next_time, card.session_number) == ("Ask about the talk", 2)


def test_the_full_form_comes_back_each_quarter(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    checklists.complete_check(desk, card, all_yes(card), {}, 60)
    meet(desk, key)
    clock.forward(days=90)
    assert not checklists.prepare(desk, key).full_form
    clock.forward(days=1)
    assert checklists.prepare(desk, key).full_form


def test_without_an_agreement_only_the_conversation_that_makes_one_may_start(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    card = checklists.prepare(desk, key)
    assert card.kind is SessionKind.CONTRACTING
    assert "E01" not in {each.item.item_id for each in card.asked}
    answers = {**all_yes(card), ItemId("E02"): Answer.NOT_APPLICABLE}
    assert checklists.complete_check(desk, card, answers, {}, 60).result is CheckResult.CLEAR
    other = checklists.prepare(desk, key, kind=SessionKind.OPEN)
    assert not other.may_start
    locked = {each.item.item_id: each.locked for each in other.asked}
    assert (locked["E01"], locked["E02"], locked["E03"]) == (Answer.NO, Answer.NO, None)
    check = checklists.complete_check(desk, other, all_yes(other), {}, 60)
    assert check.result is CheckResult.BLOCKED
    with pytest.raises(CheckStopsSessionError):
        conversations.start_session(desk, key, check)


def test_a_no_blocks_or_asks_for_a_plan_or_only_reminds(desk: Desk) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    good = all_yes(card)
    no = Answer.NO
    blocked = checklists.outcome(card, {**good, ItemId("E03"): no}, {})
    assert (blocked.result, blocked.waiting) == (CheckResult.BLOCKED, ("E03",))
    warned = {**good, ItemId("E07"): no}
    with pytest.raises(AnswersMissingError):
        checklists.complete_check(desk, card, warned, {}, 60)
    with_plan = checklists.complete_check(
        desk, card, warned, {ItemId("E07"): Plan.POSTPONE}, 60, remarks={ItemId("E07"): "tired"}
    )
    assert with_plan.result is CheckResult.WITH_WARNINGS
    [kept] = [a for a in desk.store.all(EthicsAnswer, check_id=with_plan.check_id) if a.item_id == "E07"]
    assert (kept.answer, kept.plan, kept.remark) == (no, Plan.POSTPONE, "tired")
    reminded = checklists.complete_check(desk, card, {**good, ItemId("E12"): no}, {}, 60)
    assert reminded.result is CheckResult.WITH_WARNINGS


def test_a_line_that_always_applies_cannot_be_waved_away(desk: Desk) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    with pytest.raises(AnswerNotAllowedError):
        checklists.complete_check(desk, card, {**all_yes(card), ItemId("E03"): Answer.NOT_APPLICABLE}, {}, 60)
    with pytest.raises(AnswersMissingError):
        checklists.complete_check(desk, card, {}, {}, 60)
    assert desk.store.all(EthicsCheck) == ()


def test_a_check_opens_one_session_within_a_day(desk: Desk, clock: StoppedClock) -> None:
    key, other = take_on(desk), take_on(desk, "Nova-01")
    card = checklists.prepare(desk, key)
    check = checklists.complete_check(desk, card, all_yes(card), {}, 60)
    assert checklists.check_in_force(desk, key) == check
    assert checklists.check_in_force(desk, other) is None
    with pytest.raises(CheckTooOldError):
        conversations.start_session(desk, other, check)
    clock.forward(hours=24)
    conversations.record_conversation(desk, conversations.start_session(desk, key, check))
    [session] = desk.store.all(Session)
    assert session.check_result is CheckResult.CLEAR
    assert checklists.check_in_force(desk, key) is None
    card = checklists.prepare(desk, key)
    check = checklists.complete_check(desk, card, all_yes(card), {}, 60)
    clock.forward(hours=24, seconds=1)
    assert checklists.check_in_force(desk, key) is None
    with pytest.raises(CheckTooOldError):
        conversations.start_session(desk, key, check)


def test_a_late_promise_is_shown_and_answers_its_line(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    meet(desk, key)
    goals.add_action(desk, key, "Introduce her", owner=Side.MENTOR, due_on=desk.today + dt.timedelta(days=2))
    goals.add_action(desk, key, "Write her CV", owner=Side.MENTEE, due_on=desk.today)
    card = checklists.prepare(desk, key)
    assert [action.text for action in card.open_actions] == ["Introduce her", "Write her CV"]
    assert "none late" in fact(card, "E13").text  # type: ignore[attr-defined]
    clock.forward(days=3)
    card = checklists.prepare(desk, key)
    assert fact(card, "E13").text == "1 thing you promised is past its day."  # type: ignore[attr-defined]
    assert card.may_start


def test_the_choice_to_be_counted_comes_back_every_third_session(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk, counted_general=True)
    meet(desk, key, 2)
    card = checklists.prepare(desk, key)
    assert "E14" in {each.item.item_id for each in card.asked}
    since = day_text(dt.date(2026, 6, 11))
    assert fact(card, "E14").text == f"Counted in anonymous totals since {since}."  # type: ignore[attr-defined]


def test_every_overdue_item_has_a_way_out(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    assert [line.item.item_id for line in checklists.periodic_states(desk) if not line.holds] == []
    clock.forward(days=366 + 365)
    late = {line.item.item_id: line.effect for line in checklists.periodic_states(desk) if not line.holds}
    assert late == {
        "P01": Effect.BLOCK,
        "P02": Effect.BLOCK,
        "P03": Effect.WARN,
        "P05": Effect.WARN,
        "P06": Effect.PROMPT,
        "P07": Effect.WARN,
    }
    assert not checklists.prepare(desk, key).may_start
    for item in late:
        checklists.record_periodic(desk, item, desk.today)
    assert [line for line in checklists.periodic_states(desk) if not line.holds] == []
    with pytest.raises(DateInFutureError):
        checklists.record_periodic(desk, "P05", desk.today + dt.timedelta(days=1))


def test_an_agreement_has_one_day_to_be_looked_at(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    agreement = latest_agreement(desk, key)
    assert agreement is not None
    clock.forward(days=(agreement.review_on - desk.today).days)
    assert look_line(desk, key).holds
    assert people(desk)[0].agreement_state is AgreementState.IN_FORCE
    clock.forward(days=1)
    due = day_text(agreement.review_on)
    assert look_line(desk, key).text == f"Agreement and end date reviewed. Was due on {due}."
    assert people(desk)[0].agreement_line == f"The agreement is due for a look together since {due}."
    card = checklists.prepare(desk, key)
    # Before a conversation it is said once, where it can be noted as done.
    assert fact(card, "E01").text.startswith("Agreement of")  # type: ignore[attr-defined]
    told = [line.item_id for line in card.known if due in line.text and "greement" in line.text]
    assert told == ["P07"]


@pytest.mark.parametrize("days", [-30, -1, 0, 1, 100])
def test_a_look_counts_from_the_day_that_was_agreed_on(desk: Desk, clock: StoppedClock, days: int) -> None:
    key = take_on(desk)
    agreement = latest_agreement(desk, key)
    assert agreement is not None
    clock.forward(days=(agreement.review_on - desk.today).days + days)
    looked = desk.today
    checklists.record_periodic(desk, "P07", looked, engagement_id=key)
    line = look_line(desk, key)
    assert line.last_on == looked
    assert line.due_on == (agreement.review_on if days < 0 else looked + dt.timedelta(days=182))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looks=st.lists(st.integers(0, 360), max_size=3), later=st.integers(0, 364))
def test_every_place_that_tells_of_an_agreement_tells_the_same(
    desk: Desk, clock: StoppedClock, looks: list[int], later: int
) -> None:
    began, key = clock.moment, take_on(desk, f"Mira-{clock.moment:%f}{len(people(desk))}")
    first = desk.today
    clock.forward(days=later)
    for each in looks:
        if each <= later:
            checklists.record_periodic(desk, "P07", first + dt.timedelta(days=each), engagement_id=key)
    line = look_line(desk, key)
    [person] = [each for each in people(desk) if each.engagement_id == key]
    assert line.holds is (person.agreement_state is AgreementState.IN_FORCE)
    assert line.due_on is not None
    assert line.holds or day_text(line.due_on) in person.agreement_line
    clock.moment = began


def look_line(desk: Desk, key: EngagementId) -> PeriodicLine:
    return next(line for line in checklists.periodic_states(desk, key) if line.item.item_id == "P07")


def test_too_many_mentees_warn_and_never_block(desk: Desk) -> None:
    keys = [take_on(desk, f"Mira-0{n}") for n in range(4)]
    [line] = [line for line in checklists.periodic_states(desk) if line.item.item_id == "P04"]
    assert (line.holds, line.effect, line.text) == (False, Effect.WARN, "4 active mentees; your limit is 3.")
    card = checklists.prepare(desk, keys[0])
    assert card.may_start
    assert checklists.outcome(card, all_yes(card), {}).result is CheckResult.WITH_WARNINGS


def test_an_untrained_mentor_is_held_back_and_practice_never_is(new_desk: Desk) -> None:
    practice = first_steps.start_practice(new_desk)
    assert checklists.prepare(new_desk, practice).may_start
    late = {line.item.item_id: line.effect for line in checklists.periodic_states(new_desk) if not line.holds}
    assert (late["P01"], late["P03"]) == (Effect.BLOCK, Effect.BLOCK)


def test_a_full_form_that_blocked_does_not_count_as_the_last_full_form(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    checklists.complete_check(desk, card, all_yes(card), {}, 60)
    meet(desk, key)
    clock.forward(days=91)
    card = checklists.prepare(desk, key)
    assert card.full_form
    blocked = checklists.complete_check(desk, card, {**all_yes(card), ItemId("E03"): Answer.NO}, {}, 60)
    assert blocked.result is CheckResult.BLOCKED
    assert checklists.prepare(desk, key).full_form
    checklists.complete_check(desk, card, all_yes(card), {}, 60)
    assert not checklists.prepare(desk, key).full_form


def test_nothing_a_beginner_never_did_is_said_to_have_been_done(desk: Desk) -> None:
    lines = {line.item.item_id: line for line in checklists.periodic_states(desk)}
    for item in ("P02", "P05", "P06", "P07"):
        line = lines[item]
        assert line.last_on is None
        assert line.holds
        assert line.due_on is not None
        assert f"Not noted yet; first due on {day_text(line.due_on)}." in line.text
    checklists.record_periodic(desk, "P02", desk.today)
    lines = {line.item.item_id: line for line in checklists.periodic_states(desk)}
    assert lines["P02"].text.endswith(f"Last on {day_text(desk.today)}.")
