"""Noise instead of rounding: which cells get it, and what may be printed of them.

Everything that is printed is a cell with noise or a sum of such cells, which gives away nothing more.
Conversations are not printed: one person can be ten of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from careernotes.disclosure.discrete_laplace import Below, discrete_laplace
from careernotes.disclosure.mechanisms import RATINGS, Vector, mechanisms
from careernotes.disclosure.plan import BINS, SIGNALS, TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.safe_table import SafeBreakdown

NONE_OF_THEM = TOTAL
"""Row of the people in none of the rows that are printed: in no area, or without an answer."""
ERROR_SPREADS = 3
"""Within so many times its spread a figure is right in 19 of 20 cases: exp(-3) < 1/20, and sums of cells have
thinner tails.
"""


_VECTOR_OF = {
    TableId.AREA_GROUPS: Vector.GROUPS,
    TableId.THEMES: Vector.THEMES,
    TableId.AREAS: Vector.AREAS,
    TableId.CHOSEN_BY: Vector.CHOSEN_BY,
    TableId.MOMENT: Vector.MOMENT,
}
_ALL_PEOPLE = (TableId.AREAS, TableId.CHOSEN_BY, TableId.MOMENT)
"""The vectors of which each counts everybody once: three looks at the number of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoisyFigure:
    """A printed figure, and its spread: the scale of a single draw that would vary as much, rounded up."""

    value: int
    spread: int


def cells_of(counts: Mapping[FigureKey, int], plan: FigurePlan) -> dict[FigureKey, int]:
    """The cells that get noise. Nobody is in two cells of a vector for one theme, group or answer."""
    cells = {key: counts[key] for key in (*plan.of(TableId.THEMES), *plan.of(TableId.MANAGER))}
    people = counts[FigureKey(TableId.PEOPLE)]
    for table in _ALL_PEOPLE:
        inside = {key: counts[key] for key in plan.of(table)}
        cells |= {**inside, FigureKey(table, NONE_OF_THEM): people - sum(inside.values())}
    for group in (key.row for key in plan.of(TableId.GROUPS)):
        inside = {key: counts[key] for key in plan.of(TableId.AREA_GROUPS) if key.column == group}
        rest = counts[FigureKey(TableId.GROUPS, group)] - sum(inside.values())
        cells |= {**inside, FigureKey(TableId.AREA_GROUPS, NONE_OF_THEM, group): rest}
    return cells


def with_noise(cells: Mapping[FigureKey, int], scale: int, below: Below) -> dict[FigureKey, int]:
    """Each cell with noise of its own. To be drawn once for the same people, and never to be drawn again."""
    scales = _scales(scale)
    return {key: count + discrete_laplace(scales[vector_of(key)], below) for key, count in cells.items()}


def noisy_figures(
    cells: Mapping[FigureKey, int], plan: FigurePlan, breakdown: SafeBreakdown, scale: int
) -> dict[FigureKey, NoisyFigure]:
    """What may be printed, from noisy *cells* alone: sums of them, from 0 to the noisy number of people."""
    scales = _scales(scale)
    everybody = _people(cells, scales[Vector.AREAS])
    figures = {FigureKey(TableId.PEOPLE): everybody}
    for key, parts in _sums(plan, breakdown):
        value = sum(cells[part] for part in parts)
        spread = _ceil_root(scales[vector_of(parts[0])] ** 2 * len(parts))
        figures[key] = NoisyFigure(value=min(max(value, 0), everybody.value), spread=spread)
    return figures


def _sums(plan: FigurePlan, breakdown: SafeBreakdown) -> Iterator[tuple[FigureKey, tuple[FigureKey, ...]]]:
    """Every printed figure but the number of people, and the cells it is the sum of."""
    for table in (TableId.CHOSEN_BY, TableId.MOMENT, TableId.THEMES, TableId.MANAGER):
        yield from ((key, (key,)) for key in plan.of(table))
    for signal in SIGNALS:
        bins = tuple(FigureKey(TableId.MANAGER, signal, bin_) for bin_ in BINS)
        yield FigureKey(TableId.RATED, signal), bins
    for key in plan.of(TableId.GROUPS):
        # Two names of one figure get one number: that of the theme, which is a single cell.
        single = (FigureKey(TableId.THEMES, plan.alike[key.row]),) if key.row in plan.alike else ()
        areas = plan.areas if key.row in plan.split else ()
        yield (
            key,
            single or tuple(FigureKey(TableId.AREA_GROUPS, a, key.row) for a in (NONE_OF_THEM, *areas)),
        )
    for area in breakdown.areas:
        parts = area.merged or (area.number,)
        yield (
            FigureKey(TableId.AREAS, area.number),
            tuple(FigureKey(TableId.AREAS, part) for part in parts),
        )
        for group in plan.split:
            yield (
                FigureKey(TableId.AREA_GROUPS, area.number, group),
                tuple(FigureKey(TableId.AREA_GROUPS, part, group) for part in parts),
            )


def _people(cells: Mapping[FigureKey, int], scale: Fraction) -> NoisyFigure:
    """The number of people from three noisy totals, the surer of them counting for more."""
    totals = [[count for key, count in cells.items() if key.table is table] for table in _ALL_PEOPLE]
    weight = sum((Fraction(1, len(total)) for total in totals), Fraction(0))
    value = round(sum((Fraction(sum(total), len(total)) for total in totals), Fraction(0)) / weight)
    return NoisyFigure(value=max(value, 0), spread=_ceil_root(scale**2 / weight))


def vector_of(key: FigureKey) -> Vector:
    """The vector one cell belongs to."""
    return RATINGS[SIGNALS.index(key.row)] if key.table is TableId.MANAGER else _VECTOR_OF[key.table]


def _scales(scale: int) -> dict[Vector, Fraction]:
    return {each.vector: each.scale for each in mechanisms(scale)}


def _ceil_root(square: Fraction) -> int:
    """The smallest whole number whose square is at least *square*, which is above 0."""
    return isqrt(-(-square.numerator // square.denominator) - 1) + 1
