"""Solvers nobody must rely on: one that lies, one that never finds anything, and one that tires."""

from careernotes.auditing.asking import Solver
from careernotes.auditing.problem import ALWAYS, Problem, Row
from careernotes.auditing.solver import Answer, Costs, HighsSolver


class Liar:
    """Proposes worlds that do not fit, and says of anything that it cannot be, with every sign of success."""

    def __init__(self, problem: Problem) -> None:
        self._sizes, self._rows = problem.sizes, problem.rows

    def best(self, costs: Costs) -> Answer:
        lie = tuple(0 if costs.get(kind, 0) > 0 else size for kind, size in enumerate(self._sizes))
        return Answer(world=lie, weights=(1,) * len(self._rows))

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        del row
        return self.best(costs)

    def conflict(self, row: Row | None) -> Answer:
        return Answer(world=None, weights=(1,) * (len(self._rows) + (row is not None)))


class Idler:
    """Never finds anything within its time."""

    def __init__(self, problem: Problem) -> None:
        del problem

    def best(self, costs: Costs) -> Answer:
        del costs
        return Answer(world=None)

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        del costs, row
        return Answer(world=None)

    def conflict(self, row: Row | None) -> Answer:
        del row
        return Answer(world=None)


class Tired:
    """Makes solvers that find nothing in time when they are asked the same again with fewer figures."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self.gave_up = False

    def __call__(self, problem: Problem) -> Solver:
        figures = sum(row.source != ALWAYS for row in problem.rows)
        first = self._first.setdefault(problem.name, figures)
        if figures >= first:
            return HighsSolver(problem)
        self.gave_up = True
        return Idler(problem)
