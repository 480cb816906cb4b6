"""Two worlds for every target: looked for with a solver, believed only after counting them oneself.

First worlds with as few, and as many, people of all open targets as can be at once; then worlds in which
people were moved for as many targets as possible; then a target at a time, in fractions and at last in whole
numbers. Each new world is tried on every open target. What no world is found for within the limits is open at
the end, and an open target counts as disclosed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from careernotes.auditing.asking import Costs, MakeSolver, Solver, Step
from careernotes.auditing.checker import SMALL, unproven
from careernotes.auditing.moved import PATIENCE, Moving
from careernotes.auditing.problem import ALWAYS, Problem, Row, World, high_row, low_row, nobody_row
from careernotes.auditing.shipped import highs
from careernotes.auditing.sums import Rules, groups_summed

_ROUNDS, _MANY_ROUNDS = 4, 30
"""So many worlds for many targets at once; and so many where the worlds are wanted for others to come."""
_SPREAD, _WORTH_SPREADING = (5, 10), 30
_BASES, _WORTH_MOVING = 3, 2
_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The proof that targets are safe: worlds, and for each target the numbers of its low and high one."""

    worlds: tuple[World, ...] = ()
    witnesses: tuple[tuple[int, ...], ...] = ()


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


def roomy_worlds(
    problem: Problem, room: int, *, make_solver: MakeSolver = highs, step: Step
) -> tuple[World, ...]:
    """Worlds that serve many targets at once and keep off the bounds of every figure that leaves *room*: with
    a few people more or fewer in them they still fit.
    """
    rows = tuple(_roomy(row, room) for row in problem.rows)
    # A group that is small once a few people are taken off is one already.
    targets = tuple(
        replace(each, people=SMALL - 1) if SMALL <= each.people < SMALL + room else each
        for each in problem.targets
    )
    search = _Search(replace(problem, rows=rows, targets=targets), make_solver, step, fractions_only=True)
    search.together()
    return search.certificate().worlds


def _roomy(row: Row, room: int) -> Row:
    if row.source == ALWAYS:
        return row
    room = min(room, (row.high - row.low) // 2)
    return replace(row, low=row.low + room if row.low > 0 else row.low, high=row.high - room)


def open_targets(problem: Problem, certificate: Certificate) -> list[int]:
    """The numbers of the targets that *certificate* does not prove safe, by the independent checker."""
    return unproven(
        problem.sizes,
        problem.plain_rows,
        problem.plain_targets,
        certificate.worlds,
        certificate.witnesses,
        ends=problem.ends,
    )


def some_world(problem: Problem, solver: Solver, known: Iterable[World] = ()) -> World | None:
    """Any world that fits, in whole numbers, one of *known* rather than another; None when none is found.

    One with as few people as can be, or as many, mostly comes out whole by itself, and serves many targets.
    """
    for given in known:
        if fits(problem, given):
            return given
    for sign in (1, -1):
        world = solver.best(dict.fromkeys(range(len(problem.sizes)), sign)).world
        if world is not None and fits(problem, world):
            return world
    world = solver.whole({}, None).world
    return world if world is not None and fits(problem, world) else None


def fits(problem: Problem, world: World) -> bool:
    """Whether a world keeps to everything that is known."""
    if len(world) != len(problem.sizes):
        return False
    bounds = zip(problem.least, world, problem.most, strict=True)
    return all(low <= n <= high for low, n, high in bounds) and all(
        row.low <= sum(times * world[kind] for kind, times in row.terms) <= row.high for row in problem.rows
    )


def _spread(problem: Problem, most: int) -> Problem:
    """The same problem with *most* of each kind at most, if need be."""
    bounds = enumerate(zip(problem.least, problem.most, strict=True))
    known = tuple((kind, low, max(low, min(high, most))) for kind, (low, high) in bounds)
    return replace(problem, known=known)


class _Search:
    def __init__(
        self, problem: Problem, make_solver: MakeSolver, step: Step, *, fractions_only: bool = False
    ) -> None:
        targets = problem.targets
        self._problem, self._make, self._step = problem, make_solver, step
        self._fractions_only = fractions_only
        self._solver: Solver | None = None
        self._moving: Moving | None = None
        self._sums, self._rules = groups_summed(targets, len(problem.sizes)), Rules(problem)
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
        sums = self._sums.of(np.array(world, dtype=np.int64))
        low = (self._low == _NONE) & (sums <= self._low_most)
        high = (self._high == _NONE) & ((sums >= self._high_least) | (sums == self._told))
        if not (low.any() or high.any()):
            return False
        self._low[low] = self._high[high] = len(self._worlds)
        self._worlds.append(world)
        return True

    def together(self) -> None:
        """Worlds that serve many targets at once, until they no longer do."""
        self._rounds(1, self._low)
        for most in _SPREAD:
            # With few of each kind the same people serve more groups: no group needs more than five.
            before = len(self._worlds)
            if np.count_nonzero(self._high == _NONE) >= _WORTH_SPREADING:
                self._rounds(-1, self._high, spread=self._make(_spread(self._problem, most)))
            if len(self._worlds) > before:
                break
        self._rounds(-1, self._high)

    def _rounds(self, sign: int, served: NDArray[np.int64], *, spread: Solver | None = None) -> None:
        for _round in range(_MANY_ROUNDS if self._fractions_only else _ROUNDS):
            still = np.flatnonzero(served == _NONE)
            if len(still) < 3 or not self._ask(self._weighed(still, sign), None, spread=spread):
                break

    def one_by_one(self) -> None:
        """A world for each target that is still open; first those that can be made out of others."""
        self._moved()
        sizes = self._problem.sizes
        for number, target in enumerate(self._problem.targets):
            if self._low[number] == _NONE:
                self._ask(dict.fromkeys(target.members, 1), low_row(target))
            if self._high[number] == _NONE:
                self._ask(dict.fromkeys(target.members, -1), high_row(target, sizes))
            if self._high[number] == _NONE and target.nobody_will_do:
                self._ask(dict.fromkeys(target.members, 1), nobody_row(target))

    def _moved(self) -> None:
        """Worlds made out of one that is there, for as many targets as possible at a time."""
        for served, low in ((self._low, True), (self._high, False)):
            for base in self._worlds[:_BASES]:
                left = np.flatnonzero(served == _NONE).tolist()
                while len(left) >= _WORTH_MOVING:
                    self._moving = self._moving or Moving(self._problem)
                    targets = [self._problem.targets[number] for number in left]
                    found = self.take(self._moving.packed(base, targets, low=low))
                    # Those it began with had all the room there is: they would not do better another time.
                    left = [number for number in left[1 if found else PATIENCE :] if served[number] == _NONE]

    def certificate(self) -> Certificate:
        """What was found."""
        pairs = zip(self._low.tolist(), self._high.tolist(), strict=True)
        return Certificate(
            worlds=tuple(self._worlds),
            witnesses=tuple((low, high) if _NONE not in {low, high} else () for low, high in pairs),
        )

    def _ask(self, costs: Costs, row: Row | None, *, spread: Solver | None = None) -> bool:
        """Ask for one world, in fractions first; the row only says what a whole world must keep to."""
        self._step()
        self._solver = self._solver or self._make(self._problem)
        found = (spread or self._solver).best(costs)
        if found.world is not None:
            return self.take(found.world)
        if spread is not None or self._fractions_only or not found.weights:
            return False
        return self.take(self._solver.whole({} if row else costs, row).world)

    def _weighed(self, targets: Iterable[int], sign: int) -> Costs:
        costs: dict[int, int] = {}
        for number in targets:
            for kind in self._problem.targets[number].members:
                costs[kind] = costs.get(kind, 0) + sign
        return costs
