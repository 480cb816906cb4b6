"""A warning asks for a plan that is still there afterwards; what may clash stands beside its line."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import take_on
from tests.unit.services.test_checklists import all_yes, fact

from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId, ItemId, RecordId
from careernotes.domain.mentees import ConflictFact, touched_by_goal
from careernotes.domain.vocabulary import Answer, CheckResult, ConflictKind, GoalStatus, Plan, Side
from careernotes.services import checklists, clashing, conversations, first_steps, goals, warned
from careernotes.services.desk import Desk
from careernotes.services.today import today
from careernotes.services.views import FactLine

CLASH = ItemId("E04")


def checked(desk: Desk, key: EngagementId, plan: Plan | None) -> object:
    card = checklists.prepare(desk, key)
    answers = all_yes(card)
    if plan is not None:
        answers[CLASH] = Answer.NO
    return checklists.complete_check(desk, card, answers, {CLASH: plan} if plan else {}, 30)


def test_after_the_conversation_the_plan_of_a_warning_is_due_today_and_only_once(desk: Desk) -> None:
    key = take_on(desk)
    checked(desk, key, Plan.DISCLOSE)
    check = checklists.check_in_force(desk, key)
    assert check is not None
    draft = conversations.start_session(desk, key, check)
    assert desk.store.all(Action) == ()
    conversations.record_conversation(desk, draft)
    (action,) = desk.store.all(Action)
    assert (action.owner, action.due_on, action.session_id) == (Side.MENTOR, desk.today, None)
    assert action.text.startswith("Did you tell the mentee? No new clash")
    assert [line.action for line in today(desk).due] == [action]
    again = conversations.load_session(desk, draft.session_id)
    conversations.record_conversation(desk, replace(again, record="More of it"))
    assert desk.store.all(Action) == (action,)


def test_a_clear_check_and_a_conversation_without_a_check_remind_of_nothing(desk: Desk) -> None:
    key = take_on(desk)
    checked(desk, key, None)
    conversations.record_conversation(
        desk, conversations.start_session(desk, key, checklists.check_in_force(desk, key))
    )
    conversations.record_conversation(desk, conversations.start_session(desk, key))
    assert desk.store.all(Action) == ()


@pytest.mark.parametrize("plan", [plan for plan in Plan if plan is not Plan.NONE])
def test_a_conversation_that_was_put_off_is_not_opened_by_its_check(desk: Desk, plan: Plan) -> None:
    key = take_on(desk)
    checked(desk, key, plan)
    opens = checklists.check_in_force(desk, key) is not None
    assert opens is (plan not in {Plan.POSTPONE, Plan.HAND_OVER})


def test_what_was_put_off_is_left_to_do(desk: Desk) -> None:
    key = take_on(desk)
    card = checklists.prepare(desk, key)
    answers = {**all_yes(card), ItemId("E07"): Answer.NO}
    check = checklists.complete_check(desk, card, answers, {ItemId("E07"): Plan.POSTPONE}, 30)
    (action,) = warned.keep_put_off(desk, check)
    assert action.text.startswith("Offer a new date.")
    assert check.result is CheckResult.WITH_WARNINGS


def test_what_may_clash_stands_beside_its_line_and_answers_nothing(desk: Desk) -> None:
    key = take_on(desk, "Maple")
    first_steps.add_conflict_fact(desk, ConflictKind.RELATIVE, label="maple")
    card = checklists.prepare(desk, key)
    line = fact(card, CLASH)
    assert isinstance(line, FactLine)
    assert "You are close to somebody" in line.text
    asked = next(each for each in card.asked if each.item.item_id == CLASH)
    assert (asked.locked, asked.fact) == (None, line)
    assert checklists.outcome(card, all_yes(card), {}).result is CheckResult.CLEAR


def test_a_goal_that_names_what_was_noted_is_found_when_it_is_made_and_when_it_changes(desk: Desk) -> None:
    key = take_on(desk)
    first_steps.add_conflict_fact(desk, ConflictKind.PANEL, label="Data lab")
    goal = goals.add_goal(desk, key, "Lead the data lab by June")
    assert len(clashing.clashes_of_goal(desk, goal)) == 1
    assert isinstance(fact(checklists.prepare(desk, key), CLASH), FactLine)
    other = goals.change_goal(desk, replace(goal, statement="Lead the database team"))
    assert clashing.clashes_of_goal(desk, other) == ()
    goals.change_goal(desk, replace(goal, status=GoalStatus.DROPPED))
    assert fact(checklists.prepare(desk, key), CLASH) is None


@settings(max_examples=40)
@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_a_goal_is_touched_by_every_text_it_holds_between_blanks(before: str, noted: str, after: str) -> None:
    known = ConflictFact(
        fact_id=RecordId("1"), kind=ConflictKind.VACANCY, label=noted, noted_on=dt.date(2026, 1, 1)
    )
    found = touched_by_goal(f"{before} {noted} {after}", known, names=())
    assert found is any(sign.isalnum() for sign in noted.casefold())
