"""Blur: unbiased random rounding, every figure and margin on its own.

The coin of a figure is a keyed hash of plan, period and figure, so the same period gives the same figure
however often it is asked for, and nobody without the secret can tell which way a figure was nudged.
Whole numbers only: no float decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt

from careernotes.disclosure.plan import FigurePlan
from careernotes.disclosure.policy import LIST_ALWAYS, LIST_NEVER, SPREAD_STEPS, base_for
from careernotes.domain.periods import Period

COIN_SPACE = 2**64
_BASE_OF_THE_BASE = 10

Coin = Callable[[str, str, str], int]
"""From plan hash, period and figure to a whole number below ``COIN_SPACE``."""
Rounder = Callable[[int, int, int], int]
"""From a count, a base and a coin to a multiple of the base."""


def rounded(count: int, base: int, coin: int) -> int:
    """*count* moved to a neighbouring multiple of *base*; up with probability remainder / base."""
    low, over = count - count % base, count % base
    return low + base if coin * base < over * COIN_SPACE else low


def rounded_from(floor: int, count: int, base: int, coin: int, rounder: Rounder = rounded) -> int:
    """*count* rounded onto the multiples of *base*, moved so that one of them proves exactly *floor*.

    A result v proves v - base + 1. Below the floor nothing proves it; at the floor one coin in *base* does,
    and from floor + base - 1 on every coin does.
    """
    moved = (floor - 1) % base
    return rounder(count - moved, base, coin) + moved


def is_spread(people: int, squares: int, least: int, coin: int) -> bool:
    """Whether *people* are spread as over more than *least* equal mentors, by a margin that chance decides.

    *squares* is the sum of the squared numbers of people of each mentor. The margin n^2 - least * squares is
    held against a random part of as much as some single persons together can move it: without a margin the
    answer is always no, and one person's yes changes it with a chance of one in ``SPREAD_STEPS`` at most.
    """
    margin = people * people - least * squares
    root = isqrt(least - 1) + 1
    # No mentor has more than n / sqrt(least) people where the margin is not negative, so this is the most
    # that one person more can take from it or add to it.
    most_by_one = (2 * root - 2) * people + least - 1
    return coin * SPREAD_STEPS * most_by_one < margin * COIN_SPACE


def is_listed(count: int, coin: int) -> bool:
    """Whether a theme of *count* people is in a theme list: never up to 3, .2 .4 .6 .8 for 4 to 7, always
    from 8.
    """
    steps = LIST_ALWAYS - LIST_NEVER
    return coin * steps < (count - LIST_NEVER) * COIN_SPACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Blur:
    """The coins of one plan and period."""

    coin: Coin
    plan: FigurePlan
    period: Period
    rounder: Rounder = rounded

    def of(self, figure: str) -> int:
        """The coin of one figure."""
        return self.coin(self.plan.plan_hash, str(self.period), figure)

    def figure(self, figure: str, count: int, base: int) -> int:
        """One figure, blurred."""
        return self.rounder(count, base, self.of(figure))

    def figure_from(self, floor: int, figure: str, count: int, base: int) -> int:
        """One figure, blurred so that it can prove exactly *floor*."""
        return rounded_from(floor, count, base, self.of(figure), self.rounder)

    def base(self, people: int) -> int:
        """The base for a programme of *people*, chosen from a blurred number of its own.

        Chosen from the true number, the base itself would tell when somebody joined.
        """
        return base_for(self.figure("base", people, _BASE_OF_THE_BASE))
