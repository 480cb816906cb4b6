"""A17: the reader who reruns the program, and learns from what is refused or not shown."""

from hypothesis import given
from hypothesis import strategies as st
from tests.attack.crowds import SAFE, THEME, made_from, mentors_with
from tests.unit.disclosure.support import KIT, PERIOD, PLAN, TAXONOMY, property_test

from careernotes.disclosure.blur import COIN_SPACE
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport, Symbol


@property_test
@given(st.lists(st.integers(1, 12), min_size=5, max_size=12), st.integers(0, 40), st.integers(0, 40))
def test_gate_and_breakdown_do_not_depend_on_what_was_said(sizes: list[int], one: int, two: int) -> None:
    def verdict(people: int) -> object:
        try:
            report = made_from(mentors_with(sizes, {THEME: people}))
        except Exception as refused:  # noqa: BLE001 - which refusal it is, is what is compared
            return str(refused)
        return report.breakdown, report.base, report.people_band, report.mentors_band

    assert verdict(one) == verdict(two)


def test_counts_that_blur_alike_give_the_same_report() -> None:
    def with_highest_coin(*_parts: str) -> int:
        return COIN_SPACE - 1

    def made(people: int) -> SafeReport:
        vaults = mentors_with([6] * 9, {THEME: people})
        summed = add((count(v, PERIOD, PLAN, KIT, TAXONOMY) for v in vaults), PLAN)
        return release(summed, plan=PLAN, policy=SAFE, period=PERIOD, coin=with_highest_coin).report

    for low in (0, 5, 10, 15):
        alike = [made(people) for people in range(low, low + 5)]
        assert all(report == alike[0] for report in alike)
    assert made(9) != made(10)
    assert {cell.symbol for cell in made(0).table(TableId.CHOSEN_BY).cells} == {Symbol.HIDDEN}
