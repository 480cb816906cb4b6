"""Wholes held against some areas of before: against every world, wherever those who left came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import Range, period_at, told
from tests.unit.disclosure.support import PLAN, property_test

from careernotes.auditing.bounds import bounds_of
from careernotes.auditing.crossed import told_by_crossing
from careernotes.auditing.look import Look
from careernotes.auditing.makeup import FORMER, Makeup
from careernotes.auditing.roster import Roster
from careernotes.disclosure.plan import FigureKey, TableId

GROUP, THEME, OTHER = 2, 6, 7
ONE = {GROUP: Makeup(whole=frozenset({THEME}), by_area=frozenset({THEME}))}
WHOLE = FigureKey(TableId.GROUPS, GROUP)
BY_AREA, IN_ALL = 2, 3
"""Steps."""


def by_area(area: int, group: int = GROUP) -> FigureKey:
    return FigureKey(TableId.AREA_GROUPS, area, group)


def look(figures: Mapping[FigureKey, int], areas: int) -> Look:
    """A report with these figures; area n alone in row n."""
    steps = {TableId.AREA_GROUPS: BY_AREA, TableId.GROUPS: IN_ALL, TableId.THEMES: IN_ALL}
    groups = {area: frozenset({area}) for area in range(1, areas + 1)}
    return Look(steps=steps, shown=dict(figures), dashes={}, groups=groups)


def rosters(sizes: Sequence[int], left: int, came: int) -> tuple[Roster, Roster]:
    before = Roster(period=period_at(0), people={(area, 1): n for area, n in enumerate(sizes, 1)})
    people = {(0, 3): sum(sizes) - left, (0, 1): came}
    return before, Roster(period=period_at(2), people=people)


def ends(gone: Sequence[int], sizes: Sequence[int], came: int, said: Sequence[Range]) -> Iterator[Range]:
    """Of those who left some areas, those who stayed in them, and those who came: the fewest and the most in
    any world, for all choices of areas but all of them. *said*: of each area, of all before, of all now.
    """
    *areas, then, now = said
    every = np.zeros((1, 0), dtype=np.int64)
    for people, went, (low, high) in zip(sizes, gone, areas, strict=True):
        pairs = np.indices((went + 1, people - went + 1)).reshape(2, -1).T
        pairs = pairs[(pairs.sum(axis=1) >= low) & (pairs.sum(axis=1) <= high)]
        every = np.hstack([np.repeat(every, len(pairs), axis=0), np.tile(pairs, (len(every), 1))])
    every = every[(every.sum(axis=1) >= then[0]) & (every.sum(axis=1) <= then[1])]
    fresh = np.arange(came + 1)
    worlds = np.hstack([np.repeat(every, came + 1, axis=0), np.tile(fresh, len(every))[:, None]])
    total = worlds[:, 1::2].sum(axis=1) + worlds[:, -1]
    worlds = worlds[(total >= now[0]) & (total <= now[1])]
    places = range(len(sizes))
    some = chain.from_iterable(combinations(places, n) for n in range(1, len(sizes)))
    columns = [[2 * place + kind for place in each] for each in map(list, some) for kind in (0, 1)]
    for each in [*columns, [2 * len(sizes)]]:
        sums = worlds[:, each].sum(axis=1)
        yield (int(sums.min()), int(sums.max())) if len(sums) else (0, -1)


def numbers(gone: Sequence[int], sizes: Sequence[int], came: int) -> Iterator[int]:
    """How many people the same groups have."""
    places = range(len(sizes))
    for some in chain.from_iterable(combinations(places, n) for n in range(1, len(sizes))):
        yield sum(gone[place] for place in some)
        yield sum(sizes[place] - gone[place] for place in some)
    yield came


def proven(sizes: Sequence[int], left: int, came: int, said: Sequence[Range]) -> bool:
    """Whether, wherever those who left came from, the new whole proves something that old figures do not."""
    for gone in product(*(range(min(left, people) + 1) for people in sizes)):
        if sum(gone) != left:
            continue
        together = list(ends(gone, sizes, came, said))
        alone = ends(gone, sizes, came, [*said[:-1], (0, sum(sizes) + came)])
        for people, two, one in zip(numbers(gone, sizes, came), together, alone, strict=True):
            if two[0] <= two[1] and told(people, two) and (two[0] > one[0] or two[1] < one[1]):
                return True
    return False


def around(value: int, step: int) -> Range:
    return max(0, value - step + 1), value + step - 1


@settings(property_test, max_examples=25)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=3),
    left=st.integers(0, 3),
    came=st.integers(0, 3),
    old=st.lists(st.integers(0, 2), min_size=3, max_size=3),
    wholes=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_a_whole_goes_when_it_proves_something_beside_old_areas(
    sizes: list[int], left: int, came: int, old: list[int], wholes: tuple[int, int]
) -> None:
    left = min(left, sum(sizes))
    # No figure is above what its area can have.
    figures = [min(BY_AREA * each, people + 1 & -BY_AREA) for each, people in zip(old, sizes, strict=False)]
    then, now = (IN_ALL * each for each in wholes)
    before, roster = rosters(sizes, left, came)
    first = look({WHOLE: then, **{by_area(n): each for n, each in enumerate(figures, 1)}}, len(sizes))
    found = told_by_crossing(look({WHOLE: now}, 0), roster, first, before, ONE, plan=PLAN)
    said = [*(around(each, BY_AREA) for each in figures), around(then, IN_ALL), around(now, IN_ALL)]
    wanted = proven(sizes, left, came, said)
    assert found == {WHOLE} or not wanted
    if len(sizes) == 2:
        assert not found or wanted


TWO = {
    GROUP: Makeup(whole=frozenset({THEME, OTHER}), by_area=frozenset({THEME, OTHER})),
    FORMER: Makeup(whole=frozenset({OTHER}), by_area=frozenset({OTHER})),
}


@settings(property_test, max_examples=50)
@given(
    having=st.lists(st.sets(st.sampled_from((THEME, OTHER))), max_size=12),
    shown=st.sets(st.sampled_from(("theme", "other", "group", "former", "areas"))),
    up=st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_what_a_report_says_of_some_themes_is_never_more_than_is_so(
    having: list[set[int]], shown: set[str], up: list[bool]
) -> None:
    """Whoever has which theme: the true number is between the bounds, which follow from shown figures."""
    inside = [having[:6], having[6:]]
    groups = {"group": GROUP, "former": FORMER}
    true = {FigureKey(TableId.THEMES, THEME): {THEME}, FigureKey(TableId.THEMES, OTHER): {OTHER}}
    names = dict(zip(true, ("theme", "other"), strict=True))
    for name, number in groups.items():
        true[FigureKey(TableId.GROUPS, number)] = set(TWO[number].whole)
        names[FigureKey(TableId.GROUPS, number)] = name
    counts = {key: sum(bool(each & its) for each in having) for key, its in true.items()}
    counts |= {by_area(n): sum(bool(each) for each in people) for n, people in enumerate(inside, 1)}
    names |= {by_area(n): "areas" for n in (1, 2)}
    steps = {key: BY_AREA if key.table is TableId.AREA_GROUPS else IN_ALL for key in counts}
    figures = {
        key: -(-count // steps[key]) * steps[key] if rise else count // steps[key] * steps[key]
        for (key, count), rise in zip(counts.items(), up, strict=True)
        if names[key] in shown
    }
    report = look(figures, 2)
    people = {n: len(each) for n, each in enumerate(inside, 1)}
    for themes in (frozenset({THEME}), frozenset({OTHER}), frozenset({THEME, OTHER})):
        least, most = bounds_of(report, themes, TWO, people)
        assert least.people <= sum(bool(each & themes) for each in having) <= most.people
        assert least.keys | most.keys <= figures.keys()


def test_one_of_the_figures_that_tell_only_together_goes_and_the_least_useful_one() -> None:
    """Seven of an old area of eight had the theme; new areas come to two at most, and six people left."""
    before, roster = rosters((8, 8), 6, 0)
    roster = replace(roster, people={(1, 3): 5, (2, 3): 5})
    old = look({by_area(1): 8, WHOLE: 9}, 2)
    new = look({WHOLE: 3, by_area(1): 0, by_area(2): 0}, 2)
    assert told_by_crossing(new, roster, old, before, ONE, plan=PLAN) == {by_area(1)}
    assert not told_by_crossing(new.whole_programme(), roster, old, before, ONE, plan=PLAN) - {WHOLE}


def test_a_whole_that_leaves_everything_open_stays() -> None:
    before, roster = rosters((40, 40), 12, 6)
    old, new = look({by_area(1): 20, by_area(2): 20, WHOLE: 39}, 2), look({WHOLE: 36}, 0)
    assert not told_by_crossing(new, roster, old, before, ONE, plan=PLAN)


def test_what_became_rarer_in_a_large_programme_is_not_hidden_for_it() -> None:
    """Twelve areas of eight thousand people, a theme that became a fifth rarer, and many who left."""
    before, roster = rosters((8000,) * 12, 12_000, 12_000)
    old = look({**{by_area(n): 1600 for n in range(1, 13)}, WHOLE: 19_200}, 12)
    assert not told_by_crossing(look({WHOLE: 15_000}, 0), roster, old, before, ONE, plan=PLAN)
