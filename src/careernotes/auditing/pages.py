"""What proves a report safe, problem by problem: worlds, and weights that show that nothing fits.

Written down while a report is attacked, and read back when its certificate is replayed: then a page stands in
for the solver, and everything it says is tried by the checker as if a solver had said it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careernotes.auditing.asking import Answer, Costs, MakeSolver, Solver
from careernotes.auditing.problem import Known, Problem, Row, World
from careernotes.auditing.proof import Proof

Weights = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One problem by its name: worlds for its groups; for what allies told (or nobody), weights of its rows
    that show that nothing fits.
    """

    name: str
    worlds: tuple[World, ...] = ()
    refuted: Mapping[Known, Weights]


class Notes:
    """Pages that grow while a report is attacked."""

    def __init__(self, make_solver: MakeSolver) -> None:
        self._make = make_solver
        self._worlds: dict[str, dict[World, None]] = {}
        self._refuted: dict[str, dict[Known, Weights]] = {}

    def solver(self, problem: Problem) -> Solver:
        """A solver of which is noted what it finds impossible."""
        return _Noted(problem, self._make(problem), self._refuted.setdefault(problem.name, {}))

    def take(self, proofs: Iterable[Proof]) -> None:
        """Note the worlds of *proofs*."""
        for proof in proofs:
            worlds = self._worlds.setdefault(proof.name, {})
            worlds.update(dict.fromkeys(proof.kept))

    def worlds(self, problem: Problem) -> Sequence[World]:
        """The worlds noted for a problem, whatever allies told."""
        return tuple(self._worlds.get(problem.name, ()))

    def pages(self) -> tuple[Page, ...]:
        """Everything noted, by name."""
        return tuple(
            Page(name=name, worlds=tuple(self._worlds.get(name, ())), refuted=self._refuted.get(name, {}))
            for name in sorted({*self._worlds, *self._refuted})
            if self._worlds.get(name) or self._refuted.get(name)
        )


def pages_of(notes: Iterable[Notes]) -> tuple[Page, ...]:
    """All pages of some notes, by name."""
    return tuple(sorted((page for each in notes for page in each.pages()), key=lambda page: page.name))


class Shelf:
    """Pages in the place of a solver."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {page.name: page for page in pages}

    def solver(self, problem: Problem) -> Solver:
        """What stands on the page of a problem."""
        return _Read(problem, self._pages.get(problem.name))

    def worlds(self, problem: Problem) -> Sequence[World]:
        """The worlds on the page of a problem."""
        page = self._pages.get(problem.name)
        return page.worlds if page is not None else ()


@dataclass(frozen=True, slots=True)
class _Noted:
    _problem: Problem
    _inner: Solver
    _refuted: dict[Known, Weights]

    def best(self, costs: Costs) -> Answer:
        return self._inner.best(costs)

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        return self._inner.whole(costs, row)

    def conflict(self, row: Row | None) -> Answer:
        answer = self._inner.conflict(row)
        if row is None:
            self._refuted[self._problem.known] = answer.weights
        return answer


@dataclass(frozen=True, slots=True)
class _Read:
    _problem: Problem
    _page: Page | None

    def best(self, costs: Costs) -> Answer:
        del costs
        return Answer(world=self._page.worlds[0] if self._page is not None and self._page.worlds else None)

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        del row
        return self.best(costs)

    def conflict(self, row: Row | None) -> Answer:
        known = self._page.refuted if row is None and self._page is not None else {}
        return Answer(world=None, weights=known.get(self._problem.known, ()))
