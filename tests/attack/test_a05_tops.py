"""A5: a theme of nearly everybody: what "so many or more" gives away, and that it fits what is beside it."""

import pytest
from tests.attack.cases import ALL, MENTORS, SMALL, UP, Case, of, size
from tests.attack.firm import Employee, Office, falling, firm
from tests.attack.paper import Paper

PRINTED = 75


def paper_of(people: int, *, area: int = 0) -> Paper:
    """Everybody has the theme; luck prints the same number of people for any of four numbers more."""
    company = firm(
        [Employee(number=n, mentor=n % MENTORS, area=area, themes=(6,)) for n in range(people)], SMALL
    )
    luck = {(0, "people/0/0"): UP, (0, size(area)): UP, (0, "base"): UP, (0, ALL): UP, (0, of(area)): UP}
    return Office(coin=falling(luck)).paper(company, 0)


def test_where_a_number_stops_depends_on_the_printed_number_of_people_alone() -> None:
    """The exact number is not known to this reader, and the place of the top must not tell it."""
    papers = [paper_of(people) for people in range(PRINTED - 4, PRINTED + 1)]
    assert {paper.value("reach", "people", "number") for paper in papers} == {PRINTED}
    place = "themes", "group-mob", "people"
    assert {(paper.cells[place], paper.symbols[place]) for paper in papers} == {(70, "t")}


FOUR_AREAS = Case(
    crowd=tuple((area, (0,), 25, 25) for area in (1, 2, 3, 4)),
    luck={(0, of(area)): UP for area in (1, 2, 3, 4)},
    wins=("", ""),
    reports=1,
)


def test_tops_of_areas_and_of_the_whole_fit_each_other() -> None:
    """Read as exact numbers, four times 15 could not be 90: then nothing would be taken for lasting."""
    found, office = FOUR_AREAS.read(attacks=True)
    (paper,) = found.papers
    columns = paper.columns("where")
    assert [paper.value("where", "group-mob", column) for column in columns] == [15] * 4
    assert {paper.symbols["where", "group-mob", column] for column in columns} == {"t"}
    assert (paper.value("themes", "group-mob"), paper.symbols["themes", "group-mob", "people"]) == (90, "t")
    assert office.last is not None
    assert office.last.outcome.hidden == 0
    assert found.wins() == {}


@pytest.mark.parametrize("people", [34, 45, 59, 75, 90])
def test_of_everybody_a_first_report_proves_that_nine_may_be_without(people: int) -> None:
    paper = paper_of(people)
    span = paper.span("themes", "group-mob")
    assert span is not None
    assert span[0] <= people - 9
    assert 10 * span[0] < 9 * people
    assert span[1] >= people
