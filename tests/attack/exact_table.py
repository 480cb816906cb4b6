"""An exact table of two ways with its sums, and what has to be hidden in it: what the peers are made for.

The program never prints one: it blurs. Here its own parts, the proof of a leak and the choice of the least to
hide, are given the peers' task, so that both can be weighed. A figure is hidden when it counts under ten
people, as the peers have it, and anything from nobody to twice as many must then stay possible.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from careernotes.auditing.hitting import Choice, Move
from careernotes.auditing.leaks import leak_of
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Problem, Row, Target
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import fits
from careernotes.disclosure.plan import FigureKey, TableId

LEAST = 10
WHOLE = -1
"""Instead of a row or a column: all of them."""
Name = tuple[int, int]
Interval = tuple[int, int]
Choose = Callable[
    [Sequence[frozenset[FigureKey]], Sequence[Move[FigureKey]], Mapping[FigureKey, int]], Choice[FigureKey]
]


@dataclass(frozen=True)
class ExactTable:
    """Counts by row and column, every combination there; the sums are figures as well."""

    cells: Mapping[Name, int]

    @cached_property
    def places(self) -> dict[Name, tuple[int, ...]]:
        """The places of the cells that each figure sums."""
        found: dict[Name, list[int]] = {}
        for place, (row, column) in enumerate(self.cells):
            for name in ((row, column), (row, WHOLE), (WHOLE, column), (WHOLE, WHOLE)):
                found.setdefault(name, []).append(place)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def figures(self) -> dict[Name, int]:
        """Every figure with its value."""
        values = list(self.cells.values())
        return {name: sum(values[place] for place in places) for name, places in self.places.items()}

    @property
    def most(self) -> int:
        """No figure is larger, and a small one may be twice as large."""
        return max(self.figures[WHOLE, WHOLE], 2 * LEAST)

    @cached_property
    def fewest(self) -> tuple[int, ...]:
        """Of how many at least the reader knows each cell to be: Tau-Argus takes it that the smallest cell is
        known, as far as that leaves every cell its width, and so do we here.
        """
        smallest = min(self.cells.values())
        return tuple(max(0, min(smallest, n - self.width(name))) for name, n in self.cells.items())

    @cached_property
    def small(self) -> frozenset[Name]:
        """The figures that are hidden for what they are; nobody is printed as 0, as the peers do."""
        return frozenset(name for name, n in self.figures.items() if 0 < n < LEAST)

    def width(self, name: Name) -> int:
        """By how much a small figure must stay unknown on either side; one for any other cell."""
        n = self.figures[name]
        return n if n < LEAST else 1

    def price(self, names: Collection[Name]) -> int:
        """What hiding costs: the people of what is hidden besides the small figures."""
        return sum(self.figures[name] for name in names if name not in self.small)

    def problem(self, hidden: Collection[Name]) -> Problem:
        """What a reader of the rest knows, with the small figures as targets."""
        return Problem(
            sizes=(self.most,) * len(self.cells),
            rows=tuple(
                Row(terms=tuple((k, 1) for k in self.places[name]), low=n, high=n, source=number)
                for number, (name, n) in enumerate(self.figures.items())
                if name not in hidden
            ),
            targets=tuple(self._target(name) for name in sorted(self.small)),
            known=tuple((kind, least, self.most) for kind, least in enumerate(self.fewest)),
        )

    def _target(self, name: Name) -> Target:
        n, width = self.figures[name], self.width(name)
        return Target(
            name=str(name), members=self.places[name], people=self.most, ends=(n - width, n + width)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What is not printed of a table, what that costs, and what nothing can cost less than."""

    names: frozenset[Name]
    cost: int
    at_least: int


def protected(table: ExactTable, choose: Choose) -> Hidden:
    """The least that has to be hidden of *table* for every small figure to stay unknown as far as it must: as
    ``auditing.repair`` does it, by proofs of leaks and the cheapest choice that breaks all of them.
    """
    keys = {name: FigureKey(TableId.AREA_GROUPS, *name) for name in table.figures}
    sources = tuple((0, key) for key in keys.values())
    weights = {keys[name]: n for name, n in table.figures.items() if n and name not in table.small}
    moves = [Move(key=key, hides=frozenset({key})) for key in weights]
    choice: Choice[FigureKey] = Choice(hidden=frozenset(), cost=0, at_least=0)
    cuts: list[frozenset[FigureKey]] = []
    while True:
        names = table.small | {(key.row, key.column) for key in choice.hidden}
        found = _leaks(Posed(problem=table.problem(names), classes=(), sources=sources))
        if not found:
            return Hidden(names=names, cost=choice.cost, at_least=choice.at_least)
        cuts += [each.intersection(weights) for each in found]
        choice = choose(cuts, moves, weights)


def _leaks(posed: Posed) -> list[frozenset[FigureKey]]:
    """For each target that is known too well the figures of which at least one has to go."""
    problem = posed.problem
    solver = HighsSolver(problem)
    found = []
    for target in problem.targets:
        low, high = _ends(problem, solver, target.members)
        if low > target.low_most or high < target.high_least:
            leak = leak_of(posed, target, solver, last=0)
            assert leak.proven
            found.append(leak.figures)
    return found


def intervals(
    table: ExactTable, hidden: Collection[Name], *, forgotten: Collection[Name] = ()
) -> dict[Name, Interval]:
    """Between what the reader can place each hidden figure, by the program's solver; *forgotten*: printed
    figures that a weakened build does not read.
    """
    problem = table.problem({*hidden, *forgotten})
    solver = HighsSolver(problem)
    return {name: _ends(problem, solver, table.places[name]) for name in sorted(hidden)}


def _ends(problem: Problem, solver: HighsSolver, members: Sequence[int]) -> Interval:
    ends = []
    for sign in (1, -1):
        world = solver.best(dict.fromkeys(members, sign)).world
        assert world is not None
        assert fits(problem, world)
        ends.append(sum(world[kind] for kind in members))
    return ends[0], ends[1]
