"""Two worlds for every target: looked for with a solver, believed only after counting them oneself.

First worlds with as few, and as many, people of all open targets as can be at once; then a target at a time,
in fractions and at last in whole numbers. Each new world is tried on every open target. What no world is
found for within the limits is open at the end, and an open target counts as disclosed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from careernotes.auditing.asking import Costs, MakeSolver, Solver, Step
from careernotes.auditing.checker import unproven
from careernotes.auditing.problem import Problem, Row, Target, World, high_row, low_row, nobody_row
from careernotes.auditing.shipped import highs

_ROUNDS = 30
_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The proof that targets are safe: worlds, and for each target the numbers of its low and high one."""

    worlds: tuple[World, ...] = ()
    witnesses: tuple[tuple[int, ...], ...] = ()


class Sums:
    """The sums of a world over the members of every target, all at once."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._members = np.array([kind for each in targets for kind in each.members], dtype=np.int64)
        lengths = (len(each.members) for each in targets)
        self._starts = np.array([0, *accumulate(lengths)][:-1], dtype=np.int64)

    def of_all(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each world (a row of *values*) one sum for each target."""
        return np.add.reduceat(values[:, self._members], self._starts, axis=1)

    def of(self, world: World) -> NDArray[np.int64]:
        """One sum for each target."""
        return np.add.reduceat(np.array(world, dtype=np.int64)[self._members], self._starts)


class Rules:
    """The bounds and rows of a problem, to try many worlds against them quickly."""

    def __init__(self, problem: Problem) -> None:
        rows = problem.rows
        self._least, self._most = np.array(problem.least), np.array(problem.most)
        self._kinds = np.array([kind for row in rows for kind, _times in row.terms], dtype=np.int64)
        self._times = np.array([times for row in rows for _kind, times in row.terms], dtype=np.int64)
        self._starts = np.array([0, *accumulate(len(row.terms) for row in rows)][:-1], dtype=np.int64)
        self._low, self._high = np.array([r.low for r in rows]), np.array([r.high for r in rows])
        self._slow = problem if not all(row.terms for row in rows) else None

    def kept_by(self, world: World) -> bool:
        """Whether a world keeps to all of them."""
        if self._slow is not None:
            return fits(self._slow, world)
        values = np.array(world, dtype=np.int64)
        if bool((values < self._least).any()) or bool((values > self._most).any()):
            return False
        if not len(self._starts):
            return True
        sums = np.add.reduceat(values[self._kinds] * self._times, self._starts)
        return bool(((sums >= self._low) & (sums <= self._high)).all())


def find_worlds(
    problem: Problem, *, start: Iterable[World] = (), make_solver: MakeSolver = highs, step: Step
) -> Certificate:
    """A certificate for as many targets of *problem* as can be; *start* are worlds to try first.

    *step* is called before each question and may raise to stop.
    """
    if not problem.targets:
        return Certificate()
    search = _Search(problem, make_solver, step)
    for world in start:
        search.take(world)
    search.together()
    search.one_by_one()
    return search.certificate()


def open_targets(problem: Problem, certificate: Certificate) -> list[int]:
    """The numbers of the targets that *certificate* does not prove safe, by the independent checker."""
    return unproven(
        problem.sizes,
        problem.plain_rows,
        problem.plain_targets,
        certificate.worlds,
        certificate.witnesses,
    )


def some_world(problem: Problem, solver: Solver) -> World | None:
    """Any world that fits, in whole numbers; None when none is found.

    One with as few people as can be, or as many, mostly comes out whole by itself, and serves many targets.
    """
    for sign in (1, -1):
        world = solver.best(dict.fromkeys(range(len(problem.sizes)), sign)).world
        if world is not None and fits(problem, world):
            return world
    world = solver.whole({}, None).world
    return world if world is not None and fits(problem, world) else None


def fits(problem: Problem, world: World) -> bool:
    """Whether a world keeps to everything that is known."""
    bounds = zip(problem.least, world, problem.most, strict=True)
    return all(low <= n <= high for low, n, high in bounds) and all(
        row.low <= sum(times * world[kind] for kind, times in row.terms) <= row.high for row in problem.rows
    )


class _Search:
    def __init__(self, problem: Problem, make_solver: MakeSolver, step: Step) -> None:
        targets = problem.targets
        self._problem, self._make, self._step = problem, make_solver, step
        self._solver: Solver | None = None
        self._sums, self._rules = Sums(targets), Rules(problem)
        self._worlds: list[World] = []
        self._low_most = np.array([each.low_most for each in targets])
        self._high_least = np.array([each.high_least for each in targets])
        self._told = np.array([each.told if each.nobody_will_do else _NONE for each in targets])
        self._low = np.full(len(targets), _NONE)
        self._high = np.full(len(targets), _NONE)

    def take(self, world: World | None) -> bool:
        """Keep a world that fits and serves some open target."""
        if world is None or not self._rules.kept_by(world):
            return False
        sums = self._sums.of(world)
        low = (self._low == _NONE) & (sums <= self._low_most)
        high = (self._high == _NONE) & ((sums >= self._high_least) | (sums == self._told))
        if not (low.any() or high.any()):
            return False
        self._low[low] = self._high[high] = len(self._worlds)
        self._worlds.append(world)
        return True

    def together(self) -> None:
        """Worlds that serve many targets at once, until they no longer do."""
        for sign, served in ((1, self._low), (-1, self._high)):
            for _round in range(_ROUNDS):
                still = np.flatnonzero(served == _NONE)
                if len(still) < 3 or not self._ask(self._weighed(still, sign), None):
                    break

    def one_by_one(self) -> None:
        """A world for each target that is still open."""
        sizes = self._problem.sizes
        for number, target in enumerate(self._problem.targets):
            if self._low[number] == _NONE:
                self._ask(dict.fromkeys(target.members, 1), low_row(target))
            if self._high[number] == _NONE:
                self._ask(dict.fromkeys(target.members, -1), high_row(target, sizes))
            if self._high[number] == _NONE and target.nobody_will_do:
                self._ask(dict.fromkeys(target.members, 1), nobody_row(target))

    def certificate(self) -> Certificate:
        """What was found."""
        pairs = zip(self._low.tolist(), self._high.tolist(), strict=True)
        return Certificate(
            worlds=tuple(self._worlds),
            witnesses=tuple((low, high) if _NONE not in {low, high} else () for low, high in pairs),
        )

    def _ask(self, costs: Costs, row: Row | None) -> bool:
        """Ask for one world, in fractions first; the row only says what a whole world must keep to."""
        self._step()
        self._solver = self._solver or self._make(self._problem)
        found = self._solver.best(costs)
        if found.world is not None:
            return self.take(found.world)
        if not found.weights:
            return False
        return self.take(self._solver.whole({} if row else costs, row).world)

    def _weighed(self, targets: Iterable[int], sign: int) -> Costs:
        costs: dict[int, int] = {}
        for number in targets:
            for kind in self._problem.targets[number].members:
                costs[kind] = costs.get(kind, 0) + sign
        return costs
