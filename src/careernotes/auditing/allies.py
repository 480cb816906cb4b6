"""Readers with allies: one to three people who told what they talked about.

Which people those are is not known, so sets of them are drawn: from a name that depends on what was sealed
alone, never on the hour, so that the same report is always tried against the same allies. What an ally told
is not known either: nothing, everything, or one theme each.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from careernotes.auditing.families import Family
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Known, Problem, Target
from careernotes.auditing.roster import PersonClass

SETS, MOST = 20, 3
Allies = tuple[int, ...]
"""The class of each ally."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Sets of allies against which a report is tried; a family's problem as each of them sees it."""

    sets: tuple[Allies, ...]

    def variants(self, family: Family, posed: Posed) -> Iterator[Problem]:
        """See :class:`Circles`. Allies who were in none of the problem's reports tell nothing."""
        place_of = {number: place for place, number in enumerate(posed.classes)}
        for allies in self.sets:
            there = Counter(place_of[each] for each in allies if each in place_of)
            if there:
                for told in _answers(family):
                    yield _told(posed, there, told)


def draw(classes: Sequence[PersonClass], name: str, sets: int = SETS) -> tuple[Allies, ...]:
    """Sets of one to three people, each person as likely as any other."""
    crowd = [number for number, each in enumerate(classes) for _person in range(each.people)]
    if not crowd:
        return ()
    found = []
    for number in range(sets):
        places: dict[int, None] = {}
        for turn in range(1 + number % MOST):
            places[_number(f"{name}/{number}/{turn}") % len(crowd)] = None
        found.append(tuple(sorted(crowd[place] for place in places)))
    return tuple(found)


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")


def _answers(family: Family) -> Iterator[frozenset[int]]:
    """What allies may have told: the facets that are true of them."""
    every = frozenset(range(family.facets))
    yield frozenset()
    if not family.together:
        yield every
    for facet in every:
        yield _with_wholes(facet, family)


def _with_wholes(facet: int, family: Family) -> frozenset[int]:
    """A facet and the groups that somebody with it is in."""
    told = {facet}
    while more := {
        whole
        for bond in family.bonds
        if len(bond) == 2
        for (part, times), (whole, _less) in (bond,)
        if times == 1 and part in told and whole not in told
    }:
        told |= more
    return frozenset(told)


def _told(posed: Posed, there: Counter[int], told: frozenset[int]) -> Problem:
    problem, width = posed.problem, len(posed.classes)
    spoken: dict[int, tuple[int, int]] = {}
    for facet in range(len(problem.sizes) // width):
        for place, allies in there.items():
            spoken[facet * width + place] = (allies, allies if facet in told else 0)
    known: Known = tuple(
        (kind, yes, problem.sizes[kind] - (allies - yes)) for kind, (allies, yes) in spoken.items()
    )
    targets = (_others(target, spoken) for target in problem.targets)
    return replace(problem, known=known, targets=tuple(each for each in targets if each.people > 0))


def _others(target: Target, spoken: dict[int, tuple[int, int]]) -> Target:
    """The members of a target that are no allies."""
    inside = [spoken[kind] for kind in target.members if kind in spoken]
    return replace(
        target,
        people=target.people - sum(allies for allies, _yes in inside),
        told=sum(yes for _allies, yes in inside),
    )
