"""A1: the curious reader of one report who looks for small groups.

Each attack finds nothing in what the product makes, and something as soon as one rule is switched off.
"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.attack.crowds import SAFE, THEME, made_from, mentors_with
from tests.attack.firm import Employee, Office, firm, secret
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


# ------------------------------------------------- from the printed report alone


def printed_themes(people: int, secrets: range) -> set[int | None]:
    """What stands beside a theme of so many people, over many secrets."""
    company = firm([Employee(number=n, mentor=n % 9, themes=(6,) if n < people else ()) for n in range(60)])
    row = f"theme-{company.taxonomy.by_number[6].theme_id}"
    return {
        Office(coin=secret(str(n)), attacks=False).paper(company, 0).value("themes", row) for n in secrets
    }


def test_a_theme_of_ten_people_or_fewer_is_never_printed() -> None:
    for people in (1, 6, 9, 10):
        assert printed_themes(people, range(30)) == {None}
    # The search does find what is there: eighteen people are printed more often than not.
    assert printed_themes(18, range(30)) == {None, 20}


def test_no_printed_number_stands_for_fewer_than_ten_people() -> None:
    for n in range(12):
        people = [
            Employee(number=k, mentor=k % 9, area=1 + (k % 3 if k < 50 else 0), themes=(6,) if k < n else (),
                     chosen_by=1 + (k < n), moment=1 + (k < n), rating=5 if k >= n else 1)
            for k in range(90)
        ]  # fmt: skip
        paper = Office(coin=secret(str(n)), attacks=False).paper(firm(people), 0)
        assert len(paper.shown) > 5
        for (table, row, column), value in paper.shown.items():
            step = paper.bases[table] * (10 if row == "sessions" else 1)
            assert value + step - 1 >= 10, (table, row, column)
            assert value >= 10
