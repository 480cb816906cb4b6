"""Two divisions and two lists of themes laid over each other, several theme groups in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, combinations
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import period_at
from tests.unit.disclosure.support import property_test

from careernotes.auditing.look import Look
from careernotes.auditing.makeup import FORMER, Makeup
from careernotes.auditing.overlaid import told_by_overlaying
from careernotes.auditing.roster import Roster
from careernotes.disclosure.plan import FigureKey, TableId

A, B, C, D, E = range(31, 36)
"""Themes."""
NOTHING: Mapping[int, int] = MappingProxyType({})
Numbers = npt.NDArray[np.int64]
Ranges = tuple[Numbers, Numbers]
"""The fewest and the most, of each group (column) in each world (row)."""


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The theme groups of two reports, and up to how many people have a theme by the figures of either."""

    news: Sequence[frozenset[int]]
    olds: Sequence[frozenset[int]]
    new_says: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    old_says: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    groups_say: Mapping[int, int] = field(default_factory=lambda: NOTHING)
    """The same of whole groups of the old report, by place."""

    @property
    def themes(self) -> list[int]:
        return sorted(frozenset().union(*self.news, *self.olds))

    def looks(self, figures: Sequence[Sequence[int]], step: int) -> tuple[Look, Look]:
        """Both reports, with these figures in their one area."""
        new = {FigureKey(TableId.THEMES, theme): most for theme, most in self.new_says.items()}
        old = {FigureKey(TableId.THEMES, theme): most for theme, most in self.old_says.items()}
        old |= {FigureKey(TableId.GROUPS, FORMER + n): most for n, most in self.groups_say.items()}
        return _look(figures[0], 1, step, new), _look(figures[1], FORMER, step, old)

    def makeups(self) -> dict[int, Makeup]:
        both = (*enumerate(self.news, 1), *enumerate(self.olds, FORMER))
        return {number: Makeup(whole=its, by_area=its) for number, its in both}


def _look(figures: Sequence[int], first: int, step: int, says: Mapping[FigureKey, int]) -> Look:
    """One area's figures, and dashes for what is small."""
    keys = (FigureKey(TableId.AREA_GROUPS, 1, first + place) for place in range(len(figures)))
    return Look(
        steps={TableId.AREA_GROUPS: step, TableId.THEMES: 1, TableId.GROUPS: 1},
        shown=dict(zip(keys, figures, strict=True)), dashes={key: most + 1 for key, most in says.items()},
        groups={1: frozenset({1})},
    )  # fmt: skip


def rosters(before: int, stay: int, came: int) -> tuple[Roster, Roster]:
    old = Roster(period=period_at(0), people={(1, 1): before})
    return old, Roster(period=period_at(2), people={(1, 3): stay, (1, 1): came})


def _of(*groups: str) -> list[frozenset[int]]:
    return [frozenset(31 + "abcde".index(letter) for letter in group) for group in groups]


LISTS = {
    "a small theme moves to another group": Lists(
        news=_of("ab", "c"), olds=_of("a", "bc"), new_says={B: 1}
    ),
    "it was small before": Lists(news=_of("ab", "c"), olds=_of("a", "bc"), old_says={B: 1}),
    "the other way round": Lists(news=_of("a", "bc"), olds=_of("ab", "c"), old_says={B: 1}),
    "the group it was in is small": Lists(news=_of("ab", "c"), olds=_of("a", "bc"), groups_say={1: 1}),
    "two groups become two others": Lists(news=_of("ab", "cd"), olds=_of("ac", "bd"), new_says={B: 1, D: 0}),
    "a theme leaves the list, and a new one comes": Lists(
        news=_of("ab", "ce"), olds=_of("ac", "bd"), new_says={E: 1, C: 0}, old_says={D: 1, B: 1}
    ),
    "nothing is said of single themes": Lists(news=_of("ab", "c"), olds=_of("a", "bc")),
    "two groups become one": Lists(news=_of("abc"), olds=_of("a", "bc"), new_says={C: 1}),
}  # fmt: skip


@cache
def worlds(name: str, people: int) -> tuple[Numbers, Numbers]:
    """Of those who stayed, how many can be in each new group and in each old one: every possibility."""
    lists = LISTS[name]
    small = dict(lists.new_says)
    for theme, most in lists.old_says.items():
        small[theme] = min(most, small.get(theme, most))
    some = chain.from_iterable(combinations(lists.themes, n) for n in range(len(lists.themes) + 1))
    persons, limits = [], [*small.values(), *lists.groups_say.values()]
    width = len(lists.news) + len(lists.olds)
    for having in map(frozenset, some):
        counted = [bool(having & group) for group in (*lists.news, *lists.olds)]
        counted += [theme in having for theme in small]
        counted += [bool(having & lists.olds[place]) for place in lists.groups_say]
        persons.append(counted)
    kinds = np.unique(np.array(persons, dtype=np.int64), axis=0)
    found = np.zeros((1, kinds.shape[1]), dtype=np.int64)
    for _ in range(people):
        found = (found[:, None, :] + kinds[None, :, :]).reshape(-1, kinds.shape[1])
        found = np.unique(found[(found[:, width:] <= limits).all(axis=1)], axis=0)
    found = np.unique(found[:, :width], axis=0)
    return found[:, : len(lists.news)], found[:, len(lists.news) :]


def _rest(figures: Sequence[int], step: int, stayed: Numbers, people: int) -> Ranges:
    """Of *people* beside those who stayed, how many can be in each group."""
    low, high = np.array(figures) - step + 1 - stayed, np.array(figures) + step - 1 - stayed
    return np.maximum(low, 0), np.minimum(high, people)


def _union(people: int, rest: Ranges) -> list[tuple[int, int]]:
    """Of every choice of groups: how many of *people* are in one of them at least and at most."""
    low, high = rest
    places = range(low.shape[1])
    chosen = chain.from_iterable(combinations(places, n) for n in range(1, len(places) + 1))
    return [
        (int(low[:, each].max(axis=1).min()), int(high[:, each].sum(axis=1).clip(max=people).max()))
        for each in map(list, chosen)
    ]


def told(people: int, low: int, high: int) -> bool:
    """By the rule of the method, of fewer than ten people."""
    return bool(people) and (low >= 1 or high < min(people, 5))


def proven(
    name: str, sizes: tuple[int, int, int], moved: int, figures: Sequence[Sequence[int]], step: int
) -> bool:
    """Whether both reports together prove something of a choice of groups, and more than either alone."""
    before, stay, came = sizes
    both, left = stay - moved, before - (stay - moved)
    if both < 0 or left < 0:
        return False
    now, then = worlds(name, both)
    came_in, went = _rest(figures[0], step, now, moved + came), _rest(figures[1], step, then, left)
    fits, gone = ((low <= high).all(axis=1) for low, high in (came_in, went))
    if not (fits & gone).any():
        return False
    moved_in = np.maximum(came_in[0] - came, 0), np.minimum(came_in[1], moved)
    groups = ((moved, moved_in, fits), (moved + came, came_in, fits), (left, went, gone))
    for people, (low, high), alone in groups:
        together = fits & gone
        pairs = zip(
            _union(people, (low[together], high[together])),
            _union(people, (low[alone], high[alone])),
            strict=True,
        )
        if any(told(people, *two) and (two[0] > one[0] or two[1] < one[1]) for two, one in pairs):
            return True
    return False


@settings(property_test, max_examples=40)
@given(
    name=st.sampled_from(sorted(LISTS)),
    sizes=st.tuples(st.integers(4, 8), st.integers(4, 7), st.integers(0, 2)),
    new=st.lists(st.integers(0, 4), min_size=2, max_size=2),
    old=st.lists(st.integers(0, 4), min_size=2, max_size=2),
)
def test_with_several_groups_in_each_list_what_they_prove_together_never_stays(
    name: str, sizes: tuple[int, int, int], new: list[int], old: list[int]
) -> None:
    lists, step = LISTS[name], 2
    figures = [[step * n for n in new[: len(lists.news)]], [step * n for n in old[: len(lists.olds)]]]
    before, stay, _came = sizes
    more = max(0, stay - before)
    wanted = any(proven(name, sizes, moved, figures, step) for moved in {*range(10), *range(more, more + 10)})
    then, now = rosters(*sizes)
    looks = lists.looks(figures, step)
    # The other way round does not hold: figures that contradict a third one are taken for possible.
    assert told_by_overlaying(looks[0], now, looks[1], then, lists.makeups()) or not wanted


def by_area(group: int) -> FigureKey:
    return FigureKey(TableId.AREA_GROUPS, 1, group)


@pytest.mark.parametrize("says", ["new theme", "old theme", "old group"])
def test_a_group_is_held_against_some_of_those_it_shares_themes_with(says: str) -> None:
    """Forty stayed. Nine of them at most had the one theme and fourteen the other, and twenty-six have one:
    of the six who came three at least.
    """
    lists = Lists(
        news=_of("ab", "c"), olds=_of("a", "bc"),
        new_says={B: 14} if says == "new theme" else {}, old_says={B: 14} if says == "old theme" else {},
        groups_say={1: 14} if says == "old group" else {},
    )  # fmt: skip
    then, now = rosters(40, 40, 6)
    new, old = lists.looks(([30, 30], [5, 30]), 5)
    assert by_area(1) in told_by_overlaying(new, now, old, then, lists.makeups())
    nothing = Lists(news=lists.news, olds=lists.olds).looks(([30, 30], [5, 30]), 5)
    assert not told_by_overlaying(nothing[0], now, nothing[1], then, lists.makeups())
