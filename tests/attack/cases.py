"""Firms and turns of luck under which two or three reports, blurred and hidden, would prove something.

Figures are off by less than a step, so luck can line them up. Each case names whom the reader then wins over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.attack.firm import Employee, Firm, Office, falling, firm, small_taxonomy
from tests.attack.hr import Reader, reader
from tests.unit.disclosure.support import make_kit

GROUP, KEY = 2, "mob"
WITH = (6,)
SMALL = small_taxonomy(GROUP, keep=(6, 7))
MANY = make_kit(
    segments={
        "business_area": [
            {"number": n, "key": f"a{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 100}
            for n in range(1, 15)
        ]
    }
)
FOUR = make_kit()
MENTORS = 9
UP, DOWN = True, False
Crowd = tuple[tuple[int, tuple[int, ...], int, int], ...]
"""For each class: its area, its half-years, its people, and how many of them have the theme."""


def of(area: int) -> str:
    """The coin of the theme group in one area; area 0 is the small ones together."""
    return f"area_groups/{area}/{GROUP}"


def size(area: int) -> str:
    """The coin of the number of people of one area."""
    return f"areas/{area}/0"


ALL, HERE = f"groups/{GROUP}/0", of(1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """Who is there when, who has the theme, and what luck does to the figures."""

    crowd: Crowd
    luck: Mapping[tuple[int, str], bool]
    wins: tuple[str, str]
    """The group that is given away, and the rule of the method that this breaks."""
    reports: int = 2
    many_areas: bool = False
    changed: frozenset[int] = field(default=frozenset())
    """Classes in which everybody said the opposite in the first half-year."""
    since: int = 0

    def firm(self) -> Firm:
        """The firm of this case."""
        people: list[Employee] = []
        for kind, (area, here, number_of, having) in enumerate(self.crowd):
            for n in range(number_of):
                number = len(people) + 1
                said, other = (WITH, ()) if n < having else ((), WITH)
                people.append(
                    Employee(
                        number=number,
                        mentor=number % MENTORS,
                        area=area,
                        here=here,
                        themes=said,
                        first_said=other if kind in self.changed else None,
                    )
                )
        return firm(people, SMALL, MANY if self.many_areas else FOUR)

    def read(self, *, attacks: bool, tops: bool = True, forgets: bool = False) -> tuple[Reader, Office]:
        """What the reader holds at the end, and the trustee's desk."""
        company = self.firm()
        office = Office(coin=falling(self.luck), attacks=attacks, tops=tops, forgets=forgets)
        papers = office.papers(company, self.reports)
        return reader(company.people, papers, KEY, self.since), office


BOTH = (0, 1)
OTHER = (2, BOTH, 40, 0)
HAMLETS = range(3, 15)
CASES = {
    "four who came all have it": Case(
        crowd=((1, BOTH, 45, 14), (1, (1,), 4, 4), OTHER),
        luck={(0, HERE): DOWN, (1, HERE): UP},
        wins=("class of area 1 in (1,)", "D1"),
    ),
    "four who left all had it": Case(
        crowd=((1, BOTH, 45, 12), (1, (0,), 4, 4), OTHER),
        luck={(0, HERE): UP, (1, HERE): DOWN},
        wins=("class of area 1 in (0,)", "D1"),
    ),
    "five who came, hardly any has it": Case(
        crowd=((1, BOTH, 45, 21), (1, (1,), 5, 0), OTHER),
        luck={(0, HERE): UP, (1, HERE): DOWN},
        wins=("class of area 1 in (1,)", "D2"),
    ),
    "twelve who came nearly all have it": Case(
        crowd=((1, BOTH, 45, 14), (1, (1,), 12, 12), OTHER),
        luck={(0, HERE): DOWN, (1, HERE): UP},
        wins=("class of area 1 in (1,)", "D4"),
    ),
    "of twelve who left somebody, but few, had it": Case(
        crowd=(
            (1, BOTH, 30, 14), (1, (0,), 12, 2),
            (2, BOTH, 30, 11), (2, (1,), 12, 3),
            (3, BOTH, 30, 11), (3, (1,), 12, 3),
            (4, BOTH, 30, 11), (4, (1,), 12, 8),
        ),
        luck={
            (0, HERE): UP, (0, of(2)): UP, (0, of(3)): UP, (0, of(4)): UP, (0, ALL): DOWN,
            (1, HERE): DOWN, (1, of(2)): DOWN, (1, of(3)): DOWN, (1, of(4)): DOWN, (1, ALL): UP,
        },
        wins=("class of area 1 in (0,)", "D3"),
    ),
    "nine who came to where all had it in the end": Case(
        crowd=((1, BOTH, 44, 29), (1, (1,), 9, 9), OTHER),
        luck={(0, HERE): DOWN, (0, size(1)): DOWN, (1, HERE): UP, (1, size(1)): DOWN},
        wins=("class of area 1 in (1,)", "D1"),
    ),
    "two who came into each of twelve hamlets": Case(
        crowd=(
            (1, BOTH, 45, 14), OTHER,
            *((area, BOTH, 2, 2 if area < 10 else 0) for area in HAMLETS),
            *((area, (1,), 2, 2) for area in HAMLETS),
        ),
        luck={(0, of(0)): DOWN, (1, of(0)): UP, (0, size(0)): UP},
        wins=("came into whole in 1", "D4"),
        many_areas=True,
    ),
    "two who left each of twelve hamlets": Case(
        crowd=(
            (1, BOTH, 45, 14), OTHER,
            *((area, BOTH, 2, 2 if area < 10 else 0) for area in HAMLETS),
            *((area, (0,), 2, 2) for area in HAMLETS),
        ),
        luck={(1, of(0)): DOWN, (0, of(0)): UP, (1, size(0)): UP, (1, ALL): UP},
        wins=("left whole after 0", "D4"),
        many_areas=True,
    ),
    "the four of fifteen who left that had been there longer": Case(
        crowd=(
            (1, (-1, 0, 1), 20, 7), (1, BOTH, 25, 7), (1, (-1, 0), 4, 4), (1, (0,), 11, 11), OTHER,
        ),
        luck={(0, HERE): UP, (1, HERE): DOWN},
        wins=("class of area 1 in (-1, 0)", "D1"),
    ),
    "those who said no to areas": Case(
        crowd=((1, BOTH, 45, 14), (2, BOTH, 40, 13), (0, BOTH, 5, 5), (0, (1,), 4, 4)),
        luck={
            (0, HERE): UP, (0, of(0)): UP, (0, ALL): DOWN,
            (1, HERE): DOWN, (1, of(0)): DOWN, (1, ALL): UP,
        },
        wins=("in no printed area in 1", "D1"),
    ),
    "an area that was merged and then was not": Case(
        crowd=(
            (1, BOTH, 45, 14), OTHER,
            (3, BOTH, 19, 12), (3, (0,), 4, 4), (3, (1,), 10, 0),
            (4, BOTH, 5, 5), (4, (1,), 20, 0),
        ),
        luck={
            (0, of(0)): DOWN, (1, of(3)): DOWN,
            (0, size(0)): UP, (0, size(3)): DOWN, (1, size(3)): UP, (1, size(4)): UP,
        },
        wins=("area-0 in 0 without area-3 after", "D1"),
    ),
    "people who changed their minds before": Case(
        crowd=((1, (0, 1, 2), 45, 14), (1, (2,), 4, 4), (2, (0, 1, 2), 40, 0)),
        luck={(1, HERE): DOWN, (2, HERE): UP},
        wins=("class of area 1 in (2,)", "D1"),
        reports=3,
        changed=frozenset({0}),
        since=1,
    ),
}  # fmt: skip
