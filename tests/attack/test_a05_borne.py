"""A5: the reader who knew a little already. What earlier reports tell of a group a new one must not add to.

An area of 41 people shows 40; 7 of them leave. At least two of these raised the theme: that cannot be taken
back. When the 34 who stay then show 25, only one world is left, in which all seven did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.support import PLAN, property_test

from careernotes.auditing.asking import Answer, Costs
from careernotes.auditing.borne import told_less
from careernotes.auditing.checker import unproven
from careernotes.auditing.families import alone
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.groups import groups_of
from careernotes.auditing.look import Look
from careernotes.auditing.model import Series, pose
from careernotes.auditing.pages import Notes, Shelf
from careernotes.auditing.problem import Problem, Row, Target
from careernotes.auditing.repair import Repaired, repair
from careernotes.auditing.roster import Roster, classes_of
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import find_worlds, open_targets
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period

STEP = 5
FIGURE = FigureKey(TableId.AREA_GROUPS, 1, next(iter(PLAN.split)))
FAMILY = alone(FIGURE)
FIRST, SECOND = Period.parse("2025-H1"), Period.parse("2025-H2")
Range = tuple[int, int]


def nothing() -> None:
    """A step that is never stopped."""


ATTACKER = Attacker(plan=PLAN, step=nothing)


def look(value: int) -> Look:
    return Look(
        steps={TableId.AREA_GROUPS: STEP}, shown={FIGURE: value}, dashes={}, groups={1: frozenset({1})}
    )


def series(leave: int, stay: int, join: int, values: tuple[int, int]) -> Series:
    """One area in two reports: some leave in between, some join."""
    first = Roster(period=FIRST, people={(1, 0): leave + stay})
    now = {(1, 1): stay, (1, 0): join}
    second = Roster(period=SECOND, people={age: people for age, people in now.items() if people})
    return Series(looks=tuple(map(look, values)), classes=classes_of([first, second]), name="areas")


SEVEN_LEAVE = series(7, 34, 0, (40, 25))


def worlds(given: Series, shown: Sequence[int | None]) -> Iterator[tuple[int, ...]]:
    """Every world there is, counted by hand; None: that report says nothing."""
    for world in product(*(range(each.people + 1) for each in given.classes)):
        sums = [
            sum(n for n, each in zip(world, given.classes, strict=True) if each.present(place))
            for place in range(len(shown))
        ]
        if all(v is None or abs(n - v) < STEP for n, v in zip(sums, shown, strict=True)):
            yield world


def ranges(given: Series, shown: Sequence[int | None]) -> dict[frozenset[int], tuple[int, Range]]:
    """Of each group that can be named: its people, and of how many of them it can be true; empty when nothing
    fits.
    """
    every = list(worlds(given, shown))
    if not every:
        return {}
    found = {}
    for group in groups_of(given.classes, [[frozenset({1})]] * len(shown), 0):
        sums = [sum(world[n] for n in group) for world in every]
        found[group] = sum(given.classes[n].people for n in group), (min(sums), max(sums))
    return found


def safe(people: int, span: Range) -> bool:
    """By the rule of the method."""
    low, high = span
    if people < 10:
        return low == 0 and high >= min(people, 5)
    return 10 * low < 9 * people and (people < 20 or low <= people - 9) and (low == 0 or high >= 5)


def told_more(given: Series, repaired: Repaired) -> list[frozenset[int]]:
    """The groups of which the new report, as it was repaired, tells more than the earlier one did."""
    values = [each.shown[FIGURE] for each in given.looks]
    before = ranges(given, [values[0], None])
    after = ranges(given, [values[0], None if FIGURE in repaired.hidden else values[1]])
    found = []
    for group, (people, span) in after.items():
        fewest, most = before[group][1]
        as_before = span[0] <= fewest and span[1] >= min(most, people if people < 10 else 5)
        if not (safe(people, span) or as_before):
            found.append(group)
    return found


def test_shown_as_they_are_the_two_figures_make_all_seven_certain() -> None:
    leavers = next(n for n, each in enumerate(SEVEN_LEAVE.classes) if each.left == 0)
    assert ranges(SEVEN_LEAVE, [40, None])[frozenset({leavers})] == (7, (2, 7))
    assert ranges(SEVEN_LEAVE, [40, 25])[frozenset({leavers})] == (7, (7, 7))


def test_what_would_make_more_of_what_is_known_is_hidden() -> None:
    repaired = repair(FAMILY, SEVEN_LEAVE, ATTACKER)
    assert repaired.borne
    assert repaired.hidden == {FIGURE}
    assert repaired.sure
    assert not told_more(SEVEN_LEAVE, repaired)


def test_a_figure_that_adds_nothing_stays_beside_what_is_borne() -> None:
    # All thirty-four can have it, and twenty-nine: so two of the leavers, or seven, as before.
    adds_nothing = series(7, 34, 0, (40, 30))
    assert told_more(adds_nothing, replace(repair(FAMILY, adds_nothing, ATTACKER), hidden=frozenset())) == []
    repaired = repair(FAMILY, adds_nothing, ATTACKER)
    assert repaired.borne
    assert not repaired.hidden
    assert all(proof.holds() for proof in repaired.findings.proofs)


@settings(property_test, max_examples=20)
@given(
    people=st.tuples(st.integers(1, 8), st.integers(6, 16), st.integers(0, 3)),
    having=st.tuples(st.integers(0, 8), st.integers(0, 16), st.integers(0, 3)),
    up=st.tuples(st.booleans(), st.booleans()),
)
@example(people=(7, 16, 0), having=(7, 14, 0), up=(True, False))
def test_no_group_that_can_be_named_is_known_better_than_before_unless_it_is_safe(
    people: tuple[int, int, int], having: tuple[int, int, int], up: tuple[bool, bool]
) -> None:
    leave, stay, join = (min(n, size) for n, size in zip(having, people, strict=True))
    tried = series(*people, (blurred(leave + stay, up[0]), blurred(stay + join, up[1])))
    assert not told_more(tried, repair(FAMILY, tried, ATTACKER))


def blurred(n: int, up: bool) -> int:
    return n - n % STEP + STEP * (up and n % STEP > 0)


class Tame:
    """A solver that says there is only one world before the new report, and proves nothing."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._inner = problem, HighsSolver(problem)
        self._before = "/before" in problem.name

    def best(self, costs: Costs) -> Answer:
        return self._inner.best({} if self._before else costs)

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        return Answer(world=None) if self._before else self._inner.whole(costs, row)

    def conflict(self, row: Row | None) -> Answer:
        return Answer(world=None) if self._before else self._inner.conflict(row)


def test_where_it_is_not_proven_what_was_possible_before_the_figure_goes() -> None:
    adds_nothing = series(7, 34, 0, (40, 30))
    repaired = repair(FAMILY, adds_nothing, replace(ATTACKER, make_solver=Tame))
    assert repaired.hidden == {FIGURE}
    assert not repaired.sure


def test_what_proves_it_can_be_read_back_without_a_solver() -> None:
    adds_nothing = series(7, 34, 0, (40, 30))
    notes = Notes(HighsSolver)
    noted = repair(FAMILY, adds_nothing, replace(ATTACKER, make_solver=notes.solver))
    notes.take(noted.findings.proofs)
    assert not read_back(notes, adds_nothing, noted)
    for gone in [page.name for page in notes.pages() if "/before" in page.name]:
        assert read_back(notes, adds_nothing, noted, gone=gone), gone


def read_back(notes: Notes, given: Series, noted: Repaired, gone: str = "") -> list[str]:
    """The groups that the pages do not prove."""
    shelf = Shelf(page for page in notes.pages() if page.name != gone)
    reader = replace(ATTACKER, make_solver=shelf.solver, remembered=shelf.worlds)
    return [leak.target for leak in attack_family(FAMILY, given, reader, borne=noted.borne).leaks]


def test_a_group_with_ends_is_proven_by_worlds_at_both_of_them_alone() -> None:
    target, rows = ((0,), 7, 0, ()), [(((0, 1),), 2, 7)]
    ends: Mapping[int, Range] = {0: (2, 7)}
    assert unproven((7,), rows, [target], [(2,), (7,)], [(0, 1)], ends=ends) == []
    assert unproven((7,), rows, [target], [(3,), (7,)], [(0, 1)], ends=ends) == [0]
    assert unproven((7,), rows, [target], [(2,), (6,)], [(0, 1)], ends=ends) == [0]
    assert unproven((7,), rows, [target], [(2,), (7,)], [(0, 1)]) == [0]


def test_as_many_people_as_before_must_stay_possible_too() -> None:
    seven = told_less(Target(name="7", members=(0,), people=7), (2, 7))
    for most, still in ((6, [0]), (7, [])):
        rows = (Row(terms=((0, 1),), low=2, high=most),)
        problem = Problem(sizes=(7,), rows=rows, targets=(seven,))
        assert open_targets(problem, find_worlds(problem, step=nothing)) == still


def test_ends_come_with_the_group_they_are_about() -> None:
    posed = pose(FAMILY, SEVEN_LEAVE, groups_of(SEVEN_LEAVE.classes, [[frozenset({1})]] * 2, 0), first=0)
    number, target = next((n, t) for n, t in enumerate(posed.problem.targets) if t.people == 7)
    targets = list(posed.problem.targets)
    targets[number] = replace(target, ends=(2, 7))
    assert replace(posed.problem, targets=tuple(targets)).ends == {number: (2, 7)}
