"""Ticking off and putting off: what comes back is what was, and what was erased never does."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careernotes.domain.goals import Action
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import Side
from careernotes.services.clock_check import accept_today, day_used_last, on_day
from careernotes.services.desk import Desk
from careernotes.services.goals import add_action
from careernotes.services.mentees import Intake, intake
from careernotes.services.putting_off import (
    PutOff,
    mail_about,
    mail_about_meeting,
    put_back,
    put_off,
    tick_off,
)

ONCE = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONCE
@given(steps=st.lists(st.sampled_from(["done", *PutOff]), max_size=4), days=st.integers(-30, 30))
def test_putting_everything_back_in_turn_leaves_the_action_as_it_was(
    desk: Desk, steps: list[str | PutOff], days: int
) -> None:
    key = intake(desk, Intake(alias=f"A{desk.new_id()}")).engagement_id
    action = add_action(desk, key, "A half-page", due_on=desk.today + dt.timedelta(days=days))
    before: list[Action] = []
    for step in steps:
        later = isinstance(step, PutOff)
        done = put_off(desk, action.action_id, step) if later else tick_off(desk, action.action_id)
        before.append(done)
        now = desk.store.get(Action, action.action_id)
        assert now is not None
        assert now.due_on is not None
        assert done.due_on is not None
        if later:
            assert now.due_on > max(done.due_on, desk.today)
    for record in reversed(before):
        put_back(desk, record)
    assert desk.store.get(Action, action.action_id) == action


def test_what_is_gone_is_not_put_back(desk: Desk) -> None:
    key = intake(desk, Intake(alias="Mira-07")).engagement_id
    action = add_action(desk, key, "A half-page")
    with desk.store.transaction():
        desk.store.remove(Action, action.action_id)
    with pytest.raises(UnknownRecordError):
        put_back(desk, action)


def test_a_text_for_an_e_mail_says_what_and_no_name(desk: Desk) -> None:
    key = intake(desk, Intake(alias="Wilhelmina")).engagement_id
    action = add_action(desk, key, "A half-page", owner=Side.MENTEE, due_on=desk.today)
    for text in (mail_about(action, mine=True), mail_about(action, mine=False), mail_about_meeting()):
        assert "Wilhelmina" not in text
    assert "A half-page" in mail_about(action, mine=True)
    assert "()" not in mail_about(add_action(desk, key, "No day"), mine=False)


def test_a_clock_that_went_back_is_noticed_until_it_is_accepted(desk: Desk) -> None:
    assert day_used_last(desk) is None
    real = desk.today
    ahead = on_day(desk, real + dt.timedelta(days=9))
    accept_today(ahead)
    assert day_used_last(desk) == real + dt.timedelta(days=9)
    assert day_used_last(desk) == real + dt.timedelta(days=9)
    accept_today(desk)
    assert day_used_last(desk) is None
    assert day_used_last(on_day(desk, real + dt.timedelta(days=1))) is None
    assert day_used_last(desk) == real + dt.timedelta(days=1)
