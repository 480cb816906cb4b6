"""What an opened sum can be: sums of real contributions always pass, and sums with a wrong half do not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import KIT, PERIOD, PLAN, TAXONOMY, one_meeting_each, property_test, vaults

from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.plausible import MOST_PEOPLE, is_plausible
from careernotes.disclosure.plausible_sum import is_plausible_sum
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.shares import MODULUS, mask_of, summed

PEOPLE, SQUARES = FigureKey(TableId.PEOPLE), FigureKey(TableId.SQUARES)
MENTORS, SESSIONS = FigureKey(TableId.MENTORS), FigureKey(TableId.SESSIONS)


def counters_of(facts: MentorFacts) -> tuple[int, ...]:
    return count(facts, PERIOD, PLAN, KIT, TAXONOMY)


def mentor(number: int, people: int, *, area: int = 1) -> tuple[int, ...]:
    numbers = range(1000 * number, 1000 * number + people)
    return counters_of(one_meeting_each({who: [] for who in numbers}, business_area=area))


@property_test
@given(st.lists(vaults(), min_size=1, max_size=6))
def test_the_sum_of_any_contributions_passes(facts: list[MentorFacts]) -> None:
    vectors = [counters_of(each) for each in facts]
    assert all(is_plausible(vector, PLAN) for vector in vectors)
    assert is_plausible_sum(add(vectors, PLAN), PLAN, len(vectors))


SUM = add([mentor(n, 4 + n % 3, area=1 + n % 4) for n in range(8)], PLAN)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (PEOPLE, 1),
        (PEOPLE, 8 * MOST_PEOPLE),
        (SQUARES, 1),
        (SQUARES, -100),
        (MENTORS, 1),
        (MENTORS, -8),
        (SESSIONS, -1),
        (SESSIONS, 10**6),
        (FigureKey(TableId.CHOSEN_BY, 1), 1000),
        (FigureKey(TableId.AREAS, 1), 1000),
        (FigureKey(TableId.GROUPS, 1), 1000),
        (FigureKey(TableId.PRODUCTS, 1, 2), 10),
        (FigureKey(TableId.JOINED, 1), 1000),
        (FigureKey(TableId.SQUARES, 1), 10**4),
    ],
)
def test_a_sum_with_one_impossible_number_is_refused(key: FigureKey, change: int) -> None:
    assert is_plausible_sum(SUM, PLAN, 8)
    changed = list(SUM)
    changed[PLAN.position[key]] += change
    assert not is_plausible_sum(changed, PLAN, 8)


def test_a_sum_of_another_length_or_with_a_negative_number_is_refused() -> None:
    assert not is_plausible_sum(SUM[:-1], PLAN, 8)
    assert not is_plausible_sum((*SUM[:-1], -1), PLAN, 8)


def test_a_missing_or_foreign_half_is_always_noticed() -> None:
    draw = random.Random(5)
    for _each in range(200):
        mask = mask_of(draw.randbytes(32), "c", len(SUM))
        assert not is_plausible_sum(summed([SUM, mask], len(SUM)), PLAN, 8)
        assert not is_plausible_sum(tuple((n - m) % MODULUS for n, m in zip(SUM, mask, strict=True)), PLAN, 8)
