"""What is asked of a solver and what it answers. Loads none: a certificate is replayed without one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from careernotes.auditing.problem import Problem, Row, World

Costs = Mapping[int, int]
Step = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A proposed world, when it came out in whole numbers, and the weight of each row in the proof."""

    world: World | None
    weights: tuple[int, ...] = ()


class Solver(Protocol):
    """What proposes worlds for one problem."""

    def best(self, costs: Costs) -> Answer:
        """A world of the least cost, with the weights of the rows in it; no world when it is fractional."""

    def whole(self, costs: Costs, row: Row | None) -> Answer:
        """A world in whole numbers that keeps to one more row too; none within the limits."""

    def conflict(self, row: Row | None) -> Answer:
        """Weights of the problem's rows and then of *row* that may show that nothing fits."""


MakeSolver = Callable[[Problem], Solver]
Remembered = Callable[[Problem], Sequence[World]]
"""Worlds that are there already and may fit a problem; each is tried before it is taken."""


def nothing_remembered(_problem: Problem) -> Sequence[World]:
    """No worlds."""
    return ()
