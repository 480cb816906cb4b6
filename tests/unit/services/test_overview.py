"""The lists are read for everybody at once, and say what a plain reading of each person says."""

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services import plain_reading as plain
from tests.unit.services.crowds import crowd

from careernotes.domain.agreements import Agreement
from careernotes.domain.growth import Review
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import EngagementStatus, Side
from careernotes.i18n import spoken_in
from careernotes.services.clock_check import on_day
from careernotes.services.desk import Desk
from careernotes.services.last_view import HalfTyped, LastView, keep_view, last_view
from careernotes.services.overview import Overview, overview_of
from careernotes.services.people import people, person
from careernotes.services.periodic import caseload, periodic_states, record_periodic
from careernotes.services.retaining import going
from careernotes.services.today import today
from careernotes.vault.meetings import Meetings

_ABOUT_RELATIONS = ("P06", "P07")


def fill(desk: Desk, seed: int, count: int) -> None:
    with desk.store.transaction():
        for mentee in desk.store.all(Mentee):
            desk.store.remove(Mentee, mentee.mentee_id)
        for review in desk.store.all(Review):
            desk.store.remove(Review, review.review_id)
        desk.store.put_all(crowd(Random(seed), desk.today, count))


def quickly(desk: Desk) -> dict[str, object]:
    """What the lists say."""
    said: dict[str, object] = {"open": people(desk), "all": people(desk, include_closed=True)}
    view = today(desk)
    said |= {"quiet": view.quiet, "reviews": view.reviews, "next": view.next_meeting}
    said |= {"newcomer": view.newcomer, "caseload": caseload(desk)[0]}
    keys = [each.engagement_id for each in desk.store.all(Engagement)]
    said |= {f"{key}.line": person(desk, key).line for key in keys}
    for only in (None, *keys):
        lines = [each for each in periodic_states(desk, only) if each.item.item_id in _ABOUT_RELATIONS]
        said[f"{only}.periodic"] = {each.item.item_id: (each.last_on, each.due_on) for each in lines}
    return said


def plainly(desk: Desk) -> dict[str, object]:
    """The same, person for person."""
    running, everybody = (plain.people(desk, include_closed=closed) for closed in (False, True))
    active = [line for line in everybody if line.engagement.status is EngagementStatus.ACTIVE]
    said: dict[str, object] = {"open": running, "all": everybody, "quiet": plain.quiet(desk)}
    said |= {"reviews": plain.reviews(desk), "next": plain.next_meeting(desk), "newcomer": not everybody}
    said["caseload"] = sum(not line.mentee.practice for line in active)
    for each in desk.store.all(Engagement):
        said[f"{each.engagement_id}.line"] = plain.line_of(desk, each)
        said[f"{each.engagement_id}.periodic"] = plain.periodic_days(desk, each.engagement_id)
    return {**said, "None.periodic": plain.periodic_days(desk)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), count=st.integers(0, 4))
def test_read_for_all_at_once_the_lists_say_what_a_plain_reading_says(
    desk: Desk, seed: int, count: int
) -> None:
    fill(desk, seed, count)
    assert quickly(desk) == plainly(desk)


def differs(desk: Desk, seed: int) -> bool:
    fill(desk, seed, 4)
    return quickly(desk) != plainly(desk)


class OldestAgreement(Overview):
    @cached_property
    def _agreements(self) -> dict[str, Agreement]:
        return {each.engagement_id: each for each in reversed(self.desk.store.all(Agreement))}


class OwnReviewsOnly(Overview):
    def reviewed_on(self, item_id: str, key: Any) -> Any:
        return self._reviews.get((item_id, key))


class AnyYesCounts(Overview):
    def counted(self, key: Any) -> bool:
        return any(each.value for each in self._counting.get(key, ()))


class NothingPlanned(Overview):
    def meetings(self, key: Any) -> Meetings:
        return replace(super().meetings(key), planned_on=None)


class OneOwner(Overview):
    def waiting(self, key: Any, owner: Side) -> int:
        del owner
        return super().waiting(key, Side.MENTOR)


WEAK = (OldestAgreement, OwnReviewsOnly, AnyYesCounts, NothingPlanned, OneOwner)


@pytest.mark.parametrize("weak", WEAK, ids=lambda each: each.__name__)
def test_a_reading_that_forgets_something_says_something_else(
    desk: Desk, weak: type[Overview], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("people", "overview", "periodic"):
        monkeypatch.setattr(f"careernotes.services.{name}.Overview", weak)
    assert any(differs(desk, seed) for seed in range(6))


def test_what_was_read_for_everybody_serves_until_something_is_kept_or_a_day_ends(desk: Desk) -> None:
    fill(desk, 1, 3)
    first = overview_of(desk)
    assert overview_of(desk) is first
    assert overview_of(on_day(desk, desk.today + dt.timedelta(days=1))) is not first
    again = overview_of(desk)
    one = next(iter(again.mentees.values()))
    desk.store.put(replace(one, alias="Somebody else"))
    assert overview_of(desk) is not again
    assert overview_of(desk).mentees[one.mentee_id].alias == "Somebody else"


def statements(desk: Desk, read: Callable[[Desk], object]) -> int:
    """How often *read* asks the vault."""
    asked: list[str] = []
    desk.store.connection().set_trace_callback(asked.append)
    try:
        read(desk)
    finally:
        desk.store.connection().set_trace_callback(None)
    return len(asked)


@pytest.mark.parametrize("read", [today, going])
def test_a_list_that_was_worked_out_asks_nothing_until_something_is_kept_or_another_language_is_spoken(
    desk: Desk, read: Callable[[Desk], object]
) -> None:
    fill(desk, 1, 3)
    assert statements(desk, read)
    assert not statements(desk, read)
    with spoken_in("nl"):
        assert statements(desk, read)
    record_periodic(desk, "P05", desk.today)
    assert statements(desk, read)


def test_what_is_half_typed_is_kept_every_second_and_ends_no_reading(desk: Desk) -> None:
    first = overview_of(desk)
    keep_view(desk, LastView(screen="search", arguments={}, typed=(HalfTyped(key="words", text="man"),)))
    assert overview_of(desk) is first
    assert last_view(desk) is not None


def give_up_after(desk: Desk, mentee: Mentee) -> None:
    with desk.store.transaction():
        desk.store.put(mentee)
        raise RuntimeError


def test_a_change_that_is_given_up_is_not_seen_afterwards(desk: Desk) -> None:
    fill(desk, 1, 3)
    one = next(iter(overview_of(desk).mentees.values()))
    with contextlib.suppress(RuntimeError):
        give_up_after(desk, replace(one, alias="Somebody else"))
    assert overview_of(desk).mentees[one.mentee_id].alias == one.alias


def test_a_desk_that_is_closed_keeps_nothing_it_read(desk: Desk) -> None:
    fill(desk, 1, 3)
    assert overview_of(desk).mentees
    desk.close()
    assert desk.store.read_last is None


def test_a_reading_that_serves_for_ever_says_something_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Overview(desk)
    monkeypatch.setattr("careernotes.services.today.overview_of", lambda _desk: first)
    assert any(differs(desk, seed) for seed in range(6))


@pytest.mark.parametrize("read", [people, today, periodic_states])
def test_more_people_ask_no_more_of_the_vault(desk: Desk, read: Callable[[Desk], object]) -> None:
    asked = []
    for count in (3, 12):
        fill(desk, 1, count)
        # Where the notes were never looked through, the mentor's first day is asked for as well.
        record_periodic(desk, "P05", desk.today)
        asked.append(statements(desk, read))
    assert asked[0] == asked[1] > 0
