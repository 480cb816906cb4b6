"""Each quarter both say what became of their expectations; what is dropped is not agreed again."""

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, take_on

from careernotes.domain.agreements import Expectation, by_version, expected_now
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import ExpectationMet, Side
from careernotes.services import agreements
from careernotes.services.agreed import read_agreed
from careernotes.services.changes import take_back
from careernotes.services.desk import Desk
from careernotes.services.expectations import expectations_of, expected_before, look_together
from careernotes.services.periodic import periodic_states
from careernotes.services.records import last_review

DAY = dt.date(2026, 3, 1)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=st.lists(st.sampled_from(ExpectationMet), min_size=2, max_size=2))
def test_what_was_said_is_kept_and_only_what_is_dropped_falls_away(
    desk: Desk, said: list[ExpectationMet]
) -> None:
    key = take_on(desk, f"Mira-{len(desk.store.all(Mentee)):02d}")
    keys = [each.expectation_id for each in expectations_of(desk, key)]
    change = look_together(desk, key, dict(zip(keys, said, strict=True)))
    assert len(change.put) - 1 == sum(met is not ExpectationMet.NOT_YET for met in said)
    assert [each.met for each in expectations_of(desk, key)] == said
    draft = agreements.suggest(desk, key)
    again = len(draft.my_expectations) + len(draft.their_expectations)
    assert again == sum(met is not ExpectationMet.DROPPED for met in said)
    assert last_review(desk, "P06", key) == desk.today


def test_a_look_that_is_taken_back_was_never_taken(desk: Desk) -> None:
    key = take_on(desk)
    before = expectations_of(desk, key)
    change = look_together(desk, key, {before[0].expectation_id: ExpectationMet.DROPPED})
    take_back(desk, change)
    assert expectations_of(desk, key) == before
    assert last_review(desk, "P06", key) is None


def renew(desk: Desk, key: EngagementId, *mine: str) -> None:
    """A new version in which the mentor expects something else."""
    agreements.agree(desk, key, replace(agreements.suggest(desk, key), my_expectations=mine))


def test_what_an_earlier_version_expected_stays_with_it_and_with_how_it_stood(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk)
    first = desk.today
    mine = next(each for each in expectations_of(desk, key) if each.side is Side.MENTOR)
    look_together(desk, key, {mine.expectation_id: ExpectationMet.PARTLY})
    assert expected_before(desk, key) == ()
    clock.forward(days=90)
    renew(desk, key, "Says when it is enough")
    # Agreed again on the same day: that was a slip, and is not another version to look back at.
    renew(desk, key, "Asks before giving advice")
    (before,) = expected_before(desk, key)
    assert (before.version_no, before.agreed_on) == (1, first)
    assert [(each.text, each.met) for each in before.said] == [(mine.text, ExpectationMet.PARTLY)]
    assert read_agreed(desk, key, version_no=1).mine == (mine.text,)
    assert read_agreed(desk, key, version_no=2).mine == ()
    assert read_agreed(desk, key).mine == ("Asks before giving advice",)
    clock.forward(days=-200)
    renew(desk, key, "Comes back to it")
    assert read_agreed(desk, key).mine == ("Comes back to it",)


@given(
    days=st.lists(st.dates(DAY, DAY + dt.timedelta(days=9)), max_size=4),
    spoken=st.lists(st.dates(DAY, DAY + dt.timedelta(days=9)), max_size=6),
)
def test_every_expectation_is_in_one_version_and_none_before_it_was_spoken(
    days: list[dt.date], spoken: list[dt.date]
) -> None:
    days.sort()
    said = [
        Expectation(
            expectation_id=RecordId(str(n)), engagement_id=EngagementId("e"), side=Side.MENTOR, text="a",
            spoken_on=day,
        )
        for n, day in enumerate(spoken)
    ]  # fmt: skip
    parts = by_version(said, days)
    if not days:
        assert (parts, expected_now(said, days)) == ((), tuple(said))
        return
    found = sorted(each.expectation_id for part in parts for each in part)
    assert found == [str(n) for n in range(len(said))]
    for part, begun, ended in zip(parts, days, [*days[1:], dt.date.max], strict=True):
        assert all(each.spoken_on < ended for each in part)
        assert all(begun <= each.spoken_on or begun == days[0] for each in part)
    assert expected_now(said, days) == next((part for part in reversed(parts) if part), ())


def test_a_look_settles_the_quarter_for_this_relation_alone(desk: Desk, clock: StoppedClock) -> None:
    first, second = take_on(desk), take_on(desk, "Tova-31")
    clock.forward(days=120)

    def due(key: EngagementId) -> bool:
        return not next(each for each in periodic_states(desk, key) if each.item.item_id == "P06").holds

    assert due(first)
    assert due(second)
    look_together(desk, first, {})
    assert not due(first)
    assert due(second)
