"""The reader who learns from a report that was not made, or from an area that is not shown.

Whether somebody said yes to being counted is confidential, and the number of mentors, of people and their
spread all hang on it. The reader knows everybody else's answer. Every decision falls with the coin, lower
coins in favour, so the coin at which it turns is found by halving and the chances are exact to one in 2^64.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import PERIOD, PLAN, TAXONOMY, make_kit, property_test

from careernotes.disclosure.blur import COIN_SPACE, Blur, is_spread, rounded_from
from careernotes.disclosure.errors import PoolTooSmallError
from careernotes.disclosure.gate import Evidence, gate_breakdown, gate_pool
from careernotes.disclosure.plan import FigureKey, TableId, figure_plan
from careernotes.disclosure.policy import MENTORS_BASE, Policy

GOAL = Fraction(1, 5) + Fraction(1, 2**60)
SAFE = Policy()
TWO_AREAS = figure_plan(
    make_kit(
        segments={
            "business_area": [
                {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 500}
                for n in (1, 2)
            ]
        }
    ),
    TAXONOMY,
)
Rule = Callable[[Sequence[int], int], bool]


def chance(decided: Callable[[int], bool]) -> Fraction:
    """The share of all coins with which something is decided with yes."""
    low, high = 0, COIN_SPACE
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if decided(middle) else (low, middle)
    return Fraction(low, COIN_SPACE)


def worlds(sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The same mentors with one yes more: somebody of one mentor, or the first of a mentor who had none."""
    yield (*sizes, 1)
    for place in {size: place for place, size in enumerate(sizes)}.values():
        yield tuple(size + (at == place) for at, size in enumerate(sizes))


def advantage(rule: Rule, sizes: Sequence[int]) -> Fraction:
    """How well the best reader tells from the decision whether one more person said yes."""
    before = chance(lambda coin: rule(sizes, coin))
    return max(abs(chance(lambda coin, more=more: rule(more, coin)) - before) for more in worlds(sizes))


def evidence(sizes: Sequence[int], coin: int, area: int = 0) -> Evidence:
    counts = Counter(
        {
            FigureKey(TableId.PEOPLE): sum(sizes),
            FigureKey(TableId.MENTORS): len(sizes),
            FigureKey(TableId.SQUARES): sum(size * size for size in sizes),
        }
    )
    if area:
        counts[FigureKey(TableId.AREAS, area)] = sum(sizes)
        counts[FigureKey(TableId.SQUARES, area)] = sum(size * size for size in sizes)
    return Evidence(counts=counts, blur=Blur(coin=lambda *_parts: coin, plan=PLAN, period=PERIOD), base=5)


def opens(sizes: Sequence[int], coin: int) -> bool:
    """The program's own gate of a whole report."""
    try:
        gate_pool(evidence(sizes, coin), SAFE)
    except PoolTooSmallError:
        return False
    return True


def exactly(sizes: Sequence[int], _coin: int) -> bool:
    """The rule as it was where people are enough: the number of mentors and the spread, exactly."""
    people = sum(sizes)
    squares = sum(size * size for size in sizes)
    return len(sizes) >= SAFE.mentors and people * people >= SAFE.effective_mentors * squares


def equal_programmes() -> Iterator[tuple[int, ...]]:
    """Mentors with about as many people each, around every floor, and with one mentor who has more."""
    for mentors in range(3, 11):
        for each in range(3, 10):
            yield (each,) * mentors
            yield (*(each,) * (mentors - 1), 3 * each)


def test_whether_there_is_a_report_tells_one_more_yes_with_a_fifth_at_most() -> None:
    assert max(advantage(opens, sizes) for sizes in equal_programmes()) <= GOAL


@property_test
@given(st.lists(st.integers(1, 25), min_size=2, max_size=12))
def test_for_any_mentors_the_refusal_tells_a_fifth_at_most(sizes: list[int]) -> None:
    assert advantage(opens, sizes) <= GOAL


def test_judged_exactly_the_refusal_tells_the_yes_of_a_mentors_only_mentee() -> None:
    assert advantage(exactly, (9,) * 4) == 1
    assert Fraction(1, 10) < advantage(opens, (9,) * 4) <= GOAL


def parts_of(people: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can be spread over mentors."""
    if people == 0:
        yield ()
    for first in range(min(people, most), 0, -1):
        for rest in parts_of(people - first, first):
            yield (first, *rest)


def share(people: int, squares: int) -> Fraction:
    """With what share of the coins people so spread count as spread enough."""
    return chance(lambda coin: is_spread(people, squares, SAFE.effective_mentors, coin))


@pytest.mark.parametrize("people", [20, 24])
def test_of_every_spread_over_mentors_one_more_yes_is_told_with_a_fifth_at_most(people: int) -> None:
    seen: dict[tuple[int, int], Fraction] = {}

    def of(n: int, squares: int) -> Fraction:
        if (n, squares) not in seen:
            seen[n, squares] = share(n, squares)
        return seen[n, squares]

    changes = {
        (sum(size * size for size in sizes), more)
        for sizes in parts_of(people, people)
        for more in {0, *sizes}
    }
    most = max(abs(of(people + 1, q + 2 * more + 1) - of(people, q)) for q, more in changes)
    assert most <= GOAL
    exact = {people * people >= 4 * q for q, _more in changes}
    assert exact == {True, False}


def shown_areas(sizes: Sequence[int], coin: int) -> bool:
    """Whether area 1 stands alone, beside an area that is always big enough."""
    judged = evidence(sizes, coin, area=1)
    counts = Counter(judged.counts)
    counts[FigureKey(TableId.AREAS, 2)], counts[FigureKey(TableId.SQUARES, 2)] = 400, 400
    beside = Evidence(counts=counts, blur=judged.blur, base=judged.base)
    # With two areas: empty ones would be counted together with the smaller of these two, whatever it is.
    return any(area.number == 1 for area in gate_breakdown(beside, TWO_AREAS, SAFE).breakdown.areas)


@property_test
@given(st.lists(st.integers(1, 12), min_size=3, max_size=10))
def test_whether_an_area_stands_alone_tells_one_more_yes_with_a_fifth_at_most(sizes: list[int]) -> None:
    assert advantage(shown_areas, sizes) <= GOAL


# ------------------------------------------------- a threshold for one period, or for ever


STEPS = tuple(-(-fifth * COIN_SPACE // MENTORS_BASE) for fifth in range(MENTORS_BASE))


def opened(mentors: int, coin: int) -> bool:
    """Whether so many mentors are enough, with this coin."""
    return rounded_from(SAFE.mentors, mentors, MENTORS_BASE, coin) - (MENTORS_BASE - 1) >= SAFE.mentors


def best_after(history: Sequence[int], mentors: int, *, fresh: bool) -> Fraction:
    """The advantage about a mentor's only mentee who may have joined after *history*.

    In every period before, the reader knows the number of mentors and sees whether there was a report. The
    worst of all coins counts: the reader to whom the past showed most.
    """
    worst = Fraction(0)
    for drawn in STEPS:
        past = [opened(count, drawn) for count in history]
        alike = [coin for coin in STEPS if [opened(count, coin) for count in history] == past]
        left = STEPS if fresh else alike
        without, with_ = (
            Fraction(sum(opened(n, c) for c in left), len(left)) for n in (mentors, mentors + 1)
        )
        worst = max(worst, with_ - without)
    return worst


def test_a_threshold_drawn_anew_each_period_keeps_its_secret_and_one_for_ever_gives_it_away() -> None:
    history = (5, 6, 7, 8)
    assert max(best_after(history, mentors, fresh=True) for mentors in range(3, 11)) <= GOAL
    assert best_after(history, 5, fresh=False) == 1


# ------------------------------------------------- right at each floor, where no other one decides


def test_one_more_yes_at_the_thirtieth_person_shows_with_a_fifth_at_most() -> None:
    for sizes in ((3,) * 9 + (2,), (3,) * 10, (3,) * 9 + (1, 1, 1), (2,) * 15):
        assert advantage(opens, sizes) <= GOAL
    assert advantage(exactly_people, (3,) * 9 + (2,)) == 1


def exactly_people(sizes: Sequence[int], _coin: int) -> bool:
    """The number of people, exactly."""
    return sum(sizes) >= SAFE.people


def test_one_more_mentor_where_a_kit_asks_for_more_shows_with_a_fifth_at_most() -> None:
    strict = replace(SAFE, mentors=12)

    def opens_strictly(sizes: Sequence[int], coin: int) -> bool:
        try:
            gate_pool(evidence(sizes, coin), strict)
        except PoolTooSmallError:
            return False
        return True

    for mentors in range(10, 18):
        assert advantage(opens_strictly, (9,) * mentors) <= GOAL
    assert not any(opens_strictly((9,) * mentors, 0) for mentors in range(5, 12))
    assert opens_strictly((9,) * 16, COIN_SPACE - 1)


def test_one_more_yes_at_the_twentieth_person_of_an_area_shows_with_a_fifth_at_most() -> None:
    for sizes in ((2,) * 9 + (1,), (2,) * 10, (2,) * 11, (2,) * 11 + (1,), (2,) * 12):
        assert advantage(shown_areas, sizes) <= GOAL
    assert not shown_areas((2,) * 9 + (1,), 0)
    assert shown_areas((3,) * 12, COIN_SPACE - 1)
