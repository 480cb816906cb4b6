"""A16: the reader who follows each person from area to area, in many invented firms.

The contributions tell how many people an area has and for how long each has been counted. Who changed
sides with whom they do not tell, so the attack step cannot know all that this reader knows. What is left
is counted here, and said on the page for works councils: fewer than without it and without tops, not none.
"""

import random

import pytest
from tests.attack.cases import SMALL
from tests.attack.firm import Employee, Firm, Office, firm, secret
from tests.attack.reckoning import Row, won
from tests.attack.test_a16_reorganisation import kit_of

from careernotes.disclosure.errors import ReportHeldError

pytestmark = pytest.mark.long
FIRMS = 60
AREAS = (1, 2, 3)
Kind = tuple[int, int, int, int]
"""People, how many of them have the theme, the area before and after."""


def moving(rng: random.Random) -> list[Kind]:
    """Three areas, and up to seven people who go from one to another."""
    kinds = []
    for area in AREAS:
        people = rng.randint(28, 40)
        kinds.append((people, rng.randint(0, people), area, area))
    for one in AREAS:
        for two in AREAS:
            if one != two and rng.random() < 0.6:
                people = rng.randint(1, 7)
                kinds.append((people, rng.choice([0, people, rng.randint(0, people)]), one, two))
    return kinds


def company(kinds: list[Kind], place: int, *, redrawn: bool) -> Firm:
    people: list[Employee] = []
    for size, having, before, after in kinds:
        for n in range(size):
            number, area = len(people) + 1, after if place else before
            themes = (6,) if n < having else ()
            people.append(
                Employee(number=number, mentor=number % 9, area=area, here=(0, 1, 2), themes=themes)
            )
    return firm(people, SMALL, kit_of("d", "e", "f") if redrawn and place else kit_of("a", "b", "c"))


def told(seed: int, *, attacks: bool, tops: bool, redrawn: bool) -> bool:
    """Whether something is proven of those who went from one area to another."""
    kinds = moving(random.Random(seed))
    office, rows = Office(coin=secret(f"s{seed}"), attacks=attacks, tops=tops), list[Row]()
    for place in range(3 if redrawn else 2):
        try:
            paper = office.paper(company(kinds, place, redrawn=redrawn), place)
        except ReportHeldError:
            continue
        if (span := paper.span("themes", "group-mob")) is not None:
            rows.append((range(len(kinds)), *span))
        columns = paper.columns("where")
        alone = {int(column.removeprefix("area-")) for column in columns}
        for column in columns:
            area = int(column.removeprefix("area-"))
            wanted = {area} if area else set(AREAS) - alone
            inside = [n for n, kind in enumerate(kinds) if kind[3 if place else 2] in wanted]
            if (span := paper.span("where", "group-mob", column)) is not None:
                rows.append((inside, *span))
    sizes = [kind[0] for kind in kinds]
    return any(won(sizes, rows, {n}) for n, kind in enumerate(kinds) if kind[2] != kind[3])


@pytest.mark.parametrize(("redrawn", "most"), [(False, 0.7), (True, 0.3)], ids=["same areas", "new areas"])
def test_attack_step_and_tops_take_from_this_reader_much_and_not_all(*, redrawn: bool, most: float) -> None:
    def often(*, attacks: bool, tops: bool) -> int:
        return sum(told(seed, attacks=attacks, tops=tops, redrawn=redrawn) for seed in range(FIRMS))

    bare = often(attacks=False, tops=False)
    assert bare >= FIRMS / 10
    # Each way with tops and without, so that neither hides that the other does nothing.
    assert often(attacks=True, tops=False) <= most * bare
    assert often(attacks=True, tops=True) <= most * often(attacks=False, tops=True)
