"""The reader who holds a theme group against the themes in it.

The reader knows what everybody else talked about and looks for one theme of one person. That theme shows in
its own figure, in its group's, and in the group's figure of one area. Nothing is sampled: every combination
of coins is gone through, so the advantage is exact. The advantage is how much better than a guess the best
reader tells the world with the theme from the world without it (total variation).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise, product

import pytest
from tests.unit.disclosure.support import GENERAL, KIT, PERIOD, PLAN, TAXONOMY, coin_of, one_meeting_each

from careernotes.assets import read_json
from careernotes.disclosure.blur import COIN_SPACE, Coin, Rounder, is_listed, rounded
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import Symbol
from careernotes.domain.taxonomy import read_taxonomy

GOAL = Fraction(1, 5)
GROUP, THEME, SECOND = 1, GENERAL[0], GENERAL[1]
Seen = tuple[int | None, ...]
Law = Mapping[Seen, Fraction]


def told_apart(one: Law, two: Law) -> Fraction:
    """The advantage of the best reader between two worlds."""
    gains = (two[seen] - one.get(seen, Fraction(0)) for seen in two)
    return sum((gain for gain in gains if gain > 0), Fraction(0))


def small_plan() -> FigurePlan:
    """One group of two themes, so that all coins can be gone through."""
    value = read_json("taxonomy", "careernotes-core-1.json")
    assert isinstance(value, dict)
    names = {TAXONOMY.by_number[number].theme_id for number in (THEME, SECOND)}
    group = TAXONOMY.by_number[THEME].group_id
    value["themes"] = [t for t in value["themes"] if t["id"] in names]
    value["groups"] = [g for g in value["groups"] if g["id"] == group]
    return figure_plan(KIT, read_taxonomy(value))


SMALL = small_plan()


def law(theme: int, group: int, *, people: int, rounder: Rounder, fractions: int) -> Law:
    """What theme and group show, over every combination of the coins that the program asks for them.

    A coin decides only by its fraction of the base, so *fractions* equal steps are all there is to see.
    """
    counts: Counter[FigureKey] = Counter({key: people for key in SMALL.keys if key.table is TableId.PEOPLE})
    counts[FigureKey(TableId.MENTORS)] = people
    counts[FigureKey(TableId.SQUARES)] = people
    counts[FigureKey(TableId.THEMES, THEME)] = theme
    counts[FigureKey(TableId.THEMES, SECOND)] = group - theme if group > theme else theme
    counts[FigureKey(TableId.GROUPS, GROUP)] = group
    vector = tuple(counts[key] for key in SMALL.keys)
    keys = FigureKey(TableId.THEMES, THEME), FigureKey(TableId.GROUPS, GROUP)
    names = dict.fromkeys(SMALL.coin_name(key) for key in keys)
    found: Counter[Seen] = Counter()
    for steps in product(range(fractions), repeat=len(names)):
        drawn = dict(zip(names, steps, strict=True))

        def coin(_plan: str, _period: str, figure: str, drawn: dict[str, int] = drawn) -> int:
            return -(-drawn.get(figure, 0) * COIN_SPACE // fractions)

        made = release(vector, plan=SMALL, policy=Policy(), period=PERIOD, coin=coin, rounder=rounder).report
        found[tuple(made.value(key.table, key.row) for key in keys)] += 1
    return {seen: Fraction(times, found.total()) for seen, times in found.items()}


def worst(*, people: int, base: int, rounder: Rounder = rounded) -> Fraction:
    """The best reader's advantage over every remainder of theme and group."""
    laws: dict[tuple[int, int], Law] = {}

    def of(theme: int, group: int) -> Law:
        if (theme, group) not in laws:
            laws[theme, group] = law(theme, group, people=people, rounder=rounder, fractions=base)
        return laws[theme, group]

    themes, groups = range(20, 20 + base), range(40, 40 + base)
    alone = max(told_apart(of(t, g), of(t + 1, g + 1)) for t in themes for g in groups)
    in_it_anyhow = max(told_apart(of(t, g), of(t + 1, g)) for t in themes for g in groups)
    return max(alone, in_it_anyhow)


def finer(to: int) -> Rounder:
    """The rule as it was: every figure to the base of the programme, also where a theme shows twice."""
    return lambda n, base, coin: rounded(n, min(base, to), coin)


@pytest.mark.long
def test_a_theme_and_its_group_together_give_a_named_person_away_with_a_fifth_at_most() -> None:
    assert worst(people=60, base=10) == Fraction(19, 100)


def test_with_the_base_of_the_programme_for_both_they_give_away_a_third() -> None:
    assert worst(people=60, base=5, rounder=finer(5)) == Fraction(9, 25)


# ------------------------------------------------- two reports, the others constant but not known


def change(base: int, joined: int) -> Counter[int]:
    """How a figure moves from one report to the next over all remainders and coins, when *joined* is new."""
    return Counter(
        rounded(people + joined, base, -(-after * COIN_SPACE // base))
        - rounded(people, base, -(-before * COIN_SPACE // base))
        for people, before, after in product(range(base), repeat=3)
    )


def joiner(bases: tuple[int, ...]) -> Fraction:
    """The advantage about somebody who joined, from figures with these bases that all count the theme."""
    laws: list[Law] = []
    for joined in (0, 1):
        moves = [change(base, joined) for base in bases]
        together: dict[Seen, Fraction] = {}
        for seen in product(*moves):
            share = Fraction(1)
            for move, step in zip(moves, seen, strict=True):
                share *= Fraction(move[step], move.total())
            together[seen] = share
        laws.append(together)
    return told_apart(*laws)


def looks(people: int) -> tuple[int, ...]:
    """The bases of the figures in which one theme of one person shows, read off a real report."""
    facts = Counter({FigureKey(TableId.PEOPLE): people, FigureKey(TableId.MENTORS): people})
    facts[FigureKey(TableId.SQUARES)] = people
    for area in PLAN.areas:
        facts[FigureKey(TableId.AREAS, area)] = facts[FigureKey(TableId.SQUARES, area)] = people // 4
    vector = tuple(facts[key] for key in PLAN.keys)
    made = release(vector, plan=PLAN, policy=Policy(), period=PERIOD, coin=coin_of("k")).report
    tables = (made.table(table) for table in (TableId.THEMES, TableId.GROUPS, TableId.AREA_GROUPS))
    return tuple(table.base for table in tables if table is not None)


@pytest.mark.parametrize("people", [60, 120, 180, 400, 900, 1200, 3000])
def test_theme_group_and_area_of_two_reports_give_a_joiner_away_with_a_fifth_at_most(people: int) -> None:
    assert joiner(looks(people)) <= GOAL


def test_the_larger_the_programme_the_less_a_joiner_shows() -> None:
    most = {120: Fraction(17, 100), 400: Fraction(12, 100), 1200: Fraction(6, 100)}
    assert all(joiner(looks(people)) <= bound for people, bound in most.items())


def test_three_looks_with_the_smallest_base_give_a_joiner_away_with_more() -> None:
    assert len(looks(120)) == 3
    assert joiner((5,) * 3) > GOAL
    assert joiner((5,)) == Fraction(12, 100)


def test_with_groups_alone_rounded_to_five_a_joiner_is_given_away_with_more_than_a_fifth() -> None:
    themes, groups, areas = looks(120)
    assert (themes, groups, areas) == (10, 10, 5)
    assert joiner((themes, 5, areas)) > GOAL >= joiner((themes, groups, areas))


# ------------------------------------------------- the list of one mentor


Listed = Callable[[int, int, int, tuple[int, int, int]], tuple[bool, ...]]
FIFTHS = tuple(-(-fifth * COIN_SPACE // 5) for fifth in range(5))


def by_the_program(one: int, two: int, both: int, coins: tuple[int, int, int]) -> tuple[bool, ...]:
    """Two themes and their group in the program's own list: so many people with each, so many with both."""
    first, second = set(range(one)), set(range(one - both, one - both + two))
    mine = {
        who: [*([THEME] if who in first else []), *([SECOND] if who in second else [])] for who in range(14)
    }
    keys = [FigureKey(TableId.THEMES, n) for n in (THEME, SECOND)] + [FigureKey(TableId.GROUPS, GROUP)]
    drawn = {f"list/{key}": coin for key, coin in zip(keys, coins, strict=True)}
    coin: Coin = lambda _plan, _period, figure: drawn.get(figure, 0)  # noqa: E731 - a coin is a function
    made = own_list(
        one_meeting_each(mine), period=PERIOD, plan=PLAN, policy=Policy(), taxonomy=TAXONOMY, coin=coin
    ).report
    tables = {table.table: table for table in made.tables}
    cells = [tables[key.table].cell(key.row) for key in keys]
    return tuple(cell is not None and cell.symbol is Symbol.SHOWN for cell in cells)


def on_its_own(one: int, two: int, both: int, coins: tuple[int, int, int]) -> tuple[bool, ...]:
    """The rule as it was: the group by a coin of its own."""
    return tuple(is_listed(n, coin) for n, coin in zip((one, two, one + two - both), coins, strict=True))


def worst_list(listed: Listed, most: int = 9, step: int = 1) -> Fraction:
    """The advantage about the first theme of somebody with no other theme of the group."""
    laws: dict[tuple[int, int, int], Counter[tuple[bool, ...]]] = {}

    def of(*world: int) -> Counter[tuple[bool, ...]]:
        one, two, both = world
        if (one, two, both) not in laws:
            coins = ((a, b, c) for a, b, c in product(FIFTHS, repeat=3))
            laws[one, two, both] = Counter(listed(one, two, both, three) for three in coins)
        return laws[one, two, both]

    worlds = [(two, both) for two in range(0, most, step) for both in {0, two}]
    return max(
        Fraction((of(after, *world) - of(before, *world)).total(), 125)
        for world in worlds
        for before, after in pairwise(range(world[1], most))
    )


def test_themes_and_group_of_a_list_give_a_named_person_away_with_a_fifth_at_most() -> None:
    assert worst_list(by_the_program, most=7, step=3) == GOAL
    assert worst_list(on_its_own) > GOAL
