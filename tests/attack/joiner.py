"""How well the best reader tells whether somebody who joined has a theme: exactly, by going through it all.

Before, a number of reports without the person, afterwards as many with them; nothing else changes. How many
of the others have the theme is not known to the reader: every number is taken for equally likely. The
advantage is the total variation between what can be seen if the person has it and if not; *certain* is the
chance that the reader is left with no doubt at all. No sampling: every number, every coin.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb

import numpy as np
from numpy.typing import NDArray

from careernotes.disclosure.blur import COIN_SPACE, is_listed, rounded

Law = Mapping[Hashable, Fraction]
Seen = Callable[[int, int, int], Law]
"""From people with the theme before, how many of who joined have it, and reports on each side: what can be
seen."""


# ------------------------------------------------- what is published of one number


@cache
def up(remainder: int, step: int) -> Fraction:
    """The share of coins with which the program's own rounding goes up, found by halving."""
    low, high = 0, COIN_SPACE
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if rounded(remainder, step, middle) else (low, middle)
    return Fraction(low, COIN_SPACE).limit_denominator(step)


def often(values: Mapping[Hashable, Fraction], times: int) -> Law:
    """The same drawn anew so many times, as numbers of each: their order tells nothing."""
    (one, share), *rest = values.items()
    if not rest:
        return {((one, times),): Fraction(1)}
    ((two, _other),) = rest
    return {
        tuple((v, k) for v, k in ((one, n), (two, times - n)) if k): comb(times, n)
        * share**n
        * (1 - share) ** (times - n)
        for n in range(times + 1)
    }


def merged(pairs: Sequence[tuple[Hashable, Fraction]]) -> dict[Hashable, Fraction]:
    """Shares of the same value added up."""
    total: Counter[Hashable] = Counter()
    for value, share in pairs:
        if share:
            total[value] += share  # type: ignore[assignment]  # shares, not whole numbers
    return dict(total)


def both_sides(law: Callable[[int], Mapping[Hashable, Fraction]]) -> Seen:
    """Reports of a rule that draws anew for each."""

    @cache
    def side(people: int, times: int) -> Law:
        return often(law(people), times)

    def seen(people: int, joined: int, times: int) -> Law:
        before, after = side(people, times), side(people + joined, times)
        return {(b, a): p * q for (b, p), (a, q) in product(before.items(), after.items())}

    return seen


def ours(step: int, floor: int) -> Seen:
    """Random rounding, and a dash under the floor."""

    def law(people: int) -> dict[Hashable, Fraction]:
        low, share = people - people % step, up(people % step, step)
        return merged([(v if v >= floor else None, p) for v, p in ((low, 1 - share), (low + step, share))])

    return both_sides(law)


def listed() -> Seen:
    """The theme list of one mentor."""
    fifths = [-(-fifth * COIN_SPACE // 5) for fifth in range(5)]

    def law(people: int) -> dict[Hashable, Fraction]:
        share = Fraction(sum(is_listed(people, coin) for coin in fifths), 5)
        return merged([(True, share), (False, 1 - share)])

    return both_sides(law)


def nearest(step: int) -> Seen:
    """Rounding to the nearest multiple, always the same way."""
    return both_sides(lambda people: {(people + step // 2) // step * step: Fraction(1)})


def exact() -> Seen:
    """The number itself."""
    return both_sides(lambda people: {people: Fraction(1)})


def threshold(least: int = 10) -> Seen:
    """ACRO's rule: the number itself from a threshold on."""
    return both_sides(lambda people: {people if people >= least else None: Fraction(1)})


def nhs() -> Seen:
    """Hospital statistics: 1 to 7 hidden, everything else rounded to the nearest 5, nobody shown as 0."""
    return both_sides(lambda people: {None if 1 <= people <= 7 else (people + 2) // 5 * 5: Fraction(1)})


NOISE = {
    -2: Fraction(6, 100),
    -1: Fraction(25, 100),
    0: Fraction(38, 100),
    1: Fraction(25, 100),
    2: Fraction(6, 100),
}
"""A cell key table that moves a number by 2 at most, with a variance of about 1."""


def cell_key(*, by_contributors: bool) -> Seen:
    """Noise that hangs on the people in the cell, or on everybody in the report; the same people, the same
    noise.
    """

    def law(people: int) -> dict[Hashable, Fraction]:
        return merged([(people + noise if people else 0, share) for noise, share in NOISE.items()])

    def seen(people: int, joined: int, times: int) -> Law:
        del times
        if by_contributors and not joined:
            return {(value, value): share for value, share in law(people).items()}
        return {
            (b, a): p * q for (b, p), (a, q) in product(law(people).items(), law(people + joined).items())
        }

    return seen


# ------------------------------------------------- the best reader


@dataclass(frozen=True, slots=True)
class Told:
    """How much better than a guess, and the chance to be left without doubt."""

    advantage: float
    certain: float


def table(
    seen: Seen, people: int, joined: int, times: int, names: dict[Hashable, int]
) -> NDArray[np.float64]:
    """For each number of others (a row) the chance of everything that can be seen (a column)."""
    laws = [seen(n, joined, times) for n in range(people + 1)]
    for law in laws:
        for each in law:
            names.setdefault(each, len(names))
    found = np.zeros((people + 1, len(names)))
    for row, law in enumerate(laws):
        for each, share in law.items():
            found[row, names[each]] += float(share)
    return found


def of_one_figure(seen: Seen, people: int, times: int) -> Told:
    """The reader of one figure over so many others."""
    names: dict[Hashable, int] = {}
    one = table(seen, people, 1, times, names).mean(axis=0)
    none = table(seen, people, 0, times, names).mean(axis=0)
    return _told(np.pad(one, (0, len(names) - len(one))), none)


def of_whole_and_area(whole: Seen, area: Seen, people: int, inside: int, times: int) -> Told:
    """The reader of the whole programme's figure and that of the area with *inside* of the *people*."""
    worlds = []
    names: tuple[dict[Hashable, int], dict[Hashable, int]] = ({}, {})
    for joined in (1, 0):
        parts, wholes = (
            table(area, inside, joined, times, names[1]),
            table(whole, people, joined, times, names[0]),
        )
        sums = np.concatenate([np.zeros((1, wholes.shape[1])), wholes.cumsum(axis=0)])
        rest = people - inside
        mean = (sums[rest + 1 :][: inside + 1] - sums[: inside + 1]) / (rest + 1)
        worlds.append(parts.T @ mean / (inside + 1))
    height, width = worlds[1].shape
    one = np.zeros((height, width))
    one[: worlds[0].shape[0], : worlds[0].shape[1]] = worlds[0]
    return _told(one.ravel(), worlds[1].ravel())


def _told(one: NDArray[np.float64], none: NDArray[np.float64]) -> Told:
    tiny = 1e-15
    alone = max(float(one[none < tiny].sum()), float(none[one < tiny].sum()))
    return Told(advantage=float(np.abs(one - none).sum() / 2), certain=alone)


Steps = tuple[tuple[int, ...], tuple[int, ...]]
"""To what a figure was rounded in each report, those before and those after."""


def whatever_the_number(figures: Sequence[Steps]) -> Fraction:
    """The advantage from several figures that all count the person, when the others' numbers are large,
    unknown and have nothing to do with each other: every remainder alike. A dash only takes away from it.
    """
    laws: list[dict[Hashable, Fraction]] = []
    for joined in (0, 1):
        together: dict[Hashable, Fraction] = {(): Fraction(1)}
        for steps in figures:
            shapes = _shapes(steps, joined)
            together = {
                (before, shape): p * q
                for (before, p), (shape, q) in product(together.items(), shapes.items())
            }
        laws.append(together)
    without, with_ = laws
    gained = (share - without.get(seen, Fraction(0)) for seen, share in with_.items())
    return sum((gain for gain in gained if gain > 0), Fraction(0))


@cache
def _shapes(steps: Steps, joined: int) -> dict[Hashable, Fraction]:
    """What one figure can show, moved as a whole so that it begins in the lowest place it can."""
    widest = max(*steps[0], *steps[1])
    found: list[tuple[Hashable, Fraction]] = []
    for others in range(widest):
        sides = [_drawn(each, others + joined * after) for after, each in enumerate(steps)]
        for (before, p), (after, q) in product(*(side.items() for side in sides)):
            moved = min(value for _step, value in before) // widest * widest
            shape = tuple(tuple((step, value - moved) for step, value in side) for side in (before, after))
            found.append((shape, p * q / widest))
    return merged(found)


@cache
def _drawn(steps: tuple[int, ...], people: int) -> dict[tuple[tuple[int, int], ...], Fraction]:
    """What the reports of one side show of a number, in no order."""
    found: dict[tuple[tuple[int, int], ...], Fraction] = {(): Fraction(1)}
    for step in steps:
        low, share = people - people % step, up(people % step, step)
        more: Counter[tuple[tuple[int, int], ...]] = Counter()
        for (shown, p), (value, q) in product(found.items(), ((low, 1 - share), (low + step, share))):
            if q:
                more[tuple(sorted((*shown, (step, value))))] += p * q  # type: ignore[assignment]  # as above
        found = dict(more)
    return found
