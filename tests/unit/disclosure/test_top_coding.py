"""Top coding: where the highest figure of a theme lies, and what the report says from there on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import GENERAL, PLAN, SENSITIVE, property_test
from tests.unit.disclosure.test_release import pool, run, run_falling

from careernotes.auditing.checker import SMALL, few_enough
from careernotes.disclosure.hide import base_of, floor_of
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy, policy_of
from careernotes.disclosure.safe_table import Symbol, key_of
from careernotes.disclosure.top_coding import most_proven, tops
from careernotes.domain.kit import PolicyFloors

PEOPLE, AREA = FigureKey(TableId.PEOPLE), FigureKey(TableId.AREAS, 1)
GROUP = PLAN.group_of[GENERAL[0]]
THEME, WHOLE_GROUP = FigureKey(TableId.THEMES, GENERAL[0]), FigureKey(TableId.GROUPS, GROUP)
HERE, DELICATE = FigureKey(TableId.AREA_GROUPS, 1, GROUP), FigureKey(TableId.THEMES, SENSITIVE[0])
ON_TOP = {THEME: PEOPLE, WHOLE_GROUP: PEOPLE, DELICATE: PEOPLE, HERE: AREA}


def highest(people: int, area: int, base: int, policy: Policy) -> dict[FigureKey, int]:
    return tops(dict.fromkeys(ON_TOP, 0) | {PEOPLE: people, AREA: area}, base=base, plan=PLAN, policy=policy)


@property_test
@given(st.sampled_from([5, 10, 20]), st.integers(4, 800), st.integers(0, 60), st.integers(10, 90))
def test_a_top_is_the_highest_number_that_may_be_proven_of_whoever_is_surely_there(
    base: int, steps: int, fewer: int, floor: int
) -> None:
    people, area = base * steps, base * max(4, steps - fewer)
    policy = policy_of(PolicyFloors(hide_below=floor))
    found = highest(people, area, base, policy)
    assert found.keys() == ON_TOP.keys()
    for key, top in found.items():
        step = base_of(key.table, base)
        surely = (people if ON_TOP[key] == PEOPLE else area) - base + 1
        least = floor_of(key, base=base, plan=PLAN, policy=policy)
        assert top % step == 0
        assert top >= least
        if top - step >= least:
            assert top - step + 1 <= most_proven(surely) < top + 1


@property_test
@given(st.integers(2 * SMALL, 200_000))
def test_what_a_top_may_prove_is_what_the_attack_step_lets_a_figure_prove(people: int) -> None:
    assert most_proven(people) == few_enough(people)


@pytest.mark.parametrize(
    ("themed", "said", "symbol"),
    [(49, 40, Symbol.SHOWN), (69, 60, Symbol.SHOWN), (70, 70, Symbol.TOP), (75, 70, Symbol.TOP)],
)
def test_a_theme_of_nearly_everybody_is_told_as_so_many_or_more(
    themed: int, said: int, symbol: Symbol
) -> None:
    report = run_falling(pool(75, {GENERAL[0]: themed}), {}).report
    table = report.table(TableId.THEMES)
    assert table is not None
    cell = table.cell(GENERAL[0])
    assert cell is not None
    assert (cell.value, cell.symbol) == (said, symbol)


def test_everybody_and_all_but_a_few_give_the_same_report() -> None:
    """Which of them it is, is told by no figure; only the coins of figures far below the top still fall."""
    reports = [run(pool(90, {GENERAL[0]: themed}), "k").report for themed in (90, 85, 80)]
    assert replace(reports[0], tables=()) == replace(reports[1], tables=()) == replace(reports[2], tables=())
    shown = [
        {(key_of(table, cell), cell.value) for table in report.tables for cell in table.cells}
        for report in reports
    ]
    assert shown[0] == shown[1] == shown[2]


def test_figures_that_are_not_about_themes_have_no_top() -> None:
    report = run(pool(90, {GENERAL[0]: 90}, rated=90), "k").report
    on_top = {table.table for table in report.tables for c in table.cells if c.symbol is Symbol.TOP}
    assert on_top == {TableId.THEMES, TableId.GROUPS}
    assert report.value(TableId.CHOSEN_BY, 1) is None or report.value(TableId.CHOSEN_BY, 1) >= 80
