"""Groups of which earlier reports told something already: how few and how many people were possible before.

That cannot be taken back. The new report must not add to it: in worlds that fit it too there have to be as
few people of such a group, and as many. What was possible before is found with every new figure of the family
hidden. A number counts when a world reaches it and weights show, to the checker, that none goes further.
"""

from collections.abc import Sequence
from dataclasses import replace

from careernotes.auditing.asking import MakeSolver, Remembered, Solver, Step
from careernotes.auditing.checker import ENOUGH, SMALL, few_enough
from careernotes.auditing.leaks import fits_nothing
from careernotes.auditing.problem import Ends, Problem, Row, Target, World
from careernotes.auditing.proof import Proof
from careernotes.auditing.worlds import Certificate, fits

_TRIES = 10
_FEWER, _MORE = 1, -1


def told_less(target: Target, span: Ends) -> Target:
    """What is asked of a borne target that could be of as few and as many people as *span* says.

    Where the rule could be kept before it is kept now. From ten people on, five are many, as in the rule.
    """
    fewest, most = span
    if target.people < SMALL:
        kept = fewest == 0 and most >= min(target.people, ENOUGH)
        return target if kept else replace(target, ends=span)
    kept = fewest <= few_enough(target.people) and (fewest == 0 or most >= ENOUGH)
    return target if kept else replace(target, ends=(fewest, min(most, ENOUGH)))


def ends_before(
    problem: Problem, make_solver: MakeSolver, step: Step, remembered: Remembered
) -> tuple[dict[str, Ends], Proof]:
    """The fewest and the most people of each target of *problem* in any world, for those for which both are
    proven; and the worlds that reach them.
    """
    search = _Ends(problem, make_solver, step, remembered)
    found = {each.name: search.of(each) for each in problem.targets}
    proof = Proof(
        name=problem.name, sizes=problem.sizes, rows=problem.plain_rows, targets=(),
        certificate=Certificate(), kept=tuple(search.used),
    )  # fmt: skip
    return {name: ends for name, ends in found.items() if ends is not None}, proof


class _Ends:
    def __init__(
        self, problem: Problem, make_solver: MakeSolver, step: Step, remembered: Remembered
    ) -> None:
        self._problem, self._make, self._step = problem, make_solver, step
        self._solver: Solver | None = None
        self._worlds = {each: None for each in remembered(problem) if fits(problem, each)}
        self.used: dict[World, None] = {}

    def of(self, target: Target) -> Ends | None:
        """The fewest and the most people of *target*; None when one of them is not proven."""
        fewest, most = self._end(target, _FEWER), self._end(target, _MORE)
        return None if fewest is None or most is None else (fewest, most)

    def _end(self, target: Target, sign: int) -> int | None:
        """Worlds that go further are asked for until it is proven that none does."""
        costs = dict.fromkeys(target.members, sign)
        self._solver = self._solver or self._make(self._problem)
        self._step()
        self._take(self._solver.best(costs).world)
        for _try in range(_TRIES):
            end = self._furthest(target, sign)
            further = _further(target, sign, end)
            if end is not None and self._none_goes(target, sign, further):
                return end
            self._step()
            self._take(self._solver.whole(costs, further).world)
            if self._furthest(target, sign) == end:
                return None
        return None

    def _take(self, world: World | None) -> None:
        if world is not None and fits(self._problem, world):
            self._worlds[world] = None

    def _furthest(self, target: Target, sign: int) -> int | None:
        """The end that the worlds so far reach; the world that does is kept."""
        if not self._worlds:
            return None
        reached = min(self._worlds, key=lambda world: sign * _sum(target, world))
        self.used[reached] = None
        return _sum(target, reached)

    def _none_goes(self, target: Target, sign: int, further: Row | None) -> bool:
        """Whether it is proven that no world goes *further*."""
        if further is None or further.low > further.high:
            return True
        name = f"{self._problem.name}/{target.name}/{'fewer' if sign == _FEWER else 'more'}"
        asked = replace(self._problem, name=name, rows=(*self._problem.rows, further), targets=())
        self._step()
        return fits_nothing(asked, self._make(asked))


def _further(target: Target, sign: int, end: int | None) -> Row | None:
    if end is None:
        return None
    terms = tuple((kind, 1) for kind in target.members)
    low, high = (0, end - 1) if sign == _FEWER else (end + 1, target.people)
    return Row(terms=terms, low=low, high=high)


def _sum(target: Target, world: Sequence[int]) -> int:
    return sum(world[kind] for kind in target.members)
