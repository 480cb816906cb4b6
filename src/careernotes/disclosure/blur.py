"""Blur: unbiased random rounding, every figure and margin on its own.

The coin of a figure is a keyed hash of plan, period and figure, so the same period gives the same figure
however often it is asked for, and nobody without the secret can tell which way a figure was nudged.
Whole numbers only: no float decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from careernotes.disclosure.plan import FigurePlan
from careernotes.disclosure.policy import LIST_ALWAYS, LIST_NEVER, base_for
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

    def base(self, people: int) -> int:
        """The base for a programme of *people*, chosen from a blurred number of its own.

        Chosen from the true number, the base itself would tell when somebody joined.
        """
        return base_for(self.figure("base", people, _BASE_OF_THE_BASE))
