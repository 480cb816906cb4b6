"""A1: the curious reader of one report who looks for small groups.

Each attack finds nothing in what the product makes, and something as soon as one rule is switched off.
"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.attack.crowds import SAFE, THEME, made_from, mentors_with
from tests.unit.disclosure.support import SENSITIVE, property_test

from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.safe_table import SafeReport


def proven_small(report: SafeReport, below: int = 10) -> list[FigureKey]:
    """Figures from which the reader can prove that fewer than *below* people are behind them."""
    return [
        FigureKey(table.table, cell.row, cell.column)
        for table in report.tables
        for cell in table.cells
        if cell.value is not None
        and table.table is not TableId.SESSIONS
        and cell.value + table.base - 1 < below
    ]


@property_test
@given(st.integers(0, 9), st.integers(0, 9), st.text("xyz", max_size=5))
def test_no_small_group_is_ever_proven(one: int, two: int, key: str) -> None:
    report = made_from(mentors_with([6] * 9, {THEME: one, SENSITIVE[0]: two}), key=key)
    assert proven_small(report) == []
    assert all(cell.value != 0 for table in report.tables for cell in table.cells)


def test_without_hiding_the_attack_on_small_groups_succeeds() -> None:
    weak = replace(SAFE, hide_below=0, rated=-1000)
    # The floor of a theme is still two steps; no random step is what a program without the rule would use.
    report = made_from(mentors_with([6] * 9, {THEME: 3}), policy=weak, rounder=lambda n, _base, _coin: n + 20)
    assert FigureKey(TableId.THEMES, THEME) in proven_small(report, below=33)


def test_a_delicate_theme_of_nine_people_is_never_shown_and_without_its_floor_it_is() -> None:
    def shown(policy: Policy) -> bool:
        reports = [
            made_from(mentors_with([25] * 10, {SENSITIVE[0]: 9}), policy=policy, key=str(n))
            for n in range(20)
        ]
        return any(report.value(TableId.THEMES, SENSITIVE[0]) for report in reports)

    assert not shown(SAFE)
    assert shown(replace(SAFE, sensitive_from=0))
