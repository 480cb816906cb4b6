"""Whether one contribution can be the count of anybody at all.

A malformed contribution cannot be seen in a sum, so each is held against what counting can give. This
stops mistakes, and somebody who wants to distort a report has to stay within a believable caseload.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from careernotes.disclosure.gate import Counts
from careernotes.disclosure.plan import AGES, BINS, SIGNALS, TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import CAP_SESSIONS, CAP_THEMES

MOST_PEOPLE = 500
"""No volunteer mentors more people than this in one period."""


def is_plausible(counters: Sequence[int], plan: FigurePlan) -> bool:
    """Whether *counters* fit the plan and could have been counted from one mentor's facts."""
    if len(counters) != len(plan.keys) or any(value < 0 for value in counters):
        return False
    counts = dict(zip(plan.keys, counters, strict=True))
    people = counts[FigureKey(TableId.PEOPLE)]
    return people <= MOST_PEOPLE and all(low <= high for low, high in _limits(counts, plan, people))


def _limits(counts: Counts, plan: FigurePlan, people: int) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of which the first may not be the greater."""
    yield from linear_limits(counts, plan, people)
    yield from _spread_limits(counts, plan, people)


def linear_limits(counts: Counts, plan: FigurePlan, people: int) -> Iterator[tuple[int, int]]:
    """Pairs of which the first may not be the greater in one contribution, nor in a sum of any number of
    them.
    """
    sessions = counts[FigureKey(TableId.SESSIONS)]
    yield from ((people, sessions), (sessions, people * CAP_SESSIONS))
    for table, most in (
        (TableId.CHOSEN_BY, 1),
        (TableId.MOMENT, 1),
        (TableId.AREAS, 1),
        (TableId.THEMES, CAP_THEMES),
    ):
        yield sum(counts[key] for key in plan.of(table)), people * most
    for table in (TableId.THEMES, TableId.GROUPS, TableId.RATED, TableId.JOINED, TableId.LEFT):
        yield from ((counts[key], people) for key in plan.of(table))
    yield (
        sum(counts[key] for key in plan.of(TableId.GROUPS)),
        sum(counts[key] for key in plan.of(TableId.THEMES)),
    )
    for group, theme in plan.alike.items():
        one, two = counts[FigureKey(TableId.GROUPS, group)], counts[FigureKey(TableId.THEMES, theme)]
        yield from ((one, two), (two, one))
    for signal in SIGNALS:
        rated = counts[FigureKey(TableId.RATED, signal)]
        binned = sum(counts[FigureKey(TableId.MANAGER, signal, bin_)] for bin_ in BINS)
        yield from ((rated, binned), (binned, rated))
    yield from _area_limits(counts, plan)


def _area_limits(counts: Counts, plan: FigurePlan) -> Iterator[tuple[int, int]]:
    for group in plan.split:
        parts = [counts[FigureKey(TableId.AREA_GROUPS, area, group)] for area in plan.areas]
        yield sum(parts), counts[FigureKey(TableId.GROUPS, group)]
        for area, part in zip(plan.areas, parts, strict=True):
            yield part, counts[FigureKey(TableId.AREAS, area)]
    for table in (TableId.JOINED, TableId.LEFT):
        for area in plan.areas:
            yield counts[FigureKey(table, area)], counts[FigureKey(TableId.AREAS, area)]
        yield sum(counts[FigureKey(table, area)] for area in plan.areas), counts[FigureKey(table, TOTAL)]
    yield from _age_limits(counts, plan)


def _age_limits(counts: Counts, plan: FigurePlan) -> Iterator[tuple[int, int]]:
    """Everybody has one age: the ages of a place add up to its people, those of the areas to no more."""
    sizes = {TOTAL: counts[FigureKey(TableId.PEOPLE)]}
    sizes |= {area: counts[FigureKey(TableId.AREAS, area)] for area in plan.areas}
    for place, people in sizes.items():
        aged = sum(counts[FigureKey(TableId.AGES, place, age)] for age in AGES)
        yield from ((aged, people), (people, aged))
    for age in AGES:
        parts = sum(counts[FigureKey(TableId.AGES, area, age)] for area in plan.areas)
        yield parts, counts[FigureKey(TableId.AGES, TOTAL, age)]


def _spread_limits(counts: Counts, plan: FigurePlan, people: int) -> Iterator[tuple[int, int]]:
    sizes = {TOTAL: people} | {area: counts[FigureKey(TableId.AREAS, area)] for area in plan.areas}
    exact = {FigureKey(TableId.MENTORS, place): min(n, 1) for place, n in sizes.items()}
    exact |= {FigureKey(TableId.SQUARES, place): n * n for place, n in sizes.items()}
    exact |= {
        FigureKey(TableId.PRODUCTS, one, two): sizes[one] * sizes[two]
        for one, two in combinations(plan.areas, 2)
    }
    for key, value in exact.items():
        yield from ((counts[key], value), (value, counts[key]))
