"""A5: somebody joins, everything else stays. Exact; the whole of it is ``dev.py attack --only G3``."""

from fractions import Fraction

import pytest
from tests.attack.joiner import (
    Seen,
    cell_key,
    exact,
    listed,
    nearest,
    nhs,
    of_one_figure,
    of_whole_and_area,
    ours,
    threshold,
    up,
    whatever_the_number,
)
from tests.attack.joiner_released import still_shown
from tests.attack.measured_joiner import GOALS, by_us, every_programme

from careernotes.disclosure.plan import TableId

PEOPLE, INSIDE = 60, 24


@pytest.mark.parametrize("times", GOALS)
def test_in_every_programme_up_to_3000_people_whole_and_area_keep_to_the_goal(times: int) -> None:
    told = every_programme((TableId.GROUPS, TableId.AREA_GROUPS), times)
    assert told["tried"] == 2989
    assert told["worst"] <= GOALS[times]
    assert told["over"] == 0


def test_with_a_theme_s_own_figure_three_reports_a_side_tell_a_little_more_below_200_people() -> None:
    three = (TableId.THEMES, TableId.GROUPS, TableId.AREA_GROUPS)
    assert every_programme(three, 1)["over"] == 0
    told = every_programme(three, 3, mixed=False)
    assert 0.30 < told["worst"] < 0.32
    assert told["over"] == 199 - 12 + 1


@pytest.mark.parametrize("times", GOALS)
def test_with_every_number_of_others_alike_ours_keeps_to_the_goal_and_the_peers_do_not(times: int) -> None:
    def told(whole: Seen, area: Seen) -> float:
        return of_whole_and_area(whole, area, PEOPLE, INSIDE, times).advantage

    assert told(*by_us(PEOPLE)) <= GOALS[times]
    assert told(exact(), exact()) == pytest.approx(1)
    for weaker in (threshold(), nhs(), cell_key(by_contributors=True), cell_key(by_contributors=False)):
        assert told(weaker, weaker) > GOALS[times]
    assert told(nearest(10), nearest(5)) > GOALS[1]


def test_a_list_of_12_people_tells_less_than_the_goal_and_never_for_certain() -> None:
    for times, goal in GOALS.items():
        told = of_one_figure(listed(), 12, times)
        assert told.advantage <= goal
        assert told.certain == 0


def test_the_share_of_coins_that_go_up_is_the_remainder_over_the_step() -> None:
    for step in (5, 10, 20):
        assert [up(over, step) for over in range(step)] == [Fraction(over, step) for over in range(step)]


def test_the_two_ways_of_reckoning_agree_where_numbers_are_large() -> None:
    one = whatever_the_number([((5,), (5,))])
    assert one == Fraction(12, 100)
    assert of_one_figure(ours(5, 0), 2000, 1).advantage == pytest.approx(float(one), abs=0.002)


def test_figures_that_leave_no_doubt_are_never_shown_and_without_attack_step_and_tops_always() -> None:
    tried, shown = still_shown(100)
    assert tried >= 10
    assert shown == 0
    assert still_shown(100, tops=False) == (tried, 0)
    assert still_shown(100, attacks=False, tops=False) == (tried, tried)
