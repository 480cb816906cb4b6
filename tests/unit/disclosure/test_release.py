"""The whole pipeline on summed counters."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import (
    GENERAL,
    KIT,
    PERIOD,
    PLAN,
    QUARTER,
    SENSITIVE,
    TAXONOMY,
    coin_of,
    make_kit,
    one_meeting_each,
    property_test,
)

from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.chance import BREAKDOWN_COIN
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.hide import base_of, floor_of
from careernotes.disclosure.plan import FigureKey, TableId, figure_plan
from careernotes.disclosure.policy import SEEN_TWICE_BASE, SESSIONS_COARSER, Policy
from careernotes.disclosure.reasons import ReasonCode
from careernotes.disclosure.release import Candidate, Released, release
from careernotes.disclosure.safe_table import BreakdownState, SafeTable, Step, Symbol, key_of
from careernotes.ledger.facts import MentorFacts, RatingFact

SOURCE = Path(__file__).parents[3] / "src" / "careernotes"
PEOPLE = FigureKey(TableId.PEOPLE)
FILLER = GENERAL[10]


def pool(
    people: int, themes: dict[int, int], *, mentors: int = 9, rated: int = 0, area: int = 0
) -> tuple[int, ...]:
    """The sum over mentors of *people* spread evenly, each theme with the first so many of them."""
    parts: list[MentorFacts] = []
    for mentor in range(mentors):
        group = [who for who in range(1, people + 1) if who % mentors == mentor]
        mine = {who: [theme for theme, n in themes.items() if who <= n] for who in group}
        facts = one_meeting_each(mine, business_area=area)
        ratings = tuple(
            RatingFact(person=who, quarter=QUARTER, asks=1 + who % 5) for who in mine if who <= rated
        )
        parts.append(replace(facts, ratings=ratings))
    return add((count(part, PERIOD, PLAN, KIT, TAXONOMY) for part in parts), PLAN)


def run(counters: tuple[int, ...], key: str = "k", policy: Policy | None = None, **more: object) -> Released:
    return release(counters, plan=PLAN, policy=policy or Policy(), period=PERIOD, coin=coin_of(key), **more)


def run_falling(counters: tuple[int, ...], coins: dict[str, int], **more: object) -> Released:
    """With some coins by the names of their figures; all others are as high as can be."""

    def coin(*parts: str) -> int:
        return coins.get(parts[-1], COIN_SPACE - 1)

    return release(counters, plan=PLAN, policy=Policy(), period=PERIOD, coin=coin, **more)


@property_test
@given(
    st.integers(39, 1500),
    st.dictionaries(st.sampled_from([*GENERAL, *SENSITIVE]), st.integers(0, 1500), max_size=4),
    st.text("abc", max_size=4),
    st.integers(0, 3),
)
def test_every_shown_figure_is_blurred_and_above_its_floor(
    people: int, themes: dict[int, int], secret: str, area: int
) -> None:
    counters = pool(people, themes, area=area)
    report = run(counters, secret).report
    true = dict(zip(PLAN.keys, counters, strict=True))
    for table in report.tables:
        assert table.base == base_of(table.table, report.base)
        for cell in table.cells:
            assert (cell.value is None) == (cell.symbol not in {Symbol.SHOWN, Symbol.TOP})
            if cell.value is not None:
                assert cell.value % table.base == 0
                assert cell.value >= max(10, table.base)
                above = cell.value - true[key_of(table, cell)]
                assert above < table.base
                assert above > -table.base or cell.symbol is Symbol.TOP
                if table.table is TableId.THEMES and cell.row in SENSITIVE:
                    assert cell.value >= 15


@property_test
@given(st.sampled_from([5, 10, 20]), st.integers(0, 400), st.integers(0, COIN_SPACE - 1))
def test_a_coarser_step_never_lets_a_theme_of_fewer_people_through(base: int, people: int, coin: int) -> None:
    theme, step = FigureKey(TableId.THEMES, FILLER), base_of(TableId.THEMES, base)
    floor = floor_of(theme, base=base, plan=PLAN, policy=Policy())
    shown = rounded(people, step, coin) >= floor
    finer = rounded(people, base, coin) >= max(Policy().hide_below, base)
    assert not shown or people >= floor - step + 1
    assert floor - step >= max(Policy().hide_below, base) - base
    assert step == base or not shown or finer
    for group, number in PLAN.alike.items():
        keys = FigureKey(TableId.GROUPS, group), FigureKey(TableId.THEMES, number)
        floors = {floor_of(key, base=base, plan=PLAN, policy=Policy()) for key in keys}
        assert floors == {floor}


@pytest.mark.parametrize("base", [5, 10, 20])
def test_themes_and_groups_are_rounded_to_ten_at_least_and_nothing_else_is_coarser(base: int) -> None:
    bases = {table: base_of(table, base) for table in TableId}
    assert bases.pop(TableId.SESSIONS) == base * SESSIONS_COARSER
    assert {bases.pop(TableId.THEMES), bases.pop(TableId.GROUPS)} == {max(base, SEEN_TWICE_BASE)}
    assert set(bases.values()) == {base}


def test_same_secret_same_report_and_another_secret_another() -> None:
    counters = pool(120, {theme: 13 + theme for theme in GENERAL[:4]})
    assert run(counters) == run(counters)
    assert len({tuple(t.cells for t in run(counters, str(n)).report.tables) for n in range(8)}) > 1


def test_nothing_that_was_summed_for_the_checks_is_printed() -> None:
    report = run(pool(60, {FILLER: 40}, area=1)).report
    assert all(table.table.printed for table in report.tables)


def test_the_number_of_people_is_given_as_the_rounding_allows_and_no_sharper() -> None:
    report = run(pool(61, {FILLER: 40})).report
    shown = report.value(TableId.PEOPLE)
    assert shown in {60, 65}
    assert (report.people_band.low, report.people_band.high) == (shown - 4, shown + 4)
    bands = {
        (band.low, band.high) for n in range(20) for band in [run(pool(61, {}), str(n)).report.mentors_band]
    }
    assert bands == {(5, 13)}
    near = {run(pool(66, {}, mentors=11), str(n)).report.mentors_band for n in range(20)}
    assert {(band.low, band.high) for band in near} == {(5, 13), (10, 18)}


def test_ratings_need_thirty_people_proven_by_the_blurred_number() -> None:
    for rated in range(60):
        report = run(pool(60, {FILLER: 40}, rated=rated), str(rated)).report
        shown = [cell for cell in report.table(TableId.MANAGER).cells if cell.symbol is Symbol.SHOWN]
        assert not shown or rated >= 30
    assert shown


def test_kits_that_store_no_level_three_say_so_in_the_table() -> None:
    kit = make_kit(store_sensitive=False)
    plan = figure_plan(kit, TAXONOMY)
    facts = [one_meeting_each({who: [FILLER] for who in range(10)}) for _ in range(9)]
    counters = add((count(each, PERIOD, plan, kit, TAXONOMY) for each in facts), plan)
    made = release(counters, plan=plan, policy=Policy(), period=PERIOD, coin=coin_of("x"))
    themes = made.report.table(TableId.THEMES)
    assert {cell.row for cell in themes.cells if cell.symbol is Symbol.NOT_COLLECTED} == set(SENSITIVE)


def test_reasons_are_beside_the_report_and_never_in_it() -> None:
    made = run(pool(60, {GENERAL[0]: 3, GENERAL[1]: 40, SENSITIVE[0]: 11}))
    by_key = {reason.key: reason for reason in made.reasons.reasons}
    assert by_key[FigureKey(TableId.THEMES, GENERAL[0])].params == (3, 20)
    assert by_key[FigureKey(TableId.THEMES, GENERAL[2])].code is ReasonCode.NOBODY
    # Under 200 people every single theme has the higher floor, so being sensitive is not why.
    assert by_key[FigureKey(TableId.THEMES, SENSITIVE[0])].params == (11, 20)
    (large,) = (r for r in run(pool(300, {SENSITIVE[0]: 10})).reasons.reasons if r.key.row == SENSITIVE[0])
    assert (large.code, large.params) == (ReasonCode.SENSITIVE, (10, 15))
    assert "reason" not in repr(made.report).lower()


def test_the_report_says_which_steps_ran() -> None:
    ran = {each.step: each.ran for each in run(pool(60, {})).report.steps}
    assert ran == {step: step not in {Step.NOISE, Step.CHANCE, Step.ATTACK, Step.SHARES} for step in Step}


def test_a_report_of_two_keepers_says_so_and_one_of_a_trustee_alone_does_not() -> None:
    for in_halves in (True, False):
        steps = run(pool(60, {}), in_halves=in_halves).report.steps
        assert [each.ran for each in steps if each.step is Step.SHARES] == [in_halves]


class _Withholder:
    """A check that withholds one figure."""

    step = Step.ATTACK

    def __init__(self, key: FigureKey) -> None:
        self.key = key
        self.saw: tuple[SafeTable, ...] = ()

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        self.saw = candidate.tables
        return frozenset({self.key})


def test_a_further_check_can_withhold_a_figure_and_is_named() -> None:
    counters, key = pool(60, {FILLER: 40}), FigureKey(TableId.THEMES, FILLER)
    assert run(counters).report.value(TableId.THEMES, FILLER) is not None
    check = _Withholder(key)
    made = run(counters, checks=[check])
    assert made.report.value(TableId.THEMES, FILLER) is None
    assert [r.code for r in made.reasons.reasons if r.key == key] == [ReasonCode.CHECK]
    assert {Step.ATTACK, Step.CHANCE} <= {each.step for each in made.report.steps if each.ran}
    assert check.saw


class _WithoutAreas(_Withholder):
    """A check that withholds every area, also those that are dashes already."""

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        super().withholds(candidate)
        return frozenset(FigureKey(TableId.AREAS, area.number) for area in candidate.breakdown.areas)


@pytest.mark.parametrize("hide_below", [10, 60, 100])
def test_without_any_area_there_is_no_breakdown_whatever_hid_some_of_them_before(hide_below: int) -> None:
    counters = add([pool(n, {FILLER: 30}, area=area) for area, n in ((1, 40), (2, 80))], PLAN)
    policy, check = Policy(hide_below=hide_below), _WithoutAreas(FigureKey(TableId.PEOPLE))
    assert run(counters, policy=policy).report.breakdown.areas
    made = run(counters, policy=policy, checks=[check])
    assert (made.report.breakdown.state, made.report.breakdown.areas) == (BreakdownState.TOO_FEW, ())
    assert not {t.table for t in made.report.tables} & {TableId.AREAS, TableId.AREA_GROUPS}
    codes = {r.code for r in made.reasons.reasons if r.key.table is TableId.AREAS}
    assert (ReasonCode.CHECK in codes) == (hide_below < 100)


class _Bystander(_Withholder):
    """A check that withholds nothing."""

    def __init__(self) -> None:
        super().__init__(FigureKey(TableId.PEOPLE))

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        super().withholds(candidate)
        return frozenset()


def test_chance_leaves_out_what_a_check_could_hide_and_nothing_where_there_is_none() -> None:
    counters = pool(60, {FILLER: 40})
    assert all(r.code is not ReasonCode.CHANCE for r in run(counters).reasons.reasons)
    coded = {
        FigureKey(TableId.THEMES, FILLER): 0,
        FigureKey(TableId.GROUPS, PLAN.group_of[FILLER]): 0,
        FigureKey(TableId.PEOPLE): 0,
    }
    coins = {f"chance/{PLAN.coin_name(key)}": coin for key, coin in coded.items()}
    made = run_falling(counters, coins, checks=[_Bystander()])
    reasons = {r.key: r.code for r in made.reasons.reasons}
    assert reasons[FigureKey(TableId.THEMES, FILLER)] is ReasonCode.CHANCE
    assert made.report.value(TableId.THEMES, FILLER) is None
    assert made.report.value(TableId.PEOPLE) is not None


def test_a_breakdown_left_out_by_chance_looks_like_one_that_is_too_small() -> None:
    counters = add([pool(80, {FILLER: 60}, area=area) for area in (1, 2)], PLAN)
    made = run_falling(counters, {BREAKDOWN_COIN: 0}, checks=[_Bystander()])
    small = run_falling(counters, {})
    assert small.report.breakdown.areas
    assert made.report.breakdown == replace(small.report.breakdown, state=BreakdownState.TOO_FEW, areas=())
    assert not {t.table for t in made.report.tables} & {TableId.AREAS, TableId.AREA_GROUPS}


def test_only_the_pipeline_names_the_mint() -> None:
    allowed = {"safe_table.py", "release.py", "noisy_release.py", "own_list.py"}
    for path in SOURCE.rglob("*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)
        }
        assert "MINT" not in names or (path.parent.name == "disclosure" and path.name in allowed), path


def test_a_kit_that_hides_more_shows_less() -> None:
    counters = pool(60, {FILLER: 22, GENERAL[0]: 40})
    report = run(counters, "k0", policy=Policy(hide_below=70)).report
    assert all(cell.value is None for table in report.tables for cell in table.cells)
    assert (report.people_band.low, report.people_band.high) == (30, None)
    some = run(counters, "k0", policy=Policy(hide_below=30)).report
    assert some.value(TableId.THEMES, FILLER) is None
    assert some.value(TableId.THEMES, GENERAL[0]) == 40
