"""A3 on reports with noise: the reader who adds, subtracts and compares figures to get one without noise.

The attacker runs the program on counts of its own and reckons with what one person can change at most: four
themes, four theme groups, one area, one answer each.
"""

import random
from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache
from math import exp
from statistics import mean

from tests.attack.noisy_programme import SCALE, Values, programme, true_counts
from tests.unit.disclosure.support import PERIOD, SENSITIVE, coin_of

from careernotes.disclosure.discrete_laplace import discrete_laplace
from careernotes.disclosure.noise import cells_of, noisy_figures, with_noise
from careernotes.disclosure.noisy_release import allow, noisy_release
from careernotes.disclosure.plan import FigureKey, TableId

DRAWS = 120
GIVEN_AWAY = Fraction(4, SCALE) + Fraction(1, 2 * SCALE) + Fraction(1, 2 * SCALE)
CHANGES = {
    TableId.THEMES: 4, TableId.AREA_GROUPS: 4, TableId.AREAS: 1, TableId.CHOSEN_BY: 1, TableId.MOMENT: 1,
}  # fmt: skip
"""By how much one person changes the cells of a table together; of each of three ratings one cell by one."""


@cache
def reports() -> tuple[Values, ...]:
    """What so many reports over the same counts print."""
    used, source = programme(), random.Random(5)
    counts = true_counts(used)
    counters = [counts[key] for key in used.plan.keys]
    common = {"plan": used.plan, "policy": used.policy, "period": PERIOD}
    allowed = allow(counters, coin=coin_of("a"), **common)  # type: ignore[arg-type] - the three above
    found = []
    for _draw in range(DRAWS):
        noisy = with_noise(allowed.cells, SCALE, source.randrange)
        made = noisy_release(allowed, noisy, scale=SCALE, spent=GIVEN_AWAY, **common)  # type: ignore[arg-type]
        found.append(
            {
                FigureKey(table.table, cell.row, cell.column): cell.value
                for table in made.report.tables
                for cell in table.cells
                if cell.value is not None
            }
        )
    return tuple(found)


@cache
def cell_noise() -> dict[FigureKey, list[int]]:
    """The noise of every cell, draw after draw."""
    used, source = programme(), random.Random(6)
    cells = cells_of(true_counts(used), used.plan)
    drawn = [with_noise(cells, SCALE, source.randrange) for _draw in range(DRAWS)]
    return {key: [each[key] - n for each in drawn] for key, n in cells.items()}


def test_no_printed_figure_is_the_true_one_more_often_than_noise_makes_it() -> None:
    true = true_counts(programme())
    seen: defaultdict[FigureKey, list[bool]] = defaultdict(list)
    for report in reports():
        for key, value in report.items():
            if key in true:  # Not the sum of merged areas.
                seen[key].append(value == true[key])
    often = {key: mean(exact) for key, exact in seen.items() if len(exact) > DRAWS / 2}
    assert len(often) > 10
    assert max(often.values()) < 0.3


def test_no_cell_behind_a_figure_is_without_noise() -> None:
    assert all(mean(n == 0 for n in noise) < 0.3 for noise in cell_noise().values())


def test_one_person_can_be_told_no_better_than_the_report_says() -> None:
    """The scale of each table's noise, measured, against what one person changes in it."""
    by_table: defaultdict[object, list[int]] = defaultdict(list)
    for key, noise in cell_noise().items():
        by_table[(key.table, key.row) if key.table is TableId.MANAGER else key.table] += noise
    told = Fraction(0)
    for table, noise in by_table.items():
        scale = Fraction(sum(map(abs, noise)), len(noise))
        told += Fraction(CHANGES.get(table, 1)) / scale  # type: ignore[call-overload] - ratings are not in it
    assert len(by_table) == 8
    assert GIVEN_AWAY * Fraction(9, 10) < told < GIVEN_AWAY * Fraction(11, 10)


def test_no_value_is_likelier_than_its_neighbour_by_more_than_the_scale_allows() -> None:
    """Which value came out must not tell which of two neighbouring counts is true."""
    source, scale, draws = random.Random(7), 4, 40_000
    seen = Counter(discrete_laplace(Fraction(scale), source.randrange) for _ in range(draws))
    for value in range(-9, 9):
        one, two = seen[value] / draws, seen[value + 1] / draws
        assert max(one, two) <= min(one, two) * exp(1 / scale) * 1.17
    assert max(seen) > 5 * scale
    assert min(seen) < -5 * scale


def test_figures_are_never_below_nobody_or_above_everybody() -> None:
    used, source = programme(), random.Random(8)
    nobody = dict.fromkeys(used.plan.keys, 0)
    breakdown = allow(
        [true_counts(used)[key] for key in used.plan.keys],
        plan=used.plan, policy=used.policy, period=PERIOD, coin=coin_of("a"),
    ).verdict.breakdown  # fmt: skip
    for _draw in range(20):
        noisy = with_noise(cells_of(nobody, used.plan), SCALE, source.randrange)
        figures = noisy_figures(noisy, used.plan, breakdown, SCALE)
        everybody = figures[FigureKey(TableId.PEOPLE)].value
        assert all(0 <= figure.value <= everybody for figure in figures.values())


def test_one_figure_with_two_names_is_one_number() -> None:
    """Two draws for the same people would be twice what the report says it gives away about them."""
    alike = programme().plan.alike
    assert alike
    pairs = 0
    for report in reports():
        for group, theme in alike.items():
            both = [
                report[key]
                for key in (FigureKey(TableId.GROUPS, group), FigureKey(TableId.THEMES, theme))
                if key in report
            ]
            pairs += len(both) == 2
            assert len(set(both)) <= 1
    assert pairs > DRAWS / 2


def test_what_noise_may_make_of_nobody_is_a_dash() -> None:
    """A number that stands for nobody would be read as somebody."""
    true = true_counts(programme())
    shown = [(key, value) for report in reports() for key, value in report.items()]
    assert shown
    nobody = [key for key, _value in shown if true.get(key) == 0]
    # Right in 19 of 20 cases: of the figures of nobody, at most one in 20 is shown.
    none = sum(n == 0 for key, n in true.items() if key.table is TableId.THEMES)
    assert none > 5
    assert sum(key.table is TableId.THEMES for key in nobody) < none * DRAWS / 20
    assert min(value for key, value in shown if key.table is TableId.THEMES) >= 12
    assert min(value for key, value in shown if key.table is not TableId.THEMES) >= 10


def test_a_sensitive_theme_is_a_dash_under_fifteen() -> None:
    sensitive = [
        value for report in reports() for key, value in report.items()
        if key.table is TableId.THEMES and key.row in SENSITIVE
    ]  # fmt: skip
    assert all(value >= 15 for value in sensitive)


def test_parts_of_a_dash_are_dashes() -> None:
    plan = programme().plan
    for report in reports():
        for key in report:
            if key.table is TableId.AREA_GROUPS:
                assert FigureKey(TableId.GROUPS, key.column) in report
            if key.table is TableId.THEMES and key.row in plan.group_of:
                assert FigureKey(TableId.GROUPS, plan.group_of[key.row]) in report
            if key.table is TableId.MANAGER:
                assert FigureKey(TableId.RATED, key.row) in report


def test_answers_of_fewer_people_than_the_kit_wants_are_dashes() -> None:
    def answers(rated: int) -> int:
        used, source = programme(floors={"rated": rated}), random.Random(9)
        counts = true_counts(used)
        common = {"plan": used.plan, "policy": used.policy, "period": PERIOD}
        allowed = allow([counts[key] for key in used.plan.keys], coin=coin_of("a"), **common)  # type: ignore[arg-type]
        noisy = with_noise(allowed.cells, SCALE, source.randrange)
        made = noisy_release(allowed, noisy, scale=SCALE, spent=GIVEN_AWAY, **common)  # type: ignore[arg-type]
        return sum(made.report.value(TableId.MANAGER, 1, bin_) is not None for bin_ in (1, 2, 3))

    assert answers(30) == 3
    assert answers(2000) == 0
