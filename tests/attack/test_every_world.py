"""Tiny organisations gone through completely; the whole of it is ``dev.py attack --only every-world``."""

from collections import Counter
from itertools import product

import pytest
from tests.attack.every_conclusion import of_figures_alone, of_one_report, of_two_free, of_two_lasting
from tests.attack.every_figure import (
    FIGURES,
    FIRST,
    GROUPED,
    KIT,
    NOTHING,
    PERIODS,
    PLAN,
    SECOND,
    TWO,
)
from tests.attack.every_list import Lists, by_a_cut_off
from tests.attack.every_world import (
    DOWN,
    FLOORS,
    LOW,
    NO_GATE,
    UP,
    Crowd,
    Program,
    Rules,
    Seen,
    group_alone,
    lots,
    ways,
)
from tests.attack.measured_every_world import BOTH, COMES, refused
from tests.attack.why_hidden import nine_join, second, shown_values
from tests.unit.disclosure.support import one_meeting_each

from careernotes.disclosure.counting import add, count
from careernotes.disclosure.policy import Policy

AREA = [Crowd(1, 6), Crowd(2, 4)]
COMER = [Crowd(1, 5, BOTH), Crowd(1, 1, COMES), Crowd(2, 1, BOTH)]
AS_IT_IS = Rules()


def test_numbers_of_alike_people_stand_for_all_named_people() -> None:
    crowds = [Crowd(1, 3), Crowd(2, 2)]
    program = Program(crowds, AS_IT_IS)
    areas = [crowd.area for crowd in crowds for _person in range(crowd.people)]
    kinds: tuple[list[int], ...] = ([], [FIRST], [SECOND], [FIRST, SECOND])
    vectors = {
        (who, kind): count(
            one_meeting_each({who: list(kinds[kind])}, business_area=area), PERIODS[0], PLAN, KIT, TWO
        )
        for who, area in enumerate(areas)
        for kind in range(len(kinds))
    }
    named: Counter[tuple[int, ...]] = Counter()
    for truth in product(range(len(kinds)), repeat=len(areas)):
        summed = dict(zip(PLAN.keys, add((vectors[pair] for pair in enumerate(truth)), PLAN), strict=True))
        named[tuple(summed[key] for key in FIGURES)] += 1
    alike: Counter[tuple[int, ...]] = Counter()
    for world in product(*(lots(crowd.people) for crowd in crowds)):
        alike[program.counts(world, 0)] += ways(crowds[0], world[0]) * ways(crowds[1], world[1])
    assert alike == named


def test_what_a_run_shows_depends_on_the_rounded_figures_alone() -> None:
    one, two = Program(AREA, AS_IT_IS), Program(AREA, AS_IT_IS)
    for few, coins in (((7, 7, 0, 6, 1), (UP,) * 5), ((10, 3, 9, 9, 2), (UP, UP, UP, UP, UP))):
        assert one.run(few, 0, coins).seen == two.fresh(few, 0, coins).seen
    assert one.run((7, 7, 0, 6, 1), 0, (UP,) * 5).seen == one.fresh((9, 9, 1, 8, 1), 0, (UP,) * 5).seen


def test_with_the_real_floors_an_organisation_of_14_shows_a_refusal_and_nothing_else() -> None:
    told = refused(14)
    assert not told.certain
    assert not told.someone
    organisations = sum(size + 1 - (size + 1) // 2 for size in range(1, 15))
    assert told.seen == 2 * organisations
    assert of_one_report(Program([Crowd(1, 14)], Rules(policy=FLOORS, attacks=False)), lots).seen == 1
    assert of_one_report(Program([Crowd(1, 14)], Rules(policy=NO_GATE, attacks=False)), lots).seen > 1


def test_without_a_gate_the_figures_of_one_report_make_nothing_certain() -> None:
    told = of_figures_alone(Program(AREA, AS_IT_IS), group_alone)
    assert told.certain == []
    assert told.seen > 1


def test_without_a_gate_the_figures_of_two_reports_make_nothing_certain_about_who_came() -> None:
    program = Program(COMER, AS_IT_IS)
    assert of_figures_alone(program, group_alone, reports=2).certain == []
    assert of_two_lasting(program, group_alone).certain == []
    assert of_two_free(program, group_alone).certain == []


def shown_of_area(program: Program, people: int, coin: int, gone: frozenset[str] = NOTHING) -> Seen:
    """What everybody sees in the second report when so many of one area and 15 of the other have it."""
    return second(program, (50, people, 15), coin, gone)


DASH = 35, 32, UP
"""The largest figure of the first area that the attack step hides, and how it comes about."""


def test_without_coins_of_chance_a_dash_tells_why_to_somebody_who_reruns_the_program() -> None:
    """With the real floors: nine people join an area of 40, and what was said before lasts.

    The first report shows 20 for the area, the second 50 in all and 15 for the other area. So the area has 22
    at least, and 33 at most, and would show 20, 25, 30 or 35. It shows a dash, and of the four only 30 and 35
    lead to one: at least 26 have it, of whom at most 24 had it before.
    """
    program = nine_join()
    dash = {}
    for shown, people, coin in ((20, 22, DOWN), (25, 27, DOWN), (30, 31, DOWN), DASH):
        values = shown_values(shown_of_area(program, people, coin))
        assert values[FIGURES[0]] == 50
        assert values[FIGURES[4]] == 15
        dash[shown] = values[FIGURES[3]]
    assert dash == {20: 20, 25: 25, 30: None, 35: None}


def test_a_dash_that_the_attack_step_made_is_one_that_chance_can_make_with_any_number_of_people() -> None:
    program = nine_join()
    hidden_by_attack = shown_of_area(program, *DASH[1:])
    by_chance = frozenset({str(FIGURES[3])})
    for people in range(22, 34):
        for coin in (UP, DOWN):
            assert shown_of_area(program, people, coin, by_chance) == hidden_by_attack


@pytest.mark.parametrize("policy", [LOW, pytest.param(NO_GATE, marks=pytest.mark.long)])
def test_without_a_gate_rerunning_the_program_makes_nothing_certain_from_one_report(policy: Policy) -> None:
    rules = Rules(policy=policy, chances=GROUPED)
    assert of_one_report(Program(AREA, rules), group_alone).certain == []


@pytest.mark.long
def test_without_a_gate_rerunning_the_program_makes_nothing_certain_about_who_came() -> None:
    program = Program(COMER, Rules(chances=GROUPED))
    assert of_two_lasting(program, group_alone).certain == []
    assert of_two_free(program, group_alone).certain == []


@pytest.mark.parametrize(
    "weaker",
    [
        pytest.param(Rules(attacks=False, tops=False), id="no attack step and no tops"),
        pytest.param(Rules(attacks=False, tops=False, rounder=lambda n, _base, _coin: n), id="exact counts"),
        pytest.param(Rules(tops=False, known_coin=lambda *_parts: DOWN), id="coins without a secret"),
    ],
)
def test_a_weakened_program_makes_something_certain(weaker: Rules) -> None:
    assert of_one_report(Program(AREA, weaker), group_alone).certain


def test_no_list_of_a_mentor_makes_anything_certain_and_a_cut_off_does() -> None:
    def one_theme(people: int) -> list[tuple[int, int, int]]:
        return group_alone(people)

    crowds = [Crowd(1, 11, BOTH), Crowd(1, 1), Crowd(1, 1, COMES)]
    assert of_one_report(Lists([Crowd(1, 11)]), one_theme).seen == 1
    assert of_one_report(Lists([Crowd(1, 12)]), one_theme).seen == 2
    assert of_two_lasting(Lists(crowds), group_alone).certain == []
    assert of_two_lasting(Lists(crowds, by_a_cut_off), group_alone).certain
