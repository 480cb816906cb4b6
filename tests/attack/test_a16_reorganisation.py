"""A16: the reader who lays two divisions of the same people over each other.

Between two reports areas are drawn anew, merged or split, and four people change sides. Nobody was hired and
nobody left, so the new figure minus the old one is about these four. That holds a report later as well. The
reader knows from the staff list who was where; the program, from numbers, does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from tests.attack.cases import SMALL
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won
from tests.unit.disclosure.support import make_kit

from careernotes.canonical import Json
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period, PeriodLength

HERE = "area_groups/1/2"
STAYING, MOVING, REST = 45, 4, 44
LUCK = {(0, HERE): False, (1, HERE): True}


def areas(edition: str) -> Json:
    return [
        {"number": n, "key": f"{edition}{n}", "en": f"Area {n}", "nl": f"Gebied {n}", "headcount": 100}
        for n in (1, 2)
    ]


OLD, NEW = (make_kit(segments={"business_area": areas(edition)}) for edition in ("old", "new"))


def company(*, moved: bool) -> Firm:
    """Area 1 and area 2; afterwards four people of area 2, who all have the theme, are in area 1."""
    people = []
    for number in range(STAYING + MOVING + REST):
        mover = STAYING <= number < STAYING + MOVING
        area = 1 if number < STAYING or (mover and moved) else 2
        themes = (6,) if number < 14 or mover else ()
        people.append(Employee(number=number, mentor=number % 9, area=area, here=(0, 1), themes=themes))
    return firm(people, SMALL, NEW if moved else OLD)


def read(*, attacks: bool) -> tuple[list[Paper], str]:
    """Both papers, and what the reader has proven of the four: three classes, whoever raised what lasts."""
    office = Office(coin=falling(LUCK), attacks=attacks)
    papers = [office.paper(company(moved=False), 0), office.paper(company(moved=True), 1)]
    rows: list[Row] = []
    for paper, inside in zip(papers, ({0}, {0, 1}), strict=True):
        if (span := paper.span("where", "group-mob", "area-1")) is not None:
            rows.append((inside, *span))
    return papers, won((STAYING, MOVING, REST), rows, {1})


def test_without_the_attack_step_two_divisions_tell_of_those_who_moved() -> None:
    _papers, rule = read(attacks=False)
    assert rule == "D1"


def test_after_a_reorganisation_one_report_has_no_breakdown() -> None:
    papers, rule = read(attacks=True)
    assert rule == ""
    assert papers[0].columns("where")
    assert papers[1].columns("where") == []


def test_a_dropped_breakdown_looks_the_same_where_areas_were_dashes_anyway() -> None:
    """A dash in each area instead of none would tell that the attack step did it."""
    floors = {"hide_below": 60}
    old, new = (make_kit(segments={"business_area": areas(n)}, floors=floors) for n in ("old", "new"))
    people = company(moved=False).people
    office = Office(coin=falling(LUCK))
    papers = [office.paper(firm(people, SMALL, kit), place) for place, kit in enumerate((old, new))]
    assert papers[0].columns("where")
    assert papers[1].columns("where") == []


def test_after_another_length_of_periods_one_report_has_no_breakdown() -> None:
    """Nobody can be followed from one to the other, and the areas have the same people."""
    same = company(moved=False)
    for length, shown in ((PeriodLength.HALF_YEAR, True), (PeriodLength.QUARTER, False)):
        office = Office(coin=falling(LUCK))
        office.paper(same, 0)
        (first,) = office.past
        period = Period(first.roster.period.first_quarter, length)
        office.past = (replace(first, roster=replace(first.roster, period=period)),)
        assert bool(office.paper(same, 1).columns("where")) == shown


# -------------------------------------------- the report after the next, with areas of the new kit again


def segments_of(*keys: str) -> Json:
    """Areas of these keys, numbered from 1, as a kit has them."""
    values: Json = [
        {"number": n, "key": key, "en": f"Area {key}", "nl": f"Gebied {key}", "headcount": 100}
        for n, key in enumerate(keys, start=1)
    ]
    return {"business_area": values}


def kit_of(*keys: str) -> ProgrammeKit:
    """A kit with areas of these keys, numbered from 1."""
    return make_kit(segments=segments_of(*keys))


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """Kinds of people: how many, how many have the theme, the area before and after."""

    old: ProgrammeKit
    new: ProgrammeKit
    people: Sequence[tuple[int, int, int, int]]
    luck: Mapping[tuple[int, str], bool]
    of: int = 1
    """The kind that is given away: those who changed sides."""
    editions: str = "onn"
    """The kit of each half-year: the old one or the new one."""

    def company(self, place: int) -> Firm:
        """Everybody is there in every half-year."""
        found: list[Employee] = []
        for size, having, before, after in self.people:
            for n in range(size):
                number, area = len(found) + 1, after if place else before
                themes = (6,) if n < having else ()
                here = tuple(range(len(self.editions)))
                found.append(
                    Employee(number=number, mentor=number % 9, area=area, here=here, themes=themes)
                )
        return firm(found, SMALL, self.new if self.editions[place] == "n" else self.old)

    def read(self, *, attacks: bool, forgets: bool = False) -> tuple[list[Paper], str]:
        """The papers, and what is proven of the kind when themes last."""
        office = Office(coin=falling(self.luck), attacks=attacks, forgets=forgets)
        papers = [office.paper(self.company(place), place) for place in range(len(self.editions))]
        rows: list[Row] = []
        for place, paper in enumerate(papers):
            for column in paper.columns("where"):
                area = int(column.removeprefix("area-"))
                inside = [n for n, kind in enumerate(self.people) if kind[3 if place else 2] == area]
                if (span := paper.span("where", "group-mob", column)) is not None:
                    rows.append((inside, *span))
        return papers, won([kind[0] for kind in self.people], rows, {self.of})


ONE, TWO = (f"area_groups/{n}/2" for n in (1, 2))
OLD_TWO = kit_of("a", "b")
REDRAWN = {
    "areas have other names, and four people moved": Redrawn(
        old=OLD_TWO, new=kit_of("c", "d"),
        people=((45, 14, 1, 1), (4, 4, 2, 1), (44, 0, 2, 2)),
        luck={(0, ONE): False, (2, ONE): True},
    ),
    "four people moved away": Redrawn(
        old=OLD_TWO, new=kit_of("c", "d"),
        people=((45, 12, 1, 1), (4, 4, 1, 2), (44, 0, 2, 2)),
        luck={(0, ONE): True, (2, ONE): False},
    ),
    "two areas are merged, but for four people": Redrawn(
        old=kit_of("a", "b", "c"), new=kit_of("ab", "c"),
        people=((45, 26, 1, 1), (4, 4, 2, 2), (41, 22, 2, 1), (40, 0, 3, 2)),
        luck={(0, ONE): True, (0, TWO): True, (2, ONE): False},
    ),
    "an area is split, and four people come in from another": Redrawn(
        old=kit_of("ab", "c"), new=kit_of("a", "b", "c"),
        people=((45, 12, 1, 1), (4, 4, 2, 2), (41, 12, 1, 2), (40, 0, 2, 3)),
        luck={(0, ONE): False, (2, ONE): True, (2, TWO): True},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REDRAWN)
def test_a_report_later_two_divisions_would_tell_of_those_who_moved(name: str) -> None:
    papers, rule = REDRAWN[name].read(attacks=False)
    assert rule == "D1"
    assert papers[2].columns("where")


@pytest.mark.parametrize("name", REDRAWN)
def test_with_the_attack_step_they_do_not(name: str) -> None:
    papers, rule = REDRAWN[name].read(attacks=True)
    assert rule == ""
    assert papers[1].columns("where") == []


@pytest.mark.parametrize("name", REDRAWN)
def test_an_attack_that_forgets_the_old_division_is_as_good_as_none(name: str) -> None:
    _papers, rule = REDRAWN[name].read(attacks=True, forgets=True)
    assert rule == "D1"


BACK_AGAIN = Redrawn(
    old=OLD_TWO, new=kit_of("c", "d"), editions="onoo",
    people=((45, 14, 1, 1), (4, 4, 2, 1), (44, 0, 2, 2)),
    luck={(0, ONE): False, (1, ONE): False, (3, ONE): True},
)  # fmt: skip
"""Areas are drawn anew, and a half-year later as they were, but for four people."""


def test_areas_that_come_back_would_tell_of_those_who_moved_in_between() -> None:
    papers, rule = BACK_AGAIN.read(attacks=False)
    assert rule == "D1"
    assert papers[3].columns("where")


def test_with_the_attack_step_areas_that_come_back_do_not() -> None:
    papers, rule = BACK_AGAIN.read(attacks=True)
    assert rule == ""
    assert [bool(paper.columns("where")) for paper in papers[:3]] == [True, False, False]


def test_areas_that_are_only_called_otherwise_stay_the_same_and_are_shown() -> None:
    kits = [
        make_kit(
            segments={
                "business_area": [
                    {"number": n, "key": f"a{n}", "en": f"{word} {n}", "nl": f"{word} {n}", "headcount": 100}
                    for n in (1, 2)
                ]
            }
        )
        for word in ("Area", "Division")
    ]
    same = Redrawn(old=kits[0], new=kits[1], people=((45, 15, 1, 1), (45, 15, 2, 2)), luck={}, of=0)
    papers, rule = same.read(attacks=True)
    assert rule == ""
    assert all(paper.columns("where") for paper in papers)
    assert papers[2].value("where", "group-mob", "area-1") is not None


def test_people_who_move_while_the_areas_stay_are_not_told_of() -> None:
    """The reader follows them from one area to the other; the program takes them for other people."""
    kit = OLD_TWO
    moved = Redrawn(
        old=kit, new=kit, people=((45, 14, 1, 1), (4, 4, 2, 1), (44, 0, 2, 2)),
        luck={(0, ONE): False, (1, ONE): True},
    )  # fmt: skip
    assert moved.read(attacks=False)[1] == "D1"
    assert moved.read(attacks=True)[1] == ""
