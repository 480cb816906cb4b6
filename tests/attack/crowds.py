"""Crowds without a story: so many people of so many mentors, each theme with the first so many of them."""

from tests.unit.disclosure.support import GENERAL, KIT, PERIOD, PLAN, TAXONOMY, coin_of, one_meeting_each

from careernotes.disclosure.blur import Rounder, rounded
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import release
from careernotes.disclosure.safe_table import SafeReport
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
