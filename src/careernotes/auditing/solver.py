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
        self._priced: highspy.Highs | None = None
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

        Every row may be missed for a price; the prices of the rows make the proof. The last two kinds are
        the price of *row*, which is taken out again.
        """
        if self._priced is None:
            self._priced = self._loaded(None, whole=False, priced=True)
        highs, number = self._priced, len(self._problem.rows)
        if row is None:
            return Answer(world=None, weights=self._asked(highs).weights)
        kinds = [kind for kind, _times in row.terms] + [highs.getNumCol() - 2, highs.getNumCol() - 1]
        times = [float(times) for _kind, times in row.terms] + [1.0, -1.0]
        highs.addRow(
            float(row.low), float(row.high), len(kinds), np.array(kinds, dtype=np.int32), np.array(times)
        )
        answer = Answer(world=None, weights=self._asked(highs).weights)
        highs.deleteRows(1, np.array([number], dtype=np.int32))
        return answer

    def _asked(self, highs: highspy.Highs) -> Answer:
        highs.run()
        solution = highs.getSolution()
        if not solution.value_valid or highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Answer(world=None)
        values = np.array(solution.col_value, dtype=np.float64)[: len(self._problem.sizes)]
        weights = _whole(np.array(solution.row_dual) * _SCALE) if solution.dual_valid else ()
        whole = bool((np.abs(values - np.rint(values)) < _NEAR).all())
        return Answer(world=_whole(values) if whole else None, weights=weights)

    def _loaded(self, row: Row | None, *, whole: bool, priced: bool = False) -> highspy.Highs:
        problem = self._problem
        rows: Sequence[Row] = problem.rows if row is None else (*problem.rows, row)
        kinds, prices = len(problem.sizes), 2 * (len(rows) + 1) if priced else 0
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = kinds + prices, len(rows)
        lp.col_cost_ = np.concatenate([np.zeros(kinds), np.ones(prices)])
        lp.col_lower_ = np.concatenate([_floats(problem.least), np.zeros(prices)])
        lp.col_upper_ = np.concatenate([_floats(problem.most), np.full(prices, np.inf)])
        lp.row_lower_, lp.row_upper_ = _floats(r.low for r in rows), _floats(r.high for r in rows)
        terms = [
            (*each.terms, (kinds + 2 * place, 1), (kinds + 2 * place + 1, -1)) if priced else each.terms
            for place, each in enumerate(rows)
        ]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([0, *accumulate(map(len, terms))], dtype=np.int32)
        lp.a_matrix_.index_ = np.array([kind for each in terms for kind, _times in each], dtype=np.int32)
        lp.a_matrix_.value_ = _floats(times for each in terms for _kind, times in each)
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


def _floats(numbers: Iterable[int]) -> NDArray[np.float64]:
    return np.fromiter(numbers, dtype=np.float64)
