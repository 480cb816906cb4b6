"""A5: somebody who joins or leaves just as the areas are drawn anew.

The new division says nothing of the old one, and the report after a reorganisation has none. The figures of
the whole programme go on as they were, and say who came.
"""

import contextlib

from tests.attack.cases import ALL, DOWN, SMALL, UP
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.reckoning import Row, won
from tests.attack.test_a16_reorganisation import NEW, OLD

from careernotes.disclosure.errors import ReportHeldError

STAYED, CAME = 100, 4


def company(place: int) -> Firm:
    """A hundred people, of whom 29 have the theme; then four who have it too, and other areas."""
    people = [
        Employee(number=n, mentor=n % 9, area=1 + n % 2, here=(0, 1) if n < STAYED else (1,),
                 themes=(6,) if n < 29 or n >= STAYED else ())
        for n in range(STAYED + CAME)
    ]  # fmt: skip
    return firm(people, SMALL, (OLD, NEW)[place])


def proven(*, attacks: bool) -> str:
    """What the reader proves of those who came, from figures of the whole programme alone."""
    theme = "themes/6/0"
    luck = {(0, ALL): DOWN, (1, ALL): UP, (0, theme): DOWN, (1, theme): UP}
    office = Office(coin=falling(luck), attacks=attacks)
    rows: list[Row] = []
    for place, inside in enumerate(({0}, {0, 1})):
        with contextlib.suppress(ReportHeldError):
            paper = office.paper(company(place), place)
            spans = (paper.span("themes", row) for row in paper.rows("themes"))
            rows += [(inside, *span) for span in spans if span is not None]
    return won((STAYED, CAME), rows, {1})


def test_who_came_with_the_new_areas_is_followed_by_the_wholes() -> None:
    assert proven(attacks=False) == "D1"
    assert proven(attacks=True) == ""
