"""Who was there, as numbers only: how many people of which area came when and went when.

Each report's contributions say how many people of each area have been counted for how many periods on end.
From one report to the next those numbers show how many stayed, came and went. What they cannot show is
taken for the simplest thing it can be: somebody who pauses, moves to another area or returns under another
mentor is somebody who went and somebody else who came; of people who came together long ago, those who have
been there longest went first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from careernotes.disclosure.plan import AGES, OLDEST, TOTAL, FigureKey, TableId
from careernotes.domain.periods import Period

_NO_AREA = 0
Cohort = tuple[int, int]
"""An area, and the number of the period its people came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """How many people one report counted, by area (0: in none) and by age in periods."""

    period: Period
    people: Mapping[tuple[int, int], int]

    @property
    def number(self) -> int:
        """The number of the period, one more than that of the period before."""
        return self.period.first_quarter // self.period.length.value

    def whole_programme(self) -> "Roster":
        """The same people without their areas."""
        total: Counter[tuple[int, int]] = Counter()
        for (_area, age), people in self.people.items():
            total[_NO_AREA, age] += people
        return Roster(period=self.period, people=total)

    def areas(self) -> Counter[int]:
        """How many people each area has."""
        found: Counter[int] = Counter()
        for (area, _age), people in self.people.items():
            found[area] += people
        return found

    def cohorts(self) -> Counter[Cohort]:
        """People by area and first period; the oldest all stand at the latest first period they can have."""
        found: Counter[Cohort] = Counter()
        for (area, age), people in self.people.items():
            found[area, self.number - age] += people
        return +found


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonClass:
    """People nobody can tell apart: one area, *first* counted, in the reports from *entered* to *left*
    (places in the series).
    """

    area: int
    first: int
    entered: int
    left: int
    people: int

    def present(self, place: int) -> bool:
        """Whether these people are in the report at one place of the series."""
        return self.entered <= place <= self.left


def roster_of(counts: Mapping[FigureKey, int], areas: Iterable[int], period: Period) -> Roster:
    """The roster of one report from its summed counters."""
    by_area = {(area, age): counts[FigureKey(TableId.AGES, area, age)] for area in areas for age in AGES}
    for age in AGES:
        named = sum(people for (_area, old), people in by_area.items() if old == age)
        by_area[_NO_AREA, age] = counts[FigureKey(TableId.AGES, TOTAL, age)] - named
    return Roster(period=period, people={kind: people for kind, people in by_area.items() if people})


def classes_of(rosters: Sequence[Roster], *, divided: int = 0) -> tuple[PersonClass, ...]:
    """The classes of a series of reports, the oldest first; sizes add up to each report's people.

    *divided*: the place from which on there are areas, when earlier reports have none. Who stayed until then
    is in the area that has people who came as long ago.
    """
    closed: list[PersonClass] = []
    # By cohort: how many entered at which place and are still there, the earliest first.
    there: dict[Cohort, list[tuple[int, int]]] = {}
    for place, roster in enumerate(rosters):
        now = roster.cohorts()
        if place:
            there = _aged(there, roster.number - OLDEST)
        if divided and place == divided:
            there = _dealt(there, now)
        for cohort in set(there) | set(now):
            before = there.get(cohort, [])
            stayed, gone = _split(before, now[cohort])
            closed += [_class(cohort, entered, place - 1, people) for entered, people in gone]
            came = now[cohort] - sum(people for _entered, people in stayed)
            there[cohort] = [*stayed, *([(place, came)] if came else [])]
    end = len(rosters) - 1
    closed += [
        _class(cohort, entered, end, people) for cohort, runs in there.items() for entered, people in runs
    ]
    return tuple(sorted(closed, key=lambda c: (c.area, c.first, c.entered, c.left)))


def linked(rosters: Sequence[Roster]) -> int:
    """From which place on all reports have periods of one length, one after another: ages can be compared."""
    start = 0
    for place, (one, two) in enumerate(pairwise(rosters), start=1):
        if one.period.length is not two.period.length or two.number <= one.number:
            start = place
    return start


def _class(cohort: Cohort, entered: int, left: int, people: int) -> PersonClass:
    return PersonClass(area=cohort[0], first=cohort[1], entered=entered, left=left, people=people)


def _aged(there: Mapping[Cohort, list[tuple[int, int]]], oldest: int) -> dict[Cohort, list[tuple[int, int]]]:
    """The same people, those who came before *oldest* in one cohort, the earliest first."""
    aged: dict[Cohort, list[tuple[int, int]]] = {}
    for area, first in sorted(there):
        aged.setdefault((area, max(first, oldest)), []).extend(there[area, first])
    return {cohort: sorted(_added(runs)) for cohort, runs in aged.items()}


def _dealt(
    there: Mapping[Cohort, list[tuple[int, int]]], now: Mapping[Cohort, int]
) -> dict[Cohort, list[tuple[int, int]]]:
    """The same people, those who stay in the areas that they have now: who entered first in the first area.

    In no area are those who are gone as well, first of all: they are closed like any others.
    """
    dealt: dict[Cohort, list[tuple[int, int]]] = {}
    for cohort, runs in there.items():
        rooms = {each: people for each, people in sorted(now.items()) if each[1] == cohort[1]}
        left, gone = _split(runs, sum(rooms.values()))
        for each, room in rooms.items():
            if each != cohort:
                left, dealt[each] = _split(left, max(0, sum(people for _entered, people in left) - room))
        dealt[cohort] = sorted(_added([*gone, *left]))
    return dealt


def _added(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    total: Counter[int] = Counter()
    for entered, people in runs:
        total[entered] += people
    return list(total.items())


def _split(
    before: Sequence[tuple[int, int]], staying: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Who stayed and who is gone; those who entered first are gone first."""
    gone_now = max(0, sum(people for _entered, people in before) - staying)
    stayed, gone = [], []
    for entered, people in before:
        leaving = min(people, gone_now)
        gone_now -= leaving
        if leaving:
            gone.append((entered, leaving))
        if people > leaving:
            stayed.append((entered, people - leaving))
    return stayed, gone
