"""What a reader knows about one family of figures, as whole numbers: kinds of people, sums, groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from careernotes.auditing.checker import ENOUGH, SMALL, few_enough

Terms = tuple[tuple[int, int], ...]
Known = tuple[tuple[int, int, int], ...]
World = tuple[int, ...]
Ends = tuple[int, int]
ALWAYS = -1
"""The source of a row that is true whatever was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sum of kinds, each some times, that lies from *low* to *high*. *source*: the number, with the one
    who made the problem, of the figure that says so.
    """

    terms: Terms
    low: int
    high: int
    source: int = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A group that must not be worked out: its kinds, its people, and what the reader's allies told of it."""

    name: str
    members: tuple[int, ...]
    people: int
    told: int = 0
    ends: Ends | None = None
    """Of how many people at least and at most it must stay possible, where that is less than the rule asks:
    earlier reports told something of this group.
    """

    @property
    def low_most(self) -> int:
        """The highest sum over the members that still proves the low world."""
        if self.ends is not None:
            return self.told + self.ends[0]
        return self.told + few_enough(self.people)

    @property
    def high_least(self) -> int:
        """The lowest sum over the members that proves the high world."""
        if self.ends is not None:
            return self.told + self.ends[1]
        return self.told + min(self.people, ENOUGH)

    @property
    def nobody_will_do(self) -> bool:
        """Whether a world without anybody of the group also proves the high world."""
        return self.people >= SMALL and self.ends is None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Kinds of people (each with its size), rows, targets, and what allies told (kind, least, most)."""

    name: str = ""
    """What it is about; two problems of one attack bear the same name only when they differ in what allies
    told.
    """
    sizes: tuple[int, ...]
    rows: tuple[Row, ...]
    targets: tuple[Target, ...] = ()
    known: Known = ()

    @cached_property
    def plain_rows(self) -> tuple[tuple[Terms, int, int], ...]:
        """The rows as the checker takes them."""
        return tuple((row.terms, row.low, row.high) for row in self.rows)

    @cached_property
    def plain_targets(self) -> tuple[tuple[tuple[int, ...], int, int, Known], ...]:
        """The targets as the checker takes them."""
        return tuple((each.members, each.people, each.told, self.known) for each in self.targets)

    @cached_property
    def ends(self) -> dict[int, Ends]:
        """The ends that targets must reach, by number, as the checker takes them."""
        return {number: each.ends for number, each in enumerate(self.targets) if each.ends is not None}

    @cached_property
    def least(self) -> tuple[int, ...]:
        """The fewest of each kind."""
        told = {kind: low for kind, low, _most in self.known}
        return tuple(told.get(kind, 0) for kind in range(len(self.sizes)))

    @cached_property
    def most(self) -> tuple[int, ...]:
        """The most of each kind."""
        told = {kind: high for kind, _least, high in self.known}
        return tuple(told.get(kind, size) for kind, size in enumerate(self.sizes))


def with_allies(name: str, known: Known) -> str:
    """The name of a target for readers with allies: what they can tell others need not be able to."""
    return f"{name} told {known}"


def low_row(target: Target) -> Row:
    """The low world of a target as a row."""
    return Row(terms=_each_once(target), low=0, high=target.low_most)


def high_row(target: Target, sizes: Sequence[int]) -> Row:
    """The high world of a target as a row."""
    most = sum(sizes[kind] for kind in target.members)
    return Row(terms=_each_once(target), low=target.high_least, high=most)


def nobody_row(target: Target) -> Row:
    """The other high world of a target of ten people or more: nobody of them."""
    return Row(terms=_each_once(target), low=0, high=target.told)


def _each_once(target: Target) -> Terms:
    return tuple((kind, 1) for kind in target.members)
