"""The inference meter of lists, held against every outcome of every list for every reader."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.disclosure import meter
from careernotes.disclosure.blur import COIN_SPACE, is_listed
from careernotes.disclosure.meter import advantage, coins_that_list, meter_of

NEAR = Fraction(1, 10**12)
CHANCES = [Fraction(min(5, max(0, k - 3)), 5) for k in range(60)]
"""As the method says: 0 up to 3 people, .2 .4 .6 .8 for 4 to 7, 1 from 8."""


def told(one: tuple[int, ...], joins: int) -> Fraction:
    """The total variation between all outcomes of several lists, with and without one person more."""
    total = Fraction(0)
    for outcome in product((True, False), repeat=len(one)):
        laws = [Fraction(1), Fraction(1)]
        for count, on in zip(one, outcome, strict=True):
            for which, number in enumerate((count, count + joins)):
                laws[which] *= CHANCES[number] if on else 1 - CHANCES[number]
        total += abs(laws[0] - laws[1])
    return total / 2


def test_a_theme_is_listed_with_the_chances_of_the_method() -> None:
    assert all(abs(Fraction(coins_that_list(k), COIN_SPACE) - CHANCES[k]) < NEAR for k in range(60))


@property_test
@given(count=st.integers(0, 20), coin=st.integers(0, COIN_SPACE - 1))
def test_the_number_of_coins_is_where_the_rule_changes_its_mind(count: int, coin: int) -> None:
    assert is_listed(count, coin) == (coin < coins_that_list(count))


@pytest.mark.parametrize("lists", [1, 2, 3])
def test_whatever_the_others_had_in_each_list_a_reader_who_knows_them_learns_no_more(lists: int) -> None:
    worst = max(told(counts, 1) for counts in product(range(11), repeat=lists))
    assert abs(advantage(lists, people=12).others_known - worst) < NEAR


def test_one_list_gives_a_named_person_away_with_a_fifth_at_most_and_eight_more_with_far_more() -> None:
    one, nine = advantage(1, people=12), advantage(9, people=12)
    assert one.others_known <= Fraction(1, 5) + NEAR
    assert one.others_unknown < one.others_known
    assert nine.others_known > Fraction(4, 5)
    assert nine.others_unknown < nine.others_known


@pytest.mark.parametrize("people", [2, 12, 20])
def test_a_reader_who_knows_nobody_is_an_average_over_readers_who_know_all(people: int) -> None:
    others, best = people - 1, Fraction(0)
    for share in (Fraction(n, 20) for n in range(1, 20)):
        weights = [comb(others, k) * share**k * (1 - share) ** (others - k) for k in range(others + 1)]
        on = sum(w * (CHANCES[k + 1] - CHANCES[k]) for k, w in enumerate(weights))
        best = max(best, Fraction(on))
    assert abs(advantage(1, people=people).others_unknown - best) < NEAR


def test_a_list_that_says_nothing_adds_nothing() -> None:
    nothing = meter_of(people=12, lists=3, this_one=False)
    assert (nothing.this.others_known, nothing.this.others_unknown) == (0, 0)
    assert nothing.so_far == advantage(3, people=12)


def test_a_rule_that_cuts_at_five_people_is_measured_as_certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "is_listed", lambda count, _coin: count >= 5)
    assert advantage(1, people=12).others_known == 1
