"""A13: the reader who has one to three of the mentees on its side.

They tell what they talked about. Of the others in their group that may leave too few possibilities, although
nobody alone could tell. The reader reckons with what its own people told taken off.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import pytest
from tests.attack.cases import ALL, BOTH, DOWN, HERE, KEY, OTHER, UP, Case, of
from tests.attack.firm import Employee, Office, falling
from tests.attack.hr import Reader, reader
from tests.attack.reckoning import Row, won

TEN_CAME = Case(
    crowd=((1, (0, 1), 45, 14), (1, (1,), 10, 4), OTHER),
    luck={(0, HERE): DOWN, (1, HERE): UP},
    wins=("class of area 1 in (1,)", "D1"),
)

# Area 2, the only small one, goes from fifteen to ten. Two who went and had it not, with one who came and has
# it, leave no room for the five others who came.
TWO_WENT_ONE_CAME = Case(
    crowd=(
        *((1, BOTH, 53, 18), (2, BOTH, 25, 12), (1, (1,), 5, 1)),
        *((2, (0,), 4, 2), (1, (0,), 7, 2), (2, (1,), 6, 2)),
    ),
    luck={
        (0, ALL): UP,
        (1, ALL): UP,
        (1, HERE): UP,
        (0, of(0)): UP,
        (1, of(0)): DOWN,
    },
    wins=("class of area 2 in (1,)", "D2"),
)


def others_proven(held: Reader, people: tuple[Employee, ...], allies: tuple[int, ...]) -> dict[str, str]:
    """What is proven of groups without the allies, who are at these places of the staff list."""
    crowd: dict[tuple[int, tuple[int, ...]], list[int]] = {each: [0, 0] for each in held.classes}
    for number in allies:
        each = people[number]
        crowd[each.area, tuple(place for place in each.here if place < len(held.papers))][
            bool(each.themes)
        ] += 1
    told = [crowd[each] for each in held.classes]
    sizes = [size - sum(said) for size, said in zip(held.sizes, told, strict=True)]
    rows: list[Row] = [
        (kinds, low - sum(told[k][1] for k in kinds), high - sum(told[k][1] for k in kinds))
        for kinds, low, high in held.rows()
    ]
    found = {name: won(sizes, rows, kinds) for name, kinds in held.groups().items()}
    return {name: rule for name, rule in found.items() if rule}


def read(case: Case, *, allies: int) -> tuple[Reader, tuple[Employee, ...]]:
    company, office = case.firm(), Office(coin=falling(case.luck), allies=allies)
    return reader(company.people, office.papers(company, case.reports), KEY), company.people


def circles(people: tuple[Employee, ...], most: int) -> Iterator[tuple[int, ...]]:
    """One of each kind of person as an ally, or as many as *most*: nobody can tell those of a kind apart."""
    kinds: dict[tuple[int, tuple[int, ...], bool], list[int]] = {}
    for number, each in enumerate(people):
        kinds.setdefault((each.area, each.here, bool(each.themes)), []).append(number)
    for size in range(1, most + 1):
        for chosen in combinations_with_replacement(sorted(kinds), size):
            if any(chosen.count(kind) > len(kinds[kind]) for kind in chosen):
                continue
            numbers = [kinds[kind][chosen[:place].count(kind)] for place, kind in enumerate(chosen)]
            yield tuple(numbers)


def test_an_ally_finds_out_what_nobody_alone_would() -> None:
    held, people = read(TEN_CAME, allies=0)
    assert held.wins() == {}
    proven = [others_proven(held, people, allies) for allies in circles(people, 1)]
    assert {"class of area 1 in (1,)": "D1"} in proven


@pytest.mark.parametrize("most", [1, 2, 3])
def test_with_allies_in_the_attack_step_one_to_three_find_out_nothing(most: int) -> None:
    held, people = read(TEN_CAME, allies=20)
    assert held.wins() == {}
    for allies in circles(people, most):
        assert others_proven(held, people, allies) == {}


def few_of_area_2(people: tuple[Employee, ...]) -> Iterator[tuple[int, ...]]:
    """One to three of those who came to area 2 or went."""
    few = {number for number, each in enumerate(people) if each.area == 2 and len(each.here) == 1}
    return (allies for allies in circles(people, 3) if few.issuperset(allies))


def test_few_people_who_say_different_things_find_out_nothing_either() -> None:
    held, people = read(TWO_WENT_ONE_CAME, allies=0)
    assert held.wins() == {}
    proven = [others_proven(held, people, allies) for allies in few_of_area_2(people)]
    assert dict([TWO_WENT_ONE_CAME.wins]) in proven
    held, people = read(TWO_WENT_ONE_CAME, allies=20)
    assert held.wins() == {}
    assert not any(others_proven(held, people, allies) for allies in few_of_area_2(people))
