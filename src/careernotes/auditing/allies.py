"""Readers with allies: people who told what they talked about.

Which people those are is not known, so sets of one to three are drawn: from a name that depends on the plan,
the period and the trustee's secret alone, never on the hour, so that the same report is always tried against
the same allies, whatever is hidden of it, and nobody else can tell which these are. What an ally told is not
known either: nothing, everything, or one theme, another one from set to set.

Allies tell most where people are few. So further sets are of people of one area who are few of their kind:
all such sets where they are as few as those drawn, a quarter as many where they are more. Any number of these
allies may have told of the theme, and the others not.

The trustee, and a mentor for a list, may also declare sets of people, as so many who came in a period to an
area: no more is known of anybody here. For declared sets every single theme is gone through, and where a
figure stands alone, every number of them who may have it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, islice, product
from math import comb

from careernotes.auditing.checker import SMALL
from careernotes.auditing.families import Family
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Known
from careernotes.auditing.roster import PersonClass

SETS, MOST = 20, 3
_MOST_ANSWERS = 256
Allies = tuple[int, ...]
"""The class of each ally."""
Spoken = dict[int, tuple[int, int]]
"""For kinds of people: how many of them are allies, and of how many of these it is true."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Declared:
    """So many people of one area who were first counted in the period of this number."""

    area: int
    first: int
    people: int


DeclaredSet = tuple[Declared, ...]
"""People who are assumed to be allies, all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Sets of allies against which a report is tried; the first *declared* of them were declared, and the
    last *near* are of people who are few.
    """

    sets: tuple[Allies, ...]
    declared: int = 0
    near: int = 0

    @property
    def those_declared(self) -> "Circles":
        """The declared sets alone."""
        return Circles(sets=self.sets[: self.declared], declared=self.declared)

    def spoken(self, family: Family, posed: Posed) -> Iterator[Spoken]:
        """What each set may have told about the kinds of one problem. Allies who were in none of its reports
        tell nothing.
        """
        place_of = {number: place for place, number in enumerate(posed.classes)}
        width = len(posed.classes)
        for number, allies in enumerate(self.sets):
            there = Counter(place_of[each] for each in allies if each in place_of)
            if there:
                yield from self._said(number, there, family, width)

    def _said(self, number: int, there: Mapping[int, int], family: Family, width: int) -> Iterator[Spoken]:
        """What one set may have told."""
        everybody = tuple(there.values())
        if number < self.declared and family.facets == 1:
            for yes in islice(_numbers(there), _MOST_ANSWERS):
                yield _spoken(frozenset({0}), there, yes, family, width)
        elif number >= len(self.sets) - self.near:
            told = _with_wholes(number % family.facets, family)
            for yes in _numbers(there):
                yield _spoken(told, there, yes, family, width)
        else:
            answers = _every_answer(family) if number < self.declared else _answers(family, number)
            for told in answers:
                yield _spoken(told, there, everybody, family, width)


def known_by(spoken: Spoken, sizes: Sequence[int]) -> Known:
    """What a reader knows of kinds of people from allies: of how many at least and at most it is true."""
    return tuple((kind, yes, sizes[kind] - (there - yes)) for kind, (there, yes) in spoken.items())


def declared_allies(
    given: DeclaredSet, classes: Sequence[PersonClass], last: int, *, whole: bool = False
) -> Allies:
    """The classes of declared people at the place of the new report. Of people who came together and stood in
    reports from different places on, those who entered first are taken first; *whole* leaves areas aside.
    """
    left = Counter({number: each.people for number, each in enumerate(classes) if each.present(last)})
    found: list[int] = []
    for each in given:
        cohort, wanted = (0 if whole else each.area, each.first), each.people
        for number, one in enumerate(classes):
            if (one.area, one.first) == cohort:
                taken = min(wanted, left[number])
                left[number] -= taken
                wanted -= taken
                found += [number] * taken
    return tuple(sorted(found))


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


def near(classes: Sequence[PersonClass], name: str, sets: int = SETS) -> tuple[Allies, ...]:
    """Further sets of one to three people of one area who are few of their kind: all there are, where these
    are no more than *sets*; else a quarter as many, since each costs as much as several others.
    """
    areas: dict[int, list[int]] = {}
    for number, each in enumerate(classes):
        if each.people < SMALL:
            areas.setdefault(each.area, []).append(number)
    if sum(comb(len(few) + MOST, MOST) - 1 for few in areas.values()) <= sets:
        every = (
            allies
            for few in areas.values()
            for size in range(1, MOST + 1)
            for allies in combinations_with_replacement(few, size)
        )
        return tuple(allies for allies in every if _are_there(allies, classes))
    kinds = [(number, few) for few in areas.values() for number in few]
    found: dict[Allies, None] = {}
    for number in range(sets // 4):
        first, few = kinds[_number(f"{name}/near/{number}") % len(kinds)]
        others = [few[_number(f"{name}/near/{number}/{turn}") % len(few)] for turn in range(number % MOST)]
        allies = tuple(sorted((first, *others)))
        if _are_there(allies, classes):
            found[allies] = None
    return tuple(found)


def _are_there(allies: Allies, classes: Sequence[PersonClass]) -> bool:
    """Whether there are as many people of each kind."""
    return all(people <= classes[number].people for number, people in Counter(allies).items())


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")


def _answers(family: Family, number: int) -> Iterator[frozenset[int]]:
    """What the allies of one set may have told: the facets that are true of them."""
    every = frozenset(range(family.facets))
    yield frozenset()
    if not family.together and len(every) > 1:
        yield every
    yield _with_wholes(number % len(every), family)


def _every_answer(family: Family) -> Iterator[frozenset[int]]:
    """Everything that allies may have told who tell the same."""
    every = frozenset(range(family.facets))
    yield frozenset()
    if not family.together and len(every) > 1:
        yield every
    yield from dict.fromkeys(_with_wholes(facet, family) for facet in sorted(every))


def _numbers(there: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """Every number of allies of each kind of whom it may be true."""
    return product(*(range(people + 1) for people in there.values()))


def _spoken(
    told: frozenset[int], there: Mapping[int, int], yes: Sequence[int], family: Family, width: int
) -> Spoken:
    """Of the allies of each kind so many told these facets, and the others none."""
    return {
        facet * width + place: (people, said if facet in told else 0)
        for facet in range(family.facets)
        for (place, people), said in zip(there.items(), yes, strict=True)
    }


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
