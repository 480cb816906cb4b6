"""Sums over kinds of people, for worlds as rows of numbers: quick to try, and never the last word.

Whatever is found here is a proposal; the checker counts it anew with plain whole numbers.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.auditing.problem import Problem, Target, Terms, World

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Sums:
    """Weighted sums over kinds, none of them empty."""

    def __init__(self, terms: Iterable[Terms], kinds: int) -> None:
        lists = list(terms)
        lengths = np.array([len(each) for each in lists], dtype=np.int64)
        self._kinds = np.array([kind for each in lists for kind, _times in each], dtype=np.int64)
        self._times = np.array([times for each in lists for _kind, times in each], dtype=np.int64)
        self._starts = np.cumsum(lengths) - lengths
        order = np.argsort(self._kinds, kind="stable")
        # The same once more by kind: which sums each kind is in, and how many times.
        self._owners = np.repeat(np.arange(len(lists)), lengths)[order]
        self._owned = self._times[order]
        self._from = np.searchsorted(self._kinds[order], np.arange(kinds + 1))

    def of(self, values: Numbers) -> Numbers:
        """Every sum of one world."""
        if not len(self._starts):
            return np.zeros(0, dtype=np.int64)
        found: Numbers = np.add.reduceat(values[self._kinds] * self._times, self._starts)
        return found

    def with_any(self, kinds: Sequence[int]) -> tuple[Numbers, Numbers]:
        """The numbers of the sums with any of *kinds*, and how many times each kind is in each of them."""
        runs = [slice(self._from[kind], self._from[kind + 1]) for kind in kinds]
        numbers = np.unique(np.concatenate([self._owners[run] for run in runs]))
        times = np.zeros((len(kinds), len(numbers)), dtype=np.int64)
        for place, run in enumerate(runs):
            np.add.at(times[place], np.searchsorted(numbers, self._owners[run]), self._owned[run])
        return numbers, times


class Rules:
    """The bounds and rows of a problem, to try many worlds against them quickly."""

    def __init__(self, problem: Problem) -> None:
        rows = [row for row in problem.rows if row.terms]
        self._possible = all(row.low <= 0 <= row.high for row in problem.rows if not row.terms)
        self._least, self._most = np.array(problem.least), np.array(problem.most)
        self.sums = Sums((row.terms for row in rows), len(problem.sizes))
        self.low = np.array([row.low for row in rows], dtype=np.int64)
        self.high = np.array([row.high for row in rows], dtype=np.int64)

    def kept_by(self, world: World) -> bool:
        """Whether a world keeps to all of them."""
        if not self._possible or len(world) != len(self._least):
            return False
        values = np.array(world, dtype=np.int64)
        if bool((values < self._least).any()) or bool((values > self._most).any()):
            return False
        sums = self.sums.of(values)
        return bool(((sums >= self.low) & (sums <= self.high)).all())


def groups_summed(targets: Sequence[Target], kinds: int) -> Sums:
    """The sums over the members of every target."""
    return Sums((tuple((kind, 1) for kind in each.members) for each in targets), kinds)


def few_enough_of(people: Numbers) -> Numbers:
    """The rule of the checker for many groups at once."""
    nearly_all = (9 * people - 1) // 10
    large = np.where(people < 2 * SMALL, nearly_all, np.minimum(nearly_all, people - SMALL + 1))
    found: Numbers = np.where(people < SMALL, 0, large)
    return found


def served(sums: Numbers, people: Numbers, told: Numbers) -> tuple[Flags, Flags]:
    """Which groups of so many *people* a world proves low, and high, by its sums over them; what the reader's
    allies *told* of each is in its sum and no part of its people.
    """
    small = people < SMALL
    low = sums <= told + few_enough_of(people)
    high = (sums >= told + np.minimum(people, ENOUGH)) | (~small & (sums == told))
    return low, high
