"""A16: the reader who holds figures of the whole programme against areas of before or after a reorganisation.

No area before and none after has nearly the same people, so two areas tell nothing of each other. But who is
in an area is in the whole as well. The reader has the staff list, takes themes for lasting, and reckons with
one number for each kind of people: where they were before, where they are now, who came and who went.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.cases import ALL, DOWN, UP
from tests.attack.firm import Employee, Firm, Office, falling, firm, small_taxonomy
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won
from tests.attack.test_a16_reorganisation import kit_of
from tests.unit.disclosure.support import property_test

from careernotes.auditing.certified import BESIDE_OTHERS, certified, replay
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import policy_of

Kind = tuple[int, int, str]
"""People, how many of them have the theme, and their area in each half-year, or that they were not there."""
NOWHERE = "."
ONE, TWO, THREE = (f"area_groups/{area}/2" for area in (1, 2, 3))
OWN = "themes/6/0"
THEME, USUAL = 6, 12
"""What this is about, and a theme of another group that every second person has, whatever becomes of them."""
LIST = small_taxonomy(2, 3, keep=(THEME, 7, USUAL, 13))
KITS = {"o": kit_of("a", "b"), "n": kit_of("c", "d"), "t": kit_of("e", "f", "g")}


@dataclass(frozen=True, kw_only=True)
class Held:
    """The division of each half-year, kinds of people, and those who are given away."""

    divisions: str
    people: Sequence[Kind]
    luck: Mapping[tuple[int, str], bool]
    of: frozenset[int]
    rule: str = "D1"

    def company(self, place: int) -> Firm:
        """Who is there in each half-year."""
        found: list[Employee] = []
        for size, having, areas in self.people:
            here = tuple(n for n, area in enumerate(areas) if area != NOWHERE)
            for n in range(size):
                number = len(found) + 1
                themes = (THEME,) * (n < having) + (USUAL,) * (n % 2)
                area = int(areas[place]) if place in here else 0
                found.append(
                    Employee(number=number, mentor=number % 9, area=area, here=here, themes=themes)
                )
        return firm(found, LIST, KITS[self.divisions[place]])

    def papers(self, *, attacks: bool, forgets: bool = False) -> list[Paper]:
        """Every report."""
        office = Office(coin=falling(self.luck), attacks=attacks, forgets=forgets)
        return [office.paper(self.company(place), place) for place in range(len(self.divisions))]

    def proven(self, papers: Sequence[Paper]) -> str:
        """What is certain of those who are given away."""
        rows: list[Row] = []
        for place, paper in enumerate(papers):
            everywhere = [n for n, kind in enumerate(self.people) if kind[2][place] != NOWHERE]
            if (span := paper.span("themes", "group-mob")) is not None:
                rows.append((everywhere, *span))
            for column in paper.columns("where"):
                inside = [n for n in everywhere if column == f"area-{self.people[n][2][place]}"]
                if (span := paper.span("where", "group-mob", column)) is not None:
                    rows.append((inside, *span))
        return won([kind[0] for kind in self.people], rows, self.of)


def shown_by_area(paper: Paper) -> int:
    """How many figures by area of the theme group there are."""
    return sum(paper.value("where", "group-mob", column) is not None for column in paper.columns("where"))


WHOLE_BEFORE = {
    "four who came, by the whole before and both areas after": Held(
        divisions="onn",
        people=((35, 13, "111"), (15, 4, "211"), (30, 9, "122"), (20, 2, "222"), (4, 4, ".11")),
        luck={(0, ALL): DOWN, (1, ALL): DOWN, (2, ALL): DOWN, (2, ONE): UP, (2, TWO): UP},
        of=frozenset({4}),
    ),
    "four who left, by the whole before and both areas after": Held(
        divisions="onn",
        people=((25, 7, "111"), (25, 7, "211"), (25, 7, "122"), (25, 7, "222"), (4, 4, "1..")),
        luck={(0, ALL): UP, (1, ALL): UP, (2, ALL): UP, (2, ONE): DOWN, (2, TWO): DOWN},
        of=frozenset({4}),
    ),
    "four who came into one area, by that area and the whole before": Held(
        divisions="onn",
        people=(
            (40, 14, "111"), (40, 14, "211"), (20, 0, "122"), (20, 0, "222"), (4, 4, ".11"), (9, 0, ".22"),
        ),
        luck={(0, ALL): DOWN, (1, ALL): DOWN, (2, ALL): DOWN, (2, ONE): UP},
        of=frozenset({4}),
    ),
}  # fmt: skip
"""A figure of the whole programme before, and areas after."""
WHOLE_AFTER = {
    "four who came, by both areas before and the whole after": Held(
        divisions="on",
        people=((25, 7, "11"), (25, 7, "21"), (25, 7, "12"), (25, 7, "22"), (4, 4, ".1")),
        luck={(0, ALL): UP, (0, ONE): DOWN, (0, TWO): DOWN, (1, ALL): UP},
        of=frozenset({4}),
    ),
    "eight of twelve who left, by their area and the whole after": Held(
        divisions="on",
        people=((40, 15, "11"), (40, 13, "12"), (25, 0, "21"), (25, 0, "22"), (8, 8, "1."), (4, 0, "2.")),
        luck={(0, ALL): UP, (0, ONE): UP, (1, ALL): DOWN},
        of=frozenset({4}),
    ),
}  # fmt: skip
"""Areas before, and a figure of the whole programme after."""
HELD = WHOLE_BEFORE | WHOLE_AFTER
LEAVERS = "eight of twelve who left, by their area and the whole after"
WHOLE = FigureKey(TableId.GROUPS, 2)


@pytest.mark.parametrize("name", HELD)
def test_without_the_attack_step_a_whole_and_areas_of_the_other_side_tell(name: str) -> None:
    held = HELD[name]
    assert held.proven(held.papers(attacks=False)) == held.rule


@pytest.mark.parametrize("name", HELD)
def test_with_the_attack_step_they_do_not(name: str) -> None:
    held = HELD[name]
    papers = held.papers(attacks=True)
    assert held.proven(papers) == ""
    assert shown_by_area(papers[0])


NO_AREAS = Held(
    divisions="on",
    people=((50, 10, "10"), (50, 9, "20"), (8, 8, ".0")),
    luck={(0, ALL): DOWN, (1, ALL): UP},
    of=frozenset({2}),
)
"""Nobody is in any of the new areas yet, and two figures of the whole programme tell of eight who came."""


def test_a_first_report_after_a_reorganisation_is_tried_when_it_has_no_areas_either() -> None:
    papers = [NO_AREAS.papers(attacks=attacks) for attacks in (False, True)]
    assert [NO_AREAS.proven(each) for each in papers] == ["D1", ""]
    assert papers[0][1].columns("where") == papers[1][1].columns("where") == []


ALL_THREE = Held(
    divisions="onn",
    people=(
        (30, 28, "111"), (30, 27, "222"), (20, 8, "11."), (20, 9, "22."),
        (20, 4, ".11"), (20, 3, ".22"), (9, 9, "..1"),
    ),
    luck={(0, ALL): DOWN, (0, OWN): DOWN, (0, ONE): UP, (0, TWO): UP, (1, ALL): DOWN, (2, ALL): UP},
    of=frozenset({6}),
)  # fmt: skip
"""No two reports tell anything of nine who came. Old areas say how many of those have the theme who went at
last, the whole between them how few came to have it then, and the last whole the rest.
"""


def test_old_areas_and_two_wholes_after_them_do_not_tell_together() -> None:
    loose, safe = (ALL_THREE.papers(attacks=attacks) for attacks in (False, True))
    assert [ALL_THREE.proven(each) for each in (loose, safe)] == ["D1", ""]
    silent = replace(loose[0], cells={})
    assert ALL_THREE.proven([silent, *loose[1:]]) == ALL_THREE.proven(loose[:2]) == ""
    assert ALL_THREE.proven([loose[0], silent, loose[2]]) == ""


def test_a_certificate_of_a_report_that_shows_the_whole_all_the_same_is_not_proven() -> None:
    held = WHOLE_AFTER[LEAVERS]
    for attacks, proven in ((True, True), (False, False)):
        office = Office(coin=falling(held.luck))
        office.release(held.company(0), 0)
        company = held.company(1)
        office.release(company, 1)
        assert office.last is not None
        given = certified(office.last.setting, office.last.outcome)
        if not attacks:
            shown = {**given.memories[-1].look.shown, WHOLE: 20}
            look = replace(given.memories[-1].look, shown=shown, covered=frozenset())
            given = replace(given, memories=(given.memories[0], replace(given.memories[-1], look=look)))
        policy = policy_of(company.kit.floors)
        still = replay(given, plan=company.plan, policy=policy, taxonomy=company.taxonomy).open
        assert (f"{BESIDE_OTHERS}/{WHOLE}" not in still) == proven


@pytest.mark.long
@pytest.mark.parametrize("name", HELD)
def test_an_attack_that_forgets_the_other_side_is_as_good_as_none(name: str) -> None:
    held = HELD[name]
    assert held.proven(held.papers(attacks=True, forgets=True)) == held.rule


def test_figures_that_tell_nothing_of_them_are_shown() -> None:
    held = WHOLE_BEFORE["four who came into one area, by that area and the whole before"]
    held = replace(held, luck={**held.luck, (0, ALL): UP})
    papers = [held.papers(attacks=attacks) for attacks in (False, True)]
    assert [held.proven(each) for each in papers] == ["", ""]
    assert [shown_by_area(each[-1]) for each in papers] == [1, 1]


# ------------------------------------------------------------- any programme, whatever luck does


def rows_of(held: Held, paper: Paper, place: int, *, divided: bool) -> list[Row]:
    """What one report says: of everybody, and of each area or of all of them together."""
    there = [n for n, kind in enumerate(held.people) if kind[2][place] != NOWHERE]
    areas = {column: paper.span("where", "group-mob", column) for column in paper.columns("where")}
    rows: list[Row] = []
    if (span := paper.span("themes", "group-mob")) is not None:
        rows.append((there, *span))
    if divided:
        for column, span in areas.items():
            if span is not None:
                rows.append(([n for n in there if column == f"area-{held.people[n][2][place]}"], *span))
    elif areas and all(areas.values()):
        spans = [span for span in areas.values() if span is not None]
        rows.append((there, sum(low for low, _high in spans), sum(high for _low, high in spans)))
    return rows


def of_areas(held: Held, place: int, names: str) -> Iterator[frozenset[int]]:
    """Who was in some of the areas at one place and went, stayed to the end or came since: every choice."""
    for some in chain.from_iterable(combinations(names, n) for n in range(1, len(names) + 1)):
        inside = [n for n, kind in enumerate(held.people) if kind[2][place] in some]
        yield frozenset(n for n in inside if held.people[n][2][-1] == NOWHERE)
        yield frozenset(n for n in inside if held.people[n][2][-1] != NOWHERE)
        yield frozenset(n for n in inside if held.people[n][2][0] == NOWHERE)


@st.composite
def programmes(draw: st.DrawFn) -> Held:
    """Two old areas, two new ones; who stays, who leaves and who comes; luck, and mostly bad luck."""
    divisions = draw(st.sampled_from(("on", "onn")))
    since = len(divisions) - 1
    stays = [old + new * since for old in "12" for new in "12"]
    moves = [*(old + NOWHERE * since for old in "12"), *(NOWHERE + new * since for new in "12")]
    people = [drawn(draw, 10, 30, areas) for areas in stays] + [drawn(draw, 0, 9, areas) for areas in moves]
    names = [(place, name) for place in range(since + 1) for name in (ALL, ONE, TWO)]
    luck = draw(
        st.one_of(
            st.just({each: each[0] == 0 for each in names}),
            st.just({each: each[0] != 0 for each in names}),
            st.fixed_dictionaries({each: st.booleans() for each in names}),
        )
    )
    return Held(divisions=divisions, people=people, luck=luck, of=frozenset())


def drawn(draw: st.DrawFn, fewest: int, most: int, areas: str) -> Kind:
    """Some people, of whom some have the theme."""
    size = draw(st.integers(fewest, most))
    return size, draw(st.integers(0, size if size < 10 else size // 2)), areas


def told(held: Held, papers: Sequence[Paper]) -> list[frozenset[int]]:
    """The groups under ten people of whom something is certain that the first report alone does not tell."""
    sizes, last = [kind[0] for kind in held.people], len(papers) - 1
    every = [rows_of(held, paper, place, divided=True) for place, paper in enumerate(papers)]
    before, after = (rows_of(held, papers[place], place, divided=False) for place in (0, last))
    readers = (
        # Wholes of before against all reports since, and areas of before against the last whole.
        ([*before, *chain.from_iterable(every[1:])], of_areas(held, last, "12")),
        ([*every[0], *after], of_areas(held, 0, "12")),
    )
    return [
        group
        for rows, groups in readers
        for group in groups
        if sum(sizes[n] for n in group) < 10 and won(sizes, rows, group) and not won(sizes, every[0], group)
    ]


@pytest.mark.long
@settings(property_test, max_examples=200)
@given(held=programmes())
def test_no_whole_and_areas_of_the_other_side_ever_tell_of_a_small_group(held: Held) -> None:
    try:
        if told(held, held.papers(attacks=False)):
            assert told(held, held.papers(attacks=True)) == []
    except ReportHeldError:
        return


@pytest.mark.parametrize("name", HELD)
def test_the_search_finds_what_is_known_to_tell(name: str) -> None:
    held = HELD[name]
    assert held.of in told(held, held.papers(attacks=False))
