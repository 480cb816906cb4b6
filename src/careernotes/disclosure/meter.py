"""The inference meter of theme lists: how much they can tell about one named person, as an exact number.

The advantage of a reader is how much more often its best guess about one theme of one person is right than
wrong, from 0 (nothing learned) to 1 (certainty): the total variation between what the lists would look like
with and without that person's theme. It is computed from the program's own rule for listing a theme, by going
through every number of people and every outcome; nothing in it depends on what anybody said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb

from careernotes.disclosure.blur import COIN_SPACE, is_listed

_SHARES = 20
"""A reader who knows nobody's themes is tried with one in so many people having the theme, two, three…"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advantage:
    """What one reader gains at most: one who knows the themes of all others, and one who knows nobody's."""

    others_known: Fraction
    others_unknown: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """The advantage from this list, and from all lists so far about somebody who was in most of them."""

    lists: int
    """In how many lists, this one among them, the most exposed person and theme are."""
    this: Advantage
    so_far: Advantage


def meter_of(*, people: int, lists: int, this_one: bool) -> Meter:
    """The meter of a list over *people*; *lists* counts those that can tell about the same person and theme.
    *this_one* is False when no theme can be on this list at all.
    """
    return Meter(
        lists=lists, this=advantage(int(this_one), people=people), so_far=advantage(lists, people=people)
    )


def advantage(lists: int, *, people: int) -> Advantage:
    """The most that *lists* lists over *people* people tell about one lasting theme of one of them."""
    if not lists or not people:
        return Advantage(others_known=Fraction(0), others_unknown=Fraction(0))
    coins = [coins_that_list(count) for count in range(people + 1)]
    known = max(_told(list(_law(one, lists)), list(_law(two, lists))) for one, two in _neighbours(coins))
    return Advantage(
        others_known=Fraction(known, 2 * COIN_SPACE**lists),
        others_unknown=max(_unknown(coins, lists, share) for share in range(1, _SHARES)),
    )


def coins_that_list(count: int) -> int:
    """With how many of all coins a theme of *count* people is listed, found by asking the rule itself."""
    low, high = 0, COIN_SPACE
    while low < high:
        middle = (low + high) // 2
        if is_listed(count, middle):
            low = middle + 1
        else:
            high = middle
    return low


def _neighbours(coins: list[int]) -> set[tuple[int, int]]:
    """Without and with one person, for every number of others who have the theme."""
    return set(pairwise(coins))


def _law(coins: int, lists: int) -> Iterator[int]:
    """With how many draws a theme is on none, one, two… of the lists."""
    for on in range(lists + 1):
        yield comb(lists, on) * coins**on * (COIN_SPACE - coins) ** (lists - on)


def _told(one: list[int], two: list[int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, two, strict=True))


def _unknown(coins: list[int], lists: int, share: int) -> Fraction:
    """The same for a reader to whom each of the others has the theme with a chance of *share* in so many."""
    others = len(coins) - 2
    weights = [comb(others, k) * share**k * (_SHARES - share) ** (others - k) for k in range(others + 1)]
    laws = [list(_law(each, lists)) for each in coins]
    mixed = (
        [sum(weight * law[on] for weight, law in zip(weights, some, strict=False)) for on in range(lists + 1)]
        for some in (laws, laws[1:])
    )
    without, with_ = mixed
    return Fraction(_told(without, with_), 2 * _SHARES**others * COIN_SPACE**lists)
