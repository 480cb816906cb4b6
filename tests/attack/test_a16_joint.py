"""A16: the reader who lays two divisions and two lists of themes over each other at once.

Between two reports areas are drawn anew *and* theme groups are made up otherwise. The report in between has
no division. For the one after it neither an old area nor an old group is left to compare with; but whoever
has a theme of a new group may have one of an old group too, wherever they sit. Everybody stays, and four
change sides. The reader knows who was where and both lists, and reckons with one number for each way to have
some of the themes, in each kind of people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack import reckoning
from tests.attack.cases import DOWN, UP
from tests.attack.firm import Employee, Firm, Office, falling, firm
from tests.attack.paper import Paper
from tests.attack.reckoning import Row
from tests.attack.solved import possible
from tests.attack.test_a16_regrouped import GROUP, OTHER, List, listed
from tests.attack.test_a16_reorganisation import segments_of
from tests.unit.disclosure.support import property_test

KEPT, TURNED, ADDED = 6, 7, 8
"""Three themes."""
DASH = 20
"""Under this number a theme's figure is a dash, in a programme of fewer than 200 people."""
Kind = tuple[int, int, int, Mapping[int, int]]
"""People, their area before and after, and how many of them have each theme, nobody more than one."""
Groups = Mapping[int, int]
"""The theme group of each theme."""


@dataclass(frozen=True, kw_only=True)
class Joint:
    """Two lists of themes, two divisions, and whom luck gives away: the kind at place 1."""

    before: Groups
    after: Groups
    old: tuple[str, ...] = ("a", "b")
    new: tuple[str, ...] = ("c", "d")
    people: Sequence[Kind]
    luck: Mapping[tuple[int, str], bool]
    shows: str = "onn"
    """Which division and list each half-year has: the old ones or the new ones."""

    @property
    def elsewhere(self) -> set[int]:
        """The themes that are not in the same group of both lists."""
        themes = {*self.before, *self.after}
        return {theme for theme in themes if self.before.get(theme) != self.after.get(theme)}

    def lists(self) -> dict[str, List]:
        """The list of themes and the kit, old and new."""
        return {
            "o": listed(self.before, segments=segments_of(*self.old)),
            "n": listed(self.after, segments=segments_of(*self.new)),
        }

    def company(self, place: int) -> Firm:
        """Everybody is there in every half-year."""
        found: list[Employee] = []
        for size, *areas, having in self.people:
            said = [theme for theme, people in having.items() for _ in range(people)]
            for n in range(size):
                number = len(found) + 1
                area = areas[place > 0]
                themes = (said[n],) if n < len(said) else ()
                here = tuple(range(len(self.shows)))
                found.append(
                    Employee(number=number, mentor=number % 9, area=area, here=here, themes=themes)
                )
        return firm(found, *self.lists()[self.shows[place]])

    def papers(self, *, attacks: bool, forgets: bool = False) -> list[Paper]:
        """Every report."""
        names = [f"themes/{theme}/0" for theme in {**self.before, **self.after}]
        names += [f"groups/{group}/0" for group in (GROUP, OTHER)]
        # What is a dash in the whole programme is one by area.
        luck = {(place, name): UP for place in range(len(self.shows)) for name in names} | self.luck
        office = Office(coin=falling(luck), attacks=attacks, forgets=forgets)
        return [office.paper(self.company(place), place) for place in range(len(self.shows))]


Sort = tuple[int, frozenset[int]]
"""A kind of people, and the themes that some of them have."""


@dataclass(frozen=True, kw_only=True)
class Enemy:
    """The reader with the staff list, both lists of themes and every paper. Takes themes for lasting."""

    joint: Joint
    papers: Sequence[Paper]

    @property
    def sorts(self) -> list[Sort]:
        themes = sorted({*self.joint.before, *self.joint.after})
        some = chain.from_iterable(combinations(themes, n) for n in range(1, len(themes) + 1))
        every = [frozenset(each) for each in some]
        return [(kind, having) for kind in range(len(self.joint.people)) for having in every]

    def rows(self) -> Iterator[Row]:
        """What the papers say, and that nobody is counted twice."""
        sorts = self.sorts
        for kind, (people, *_rest) in enumerate(self.joint.people):
            yield [n for n, (which, _having) in enumerate(sorts) if which == kind], 0, people
        for place, paper in enumerate(self.papers):
            taxonomy, _kit = self.joint.lists()[self.joint.shows[place]]
            for theme in taxonomy.themes:
                # Of a theme that is elsewhere now its own figure tells how many people it can add.
                if theme.number in self.joint.elsewhere:
                    span = paper.span("themes", f"theme-{theme.theme_id}") or (0, DASH - 1)
                    yield [n for n, (_kind, having) in enumerate(sorts) if theme.number in having], *span
            for number in sorted({*self._of(place).values()}):
                name = f"group-{next(str(g.group_id).lower() for g in taxonomy.groups if g.number == number)}"
                for column in paper.columns("where"):
                    if (span := paper.span("where", name, column)) is not None:
                        yield self._inside(place, number, int(column.removeprefix("area-"))), *span

    def _of(self, place: int) -> Groups:
        return self.joint.before if self.joint.shows[place] == "o" else self.joint.after

    def _inside(self, place: int, group: int, area: int) -> list[int]:
        groups, people = self._of(place), self.joint.people
        return [
            n
            for n, (kind, having) in enumerate(self.sorts)
            if any(groups.get(theme) == group for theme in having)
            and people[kind][2 if place else 1] == area
        ]

    def proven(self) -> str:
        """What is certain of the few who moved, about any theme group of either list: D1, D2 or nothing."""
        sizes = [self.joint.people[kind][0] for kind, _having in self.sorts]
        rows, people = list(self.rows()), min(MOVED, 5)
        for groups in (self.joint.before, self.joint.after):
            for group in sorted(set(groups.values())):
                its = {theme for theme, each in groups.items() if each == group}
                target = [n for n, (kind, having) in enumerate(self.sorts) if kind == 1 and having & its]
                if not possible(sizes, [*rows, (target, 0, 0)]):
                    return "D1"
                if not possible(sizes, [*rows, (target, people, MOVED * len(target))]):
                    return "D2"
        return ""


MOVED = 4
ONE, TWO, THREE = (f"area_groups/{area}/{GROUP}" for area in (1, 2, 3))
ALSO = f"area_groups/1/{OTHER}"
TOGETHER, APART = {KEPT: GROUP, TURNED: GROUP}, {KEPT: GROUP, TURNED: OTHER}
LEFT, RIGHT = {**APART, ADDED: OTHER}, {**TOGETHER, ADDED: OTHER}


def people(staying: Mapping[int, int], moving: Mapping[int, int], *, out: bool) -> Sequence[Kind]:
    """Area 1, four who come into it or go out of it, and area 2 without any of the themes."""
    before, after = (1, 2) if out else (2, 1)
    return (60, 1, 1, staying), (MOVED, before, after, moving), (44, 2, 2, {})


JOINTS = {
    "a theme leaves its group, and four move in": Joint(
        before=TOGETHER, after=APART,
        people=people({KEPT: 14}, {KEPT: 4}, out=False),
        luck={(0, ONE): DOWN, (2, ONE): UP},
    ),
    "a theme comes into its group, and four move out": Joint(
        before={KEPT: GROUP}, after=TOGETHER,
        people=people({KEPT: 12}, {KEPT: 4}, out=True),
        luck={(0, ONE): UP, (2, ONE): DOWN},
    ),
    "two groups are merged, and four move in": Joint(
        before=APART, after=TOGETHER,
        people=people({KEPT: 14, TURNED: 14}, {KEPT: 4}, out=False),
        luck={(0, ONE): DOWN, (0, ALSO): DOWN, (2, ONE): UP},
    ),
    "a group is split, and four move out": Joint(
        before=TOGETHER, after=APART,
        people=people({KEPT: 14, TURNED: 14}, {KEPT: 4}, out=True),
        luck={(0, ONE): UP, (2, ONE): DOWN, (2, ALSO): DOWN},
    ),
    "two areas are merged, and a theme comes into the group": Joint(
        before={KEPT: GROUP}, after=TOGETHER, old=("a", "b", "c"), new=("ab", "c"),
        people=(
            (45, 1, 1, {KEPT: 26}), (MOVED, 2, 2, {KEPT: 4}), (41, 2, 1, {KEPT: 22}), (40, 3, 2, {}),
        ),
        luck={(0, ONE): UP, (0, TWO): UP, (2, ONE): DOWN},
    ),
    "an area is split, and a theme leaves its group": Joint(
        before=TOGETHER, after=APART, old=("ab", "c"), new=("a", "b", "c"),
        people=(
            (45, 1, 1, {KEPT: 12}), (MOVED, 2, 2, {KEPT: 4}), (41, 1, 2, {KEPT: 12}), (40, 2, 3, {}),
        ),
        luck={(0, ONE): DOWN, (2, ONE): UP, (2, TWO): UP},
    ),
    "a new theme of twenty-nine is in the group, and four move in": Joint(
        before={KEPT: GROUP}, after={KEPT: GROUP, ADDED: GROUP},
        people=people({KEPT: 14, ADDED: 29}, {KEPT: 4}, out=False),
        luck={(0, ONE): DOWN, (2, ONE): UP, (2, f"themes/{ADDED}/0"): DOWN},
    ),
    "a theme goes to another group and is a dash, and four move in": Joint(
        before=LEFT, after=RIGHT,
        people=people({KEPT: 14, TURNED: 19, ADDED: 16}, {KEPT: 4}, out=False),
        luck={(0, ONE): DOWN, (2, ONE): UP, (2, f"themes/{TURNED}/0"): DOWN},
    ),
    "a theme that was a dash goes to another group, and four move out": Joint(
        before=RIGHT, after=LEFT,
        people=people({KEPT: 14, TURNED: 19, ADDED: 16}, {KEPT: 4}, out=True),
        luck={(0, ONE): UP, (2, ONE): DOWN, (0, f"themes/{TURNED}/0"): DOWN},
    ),
}  # fmt: skip

@pytest.mark.parametrize("name", JOINTS)
def test_without_the_attack_step_the_two_changes_together_tell_of_those_who_moved(name: str) -> None:
    joint = JOINTS[name]
    papers = joint.papers(attacks=False)
    assert Enemy(joint=joint, papers=papers).proven() == "D1"


@pytest.mark.parametrize("name", JOINTS)
def test_with_the_attack_step_they_tell_nothing(name: str) -> None:
    joint = JOINTS[name]
    papers = joint.papers(attacks=True)
    assert Enemy(joint=joint, papers=papers).proven() == ""
    assert papers[0].columns("where")
    assert papers[1].columns("where") == []


@pytest.mark.long
@pytest.mark.parametrize("name", JOINTS)
def test_an_attack_that_forgets_the_old_areas_and_groups_is_as_good_as_none(name: str) -> None:
    joint = JOINTS[name]
    assert Enemy(joint=joint, papers=joint.papers(attacks=True, forgets=True)).proven() == "D1"


def test_figures_that_tell_nothing_of_those_who_moved_are_shown() -> None:
    joint = JOINTS["two groups are merged, and four move in"]
    joint = replace(joint, luck={**joint.luck, (2, ONE): DOWN})
    for attacks in (False, True):
        papers = joint.papers(attacks=attacks)
        assert Enemy(joint=joint, papers=papers).proven() == ""
        assert papers[2].value("where", "group-mob", "area-1") == 30


@property_test
@given(
    sizes=st.lists(st.integers(0, 6), min_size=4, max_size=4),
    rows=st.lists(st.tuples(st.sets(st.integers(0, 3)), st.integers(-1, 9), st.integers(-1, 9)), max_size=4),
)
def test_the_solver_says_what_going_through_all_numbers_says(sizes: list[int], rows: list[Row]) -> None:
    assert possible(sizes, rows) == reckoning.possible(sizes, rows)
