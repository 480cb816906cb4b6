"""Two worlds for every group, held against every world there is."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.auditing.checker import unproven
from careernotes.auditing.moved import Moving
from careernotes.auditing.problem import Problem, Row, Target, World
from careernotes.auditing.worlds import Certificate, find_worlds, open_targets


def nothing() -> None:
    """A step that is never stopped."""


def every_world(problem: Problem) -> list[World]:
    """All worlds that fit, by trying all."""
    return [
        world
        for world in product(
            *(range(low, high + 1) for low, high in zip(problem.least, problem.most, strict=True))
        )
        if all(row.low <= sum(t * world[k] for k, t in row.terms) <= row.high for row in problem.rows)
    ]


def disclosed(problem: Problem) -> list[int]:
    """D1 to D4 of the method, by the least and the most people of each group over all worlds."""
    worlds = every_world(problem)
    found = []
    for number, target in enumerate(problem.targets):
        sums = [sum(world[k] for k in target.members) - target.told for world in worlds]
        n = target.people
        someone, few = bool(sums) and min(sums) >= 1, bool(sums) and max(sums) < min(n, 5)
        mostly = bool(sums) and (min(sums) >= 0.9 * n or (n >= 20 and min(sums) > n - 9))
        small, large = someone or few, (someone and few) or mostly
        if not sums or (small if n < 10 else large):
            found.append(number)
    return found


@st.composite
def problems(draw: st.DrawFn, *, allies: bool = False) -> Problem:
    """A handful of kinds of people, a few sums around a true world, every kind and some groups as targets."""
    sizes = draw(st.lists(st.integers(1, 4) | st.sampled_from([11, 12]), min_size=2, max_size=4))
    if sum(size > 4 for size in sizes) > 2:
        sizes = [min(size, 3) for size in sizes]
    truth = [draw(st.integers(0, size)) for size in sizes]
    kinds = range(len(sizes))
    groups = st.sets(st.sampled_from(kinds), min_size=1)
    rows = []
    for number in range(draw(st.integers(0, 4))):
        members = sorted(draw(groups))
        total, step = sum(truth[k] for k in members), draw(st.sampled_from([1, 3, 5]))
        shown = total - total % step
        rows.append(
            Row(
                terms=tuple((k, 1) for k in members),
                low=max(0, shown - step + 1),
                high=shown + step - 1,
                source=number,
            )
        )
    if draw(st.booleans()) and truth[0] <= truth[1]:
        rows.append(Row(terms=((0, 1), (1, -1)), low=-sizes[1], high=0))
    known, told = [], dict.fromkeys(kinds, 0)
    spoken = dict.fromkeys(kinds, 0)
    if allies:
        for kind in draw(groups):
            spoken[kind] = draw(st.integers(1, min(2, sizes[kind])))
            told[kind] = draw(
                st.integers(
                    max(0, spoken[kind] - (sizes[kind] - truth[kind])), min(spoken[kind], truth[kind])
                )
            )
            known.append((kind, told[kind], sizes[kind] - (spoken[kind] - told[kind])))
    chosen = {frozenset({kind}) for kind in kinds} | {
        frozenset(g) for g in draw(st.lists(groups, max_size=3))
    }
    targets = [
        Target(
            name=str(sorted(members)),
            members=tuple(sorted(members)),
            people=sum(sizes[k] - spoken[k] for k in members),
            told=sum(told[k] for k in members),
        )
        for members in sorted(chosen, key=sorted)
    ]
    return Problem(
        sizes=tuple(sizes),
        rows=tuple(rows),
        targets=tuple(target for target in targets if target.people),
        known=tuple(known),
    )


@property_test
@given(problem=problems())
def test_what_counts_as_disclosed_is_what_trying_every_world_discloses(problem: Problem) -> None:
    assert open_targets(problem, find_worlds(problem, step=nothing)) == disclosed(problem)


@property_test
@given(problem=problems(allies=True))
def test_with_allies_too(problem: Problem) -> None:
    assert open_targets(problem, find_worlds(problem, step=nothing)) == disclosed(problem)


def test_an_auditor_that_leaves_out_a_figure_is_caught_by_the_checker() -> None:
    rows = (Row(terms=((0, 1), (1, 1)), low=4, high=4), Row(terms=((1, 1),), low=0, high=2))
    targets = (Target(name="joiners", members=(0,), people=4),)
    whole = Problem(sizes=(4, 3), rows=rows, targets=targets)
    lazy = Problem(sizes=(4, 3), rows=rows[:1], targets=targets)
    assert disclosed(whole) == [0]
    found = find_worlds(lazy, step=nothing)
    assert unproven(whole.sizes, whole.plain_rows, whole.plain_targets, found.worlds, found.witnesses) == [0]


def test_one_world_serves_many_groups() -> None:
    kinds = range(30)
    problem = Problem(
        sizes=(6,) * 30,
        rows=(Row(terms=tuple((k, 1) for k in kinds), low=41, high=49),),
        targets=tuple(Target(name=str(k), members=(k,), people=6) for k in kinds),
    )
    found = find_worlds(problem, step=nothing)
    assert open_targets(problem, found) == []
    assert len(found.worlds) < 12


def test_nobody_to_protect_needs_no_world() -> None:
    assert find_worlds(Problem(sizes=(1,), rows=()), step=nothing) == Certificate()


@property_test
@given(problems(), st.booleans(), st.data())
def test_a_world_in_which_people_were_moved_fits_and_serves_a_target(
    problem: Problem, low: bool, data: st.DataObject
) -> None:
    base = data.draw(st.sampled_from(every_world(problem)))
    moved = Moving(problem).packed(base, problem.targets, low=low)
    if moved is None:
        return
    assert moved in every_world(problem)
    sums = [(each, sum(moved[kind] for kind in each.members)) for each in problem.targets]
    assert any(there <= each.low_most if low else there >= each.high_least for each, there in sums)


def test_people_are_moved_so_that_a_sum_and_a_bond_still_hold() -> None:
    """Two classes of six, a theme of each (kinds 0, 1) and its group (2, 3); six to eight have the theme."""
    rows = (
        Row(terms=((0, 1), (1, 1)), low=6, high=8, source=0),
        Row(terms=((0, 1), (2, -1)), low=-6, high=0),
        Row(terms=((1, 1), (3, -1)), low=-6, high=0),
    )
    target = Target(name="the first class", members=(0,), people=6)
    problem = Problem(sizes=(6, 6, 6, 6), rows=rows, targets=(target,))
    assert Moving(problem).packed((4, 3, 4, 3), (target,), low=True) == (0, 6, 4, 6)
    assert Moving(problem).packed((1, 6, 1, 6), (target,), low=False) == (5, 3, 5, 6)
    nobody_to_move = replace(problem, sizes=(6, 5, 6, 6))
    assert Moving(nobody_to_move).packed((4, 3, 4, 3), (target,), low=True) is None
