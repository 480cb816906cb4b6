"""What the reader of ``every_world`` concludes from what it went through. Plain counting, nothing of the
program's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from math import prod
from typing import Protocol

from tests.attack.every_world import Crowd, Lot, Program, Seen, Shown, World, group_alone, lots, ways

FACETS = ("the first theme", "the second theme", "the group")
GROUP_FACET = 2
Lots = Callable[[int], Sequence[Lot]]
Counts = tuple[int, ...]


class Runs(Protocol):
    """A program that makes reports, or lists, of some crowds."""

    crowds: tuple[Crowd, ...]

    @property
    def runs(self) -> int:
        """How many different runs there were."""

    def counts(self, world: World, place: int) -> Counts:
        """What one report counts in a world."""

    def after(self, counts: Counts, place: int, before: Shown | None = None) -> dict[Shown, float]:
        """Everything it can show, with its chance."""


def asked(each: Lots) -> tuple[int, ...]:
    """The facets in which such worlds differ."""
    return (GROUP_FACET,) if each is group_alone else (0, 1, GROUP_FACET)


@dataclass(slots=True)
class Possible:
    """Every world that could have led to one thing seen, as far as single crowds go."""

    low: list[list[int]]
    high: list[list[int]]
    weight: float = 0.0
    sums: list[list[float]] = field(default_factory=list)

    def take(self, world: World, weight: float) -> None:
        """One world more, so many times."""
        self.weight += weight
        for place, lot in enumerate(world):
            for facet, people in enumerate(lot):
                self.low[place][facet] = min(self.low[place][facet], people)
                self.high[place][facet] = max(self.high[place][facet], people)
                self.sums[place][facet] += weight * people

    def join(self, other: "Possible") -> None:
        """The worlds of another one too."""
        self.weight += other.weight
        for place, lows in enumerate(other.low):
            for facet, low in enumerate(lows):
                self.low[place][facet] = min(self.low[place][facet], low)
                self.high[place][facet] = max(self.high[place][facet], other.high[place][facet])
                self.sums[place][facet] += other.sums[place][facet]


def nothing_yet(crowds: Sequence[Crowd]) -> Possible:
    """Before the first world."""
    return Possible(
        low=[[crowd.people] * 3 for crowd in crowds],
        high=[[0] * 3 for _crowd in crowds],
        sums=[[0.0] * 3 for _crowd in crowds],
    )


@dataclass(slots=True, kw_only=True)
class Conclusions:
    """*certain*: what was seen, whose and which theme, where everybody or nobody of a crowd has it in every
    world. *someone*: where a crowd of several surely has somebody with it. *surest*: how sure the reader
    ever is of one person's theme, when all truths are equally likely before.
    """

    worlds: int = 0
    seen: int = 0
    runs: int = 0
    certain: list[tuple[Seen, Crowd, str, str]] = field(default_factory=list)
    someone: list[tuple[Seen, Crowd, str]] = field(default_factory=list)
    surest: float = 0.0

    def add(self, other: "Conclusions") -> None:
        """Those of another organisation too."""
        self.worlds, self.seen, self.runs = (
            self.worlds + other.worlds,
            self.seen + other.seen,
            self.runs + other.runs,
        )
        self.certain += other.certain
        self.someone += other.someone
        self.surest = max(self.surest, other.surest)


def concluded(
    found: Mapping[tuple[object, ...], Possible], crowds: Sequence[Crowd], facets: Sequence[int]
) -> Conclusions:
    """What everything that can be seen tells."""
    told = Conclusions(seen=len(found))
    for seen, possible in found.items():
        for place, crowd in enumerate(crowds):
            for facet in facets:
                name = FACETS[facet]
                low, high = possible.low[place][facet], possible.high[place][facet]
                if high == 0 or low == crowd.people:
                    told.certain.append((seen, crowd, name, "nobody" if high == 0 else "everybody"))
                elif low > 0:
                    told.someone.append((seen, crowd, name))
                share = possible.sums[place][facet] / possible.weight / crowd.people
                told.surest = max(told.surest, share)
    return told


def of_one_report(program: Runs, each: Lots = lots) -> Conclusions:
    """The reader of a single report."""
    crowds = program.crowds
    after = cache(lambda counts: program.after(counts, 0))
    found: dict[Seen, Possible] = {}
    worlds = list(product(*(each(crowd.people) for crowd in crowds)))
    for world in worlds:
        times = prod(ways(crowd, lot) for crowd, lot in zip(crowds, world, strict=True))
        for shown, chance in after(program.counts(world, 0)).items():
            found.setdefault(shown.seen, nothing_yet(crowds)).take(world, times * chance)
    return _with_size(concluded(found, crowds, asked(each)), crowds, program, each)


def of_figures_alone(program: Program, each: Lots = lots, *, reports: int = 1) -> Conclusions:
    """The reader who knows what every figure shown says, and takes no dash for anything.

    What is shown is what the program shows in any world; themes last over two reports.
    """
    crowds = program.crowds
    found: dict[tuple[Seen, ...], Possible] = {}
    worlds = list(product(*(each(crowd.people) for crowd in crowds)))
    counted = [[program.counts(world, place) for place in range(reports)] for world in worlds]
    every = {seen for counts in map(tuple, {tuple(c) for c in counted}) for seen in _seen(program, counts)}
    for seen in every:
        for world, counts in zip(worlds, counted, strict=True):
            if all(program.fits(c, report) for c, report in zip(counts, seen, strict=True)):
                times = prod(ways(crowd, lot) for crowd, lot in zip(crowds, world, strict=True))
                found.setdefault(seen, nothing_yet(crowds)).take(world, times)
    return _with_size(concluded(found, crowds, asked(each)), crowds, program, each)


def _seen(
    program: Program, counts: Sequence[Counts], before: Shown | None = None
) -> Iterator[tuple[Seen, ...]]:
    """Every row of reports such counts can lead to."""
    if counts:
        for shown in program.after(counts[0], 0 if before is None else 1, before):
            for rest in _seen(program, counts[1:], shown) if len(counts) > 1 else ((),):
                yield shown.seen, *rest


def of_two_lasting(program: Runs, each: Lots = lots) -> Conclusions:
    """The reader of two reports who knows that everybody's themes stayed as they were."""
    crowds = program.crowds
    first = cache(lambda counts: tuple(program.after(counts, 0).items()))
    second = cache(lambda counts, before: tuple(program.after(counts, 1, before).items()))
    found: dict[Seen, Possible] = {}
    for world in product(*(each(crowd.people) for crowd in crowds)):
        times = prod(ways(crowd, lot) for crowd, lot in zip(crowds, world, strict=True))
        after = program.counts(world, 1)
        for one, chance in first(program.counts(world, 0)):
            for two, share in second(after, one):
                seen = (one.seen, two.seen)
                found.setdefault(seen, nothing_yet(crowds)).take(world, times * chance * share)
    return _with_size(concluded(found, crowds, asked(each)), crowds, program, each)


def of_two_free(program: Runs, each: Lots = lots) -> Conclusions:
    """The reader of two reports who takes nothing for lasting; what was true at each is asked apart."""
    crowds = program.crowds
    here = [[crowd for crowd in crowds if place in crowd.places] for place in (0, 1)]
    firsts = _by_shown(program, here[0], 0, None, each)
    found: tuple[dict[Seen, Possible], dict[Seen, Possible]] = ({}, {})
    for one, possible in firsts.items():
        for two, later in _by_shown(program, here[1], 1, one, each).items():
            seen = (one.seen, two.seen)
            for place, worlds in enumerate((possible, later)):
                found[place].setdefault(seen, nothing_yet(here[place])).join(worlds)
    told = concluded(found[0], here[0], asked(each))
    told.add(concluded(found[1], here[1], asked(each)))
    return _with_size(told, crowds, program, each)


def _by_shown(
    program: Runs, here: Sequence[Crowd], place: int, before: Shown | None, each: Lots
) -> dict[Shown, Possible]:
    """For everything one report can show, the worlds at that time behind it."""
    nobody: Lot = (0, 0, 0)
    after = cache(lambda counts: tuple(program.after(counts, place, before).items()))
    found: dict[Shown, Possible] = {}
    for lots_here in product(*(each(crowd.people) for crowd in here)):
        mine = dict(zip(here, lots_here, strict=True))
        counts = program.counts(tuple(mine.get(crowd, nobody) for crowd in program.crowds), place)
        times = prod(ways(crowd, lot) for crowd, lot in mine.items())
        for shown, chance in after(counts):
            found.setdefault(shown, nothing_yet(here)).take(lots_here, times * chance)
    return found


def _with_size(told: Conclusions, crowds: Iterable[Crowd], program: Runs, each: Lots) -> Conclusions:
    told.worlds = prod(len(each(crowd.people)) for crowd in crowds)
    told.runs = program.runs
    return told
