"""A13: declared allies, and a group of which the reader knew a little already.

An area of 41 people shows 40; 7 of them leave: at least two of these raised the theme. Five join, and the
next figure is 30. That adds nothing to the two of seven. But when three of the five tell the reader that they
raised it, at most 31 of those who stayed did, and so at least five of the seven.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.attack.test_a05_borne import (
    ATTACKER,
    FAMILY,
    FIGURE,
    Range,
    Tame,
    blurred,
    safe,
    series,
    worlds,
)
from tests.unit.disclosure.support import property_test

from careernotes.auditing.allies import Circles
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.groups import groups_of
from careernotes.auditing.model import Series
from careernotes.auditing.pages import Notes, Shelf
from careernotes.auditing.problem import Problem
from careernotes.auditing.repair import Repaired, repair
from careernotes.auditing.solver import HighsSolver

FIVE_JOIN = series(7, 34, 5, (40, 30))
Allies = Mapping[int, int]
"""How many of the people at each place of the classes are on the reader's side."""


def place(given: Series, *, entered: int, left: int) -> int:
    return next(n for n, each in enumerate(given.classes) if (each.entered, each.left) == (entered, left))


def attacker(allies: Allies) -> Attacker:
    people = tuple(kind for kind, number in allies.items() for _ in range(number))
    return replace(ATTACKER, circles=Circles(sets=(people,), declared=1) if people else None)


def ranges(
    given: Series, shown: Sequence[int | None], allies: Allies, yes: Allies
) -> dict[frozenset[int], tuple[int, Range]]:
    """Of each group that can be named, without its allies: its people, and of how many of them it can be true
    in any world in which so many of the allies say *yes*; empty when there is none.
    """
    every = [
        world
        for world in worlds(given, shown)
        if all(
            yes[kind] <= world[kind] <= given.classes[kind].people - (number - yes[kind])
            for kind, number in allies.items()
        )
    ]
    found = {}
    for group in groups_of(given.classes, [[frozenset({1})]] * len(shown), 0) if every else ():
        sums = [sum(world[n] - yes.get(n, 0) for n in group) for world in every]
        found[group] = sum(given.classes[n].people - allies.get(n, 0) for n in group), (min(sums), max(sums))
    return found


def answers(allies: Allies) -> Iterator[Allies]:
    for numbers in product(*(range(number + 1) for number in allies.values())):
        yield dict(zip(allies, numbers, strict=True))


def told_more(given: Series, repaired: Repaired, allies: Allies) -> list[frozenset[int]]:
    """The groups of which the reader with allies learns from the new report, as it was repaired."""
    first, second = (each.shown[FIGURE] for each in given.looks)
    left = None if FIGURE in repaired.hidden else second
    found = []
    for yes in answers(allies):
        before = ranges(given, [first, None], allies, yes)
        for group, (people, span) in ranges(given, [first, left], allies, yes).items():
            fewest, most = before[group][1]
            as_before = span[0] <= fewest and span[1] >= min(most, people if people < 10 else 5)
            if people and not (safe(people, span) or as_before):
                found.append(group)
    return found


def joiners(given: Series, number: int) -> Allies:
    return {place(given, entered=1, left=1): number}


def test_three_who_joined_make_two_of_the_seven_who_left_into_five() -> None:
    who, leavers = joiners(FIVE_JOIN, 3), place(FIVE_JOIN, entered=0, left=0)
    yes = dict.fromkeys(who, 3)
    assert ranges(FIVE_JOIN, [40, None], who, yes)[frozenset({leavers})] == (7, (2, 7))
    assert ranges(FIVE_JOIN, [40, 30], who, yes)[frozenset({leavers})] == (7, (5, 7))


def test_a_blind_attack_shows_the_figure_and_one_with_these_allies_hides_it() -> None:
    who = joiners(FIVE_JOIN, 3)
    blind = repair(FAMILY, FIVE_JOIN, attacker({}))
    assert blind.borne
    assert told_more(FIVE_JOIN, blind, {}) == []
    assert told_more(FIVE_JOIN, blind, who)
    repaired = repair(FAMILY, FIVE_JOIN, attacker(who))
    assert repaired.hidden == {FIGURE}
    assert repaired.sure
    assert told_more(FIVE_JOIN, repaired, who) == []


def test_a_figure_of_which_allies_learn_nothing_more_stays() -> None:
    fewer = series(7, 34, 10, (40, 35))
    repaired = repair(FAMILY, fewer, attacker(joiners(fewer, 1)))
    assert repaired.borne
    assert not repaired.hidden
    assert told_more(fewer, repaired, joiners(fewer, 1)) == []
    assert all(proof.holds() for proof in repaired.findings.proofs)


NOTHING_NEW = {
    "those who stayed and say no told all of it before": (series(7, 34, 1, (40, 30)), 3),
    "of those who know of each other some say yes": (series(0, 8, 0, (10, 10)), 3),
}
"""Reports and how many of those who stayed are allies."""


@pytest.mark.parametrize("name", NOTHING_NEW)
def test_what_allies_knew_before_is_no_reason_to_hide_a_figure(name: str) -> None:
    given, number = NOTHING_NEW[name]
    who = {place(given, entered=0, left=1): number}
    repaired = repair(FAMILY, given, attacker(who))
    assert repaired.borne
    assert not repaired.hidden
    assert told_more(given, repaired, who) == []


class TameWithAllies(Tame):
    """A solver that proves nothing of what allies could tell before the new report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self._before = self._before and bool(problem.known)


def test_where_it_is_not_proven_what_allies_could_tell_before_the_figure_goes() -> None:
    given, number = NOTHING_NEW["those who stayed and say no told all of it before"]
    who = attacker({place(given, entered=0, left=1): number})
    repaired = repair(FAMILY, given, replace(who, make_solver=TameWithAllies))
    assert repaired.hidden == {FIGURE}
    assert not repaired.sure


@settings(property_test, max_examples=6)
@given(
    people=st.tuples(st.integers(1, 8), st.integers(6, 14), st.integers(1, 5)),
    having=st.tuples(st.integers(0, 8), st.integers(0, 14), st.integers(0, 5)),
    up=st.tuples(st.booleans(), st.booleans()),
    stayed=st.booleans(),
    number=st.integers(1, 4),
)
@example(people=(7, 14, 5), having=(7, 14, 1), up=(True, False), stayed=False, number=3)
def test_no_group_is_known_better_than_these_allies_knew_it_before_unless_it_is_safe(
    people: tuple[int, int, int],
    having: tuple[int, int, int],
    up: tuple[bool, bool],
    stayed: bool,
    number: int,
) -> None:
    leave, stay, join = (min(n, size) for n, size in zip(having, people, strict=True))
    tried = series(*people, (blurred(leave + stay, up[0]), blurred(stay + join, up[1])))
    kind = place(tried, entered=0 if stayed else 1, left=1)
    allies = {kind: min(number, tried.classes[kind].people)}
    assert not told_more(tried, repair(FAMILY, tried, attacker(allies)), allies)


def test_what_proves_it_can_be_read_back_without_a_solver() -> None:
    fewer = series(7, 34, 10, (40, 35))
    asked, notes = attacker(joiners(fewer, 1)), Notes(HighsSolver)
    noted = repair(FAMILY, fewer, replace(asked, make_solver=notes.solver))
    notes.take(noted.findings.proofs)
    assert not noted.hidden
    shelf = Shelf(notes.pages())
    reader = replace(asked, make_solver=shelf.solver, remembered=shelf.worlds)
    assert not attack_family(FAMILY, fewer, reader, borne=noted.borne).leaks
    bare = Shelf(page for page in notes.pages() if "/before" not in page.name)
    reader = replace(asked, make_solver=bare.solver, remembered=bare.worlds)
    assert attack_family(FAMILY, fewer, reader, borne=noted.borne).leaks
