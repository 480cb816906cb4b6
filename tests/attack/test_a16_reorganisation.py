"""A16: the reader who lays two divisions of the same people over each other.

Between two reports an area is drawn anew: four people come into it from the next one. Nobody was hired and
nobody left, so the new figure minus the old one is about these four.
"""

from tests.attack.cases import SMALL
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won
from tests.unit.disclosure.support import make_kit

from careernotes.canonical import Json

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
