"""A16: the reader who has lived through one reorganisation after another.

Areas are drawn anew several times over some half-years: there and back, on to a third division, and at every
report. Nobody is hired and nobody leaves, and four people change sides for good. The reader follows everybody
by the staff list through all of it and keeps every paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from tests.attack.cases import DOWN, SMALL, UP
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won
from tests.attack.test_a16_reorganisation import kit_of

KITS = {"a": kit_of("a", "b"), "b": kit_of("c", "d"), "c": kit_of("e", "f"), "t": kit_of("g", "h", "i")}
ONE = "area_groups/1/2"
Kind = tuple[int, int, str]
"""People, how many of them have the theme, and their area in each half-year."""
MOVED = 1
"""The kind that is given away."""


@dataclass(frozen=True, kw_only=True)
class Years:
    """The division of each half-year, and kinds of people."""

    divisions: str
    people: Sequence[Kind]
    luck: Mapping[tuple[int, str], bool]
    shown: str
    """With the attack step: which reports have a division at all."""

    def company(self, place: int) -> Firm:
        """Everybody is there in every half-year."""
        found: list[Employee] = []
        here = tuple(range(len(self.divisions)))
        for size, having, areas in self.people:
            for n in range(size):
                number, themes = len(found) + 1, (6,) if n < having else ()
                area = int(areas[place])
                found.append(
                    Employee(number=number, mentor=number % 9, area=area, here=here, themes=themes)
                )
        return firm(found, SMALL, KITS[self.divisions[place]])

    def read(self, *, attacks: bool, forgets: bool = False) -> tuple[list[Paper], str]:
        """The papers, and what is proven of those who changed sides when themes last."""
        office = Office(coin=falling(self.luck), attacks=attacks, forgets=forgets)
        papers = [office.paper(self.company(place), place) for place in range(len(self.divisions))]
        rows: list[Row] = []
        for place, paper in enumerate(papers):
            for column in paper.columns("where"):
                inside = [
                    n for n, kind in enumerate(self.people) if column == f"area-{kind[2][place]}"
                ]
                if (span := paper.span("where", "group-mob", column)) is not None:
                    rows.append((inside, *span))
        return papers, won([size for size, *_rest in self.people], rows, {MOVED})


YEARS = {
    "there and back, and four stay behind": Years(
        divisions="abbaa", people=((45, 14, "11111"), (4, 4, "22211"), (44, 0, "22222")),
        luck={(0, ONE): DOWN, (2, ONE): DOWN, (4, ONE): UP}, shown="y-y--",
    ),
    "there and back, with little in common in between": Years(
        divisions="attaa",
        people=(
            (15, 5, "11111"), (4, 4, "21111"), (15, 5, "12211"), (15, 4, "13311"),
            (15, 0, "21122"), (15, 0, "22222"), (14, 0, "23322"),
        ),
        luck={(0, ONE): DOWN, (2, ONE): DOWN, (4, ONE): UP}, shown="y-y--",
    ),
    "on to a third division": Years(
        divisions="abcc", people=((45, 14, "1111"), (4, 4, "2111"), (44, 0, "2222")),
        luck={(0, ONE): DOWN, (3, ONE): UP}, shown="y---",
    ),
    "there and on and back": Years(
        divisions="abcaa", people=((45, 12, "11111"), (4, 4, "11222"), (44, 0, "22222")),
        luck={(0, ONE): UP, (4, ONE): DOWN}, shown="y----",
    ),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", YEARS)
def test_without_the_attack_step_several_divisions_tell_of_those_who_changed_sides(name: str) -> None:
    papers, rule = YEARS[name].read(attacks=False)
    assert rule == "D1"
    assert all(paper.columns("where") for paper in papers)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.long] if "on" in name.split() else []) for name in YEARS],
)
def test_with_the_attack_step_they_do_not(name: str) -> None:
    papers, rule = YEARS[name].read(attacks=True)
    assert rule == ""
    assert "".join("y" if paper.columns("where") else "-" for paper in papers) == YEARS[name].shown


@pytest.mark.long
@pytest.mark.parametrize("name", YEARS)
def test_an_attack_that_forgets_every_division_before_is_as_good_as_none(name: str) -> None:
    assert YEARS[name].read(attacks=True, forgets=True)[1] == "D1"


@pytest.mark.long
def test_areas_that_change_at_every_report_are_never_a_division_again() -> None:
    restless = Years(
        divisions="ababab", people=((45, 14, "111111"), (4, 4, "212121"), (44, 0, "222222")), luck={},
        shown="y-----",
    )  # fmt: skip
    papers, rule = restless.read(attacks=True)
    assert rule == ""
    assert "".join("y" if paper.columns("where") else "-" for paper in papers) == restless.shown


def test_a_division_that_tells_nothing_comes_back_after_each_reorganisation() -> None:
    """What the figures are is known from the reports before: nobody changes sides, and they stay the same."""
    calm = Years(
        divisions="abbaa", people=((45, 15, "11111"), (0, 0, "11111"), (45, 15, "22222")), luck={},
        shown="y-y-y",
    )  # fmt: skip
    papers, _rule = calm.read(attacks=True)
    assert "".join("y" if paper.columns("where") else "-" for paper in papers) == calm.shown
    assert papers[4].value("where", "group-mob", "area-1") == 15
