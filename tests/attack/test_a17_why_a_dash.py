"""A17: the reader who reruns the program to find out why something is not shown.

Whatever the attack step hid, chance could have left out. So every world of a certificate, which fits what is
published, leads to the very same reports when the coins fall so: hiding makes nothing certain.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.attack.every_coin import Counts, Run, certified_runs, made
from tests.attack.every_figure import ALL_CHANCES, BREAKDOWN, FIGURES, NOTHING, PERIODS, PLAN
from tests.attack.every_world import DOWN, HELD, LOW, NO_GATE, UP, Cell, Crowd, Program, Rules, Shown
from tests.attack.why_hidden import (
    IN_ALL,
    IN_FIRST,
    IN_SECOND,
    hidden_by_attack,
    how_sure,
    nine_join,
    shown_values,
)
from tests.unit.disclosure.support import coin_of

from careernotes.disclosure.blur import Blur
from careernotes.disclosure.chance import ONE_IN, leaves_out_breakdown, left_out
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import LEFT_OUT_WITH_PARTS

HERE, BOTH, COMES, GOES = (0,), (0, 1), (1,), (0,)
SECRETS = 3000
LEAST_AREA = 10
"""The gate sees to it that the number of people of an area is shown; under its floor it would be a dash."""
AREA = FIGURES[3]
NOT_HIDDEN = {TableId.PEOPLE, TableId.SESSIONS, TableId.AREAS}
"""Printed, and never hidden one by one by the attack step."""


def a_run(counts: Counts, coins: tuple[int, ...], gone: frozenset[str] = NOTHING) -> Run:
    return Run(counts=counts, coins=coins, gone=gone)


def again(program: Program, runs: list[Run]) -> tuple[list[Shown], int]:
    """The reports of *runs*, and in how many certified worlds they came out the same."""
    reports = made(program, runs)
    worlds = 0
    for other in certified_runs(reports, runs):
        assert [each.seen for each in made(program, other)] == [each.seen for each in reports]
        worlds += 1
    return reports, worlds


@st.composite
def organisations(draw: st.DrawFn) -> tuple[Program, list[Run]]:
    """Two areas, who stays, comes and goes, one or two reports, and what was said in each."""
    both = draw(st.booleans())
    stay = BOTH if both else HERE
    crowds = [Crowd(area, draw(st.integers(LEAST_AREA, 40)), stay) for area in (1, 2)]
    if both:
        crowds += [Crowd(1, draw(st.integers(1, 8)), places) for places in (GOES, COMES)]
    program = Program(crowds, Rules(policy=draw(st.sampled_from([LOW, NO_GATE]))))
    world = []
    for crowd in crowds:
        either = draw(st.integers(0, crowd.people) | st.just(crowd.people))
        one = draw(st.integers(0, either))
        world.append((one, draw(st.integers(either - one, either)), either))
    fall = st.tuples(*[st.sampled_from([UP, DOWN])] * len(FIGURES))
    gone = st.frozensets(st.sampled_from(sorted(ALL_CHANCES)), max_size=2)
    places = (0, 1) if both else (0,)
    return program, [a_run(program.counts(tuple(world), place), draw(fall), draw(gone)) for place in places]


CERTAIN = (
    nine_join(),
    [
        a_run((IN_ALL, 20, 20, IN_FIRST, IN_SECOND), (DOWN,) * 5),
        a_run((48, 20, 20, 30, 18), (UP, DOWN, DOWN, DOWN, DOWN)),
    ],
)
"""Where the attack step hides one figure: see ``test_every_world.py``."""


@settings(deadline=None, max_examples=12)
@given(organisations())
@example(CERTAIN)
def test_every_world_of_a_certificate_leads_to_the_same_reports_by_other_coins(
    organisation: tuple[Program, list[Run]],
) -> None:
    program, runs = organisation
    seen = [each.seen for each in made(program, runs)]
    assert (HELD,) in seen or [each.seen for each in again(program, runs)[0]] == seen


@pytest.mark.long
@settings(deadline=None, max_examples=150)
@given(organisations())
def test_every_world_of_many_certificates_leads_to_the_same_reports(
    organisation: tuple[Program, list[Run]],
) -> None:
    program, runs = organisation
    seen = [each.seen for each in made(program, runs)]
    assert (HELD,) in seen or [each.seen for each in again(program, runs)[0]] == seen


def test_behind_a_dash_of_the_attack_step_there_is_a_world_with_fewer_people_and_a_figure_to_show() -> None:
    program, runs = CERTAIN
    reports, worlds = again(program, runs)
    assert shown_values(reports[1].seen)[AREA] is None
    assert worlds >= 1
    assert min(other[1].counts[3] for other in certified_runs(reports, runs)) <= 25


def test_without_coins_of_chance_the_same_worlds_lead_elsewhere() -> None:
    program, runs = CERTAIN
    reports = made(program, runs)
    for other in certified_runs(reports, runs):
        without = made(program, [replace(each, gone=NOTHING) for each in other])
        if without[1].seen != reports[1].seen:
            return
    pytest.fail("no coin of chance was needed")


def test_chance_leaves_out_the_areas_as_a_whole() -> None:
    program, runs = CERTAIN
    (with_areas,) = made(program, runs[:1])
    (without,) = made(program, [replace(runs[0], gone=frozenset({BREAKDOWN}))])
    assert with_areas.seen[0] != () == without.seen[0]
    assert not any(isinstance(cell, Cell) and cell.key == AREA for cell in without.seen)


def test_coins_of_chance_make_less_likely_what_was_certain_without_them() -> None:
    hidden = hidden_by_attack()
    likely = [how_sure(Fraction(1, n) if n else Fraction(0), hidden) for n in (0, 64, 32, 16, 8, 1)]
    assert [f"{float(each):.2f}" for each in likely] == ["0.60", "0.56", "0.53", "0.49", "0.43", "0.30"]


# ------------------------------------------------- the coins themselves


def gone_with(secret: str, place: int = 0) -> frozenset[FigureKey]:
    """What chance leaves out of a report with one secret."""
    return left_out(PLAN.keys, Blur(coin=coin_of(secret), plan=PLAN, period=PERIODS[place]))


EVERY = [gone_with(f"{n}") for n in range(SECRETS)]


def test_each_figure_that_can_be_hidden_is_left_out_about_as_often_as_the_policy_says() -> None:
    can = {key for key in PLAN.keys if key.table.printed and key.table not in NOT_HIDDEN}
    assert set().union(*EVERY) == can
    for table in {key.table for key in can}:
        keys = [key for key in can if key.table is table]
        often = sum(key in gone for gone in EVERY for key in keys) / len(keys) / SECRETS
        assert abs(often * ONE_IN[table] - 1) < 4 * (ONE_IN[table] / SECRETS / len(keys)) ** 0.5


def test_the_breakdown_as_a_whole_is_left_out_as_often() -> None:
    blurs = (Blur(coin=coin_of(f"{n}"), plan=PLAN, period=PERIODS[0]) for n in range(SECRETS))
    often = sum(leaves_out_breakdown(blur) for blur in blurs) / SECRETS
    assert abs(often * LEFT_OUT_WITH_PARTS - 1) < 4 * (LEFT_OUT_WITH_PARTS / SECRETS) ** 0.5


def test_no_two_figures_share_a_coin_of_chance() -> None:
    for one, two in combinations(FIGURES, 2):
        both = sum({one, two} <= gone for gone in EVERY)
        either = sum(bool({one, two} & gone) for gone in EVERY)
        assert both < either / 4


def test_the_next_report_and_another_secret_leave_out_other_figures_and_a_second_run_the_same() -> None:
    later = [gone_with(f"{n}", place=1) for n in range(50)]
    assert sum(one == two for one, two in zip(EVERY, later, strict=False)) < 25
    assert len({frozenset(gone) for gone in EVERY}) > 20
    assert [gone_with(f"{n}") for n in range(50)] == EVERY[:50]


def test_what_is_left_out_says_nothing_about_which_way_a_figure_was_rounded() -> None:
    ups = [
        Blur(coin=coin_of(f"{n}"), plan=PLAN, period=PERIODS[0]).figure(PLAN.coin_name(key), 5, 10)
        for n, gone in enumerate(EVERY)
        for key in gone
    ]
    assert 0.45 < ups.count(10) / len(ups) < 0.55
