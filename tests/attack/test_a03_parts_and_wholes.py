"""The reader who adds up the parts of a figure that is not shown.

A theme group that stands as `c` while its two areas show ten and ten has twelve people at least: ten proves
six. So nothing is shown of which a whole is not. The rule goes by blurred values alone, so it can only take
away from what the coins told; near the floor that is gone through exactly, coin by coin.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.test_a04_group_and_themes import Law, Seen, told_apart
from tests.unit.disclosure.support import GENERAL, KIT, PERIOD, PLAN, TAXONOMY, coin_of, one_meeting_each
from tests.unit.disclosure.support import property_test as slow_is_fine

from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.hide import Figures, base_of, hide, too_small
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.reasons import Reason
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import BreakdownState, SafeReport

Hiding = Callable[..., dict[FigureKey, Reason]]
ALONE, ONLY_THEME_OF_ITS_GROUP = next(pair for pair in PLAN.alike.items() if pair[0] in PLAN.split)
ONE, TWO = PLAN.areas[:2]


def parts_told(shown: Figures, hidden: frozenset[FigureKey], base: int) -> dict[FigureKey, int]:
    """Figures that are not shown, each with how many people a reader proves for it from its parts.

    Parts of one table that cannot share a person are added up; otherwise the largest one counts.
    """
    proven: Counter[FigureKey] = Counter()
    for whole in hidden:
        least: dict[TableId, list[int]] = {}
        for key, value in shown.items():
            if whole in PLAN.wholes_of(key):
                least.setdefault(key.table, []).append(value - base_of(key.table, base) + 1)
        for table, numbers in least.items():
            apart = table in {TableId.AREAS, TableId.AREA_GROUPS, TableId.CHOSEN_BY, TableId.MANAGER}
            proven[whole] = max(proven[whole], sum(numbers) if apart else max(numbers))
    return dict(+proven)


def of_report(report: SafeReport) -> dict[FigureKey, int]:
    """What the attack proves from a real report."""
    cells = {FigureKey(t.table, c.row, c.column): c.value for t in report.tables for c in t.cells}
    shown = {key: value for key, value in cells.items() if value is not None}
    return parts_told(shown, frozenset(cells.keys() - shown.keys()), report.base)


def programme(themes: Mapping[int, int], *, key: str, people: int = 108) -> SafeReport:
    """A programme in two areas; each theme with the first so many of its people."""
    vaults = [
        one_meeting_each(
            {
                who: [theme for theme, n in themes.items() if who <= n]
                for who in range(1, people + 1)
                if who % 2 == area % 2 and who % 18 // 2 == mentor
            },
            business_area=area,
        )
        for area in (ONE, TWO)
        for mentor in range(9)
    ]
    vector = add((count(v, PERIOD, PLAN, KIT, TAXONOMY) for v in vaults), PLAN)
    return release(vector, plan=PLAN, policy=Policy(), period=PERIOD, coin=coin_of(key)).report


@slow_is_fine
@given(
    st.dictionaries(st.sampled_from(GENERAL[:4]), st.integers(0, 40), max_size=3),
    st.integers(10, 24),
    st.integers(0, 10**6),
    st.sampled_from([108, 252]),
)
def test_nothing_is_proven_of_a_hidden_figure_by_what_is_shown_of_its_parts(
    themes: dict[int, int], alone: int, key: int, people: int
) -> None:
    report = programme({**themes, ONLY_THEME_OF_ITS_GROUP: alone}, key=str(key), people=people)
    assert report.breakdown.state is BreakdownState.SHOWN
    assert of_report(report) == {}


def seen_with(hiding: Hiding, counts: Mapping[FigureKey, int], coins: Mapping[FigureKey, int]) -> Seen:
    """What stands in the report for some figures, with these coins and this rule for hiding."""
    blurred = {key: rounded(n, base_of(key.table, 5), coins[key]) for key, n in counts.items()}
    hidden = hiding(counts, blurred, base=5, plan=PLAN, policy=Policy())
    return tuple(None if key in hidden else value for key, value in blurred.items())


GROUP = FigureKey(TableId.GROUPS, ALONE)
THEME = FigureKey(TableId.THEMES, ONLY_THEME_OF_ITS_GROUP)
HERE, THERE = (FigureKey(TableId.AREA_GROUPS, area, GROUP.row) for area in (ONE, TWO))


@pytest.mark.parametrize(("hiding", "people"), [(hide, 0), (too_small, 12)])
def test_of_a_group_with_one_theme_the_areas_give_away_what_was_hidden_only_without_the_rule(
    hiding: Hiding, people: int
) -> None:
    # Nine and nine people, the group rounded down to ten where twenty is needed, both areas up to ten.
    counts = {GROUP: 18, THEME: 18, HERE: 9, THERE: 9}
    coins = {GROUP: COIN_SPACE - 1, THEME: COIN_SPACE - 1, HERE: 0, THERE: 0}
    cells = dict(zip(counts, seen_with(hiding, counts, coins), strict=True))
    shown = {key: value for key, value in cells.items() if value is not None}
    assert parts_told(shown, frozenset(cells.keys() - shown.keys()), 5).get(GROUP, 0) == people


# ------------------------------------------------- hiding more tells no more


def law(hiding: Hiding, group: int, here: int) -> Law:
    """What a group with several themes and its figure in one area show, over all coins."""
    whole, part = FigureKey(TableId.GROUPS, 1), FigureKey(TableId.AREA_GROUPS, ONE, 1)
    found: Counter[Seen] = Counter()
    for one, two in product(range(10), range(5)):
        coins = {whole: -(-one * COIN_SPACE // 10), part: -(-two * COIN_SPACE // 5)}
        found[seen_with(hiding, {whole: group, part: here}, coins)] += 1
    return {seen: Fraction(times, 50) for seen, times in found.items()}


def test_near_the_floor_the_rule_tells_less_of_a_named_person_and_never_more() -> None:
    worlds = [(group, here) for group in range(1, 24) for here in range(min(group, 19) + 1)]
    gains = {}
    for hiding in (hide, too_small):
        laws = {world: law(hiding, *world) for world in {*worlds, *((g + 1, h + 1) for g, h in worlds)}}
        gains[hiding] = [told_apart(laws[g, h], laws[g + 1, h + 1]) for g, h in worlds]
    assert all(new <= old for new, old in zip(gains[hide], gains[too_small], strict=True))
    assert sum(gains[hide]) < sum(gains[too_small])
    # Two looks, one of one in ten and one of one in five: the bound of what is not hidden at all.
    assert max(gains[hide]) <= 1 - Fraction(9, 10) * Fraction(4, 5)
