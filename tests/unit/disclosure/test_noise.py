"""What is drawn in a report with noise, how strong, and what it gives away."""

import math
import random
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.support import (
    KIT,
    PERIOD,
    PLAN,
    TAXONOMY,
    make_kit,
    vaults,
)
from tests.unit.disclosure.test_discrete_laplace import share

from careernotes.disclosure.budget import YEAR_BUDGET, spent_with
from careernotes.disclosure.counting import count
from careernotes.disclosure.discrete_laplace import Below, discrete_laplace
from careernotes.disclosure.errors import BudgetSpentError
from careernotes.disclosure.mechanisms import Mechanism, Vector, epsilon_of, mechanisms
from careernotes.disclosure.noise import ERROR_SPREADS, cells_of, noisy_figures, vector_of, with_noise
from careernotes.disclosure.plan import TOTAL, FigureKey, FigurePlan, TableId, figure_plan
from careernotes.disclosure.safe_table import BreakdownState, SafeArea, SafeBreakdown
from careernotes.domain.kit import ProgrammeKit
from careernotes.ledger.facts import MentorFacts

SCALE = 8
MERGED = SafeBreakdown(
    dimension="business_area",
    state=BreakdownState.SHOWN,
    areas=(SafeArea(number=1), SafeArea(number=3), SafeArea(number=0, merged=(2, 4))),
)
NOBODY = MentorFacts(persons=(), meetings=(), codings=(), ratings=())
property_test = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
NO_AREAS = make_kit(breakdown="")


def cells(facts: MentorFacts, kit: ProgrammeKit = KIT, plan: FigurePlan = PLAN) -> dict[FigureKey, int]:
    counters = count(facts, PERIOD, plan, kit, TAXONOMY)
    return cells_of(dict(zip(plan.keys, counters, strict=True)), plan)


def moved(one: dict[FigureKey, int], two: dict[FigureKey, int]) -> Counter[Vector]:
    """By how much each vector differs, summed over its cells."""
    total: Counter[Vector] = Counter()
    for key, n in one.items():
        total[vector_of(key)] += abs(n - two[key])
    return total


def without(facts: MentorFacts, who: int) -> MentorFacts:
    return MentorFacts(
        persons=tuple(each for each in facts.persons if each.person != who),
        meetings=tuple(each for each in facts.meetings if each.person != who),
        codings=tuple(each for each in facts.codings if each.person != who),
        ratings=tuple(each for each in facts.ratings if each.person != who),
    )


@given(st.integers(2, 1000))
def test_a_report_gives_away_what_its_formula_says(scale: int) -> None:
    assert epsilon_of(scale) == Fraction(4, scale) + 2 * Fraction(1, 2 * scale)
    assert all(each.scale * each.epsilon == each.sensitivity for each in mechanisms(scale))
    assert {each.vector for each in mechanisms(scale)} == set(Vector)


@property_test
@given(vaults(), st.booleans())
def test_no_person_moves_a_vector_by_more_than_its_sensitivity(facts: MentorFacts, split: bool) -> None:
    kit = KIT if split else NO_AREAS
    plan = figure_plan(kit, TAXONOMY)
    everybody = cells(facts, kit, plan)
    for person in facts.persons:
        change = moved(everybody, cells(without(facts, person.person), kit, plan))
        assert all(change[each.vector] <= each.sensitivity for each in mechanisms(SCALE))


@property_test
@given(vaults(), vaults(first_person=50))
def test_which_cells_get_noise_hangs_on_nobody(one: MentorFacts, two: MentorFacts) -> None:
    assert cells(one).keys() == cells(two).keys()
    assert min(cells(one).values(), default=0) >= 0


@property_test
@given(vaults(), st.sampled_from([MERGED, SafeBreakdown(dimension="", state=BreakdownState.TOO_FEW)]))
def test_without_noise_the_sums_are_the_counts(facts: MentorFacts, breakdown: SafeBreakdown) -> None:
    """Totals, merged areas and the number of people come out of the cells alone."""
    counters = dict(zip(PLAN.keys, count(facts, PERIOD, PLAN, KIT, TAXONOMY), strict=True))
    figures = noisy_figures(cells(facts), PLAN, breakdown, SCALE)
    for key, figure in figures.items():
        parts = next((a.merged for a in breakdown.areas if a.number == key.row == 0 and a.merged), (key.row,))
        by_area = key.table in {TableId.AREAS, TableId.AREA_GROUPS}
        rows = parts if by_area else (key.row,)
        assert figure.value == sum(counters[FigureKey(key.table, row, key.column)] for row in rows)
    printed = {key.table for key in PLAN.keys if key.table.printed} - {TableId.SESSIONS}
    gone = set() if breakdown.areas else {TableId.AREAS, TableId.AREA_GROUPS}
    assert {key.table for key in figures} == printed - gone


@property_test
@given(vaults(), st.integers(0, 2**32))
def test_figures_stay_between_nobody_and_everybody(facts: MentorFacts, seed: int) -> None:
    noisy = with_noise(cells(facts), SCALE, random.Random(seed).randrange)
    figures = noisy_figures(noisy, PLAN, MERGED, SCALE)
    everybody = figures[FigureKey(TableId.PEOPLE)].value
    assert all(0 <= figure.value <= everybody for figure in figures.values())


def test_each_cell_is_drawn_with_the_scale_of_its_vector() -> None:
    """The first answer of each draw has the numerator of its scale for a limit."""
    scales = {each.vector: each.scale for each in mechanisms(SCALE)}
    for key, n in cells(NOBODY).items():
        limits: list[int] = []
        with_noise({key: n}, SCALE, _noting(limits))
        assert limits[0] == scales[vector_of(key)].numerator


def _noting(limits: list[int]) -> Below:
    source = random.Random(5)

    def below(limit: int) -> int:
        limits.append(limit)
        return source.randrange(limit)

    return below


@pytest.mark.parametrize(("scale", "parts"), list(product((2, 16, 48), (1, 2, 5, 9))))
def test_a_sum_is_right_within_its_error_in_19_of_20_cases(scale: int, parts: int) -> None:
    reach = 12 * scale
    one = [share(Fraction(scale), value) for value in range(-reach, reach + 1)]
    chances = [1.0]
    for _ in range(parts):
        chances = _convolved(chances, one)
    middle = len(chances) // 2
    spread = math.isqrt(scale * scale * parts - 1) + 1
    inside = sum(chances[middle - ERROR_SPREADS * spread : middle + ERROR_SPREADS * spread + 1])
    assert 0.95 <= inside < 0.99


def _convolved(one: list[float], two: list[float]) -> list[float]:
    return list(np.convolve(one, two))


def test_the_number_of_people_is_surer_than_any_one_total() -> None:
    everybody = FigureKey(TableId.PEOPLE)
    counters = dict.fromkeys(PLAN.keys, 0) | {everybody: 1200, FigureKey(TableId.AREAS, 1): 700}
    true, source = cells_of(counters, PLAN), random.Random(3)
    errors, of_areas = [], []
    for _ in range(200):
        noisy = with_noise(
            {k: n for k, n in true.items() if k.table in _PEOPLE_TABLES}, SCALE, source.randrange
        )
        filled = dict.fromkeys(true, 0) | noisy
        figure = noisy_figures(filled, PLAN, MERGED, SCALE)[everybody]
        errors.append(abs(figure.value - 1200))
        of_areas.append(abs(sum(n for k, n in noisy.items() if k.table is TableId.AREAS) - 1200))
    assert sum(errors) < sum(of_areas)
    assert sum(error <= ERROR_SPREADS * figure.spread for error in errors) >= 190


_PEOPLE_TABLES = {TableId.AREAS, TableId.CHOSEN_BY, TableId.MOMENT}


def told_apart(mechanism: Mechanism, drawn: Fraction, rounds: int = 4000) -> float:
    """How much likelier, in logarithms, one person makes the likeliest thing they can make likelier: a draw
    that is *sensitivity* or more above what it would be without them.
    """
    source = random.Random(7)
    draws = [discrete_laplace(drawn, source.randrange) for _ in range(rounds)]
    with_them = sum(draw + mechanism.sensitivity >= mechanism.sensitivity for draw in draws)
    without_them = sum(draw >= mechanism.sensitivity for draw in draws)
    return math.log(with_them / without_them)


def test_nobody_is_told_apart_better_than_the_formula_allows() -> None:
    mechanism = mechanisms(2)[0]
    assert told_apart(mechanism, mechanism.scale) <= float(mechanism.epsilon) + 0.1


def test_noise_of_half_the_scale_is_found_out() -> None:
    """Control: half the noise tells one person apart more than the formula allows."""
    mechanism = mechanisms(2)[0]
    assert told_apart(mechanism, mechanism.scale / 2) > float(mechanism.epsilon) + 0.3


@given(st.lists(st.integers(2, 40), max_size=9))
def test_a_year_never_gives_away_more_than_its_budget(scales: list[int]) -> None:
    past: list[Fraction] = []
    for scale in scales:
        try:
            spent = spent_with(epsilon_of(scale), past)
        except BudgetSpentError:
            assert sum(past, epsilon_of(scale)) > YEAR_BUDGET
        else:
            past.append(epsilon_of(scale))
            assert spent == sum(past) <= YEAR_BUDGET


def test_three_reports_fit_with_scale_4_and_four_with_scale_8() -> None:
    for scale, reports in ((4, 3), (8, 6)):
        past = [epsilon_of(scale)] * reports
        assert sum(past) <= YEAR_BUDGET
        with pytest.raises(BudgetSpentError):
            spent_with(epsilon_of(scale), past)


def test_the_rest_of_a_group_is_a_cell_of_its_own() -> None:
    """Control of the sums: a theme group without its people outside every area would miss them."""
    rests: defaultdict[TableId, int] = defaultdict(int)
    for key in cells(NOBODY):
        rests[key.table] += key.row == TOTAL
    assert rests[TableId.AREA_GROUPS] == len(PLAN.of(TableId.GROUPS))
    assert (rests[TableId.AREAS], rests[TableId.CHOSEN_BY], rests[TableId.MOMENT]) == (1, 1, 1)
