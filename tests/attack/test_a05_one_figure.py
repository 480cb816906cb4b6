"""A5: the reader who knows all others, and watches one figure when somebody joins."""

from itertools import pairwise

import pytest
from tests.attack.crowds import SAFE

from careernotes.disclosure.blur import COIN_SPACE, Rounder, is_listed, rounded


def shown_after(people: int, rounder: Rounder, base: int = 5) -> dict[int | None, int]:
    """What one figure shows, over the five equally likely fifths of all coins; None is not shown."""
    outcome: dict[int | None, int] = {}
    for fifth in range(base):
        value = rounder(people, base, -(-fifth * COIN_SPACE // base))
        shown = value if value >= max(SAFE.hide_below, base) else None
        outcome[shown] = outcome.get(shown, 0) + 1
    return outcome


def joiner_advantage(rounder: Rounder, group: int = 40) -> float:
    """How well the best reader tells whether the one who joined has the theme, when all others are known."""
    worst = 0
    for people in range(group):
        without, with_ = shown_after(people, rounder), shown_after(people + 1, rounder)
        gained = sum(max(0, with_.get(shown, 0) - without.get(shown, 0)) for shown in with_)
        worst = max(worst, gained)
    return worst / 5


def test_who_joined_can_be_told_with_an_advantage_of_a_fifth_at_most() -> None:
    assert joiner_advantage(rounded) <= 0.20


@pytest.mark.parametrize(
    "weaker",
    [
        pytest.param(lambda n, _base, _coin: n, id="no rounding"),
        pytest.param(lambda n, base, _coin: round(n / base) * base, id="nearest multiple"),
        pytest.param(lambda n, base, _coin: n - n % base, id="always down"),
    ],
)
def test_a_weaker_blur_gives_the_joiner_away(weaker: Rounder) -> None:
    assert joiner_advantage(weaker) == 1.0


def test_a_theme_list_gives_a_joiner_away_with_a_fifth_at_most_and_a_threshold_surely() -> None:
    def advantage(listed: "object") -> float:
        fifths = [-(-fifth * COIN_SPACE // 5) for fifth in range(5)]
        chances = [sum(listed(people, coin) for coin in fifths) / 5 for people in range(42)]
        return max(abs(after - before) for before, after in pairwise(chances))

    assert advantage(is_listed) <= 0.20 + 1e-9
    assert advantage(lambda people, _coin: people >= 5) == 1.0
