"""The curious reader of one report: small groups, nobody at all, one mentor's people, a talkative person.

Each attack is a function that finds what it should not find. It finds nothing in what the product makes, and
something as soon as one rule is switched off.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import (
    GENERAL,
    KIT,
    PERIOD,
    PLAN,
    SENSITIVE,
    TAXONOMY,
    coding,
    coin_of,
    meeting,
    one_meeting_each,
    person,
    property_test,
)

from careernotes.disclosure.blur import COIN_SPACE, Rounder, is_listed, rounded
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, TableId, groups_of_one
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport, Symbol
from careernotes.domain.taxonomy import Sensitivity
from careernotes.ledger.facts import MentorFacts

SAFE = Policy()
THEME = GENERAL[0]


def mentors_with(sizes: list[int], themes: dict[int, int], *, area: int = 1) -> list[MentorFacts]:
    """Mentors with so many people; each theme with the first so many of all of them."""
    vaults, who = [], 1
    for size in sizes:
        mine = {n: [theme for theme, people in themes.items() if n <= people] for n in range(who, who + size)}
        vaults.append(one_meeting_each(mine, business_area=area))
        who += size
    return vaults


def made_from(
    vaults: list[MentorFacts], *, policy: Policy = SAFE, key: str = "k", rounder: Rounder = rounded
) -> SafeReport:
    summed = add((count(v, PERIOD, PLAN, KIT, TAXONOMY, policy=policy) for v in vaults), PLAN)
    coin = coin_of(key)
    return release(summed, plan=PLAN, policy=policy, period=PERIOD, coin=coin, rounder=rounder).report


# ---------------------------------------------------------------- A1, A2: small cells


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


# ---------------------------------------------------------------- A9: one mentor's people


def dominated(report: SafeReport, sizes: dict[int, list[int]]) -> list[int]:
    """Shown areas in which one mentor stands for more than half; 0 is the whole programme."""
    whole = [sum(column) for column in zip(*sizes.values(), strict=True)]
    found = [0] if 2 * max(whole) > sum(whole) else []
    for area in report.breakdown.areas:
        parts = area.merged or (area.number,)
        column = [sum(sizes[part][mentor] for part in parts) for mentor in range(len(whole))]
        found += [area.number] if 2 * max(column) > sum(column) else []
    return found


def test_no_area_is_shown_in_which_one_mentor_has_most_people() -> None:
    # Area 1 belongs to one mentor almost alone, the others to all of them.
    sizes = {1: [24, 1, 1, 1, 1, 1], **{area: [0, 12, 12, 12, 12, 12] for area in (2, 3, 4)}}
    vaults = []
    for mentor in range(6):
        parts = [
            one_meeting_each(
                {area * 10_000 + mentor * 100 + n: [THEME] for n in range(sizes[area][mentor])},
                business_area=area,
            )
            for area in sizes
        ]
        vaults.append(
            MentorFacts(
                persons=tuple(p for part in parts for p in part.persons),
                meetings=tuple(replace(m, meeting=m.person) for part in parts for m in part.meetings),
                codings=tuple(replace(c, meeting=c.person) for part in parts for c in part.codings),
                ratings=(),
            )
        )
    assert dominated(made_from(vaults, key="k0"), sizes) == []
    assert dominated(made_from(vaults, policy=replace(SAFE, effective_mentors=1), key="k0"), sizes) == [1]


# ---------------------------------------------------------------- A11: a talkative person


def weight_of_one(policy: Policy) -> tuple[int, int, int]:
    """How much one talkative person moves: the largest single figure, all themes together, and sessions."""
    many = MentorFacts(
        persons=(person(1, business_area=1),),
        meetings=tuple(meeting(n, 1) for n in range(40)),
        codings=tuple(coding(n, 1, GENERAL[n % 20]) for n in range(40)),
        ratings=(),
    )
    counts = dict(zip(PLAN.keys, count(many, PERIOD, PLAN, KIT, TAXONOMY, policy=policy), strict=True))
    sessions = counts.pop(FigureKey(TableId.SESSIONS))
    return max(counts.values()), sum(counts[key] for key in PLAN.of(TableId.THEMES)), sessions


def test_a_talkative_person_weighs_no_more_than_the_cap() -> None:
    assert weight_of_one(SAFE) == (1, 4, 10)


def test_without_the_cap_a_talkative_person_weighs_more() -> None:
    single, themes, sessions = weight_of_one(replace(SAFE, themes_each=0, sessions_each=0))
    assert single == 1
    assert themes > 4
    assert sessions > 10


# ---------------------------------------------------------------- A5: somebody joins


def shown_after(people: int, rounder: Rounder, base: int = 5) -> dict[int | None, int]:
    """What one figure shows, over the five equally likely fifths of all coins; None is not shown."""
    outcome: dict[int | None, int] = {}
    for fifth in range(base):
        value = rounder(people, base, -(-fifth * COIN_SPACE // base))
        shown = value if value >= max(SAFE.hide_below, base) else None
        outcome[shown] = outcome.get(shown, 0) + 1
    return outcome


def joiner_advantage(rounder: Rounder, group: int = 40) -> float:
    """How well the best reader tells whether the one who joined has the theme, when all others are known."""
    worst = 0
    for people in range(group):
        without, with_ = shown_after(people, rounder), shown_after(people + 1, rounder)
        gained = sum(max(0, with_.get(shown, 0) - without.get(shown, 0)) for shown in with_)
        worst = max(worst, gained)
    return worst / 5


def test_who_joined_can_be_told_with_an_advantage_of_a_fifth_at_most() -> None:
    assert joiner_advantage(rounded) <= 0.20


@pytest.mark.parametrize(
    "weaker",
    [
        pytest.param(lambda n, _base, _coin: n, id="no rounding"),
        pytest.param(lambda n, base, _coin: round(n / base) * base, id="nearest multiple"),
        pytest.param(lambda n, base, _coin: n - n % base, id="always down"),
    ],
)
def test_a_weaker_blur_gives_the_joiner_away(weaker: Rounder) -> None:
    assert joiner_advantage(weaker) == 1.0


def test_a_theme_list_gives_a_joiner_away_with_a_fifth_at_most_and_a_threshold_surely() -> None:
    def advantage(listed: "object") -> float:
        fifths = [-(-fifth * COIN_SPACE // 5) for fifth in range(5)]
        chances = [sum(listed(people, coin) for coin in fifths) / 5 for people in range(42)]
        return max(abs(after - before) for before, after in pairwise(chances))

    assert advantage(is_listed) <= 0.20 + 1e-9
    assert advantage(lambda people, _coin: people >= 5) == 1.0


def test_one_person_moves_the_rounded_number_of_sessions_with_a_fifth_at_most() -> None:
    report = made_from(mentors_with([6] * 9, {}))
    table = report.table(TableId.SESSIONS)
    assert table is not None
    assert SAFE.sessions_each / table.base <= 0.20


# ---------------------------------------------------------------- one figure with two names


def both_figures(people: int, fifths: tuple[int, int], names: tuple[str, str]) -> tuple[int, ...]:
    """What a group and its only theme show, when each name has a coin of its own; the floor is left out."""
    coins = dict(zip(dict.fromkeys(names), fifths, strict=False))
    return tuple(rounded(people, 5, -(-coins[name] * COIN_SPACE // 5)) for name in names)


def advantage_of_two(names: tuple[str, str]) -> float:
    """How well the reader of both figures tells whether the one who joined has the theme."""
    worst = 0
    for people in range(40):
        seen: list[Counter[tuple[int, ...]]] = [
            Counter(both_figures(n, fifths, names) for fifths in product(range(5), repeat=2))
            for n in (people, people + 1)
        ]
        worst = max(worst, (seen[1] - seen[0]).total())
    return worst / 25


def test_a_group_of_one_theme_and_that_theme_are_one_look_at_the_same_people() -> None:
    assert PLAN.alike
    for group, theme in PLAN.alike.items():
        keys = FigureKey(TableId.GROUPS, group), FigureKey(TableId.THEMES, theme)
        assert advantage_of_two((PLAN.coin_name(keys[0]), PLAN.coin_name(keys[1]))) <= 0.20
        assert advantage_of_two((str(keys[0]), str(keys[1]))) == pytest.approx(0.36)
        for people in range(10, 30):
            report = made_from(mentors_with([6] * 9, {theme: people}), key=str(people))
            assert report.value(*_place(keys[0])) == report.value(*_place(keys[1]))


def _place(key: FigureKey) -> tuple[TableId, int]:
    return key.table, key.row


def test_a_list_names_a_group_of_one_theme_exactly_when_it_names_that_theme() -> None:
    alike = groups_of_one(TAXONOMY, Sensitivity.GENERAL)
    assert alike
    for group, theme in alike.items():
        for people in range(3, 9):
            facts = one_meeting_each({who: [theme] if who <= people else [] for who in range(1, 15)})
            for n in range(10):
                report = own_list(
                    facts,
                    period=PERIOD,
                    plan=PLAN,
                    policy=SAFE,
                    taxonomy=TAXONOMY,
                    coin=coin_of(str(n)),
                ).report
                cells = [table.cell(row) for table, row in zip(report.tables, (group, theme), strict=True)]
                assert cells[0] is not None
                assert cells[1] is not None
                assert cells[0].symbol is cells[1].symbol


# ---------------------------------------------------------------- A17: what a refusal tells


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
