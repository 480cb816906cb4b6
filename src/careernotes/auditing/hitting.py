"""The fewest and least useful figures to hide: a least-cost choice that breaks every proof.

A proof is broken when one of its figures is hidden; hiding a figure hides its parts too. The search tries
everything a cheaper choice could be, so its answer is the best one unless it says it gave up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
_MOST_STEPS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Generic[Key]):
    """Hiding one figure: what disappears with it."""

    key: Key
    hides: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[Key]):
    """Figures to hide, what that costs, and what no choice can be cheaper than."""

    hidden: frozenset[Key]
    cost: int
    at_least: int

    @property
    def best(self) -> bool:
        """Whether it is proven that nothing costs less."""
        return self.cost == self.at_least


def least_cost(
    cuts: Sequence[frozenset[Key]], moves: Sequence[Move[Key]], weights: Mapping[Key, int]
) -> Choice[Key]:
    """The cheapest set of moves after which each of *cuts* has lost a figure.

    Raises:
        ValueError: when some cut has no move.
    """
    search = _Search(cuts, moves, weights)
    search.go(frozenset(), frozenset())
    if search.found is None:
        raise ValueError("a proof without a figure that can be hidden")
    return Choice(
        hidden=search.found,
        cost=search.cost,
        at_least=search.cost if search.steps <= _MOST_STEPS else search.bound(frozenset(), frozenset()),
    )


class _Search(Generic[Key]):
    def __init__(
        self, cuts: Sequence[frozenset[Key]], moves: Sequence[Move[Key]], weights: Mapping[Key, int]
    ) -> None:
        self._cuts = list(dict.fromkeys(cuts))
        self._moves = sorted(moves, key=lambda move: (self._price(move.hides, weights), str(move.key)))
        self._weights = weights
        self.found: frozenset[Key] | None = None
        self.cost = 0
        self.steps = 0

    @staticmethod
    def _price(keys: frozenset[Key], weights: Mapping[Key, int]) -> int:
        return sum(weights.get(key, 0) for key in keys)

    def go(self, hidden: frozenset[Key], refused: frozenset[Key]) -> None:
        """Try every choice that has *hidden* and makes no move of *refused*."""
        self.steps += 1
        if self.found is not None and (self.steps > _MOST_STEPS or self.bound(hidden, refused) >= self.cost):
            return
        whole = [cut for cut in self._cuts if not cut & hidden]
        if not whole:
            self.found, self.cost = hidden, self._price(hidden, self._weights)
            return
        options = min((self._options(cut, refused) for cut in whole), key=len)
        for place, move in enumerate(options):
            self.go(hidden | move.hides, refused.union(other.key for other in options[:place]))

    def bound(self, hidden: frozenset[Key], refused: frozenset[Key]) -> int:
        """What every such choice costs at least: cuts that share no figure each need one of their own."""
        cost, used = self._price(hidden, self._weights), set[Key]()
        for cut in self._cuts:
            if cut & hidden:
                continue
            options = self._options(cut, refused)
            touched = {key for move in options for key in move.hides if key not in hidden}
            if options and not touched & used:
                used |= touched
                cost += min(self._price(move.hides - hidden, self._weights) for move in options)
        return cost

    def _options(self, cut: frozenset[Key], refused: frozenset[Key]) -> list[Move[Key]]:
        return [move for move in self._moves if move.hides & cut and move.key not in refused]
