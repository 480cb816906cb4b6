"""The one place where HiGHS is asked. What it answers is a proposal: the checker decides.

The same questions in the same order give the same answers: one thread, a fixed seed, limits on nodes and
iterations before those on time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import highspy
import numpy as np
from numpy.typing import NDArray

from careernotes.auditing.asking import Answer, Costs
from careernotes.auditing.problem import Problem, Row

_SCALE = 720_720
"""Divisible by every number up to 16, so that the usual fractions stay exact."""
_NEAR = 1e-6
@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one question may take. Seconds are a last resort: they are not the same everywhere."""

    nodes: int = 2_000
    iterations: int = 200_000
    seconds: float = 20.0


class HighsSolver:
    """HiGHS over one problem, kept warm between questions."""

    def __init__(self, problem: Problem, limits: Limits | None = None) -> None:
        self._problem = problem
        self._limits = limits or Limits()
        self._warm = self._loaded(None, whole=False)
        self._costly: tuple[int, ...] = ()

    def best(self, costs: Costs) -> Answer:
        """See :class:`careernotes.auditing.asking.Solver`."""
        _price(self._warm, {**dict.fromkeys(self._costly, 0), **costs})
        self._costly = tuple(costs)
        return self._asked(self._warm)

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        """See :class:`careernotes.auditing.asking.Solver`."""
        highs = self._loaded(row, whole=True)
        _price(highs, costs)
        return self._asked(highs)

    def conflict(self, row: Row | None) -> Answer:
        """See :class:`careernotes.auditing.asking.Solver`.

        Every row may be missed for a price; the prices of the rows make the proof.
        """
        highs = self._loaded(row, whole=False)
        for number in range(highs.getNumRow()):
            for sign in (1.0, -1.0):
                highs.addCol(1.0, 0.0, float("inf"), 1, [number], [sign])
        return Answer(world=None, weights=self._asked(highs).weights)

    def _asked(self, highs: highspy.Highs) -> Answer:
        highs.run()
        solution = highs.getSolution()
        if not solution.value_valid or highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Answer(world=None)
        values = np.array(solution.col_value, dtype=np.float64)[: len(self._problem.sizes)]
        weights = _whole(np.array(solution.row_dual) * _SCALE) if solution.dual_valid else ()
        whole = bool((np.abs(values - np.rint(values)) < _NEAR).all())
        return Answer(world=_whole(values) if whole else None, weights=weights)

    def _loaded(self, row: Row | None, *, whole: bool) -> highspy.Highs:
        problem = self._problem
        rows: Sequence[Row] = problem.rows if row is None else (*problem.rows, row)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(problem.sizes), len(rows)
        lp.col_cost_ = [0.0] * len(problem.sizes)
        lp.col_lower_, lp.col_upper_ = _floats(problem.least), _floats(problem.most)
        lp.row_lower_, lp.row_upper_ = _floats(r.low for r in rows), _floats(r.high for r in rows)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = [0, *accumulate(len(each.terms) for each in rows)]
        lp.a_matrix_.index_ = [kind for each in rows for kind, _times in each.terms]
        lp.a_matrix_.value_ = _floats(times for each in rows for _kind, times in each.terms)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(problem.sizes)
        highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it names no types itself
        for name, value in self._options(whole=whole).items():
            highs.setOptionValue(name, value)
        highs.passModel(lp)
        return highs

    def _options(self, *, whole: bool) -> Mapping[str, bool | int | float | str]:
        limits = self._limits
        either: dict[str, bool | int | float | str] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "time_limit": limits.seconds,
            "simplex_iteration_limit": limits.iterations,
        }
        return {
            **either,
            # A good world will do: the best one of many takes most of the time.
            **(
                {"mip_max_nodes": limits.nodes, "mip_rel_gap": 0.1}
                if whole
                else {"solver": "simplex", "presolve": "off"}
            ),
        }


def _price(highs: highspy.Highs, costs: Costs) -> None:
    highs.changeColsCost(len(costs), list(costs), [float(cost) for cost in costs.values()])


def _whole(values: NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(np.rint(values).astype(np.int64).tolist())


def _floats(numbers: Iterable[int]) -> list[float]:
    return [float(number) for number in numbers]
