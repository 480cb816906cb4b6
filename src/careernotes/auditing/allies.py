"""Readers with allies: one to three people who told what they talked about.

Which people those are is not known, so sets of them are drawn: from a name that depends on what was sealed
alone, never on the hour, so that the same report is always tried against the same allies. What an ally told
is not known either: nothing, everything, or one theme, another one from set to set.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careernotes.auditing.families import Family
from careernotes.auditing.model import Posed
from careernotes.auditing.roster import PersonClass

SETS, MOST = 20, 3
Allies = tuple[int, ...]
"""The class of each ally."""
Spoken = dict[int, tuple[int, int]]
"""For kinds of people: how many of them are allies, and of how many of these it is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Sets of allies against which a report is tried."""

    sets: tuple[Allies, ...]

    def spoken(self, family: Family, posed: Posed) -> Iterator[Spoken]:
        """What each set may have told about the kinds of one problem. Allies who were in none of its reports
        tell nothing.
        """
        place_of = {number: place for place, number in enumerate(posed.classes)}
        width = len(posed.classes)
        for number, allies in enumerate(self.sets):
            there = Counter(place_of[each] for each in allies if each in place_of)
            for told in _answers(family, number) if there else ():
                yield {
                    facet * width + place: (people, people if facet in told else 0)
                    for facet in range(family.facets)
                    for place, people in there.items()
                }


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


def _answers(family: Family, number: int) -> Iterator[frozenset[int]]:
    """What the allies of one set may have told: the facets that are true of them."""
    every = frozenset(range(family.facets))
    yield frozenset()
    if not family.together and len(every) > 1:
        yield every
    yield _with_wholes(number % len(every), family)


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
