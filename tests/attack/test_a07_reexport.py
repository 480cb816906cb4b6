"""A7: the reader who asks again: the same report twice, or a hundred times, and averages."""

from fractions import Fraction
from itertools import count as counter

from tests.attack.crowds import THEME, mentors_with
from tests.unit.disclosure.support import KIT, PERIOD, PLAN, TAXONOMY, coin_of

from careernotes.disclosure.blur import COIN_SPACE, Coin
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import release
from careernotes.sealing.blur import coin as keyed_coin

TRUE = 23


def averaged(coin: Coin, times: int = 200) -> Fraction:
    """The mean of one figure over many exports of the same facts."""
    vaults = mentors_with([6] * 9, {THEME: TRUE})
    summed = add((count(v, PERIOD, PLAN, KIT, TAXONOMY) for v in vaults), PLAN)
    values = [
        release(summed, plan=PLAN, policy=Policy(), period=PERIOD, coin=coin).report.value(
            TableId.THEMES, THEME
        )
        for _ in range(times)
    ]
    return Fraction(sum(value or 0 for value in values), times)


def test_asking_again_and_again_gives_the_same_figure_every_time() -> None:
    assert averaged(lambda *parts: keyed_coin(b"secret", *parts)) in {20, 30}


def test_with_fresh_coins_asking_again_gives_the_true_number_away() -> None:
    fresh = counter()
    mean = averaged(lambda *_parts: (next(fresh) * 11400714819323198485) % COIN_SPACE)
    assert abs(mean - TRUE) < 1


def test_the_coin_depends_on_secret_plan_period_and_figure_and_on_where_each_ends() -> None:
    one = keyed_coin(b"s", "plan", "2026", "figure")
    others = {
        keyed_coin(b"t", "plan", "2026", "figure"),
        keyed_coin(b"s", "plan2", "026", "figure"),
        keyed_coin(b"s", "plan", "2027", "figure"),
        keyed_coin(b"s", "plan", "2026", "figur", "e"),
        keyed_coin(b"s", "plan", "2026", "other"),
    }
    assert one not in others
    assert len(others) == 5
    assert 0 <= one < COIN_SPACE


def test_the_coins_of_figures_are_spread_evenly() -> None:
    coins = [keyed_coin(b"k", "plan", "2026", str(n)) for n in range(20_000)]
    tenths = [sum(coin * 10 // COIN_SPACE == tenth for coin in coins) for tenth in range(10)]
    chi_squared = sum((found - 2000) ** 2 / 2000 for found in tenths)
    assert chi_squared < 27.9  # p > .001 with 9 degrees of freedom; the key is fixed, so this never flickers


def test_a_pools_coins_differ_by_trustee_so_knowing_the_program_is_not_enough() -> None:
    vaults = mentors_with([6] * 9, {THEME: TRUE})
    summed = add((count(v, PERIOD, PLAN, KIT, TAXONOMY) for v in vaults), PLAN)
    shown = {
        release(summed, plan=PLAN, policy=Policy(), period=PERIOD, coin=coin_of(str(n))).report.value(
            TableId.THEMES, THEME
        )
        for n in range(40)
    }
    assert shown == {20, 30}
