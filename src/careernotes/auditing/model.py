"""From looks and classes to a problem: what a reader knows who takes each person's themes for lasting.

A problem covers the reports from one place of the series to its end. Over a single report nothing is taken
for lasting.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from careernotes.auditing.families import Family
from careernotes.auditing.groups import Members
from careernotes.auditing.look import Look
from careernotes.auditing.problem import Problem, Row, Target, Terms
from careernotes.auditing.roster import PersonClass
from careernotes.disclosure.plan import FigureKey, TableId


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The reports of one programme, the oldest first and the new one last, and the people behind them."""

    looks: tuple[Look, ...]
    classes: tuple[PersonClass, ...]
    name: str = ""

    @property
    def last(self) -> int:
        """The place of the new report."""
        return len(self.looks) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A problem, and the figures that its rows come from: a place in the series and a figure for each."""

    problem: Problem
    classes: tuple[int, ...]
    """The classes behind the kinds of each facet: facet f of the class at place p is kind f * width + p."""
    sources: tuple[tuple[int, FigureKey], ...]


def pose(family: Family, series: Series, groups: Sequence[Members], *, first: int) -> Posed:
    """The problem of one family over the reports from place *first* on."""
    areas = _areas_of(family, series, first)
    kept = [
        n for n, c in enumerate(series.classes) if c.left >= first and (areas is None or c.area in areas)
    ]
    place_of = {n: place for place, n in enumerate(kept)}
    people = [series.classes[n].people for n in kept]
    width = len(kept)
    sources: list[tuple[int, FigureKey]] = []
    rows = list(_always(family, people))
    for place in range(first, len(series.looks)):
        look = series.looks[place]
        there = {n for n in kept if series.classes[n].present(place)}
        inside = {row: _in(areas, there, series, place_of) for row, areas in look.groups.items()}
        everybody = _in(None, there, series, place_of)
        for key, facets in family.figures.items():
            span = look.span(key)
            if span is None:
                continue
            kinds = inside.get(key.row, everybody) if key.table is TableId.AREA_GROUPS else everybody
            terms = tuple((facet * width + kind, 1) for facet in facets for kind in kinds)
            rows.append(Row(terms=terms, low=span.low, high=span.high, source=len(sources)))
            sources.append((place, key))
    inside_of = {
        ",".join(map(str, sorted(group))): sorted(place_of[n] for n in group)
        for group in groups
        if all(n in place_of for n in group)
    }
    counted = [(numbers, kinds, sum(map(people.__getitem__, kinds))) for numbers, kinds in inside_of.items()]
    targets = tuple(
        Target(name=f"{name} {numbers}", members=tuple(map((facet * width).__add__, kinds)), people=count)
        for numbers, kinds, count in counted
        for facet, name in enumerate(family.names)
    )
    name = f"{series.name}/{family.title}/{first}"
    problem = Problem(name=name, sizes=tuple(people) * family.facets, rows=tuple(rows), targets=targets)
    return Posed(problem=problem, classes=tuple(kept), sources=tuple(sources))


def _areas_of(family: Family, series: Series, first: int) -> frozenset[int] | None:
    """The areas whose people *family* is about, in the reports from place *first* on; None: everybody."""
    if family.row is None or any(key in look.sums for look in series.looks[first:] for key in family.figures):
        return None
    none = frozenset[int]()
    return none.union(*(look.groups.get(family.row, none) for look in series.looks[first:]))


def _in(
    areas: Collection[int] | None, there: Collection[int], series: Series, place_of: Mapping[int, int]
) -> list[int]:
    """The kinds of the classes that are *there*, of some areas or of all."""
    return [
        place_of[n] for n in place_of if n in there and (areas is None or series.classes[n].area in areas)
    ]


def _always(family: Family, people: Sequence[int]) -> list[Row]:
    """What is true of every class whatever was published."""
    width = len(people)
    rows = []
    for kind, count in enumerate(people):
        for bond in family.bonds:
            terms: Terms = tuple((facet * width + kind, times) for facet, times in bond)
            lowest = sum(times for _facet, times in bond if times < 0) * count
            rows.append(Row(terms=terms, low=lowest, high=0))
        for facets in family.together:
            terms = tuple((facet * width + kind, 1) for facet in facets)
            rows.append(Row(terms=terms, low=0, high=count))
    return rows
