"""A4: the reader who knows what figures of one report have to do with each other.

Whoever has a theme is in its group; whoever was chosen in one way was not chosen in another. So one figure
says something of people whom another one counts, and of figures that are dashes.
"""

import pytest
from tests.attack.cases import ALL, DOWN, SMALL, UP
from tests.attack.firm import Employee, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won
from tests.unit.disclosure.support import TAXONOMY

THEME = f"theme-{TAXONOMY.by_number[6].theme_id}"


def group_then_theme(*, attacks: bool) -> str:
    """What is proven of four who came from the group's figure before and the theme's afterwards.

    At most 49 of those who stayed are in the group, so no more have the theme; 51 have it once the four came.
    """
    stayed = [(6,)] * 47 + [(7,)] * 2 + [()] * 51
    people = [Employee(number=n, mentor=n % 9, here=(0, 1), themes=said) for n, said in enumerate(stayed)]
    people += [Employee(number=200 + n, mentor=n, here=(1,), themes=(6,)) for n in range(4)]
    luck = {(0, ALL): DOWN, (0, "themes/6/0"): UP, (1, ALL): DOWN, (1, "themes/6/0"): UP}
    papers = Office(coin=falling(luck), attacks=attacks).papers(firm(people, SMALL), 2)
    group, before = papers[0].span("themes", "group-mob"), papers[0].span("themes", THEME)
    after = papers[1].span("themes", THEME)
    rows: list[Row] = [({0, 1}, *after)] if after is not None else []
    # By the theme alone nothing is proven.
    assert won((100, 4), [*rows, *([({0}, *before)] if before is not None else [])], {1}) == ""
    return won((100, 4), [*rows, *([({0}, 0, group[1])] if group is not None else [])], {1})


def test_a_theme_after_its_group_tells_of_nobody() -> None:
    assert group_then_theme(attacks=False) == "D1"
    assert group_then_theme(attacks=True) == ""


NEW, STAYED = 6, 60
WAYS = {
    "chosen": {"chosen_by/1/0": UP, "chosen_by/2/0": UP},
    "manager": {"manager/1/1": UP, "manager/1/3": UP},
}


def third(paper: Paper, table: str) -> int:
    """Of how many at most the third answer can be, when everybody gave one at most."""
    places = (place for place in paper.shown if place[0] == table and place[2] != "rated")
    spans = [paper.span(*place) for place in places]
    return NEW + STAYED - sum(span[0] for span in spans if span is not None)


def answers(table: str, *, attacks: bool) -> int:
    """66 people, of whom six came just now; 32 gave the first answer, 32 the second and two the third."""
    people = []
    for n in range(NEW + STAYED):
        answer = 1 if n < 32 else 2 if n < 64 else 3
        people.append(
            Employee(
                number=n + 1, mentor=n % 9, here=(0,) if n % 11 == 0 else (-1, 0),
                themes=(6,) if n < 30 else (),
                chosen_by=answer if table == "chosen" else 0,
                rating=(1, 5, 3)[answer - 1] if table == "manager" else 0,
            )
        )  # fmt: skip
    luck = {(0, name): up for name, up in WAYS[table].items()}
    return third(Office(coin=falling(luck), attacks=attacks).paper(firm(people, SMALL), 0), table)


@pytest.mark.parametrize("table", WAYS)
def test_two_answers_do_not_tell_that_hardly_anybody_who_came_gave_the_third(table: str) -> None:
    assert answers(table, attacks=False) == 4
    assert answers(table, attacks=True) >= 5
