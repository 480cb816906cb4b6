"""Who came and went, from the sums of several reports."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import organisation, period_at, roster_at
from tests.unit.disclosure.support import property_test

from careernotes.auditing.roster import Roster, classes_of, linked
from careernotes.disclosure.plan import OLDEST
from careernotes.domain.periods import Period


@property_test
@given(seed=st.integers(0, 10_000), periods=st.integers(1, OLDEST))
def test_sizes_of_classes_follow_from_the_sums_of_each_report(seed: int, periods: int) -> None:
    people = organisation(seed, 40, periods)
    first = roster_at(people, 0).number
    true = Counter((p.area, first + p.came, p.left) for p in people)
    found = {
        (c.area, c.first, c.left): c.people
        for c in classes_of([roster_at(people, q) for q in range(periods)])
    }
    assert found == dict(true)


rosters = st.lists(
    st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, OLDEST)), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


@property_test
@given(people=rosters)
def test_whatever_was_sent_the_classes_add_up_to_each_report(
    people: list[dict[tuple[int, int], int]],
) -> None:
    series = [Roster(period=period_at(place), people=each) for place, each in enumerate(people)]
    classes = classes_of(series)
    assert all(each.people > 0 and each.entered <= each.left for each in classes)
    for place, roster in enumerate(series):
        by_area = Counter[int]()
        for each in classes:
            by_area[each.area] += each.people * each.present(place)
        sent = Counter[int]()
        for (area, _age), number in roster.people.items():
            sent[area] += number
        assert +by_area == +sent


@settings(property_test, max_examples=30)
@given(people=rosters, divided=st.integers(1, 11))
def test_where_areas_come_later_the_classes_add_up_before_as_a_whole_and_then_by_area(
    people: list[dict[tuple[int, int], int]], divided: int
) -> None:
    full = [Roster(period=period_at(place), people=each) for place, each in enumerate(people)]
    series = [each.whole_programme() if place < divided else each for place, each in enumerate(full)]
    classes = classes_of(series, divided=divided)
    assert all(each.people > 0 and each.entered <= each.left for each in classes)
    for place, roster in enumerate(series):
        there = Counter[int]()
        for each in classes:
            # Who stays until there are areas is in one of them from the first.
            there[each.area if place >= divided else 0] += each.people * each.present(place)
        assert +there == +roster.areas()
    # Nobody leaves or comes for there being areas.
    whole = classes_of([each.whole_programme() for each in full])
    spells = (Counter[tuple[int, int, int]](), Counter[tuple[int, int, int]]())
    for found, each in [*((spells[0], c) for c in classes), *((spells[1], c) for c in whole)]:
        if each.left < divided:
            found[each.first, each.entered, each.left] += each.people
    assert spells[0] == spells[1]


def test_somebody_who_pauses_is_somebody_who_went_and_somebody_who_came() -> None:
    series = [
        Roster(period=period_at(0), people={(1, 0): 5}),
        Roster(period=period_at(1), people={(1, 1): 4}),
        Roster(period=period_at(2), people={(1, 2): 4, (1, 0): 1}),
    ]
    assert [(c.entered, c.left, c.people) for c in classes_of(series)] == [(0, 0, 1), (0, 2, 4), (2, 2, 1)]


def test_reports_of_another_length_of_period_are_not_linked() -> None:
    periods = [Period.parse(text) for text in ("2024", "2025-H1", "2025-H2", "2026-H1")]
    series = [Roster(period=each, people={}) for each in periods]
    assert linked(series) == 1
    assert linked(series[1:]) == 0
