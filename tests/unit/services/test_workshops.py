"""Workshops are counts: there is no place for a name, and nothing of them is in any report."""

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import facts_of

from careernotes.domain.vocabulary import Mode
from careernotes.services.desk import Desk
from careernotes.services.problems import DateTooOldError
from careernotes.services.workshops import (
    MOST_PEOPLE,
    Workshop,
    note_workshop,
    put_workshop,
    remove_workshop,
    workshops,
)
from careernotes.vault.keeping import SettingName


def note(desk: Desk, held_on: dt.date, people: int = 9) -> Workshop:
    return note_workshop(desk, held_on=held_on, topic="dir", people=people, minutes=60, mode=Mode.VIDEO)


def test_a_workshop_has_no_field_for_a_name() -> None:
    assert {field.name for field in fields(Workshop)} == {
        "workshop_id", "held_on", "topic", "people", "minutes", "mode",
    }  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
@given(people=st.lists(st.integers(min_value=1, max_value=MOST_PEOPLE), max_size=6))
def test_the_sums_are_of_this_year_and_the_newest_is_first(desk: Desk, people: list[int]) -> None:
    desk.store.set_setting(SettingName.WORKSHOPS, "")
    for days, count in enumerate(people):
        note(desk, desk.today - dt.timedelta(days=days), count)
    note(desk, desk.today - dt.timedelta(days=400))
    held = workshops(desk)
    assert (held.count, held.people) == (len(people), sum(people))
    assert [each.people for each in held.held][: len(people)] == people


def test_one_is_taken_away_and_put_back(desk: Desk) -> None:
    made = note(desk, desk.today)
    gone = remove_workshop(desk, made.workshop_id)
    assert gone == made
    assert workshops(desk).held == ()
    put_workshop(desk, made)
    put_workshop(desk, made)
    assert workshops(desk).held == (made,)


def test_it_is_no_fact_for_any_report(desk: Desk) -> None:
    before = facts_of(desk)
    note(desk, desk.today)
    assert facts_of(desk) == before


def test_a_day_long_ago_is_refused(desk: Desk) -> None:
    with pytest.raises(DateTooOldError):
        note(desk, dt.date(1999, 12, 31))
