"""A7: the reader who asks again: the same report twice, or a hundred times, and averages."""

from fractions import Fraction
from itertools import count as counter

from tests.attack.crowds import THEME, mentors_with
from tests.attack.firm import Employee, Firm, Office, firm, sealed, secret
from tests.attack.paper import Paper
from tests.unit.disclosure.support import KIT, PERIOD, PLAN, TAXONOMY, coin_of, make_kit

from careernotes.canonical import Json
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


# ------------------------------------------------- other months, another edition


def differing(papers: list[tuple[Paper, Paper]], row: str) -> int:
    """In how many of some programmes a figure is printed differently in two reports."""
    return sum(one.value("themes", row) != two.value("themes", row) for one, two in papers)


def lasting(changes: dict[str, Json] | None = None) -> Firm:
    people = [
        Employee(number=n, mentor=n % 9, here=(0, 1), themes=(THEME,) if n < 45 else ()) for n in range(90)
    ]
    return firm(people, kit=make_kit(**(changes or {})))


def test_the_same_people_in_two_half_years_are_rounded_afresh() -> None:
    """With one coin for ever, a figure that moves would tell that somebody came, or went, for sure."""
    made, row = lasting(), f"theme-{TAXONOMY.by_number[THEME].theme_id}"
    offices = [Office(coin=secret(str(n)), attacks=False) for n in range(30)]
    papers = [(office.paper(made, 0), office.paper(made, 1)) for office in offices]
    # 45 people: up and down with one in two each.
    assert 6 <= differing(papers, row) <= 24


def test_another_edition_of_the_kit_has_other_coins() -> None:
    """Coins that last over editions could be learned from figures somebody knows exactly."""
    one, two = lasting(), lasting({"terms_version": "1.1"})
    row = f"theme-{TAXONOMY.by_number[THEME].theme_id}"
    offices = [Office(coin=secret(str(n)), attacks=False) for n in range(30)]
    papers = [(office.paper(one, 0), office.paper(two, 0)) for office in offices]
    assert 6 <= differing(papers, row) <= 24


def test_a_report_made_a_hundred_times_is_the_same_hundred_times() -> None:
    made = lasting()
    assert (
        len({sealed(made, Office(coin=secret("k"), attacks=False).release(made, 0)) for _ in range(100)}) == 1
    )
