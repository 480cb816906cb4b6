"""Draws that come out the same everywhere: one named stream of chance for each purpose.

Only ``random()`` and ``getrandbits()`` are used: Python promises that they repeat for a seed, whatever its
version,
platform or hash seed. A stream is named by its path, so what one mentor draws never shifts what another
draws.
"""

import math
import random
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Values with weights, ready to be drawn from."""

    values: tuple[T, ...]
    steps: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[T, float]]) -> "Table[T]":
        """The table of some values and their weights, in this order."""
        listed = tuple(pairs)
        return cls(
            tuple(value for value, _weight in listed), tuple(accumulate(weight for _value, weight in listed))
        )


class Draws:
    """One stream of chance."""

    __slots__ = ("_random", "bits", "unit")

    def __init__(self, *path: str | int) -> None:
        self._random = random.Random("/".join(map(str, path)))
        self.unit = self._random.random
        self.bits = self._random.getrandbits

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.unit() < probability

    def pick(self, table: Table[T]) -> T:
        """One value of *table*, by weight."""
        steps = table.steps
        return table.values[min(bisect(steps, self.unit() * steps[-1]), len(steps) - 1)]

    def one_of(self, values: Sequence[T]) -> T:
        """One of *values*, each as likely."""
        return values[int(self.unit() * len(values))]

    def some_of(self, values: Sequence[T], count: int) -> list[T]:
        """*count* different *values* in a random order; all of them when there are fewer."""
        left, unit, number = list(values), self.unit, len(values)
        return [left.pop(int(unit() * rest)) for rest in range(number, max(0, number - count), -1)]

    def between(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*, both included."""
        return low + int(self.unit() * (high - low + 1))

    def normal(self) -> float:
        """Near enough to a standard normal value: the sum of six even ones, so no value lies beyond 4.3."""
        unit = self.unit
        return (unit() + unit() + unit() + unit() + unit() + unit() - 3.0) * math.sqrt(2.0)

    def lognormal(self, median: float, sigma: float) -> float:
        """A value around *median* with a long right tail."""
        return median * math.exp(sigma * self.normal())

    def poisson(self, mean: float) -> int:
        """A count around *mean*."""
        limit, product, count = math.exp(-mean), self.unit(), 0
        while product > limit:
            product *= self.unit()
            count += 1
        return count

    def identity(self) -> str:
        """An identity of 128 bits as 32 hexadecimal digits, like those the program makes."""
        return f"{self.bits(128):032x}"
