"""The checker believes nobody: forged certificates, changed numbers and lying solvers."""

from itertools import product
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.auditing.bad_solvers import Liar
from tests.unit.disclosure.support import property_test

from careernotes.auditing.checker import impossible, unproven
from careernotes.auditing.problem import Problem, Row, Target, World
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import Certificate, find_worlds, open_targets

EVERY = ((0, 1), (1, 1), (2, 1), (3, 1))
PROBLEM = Problem(
    sizes=(3, 3, 4, 4),
    rows=(Row(terms=EVERY, low=6, high=6), Row(terms=((0, 1), (1, 1)), low=3, high=3)),
    targets=tuple(
        Target(name=str(kind), members=(kind,), people=size) for kind, size in enumerate((3, 3, 4, 4))
    ),
)


def nothing() -> None:
    """A step that is never stopped."""


def certified() -> Certificate:
    found = find_worlds(PROBLEM, step=nothing)
    assert open_targets(PROBLEM, found) == [2, 3]  # 3 people in the last two kinds of four: never all four
    return found


def test_a_certificate_with_any_one_number_changed_is_caught() -> None:
    found = certified()
    for number, world in enumerate(found.worlds):
        for kind, change in product(range(4), (-1, 1, 10**9)):
            changed = list(found.worlds)
            changed[number] = tuple(n + change * (place == kind) for place, n in enumerate(world))
            forged = Certificate(worlds=tuple(changed), witnesses=found.witnesses)
            relying = {target for target, named in enumerate(found.witnesses) if number in named}
            assert relying <= set(open_targets(PROBLEM, forged))


@pytest.mark.parametrize("named", [(), (0,), (0, 99), (-1, 0), (0, 0), (1, 1), (0, 1, 1)], ids=str)
def test_a_certificate_that_names_the_wrong_worlds_is_caught(named: tuple[int, ...]) -> None:
    found = certified()
    assert named != found.witnesses[0]
    forged = Certificate(worlds=found.worlds, witnesses=(named, *found.witnesses[1:]))
    assert 0 in open_targets(PROBLEM, forged)


def test_fractions_and_worlds_of_another_length_are_caught() -> None:
    rows = PROBLEM.plain_rows
    whole: list[tuple[int, ...]] = [(3, 0, 3), (True, 2, 3, 0), (3, 0, 3, 0, 0)]
    fractions = [(1.5, 1.5, 1.5, 1.5), (3.0, 0.0, 3.0, 0.0)]
    for world in whole:
        assert unproven(PROBLEM.sizes, rows, [((0,), 3, 0, ())], [world, world], [(0, 1)]) == [0]
    for broken in fractions:
        worlds = cast("list[tuple[int, ...]]", [broken, broken])
        assert unproven(PROBLEM.sizes, rows, [((0,), 3, 0, ())], worlds, [(0, 1)]) == [0]


def test_a_group_named_with_more_people_than_it_has_is_caught() -> None:
    # Told that 3 of the kind have it, an ally's word must not push the sum below nobody.
    assert unproven((3,), [], [((0,), 3, 3, ())], [(0,), (3,)], [(0, 1)]) == [0]
    assert unproven((3,), [], [((0, 0), 3, 0, ())], [(0,), (3,)], [(0, 1)]) == [0]
    assert unproven((3,), [], [((0,), 3, 0, ())], [(0,), (3,)], [(0, 1)]) == []


def test_what_allies_told_binds_both_worlds() -> None:
    assert unproven((3,), [], [((0,), 2, 1, ((0, 1, 3),))], [(1,), (3,)], [(0, 1)]) == []
    assert unproven((3,), [], [((0,), 2, 1, ((0, 1, 2),))], [(1,), (3,)], [(0, 1)]) == [0]


def test_a_solver_that_lies_proves_nothing() -> None:
    found = find_worlds(PROBLEM, make_solver=Liar, step=nothing)
    assert open_targets(PROBLEM, found) == [0, 1, 2, 3]
    boasting = Certificate(
        worlds=(Liar(PROBLEM).best(dict.fromkeys(range(4), 1)).world or (), PROBLEM.sizes),
        witnesses=((0, 1),) * 4,
    )
    assert open_targets(PROBLEM, boasting) == [0, 1, 2, 3]


def test_a_solver_that_says_nothing_fits_is_not_believed() -> None:
    weights = Liar(PROBLEM).conflict(None).weights
    assert not impossible(PROBLEM.least, PROBLEM.most, PROBLEM.plain_rows, weights)
    assert not impossible(PROBLEM.least, PROBLEM.most, PROBLEM.plain_rows, (0, 0))


small = st.integers(-3, 3)


@property_test
@given(
    sizes=st.lists(st.integers(0, 2), min_size=2, max_size=3),
    plain=st.lists(st.tuples(st.lists(small, min_size=3, max_size=3), small, st.integers(0, 3)), max_size=3),
    weights=st.lists(small, min_size=3, max_size=3),
)
def test_what_is_shown_impossible_has_no_world(
    sizes: list[int], plain: list[tuple[list[int], int, int]], weights: list[int]
) -> None:
    rows = tuple(
        Row(terms=tuple(enumerate(times[: len(sizes)])), low=low, high=low + more)
        for times, low, more in plain
    )
    problem = Problem(sizes=tuple(sizes), rows=rows)
    worlds: list[World] = [
        world
        for world in product(*(range(size + 1) for size in sizes))
        if all(row.low <= sum(t * world[k] for k, t in row.terms) <= row.high for row in rows)
    ]
    for proposed in (weights[: len(rows)], HighsSolver(problem).conflict(None).weights):
        if impossible(problem.least, problem.most, problem.plain_rows, proposed):
            assert not worlds
