"""Whether a report tells the truth: the effects planted in invented programmes, looked for by their reader.

What "visible" means was written down before any report was looked at, and goes by published figures alone:

- A share is a shown figure over the shown number of people it is of; "70 or more" is taken for 70, so that
  growth to nearly everybody looks smaller than it is. Its variance is what the reader can work out:
  p (1 - p) / N for chance among people, and (b^2 - 1) / 6 for rounding to b, the mean of r (b - r).
- An effect is *visible in a report* when the difference it makes stands out by more than 1.96 standard
  deviations to the side it was planted to; a figure that is not shown is not visible.
- T3, T4, T6: the share of one theme group in one area against that in the areas beside it. For T4 that is
  level D: only there everybody has people to lead too, and can raise what leaders raise.
- T5: how the share of a theme grows from the first half-year to the second, against the middle one of all
  other themes shown in both: every theme grows when people meet more often.
- An effect is *visible at a size* when at least four in five programmes show it, and at most one in ten of
  the same programmes without it. It is *not visible* when at most one in ten more show it than without it.

T1 and T2 are about what became of people, which no report prints: nothing that is counted may change at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import median

from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.safe_table import SafeReport
from careernotes.ledger.facts import MentorFacts

STANDS_OUT = 1.96
ENOUGH_SHOW, MOST_WITHOUT, MOST_MORE = 0.8, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class Share:
    """A published share and its variance as far as the reader can tell."""

    share: float
    variance: float

    @property
    def relative(self) -> float:
        """The variance of its logarithm."""
        return self.variance / self.share**2


def share_of(values: Sequence[int], people: Sequence[int], steps: tuple[int, int]) -> Share | None:
    """Shown figures added up over shown numbers of people added up, with the steps of both."""
    whole = sum(people)
    if not values or not whole:
        return None
    p = min(sum(values) / whole, 1.0)
    rounding = [(step * step - 1) / 6 * len(values) for step in steps]
    return Share(p, p * (1 - p) / whole + (rounding[0] + p * p * rounding[1]) / whole**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Figures as somebody has them: of a report, or the true ones."""

    values: Mapping[FigureKey, int]
    steps: Mapping[TableId, int]
    areas: tuple[tuple[int, ...], ...]
    """For each area of the breakdown, the numbers of the kit behind it."""
    rows: tuple[int, ...]
    """The row of each of them."""


def read(report: SafeReport) -> Told:
    """What a report shows."""
    return Told(
        values={
            FigureKey(table.table, cell.row, cell.column): cell.value
            for table in report.tables
            for cell in table.cells
            if cell.value is not None
        },
        steps={table.table: table.base for table in report.tables},
        areas=tuple(area.merged or (area.number,) for area in report.breakdown.areas),
        rows=tuple(area.number for area in report.breakdown.areas),
    )


def true(counters: Sequence[int], plan: FigurePlan) -> Told:
    """The counts themselves, all of them, unrounded."""
    return Told(
        values={key: n for key, n in zip(plan.keys, counters, strict=True) if n and key.table.printed},
        steps=dict.fromkeys(TableId, 1),
        areas=tuple((area,) for area in plan.areas),
        rows=plan.areas,
    )


def area_pairs(told: Told, numbers: Sequence[int]) -> dict[tuple[int, ...], tuple[list[int], int]]:
    """For each area with all figures: those of some theme groups, and its people."""
    found = {}
    for areas, row in zip(told.areas, told.rows, strict=True):
        values = [told.values.get(FigureKey(TableId.AREA_GROUPS, row, number)) for number in numbers]
        people = told.values.get(FigureKey(TableId.AREAS, row))
        shown = [value for value in values if value is not None]
        if people is not None and len(shown) == len(numbers):
            found[areas] = (shown, people)
    return found


def area_stands_out(told: Told | None, number: int, area: int, beside: Sequence[int] = ()) -> float:
    """By how many standard deviations a group's share in one area is above that of the areas *beside* it, all
    others when none are named; 0 when it is not shown.
    """
    shown = area_pairs(told, [number]) if told is not None else {}
    mine = [pair for areas, pair in shown.items() if area in areas]
    others = [p for areas, p in shown.items() if area not in areas and set(areas) <= set(beside or areas)]
    if told is None or not mine or not others:
        return 0.0
    steps = told.steps[TableId.AREA_GROUPS], told.steps[TableId.AREAS]
    one, two = (share_of([v for [v], _n in pairs], [n for _v, n in pairs], steps) for pairs in (mine, others))
    assert one is not None
    assert two is not None
    return (one.share - two.share) / sqrt(one.variance + two.variance)


def theme_grows(series: Sequence[Told | None], number: int) -> float:
    """By how many standard deviations a theme grew more than the middle one of the others shown twice; 0
    when it is not shown.
    """
    shares = [_theme_shares(told) if told is not None else {} for told in series]
    both = shares[0].keys() & shares[1].keys()
    if number not in both or len(both) < 2:
        return 0.0
    growth = {each: log(shares[1][each].share / shares[0][each].share) for each in both}
    beside = median(grown for each, grown in growth.items() if each != number)
    return (growth[number] - beside) / sqrt(sum(each[number].relative for each in shares))


def _theme_shares(told: Told) -> Mapping[int, Share]:
    people = told.values.get(FigureKey(TableId.PEOPLE))
    if people is None:
        return {}
    steps = told.steps[TableId.THEMES], told.steps[TableId.PEOPLE]
    shown = {key.row: value for key, value in told.values.items() if key.table is TableId.THEMES}
    found = {row: share_of([value], [people], steps) for row, value in shown.items()}
    return {row: share for row, share in found.items() if share is not None}


def crossing_stands_out(facts: Sequence[MentorFacts], dimension: str, area: int, theme: int) -> float:
    """How far one theme stands out in one area, from the facts themselves: a table that is never printed."""
    sides: tuple[list[bool], list[bool]] = ([], [])
    for mentor in facts:
        coded = {coding.person for coding in mentor.codings if coding.theme == theme}
        for person in mentor.persons:
            place = getattr(person, dimension)
            if place:
                sides[place == area].append(person.person in coded)
    others, mine = (share_of([sum(side)], [len(side)], (1, 1)) for side in sides)
    if mine is None or others is None or not mine.variance + others.variance:
        return 0.0
    return (mine.share - others.share) / sqrt(mine.variance + others.variance)
