"""How long something may still take: said late, rounded, and never up and down."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.domain.time_left import TimeLeft

Estimates = list[tuple[float, float | None]]
"""What the clock shows, and an estimate then."""


def said(estimates: Estimates) -> list[str]:
    now = iter([clock for clock, _left in estimates])
    time_left = TimeLeft(lambda: next(now))
    return [time_left.words(left) for _clock, left in estimates]


def seconds(words: str) -> int:
    """What the words stand for."""
    number = int(found[0]) if (found := re.findall(r"\d+", words)) else 1
    units = {"few seconds": 10, "half a minute": 30, "minute": 60, "hour": 3600}
    return number * next(worth for unit, worth in units.items() if unit in words)


def test_the_first_seconds_say_nothing() -> None:
    assert said([(0.0, 500.0), (1.0, 40.0), (2.9, 200.0)]) == ["", "", ""]


def test_what_takes_a_few_seconds_is_not_spoken_of() -> None:
    assert set(said([(n * 0.5, 8.0 - n * 0.5) for n in range(16)])) == {""}


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (25, "About half a minute left"),
        (62, "About a minute left"),
        (118, "About 2 minutes left"),
        (590, "About 10 minutes left"),
        (1600, "About 25 minutes left"),
        (3500, "About an hour left"),
        (9000, "About 2 hours left"),
    ],
)
def test_words_are_rounded(left: float, words: str) -> None:
    assert said([(0.0, left + 5), (5.0, left)])[-1] == words


@property_test
@given(
    whole=st.floats(20, 3000),
    errors=st.lists(st.floats(0.8, 1.25), min_size=20, max_size=20),
)
def test_an_estimate_that_wavers_by_a_quarter_only_ever_goes_down(whole: float, errors: list[float]) -> None:
    estimates: Estimates = [(whole * n / 20, whole * (1 - n / 20) * errors[n]) for n in range(20)]
    spoken = [seconds(words) for words in said(estimates) if words]
    assert all(after <= before for before, after in itertools.pairwise(spoken))


def test_what_was_wrong_by_much_is_put_right() -> None:
    estimates: Estimates = [(float(n), 60.0 if n < 10 else 900.0) for n in range(30)]
    spoken = [seconds(words) for words in said(estimates) if words]
    assert spoken[0] <= 60
    assert spoken[-1] >= 600


def test_another_step_begins_anew() -> None:
    spoken = said([(0.0, 100.0), (5.0, 100.0), (6.0, None), (7.0, 100.0)])
    assert [bool(words) for words in spoken] == [False, True, False, False]
