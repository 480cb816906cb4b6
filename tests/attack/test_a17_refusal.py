"""A17: the reader who reruns the program, and learns from what is refused or not shown."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.crowds import SAFE, THEME, made_from, mentors_with
from tests.unit.disclosure.support import KIT, PERIOD, PLAN, TAXONOMY, coin_of, property_test

from careernotes.disclosure.blur import COIN_SPACE, Blur
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.gate import Evidence, gate_pool
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport, Symbol
from careernotes.exporter.speech import BugBarrier, Speech


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


def names_asked(sizes: list[int]) -> set[str]:
    """Whose coins decide whether there is a report."""
    asked: set[str] = set()

    def coin(_plan: str, _period: str, figure: str) -> int:
        asked.add(figure)
        return 0

    counts = Counter({FigureKey(TableId.PEOPLE): sum(sizes), FigureKey(TableId.MENTORS): len(sizes)})
    counts[FigureKey(TableId.SQUARES)] = sum(size * size for size in sizes)
    gate_pool(Evidence(counts=counts, blur=Blur(coin=coin, plan=PLAN, period=PERIOD), base=5), SAFE)
    return asked


def test_size_mentors_and_spread_are_one_look_at_the_same_people() -> None:
    """Two coins would be two looks: a yes would show with one in five in each, with .36 in one of them."""
    assert len(names_asked([9] * 9)) == 1


def test_whether_the_step_is_five_or_ten_does_not_tell_who_joined() -> None:
    """With the step chosen by the true number, the two-hundredth person would change every figure."""

    def step(people: int, key: str) -> int:
        return Blur(coin=coin_of(key), plan=PLAN, period=PERIOD).base(people)

    keys = [str(n) for n in range(200)]
    for people in (198, 199, 200, 998, 999, 1000):
        assert sum(step(people, key) != step(people + 1, key) for key in keys) <= 40
    assert {step(150, key) for key in keys} == {5}
    assert {step(300, key) for key in keys} == {10}


@pytest.mark.parametrize("as_json", [True, False])
def test_a_fault_inside_is_told_without_what_was_in_it(
    capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    """The text of an exception can quote a number or a path: only its kind and its place are told."""
    with pytest.raises(SystemExit), BugBarrier(Speech(as_json=as_json)):
        raise ValueError("14 people of area 3")
    told = "".join(capsys.readouterr())
    assert "ValueError" in told
    assert "people" not in told
