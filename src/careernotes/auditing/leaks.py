"""From a target without two worlds to the published figures that are to blame."""

from collections.abc import Iterable
from dataclasses import dataclass

from careernotes.auditing.asking import Solver
from careernotes.auditing.checker import impossible
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Problem, Row, Target, high_row, low_row, nobody_row
from careernotes.disclosure.plan import FigureKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A target that counts as disclosed. *figures*: those of the new report of which at least one has to go.
    *proven*: whether that was shown in whole numbers; else every figure of the problem stands there.
    """

    target: str
    figures: frozenset[FigureKey]
    proven: bool


def leak_of(posed: Posed, target: Target, solver: Solver, *, last: int) -> Leak:
    """Why *target* is open. *last* is the place of the new report."""
    problem = posed.problem
    guilty = _guilty(problem, low_row(target), solver)
    if guilty is None:
        guilty = _guilty(problem, high_row(target, problem.sizes), solver)
        if guilty is not None and target.nobody_will_do:
            nobody = _guilty(problem, nobody_row(target), solver)
            guilty = None if nobody is None else guilty | nobody
    everything = range(len(posed.sources))
    figures = (posed.sources[n] for n in (everything if guilty is None else guilty))
    return Leak(target=target.name, figures=_of_new(figures, last), proven=guilty is not None)


def fits_nothing(problem: Problem, solver: Solver) -> bool:
    """Whether it is proven that no world fits *problem*."""
    return _guilty(problem, None, solver) is not None


def _guilty(problem: Problem, row: Row | None, solver: Solver) -> frozenset[int] | None:
    """The figures in a proof that nothing keeps to *row* too; None without a proof."""
    rows = problem.rows if row is None else (*problem.rows, row)
    weights = solver.conflict(row).weights
    plain = problem.plain_rows if row is None else (*problem.plain_rows, (row.terms, row.low, row.high))
    if len(weights) != len(rows) or not impossible(problem.least, problem.most, plain, weights):
        return None
    return frozenset(
        each.source for each, weight in zip(rows, weights, strict=True) if weight and each.source >= 0
    )


def _of_new(figures: Iterable[tuple[int, FigureKey]], last: int) -> frozenset[FigureKey]:
    return frozenset(key for place, key in figures if place == last)
