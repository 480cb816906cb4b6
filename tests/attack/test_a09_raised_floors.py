"""A9: a works council that had floors raised in the kit, and reads whether reports keep to them.

Each crowd is far above the program's own floor and below the raised one, so nothing else hides it.
"""

from collections.abc import Callable

import pytest
from tests.attack.firm import Employee
from tests.attack.paper import Paper
from tests.attack.test_a09_one_mentor import crowd, released
from tests.unit.disclosure.support import (
    GENERAL,
    PERIOD,
    PLAN,
    SENSITIVE,
    TAXONOMY,
    coin_of,
    one_meeting_each,
)

from careernotes.disclosure.errors import TooFewForListError
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.policy import policy_of
from careernotes.domain.kit import PolicyFloors

pytestmark = pytest.mark.long
TWO_AREAS = crowd([5] * 9, areas=[[5] * 9])
TOLD = [
    Employee(number=n, mentor=n % 10, rating=1 + n % 5 if n < 60 else 0,
             themes=(GENERAL[0], SENSITIVE[0]) if n < 40 else ())
    for n in range(250)
]  # fmt: skip
Shows = Callable[[Paper], object]
RAISED: dict[str, tuple[list[Employee], dict[str, int], Shows]] = {
    "people": (crowd([10] * 9), {"mentees": 150}, lambda _paper: True),
    "mentors": (crowd([10] * 9), {"mentors": 20}, lambda _paper: True),
    "spread": (crowd([10] * 9), {"effective_mentors": 12}, lambda _paper: True),
    "areas": (TWO_AREAS, {"group_mentees": 60}, lambda paper: len(paper.columns("where")) > 1),
    "small numbers": (TOLD, {"hide_below": 60}, lambda paper: paper.value("themes", row(GENERAL[0]))),
    "delicate themes": (TOLD, {"sensitive_from": 60}, lambda paper: paper.value("themes", row(SENSITIVE[0]))),
    "answers": (TOLD, {"rated": 80}, lambda paper: any(table == "manager" for table, *_place in paper.shown)),
}


def row(theme: int) -> str:
    return f"theme-{TAXONOMY.by_number[theme].theme_id}"


@pytest.mark.parametrize("name", RAISED)
def test_no_paper_shows_what_a_kit_wants_more_people_behind(name: str) -> None:
    people, floors, shows = RAISED[name]
    assert not any(shows(paper) for paper in released(people, floors, secrets=2))
    assert all(shows(paper) for paper in released(people, {}, secrets=2))


def test_a_list_keeps_to_the_floor_of_the_kit() -> None:
    facts = one_meeting_each(dict.fromkeys(range(20), GENERAL[:1]))

    def listed(floors: PolicyFloors) -> object:
        return own_list(
            facts, period=PERIOD, plan=PLAN, policy=policy_of(floors), taxonomy=TAXONOMY, coin=coin_of("k")
        )

    assert listed(PolicyFloors())
    with pytest.raises(TooFewForListError):
        listed(PolicyFloors(list_mentees=21))
