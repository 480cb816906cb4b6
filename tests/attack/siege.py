"""Questions to a solver about one theme group: how many of some people at least, how many at most.

The solver is HiGHS. A bound in fractions that is already telling is believed, since the one in whole numbers
can only be sharper; that a group is safe is believed only with a world in whole numbers that fits every row.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import Protocol

import highspy
import numpy as np
from numpy.typing import NDArray
from tests.attack.moving import PATIENCE, Moving, Told, places_of

ENOUGH, NEAR = 5, 1e-6
ROUNDS = 4
BASES = 3
Numbers = NDArray[np.int64]
UNKNOWN = 10**9
INTEGER = highspy.HighsVarType.kInteger


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a reader came to: questions, and groups of which it knows too much."""

    questions: int = 0
    tighter: int = 0
    """Bounded more tightly than from nobody to five, or to all when they are fewer."""
    pinned: int = 0
    """Nobody, or everybody."""
    someone: int = 0
    """Somebody, for sure."""
    facts: int = 0
    """Named people times themes known with certainty."""
    undecided: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what was found elsewhere."""
        for name in ("questions", "tighter", "pinned", "someone", "facts", "undecided"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples = [*self.examples, *other.examples][:5]

    def figures(self) -> dict[str, object]:
        """As plain figures."""
        return {name: getattr(self, name) for name in self.__slots__}


class Known(Protocol):
    """What the reader knows: kinds of people, what may be true of each (facets), and sums of columns."""

    order: Sequence[tuple[int, int, int]]
    people: list[int]
    facets: list[str]
    rows: list[Told]

    def column(self, facet: int, kind: int) -> int:
        """Where the number of people of one kind with one facet stands."""


class Siege:
    """The questions about one theme group."""

    def __init__(self, known: Known, targets: Sequence[tuple[int, ...]]) -> None:
        self._known = known
        self._highs = self._loaded()
        self._width = len(known.order) * len(known.facets)
        self._costly: list[int] = []
        self._questions = [
            (facet, target, tuple(known.column(facet, kind) for kind in target))
            for facet in range(len(known.facets))
            for target in targets
        ]
        self._people = [sum(known.people[kind] for kind in target) for _f, target, _c in self._questions]
        self._need = np.minimum(np.array(self._people, dtype=np.int64), ENOUGH)
        self._low = np.full(len(self._questions), UNKNOWN)
        self._high = np.full(len(self._questions), -1)
        self._members = np.array([c for _f, _t, columns in self._questions for c in columns], dtype=np.int64)
        self._starts = np.cumsum([0, *(len(columns) for _f, _t, columns in self._questions)])[:-1]
        self._rules = Rules(known.rows)
        self._worlds: list[tuple[int, ...]] = []
        self.tally = Tally(questions=len(self._questions))
        self._together()
        self._moved()
        self._alone()
        self._count()

    def _loaded(self) -> highspy.Highs:
        known = self._known
        highs = highspy.Highs()
        for name, value in {
            "output_flag": False, "threads": 1, "presolve": "off", "solver": "simplex", "time_limit": 60.0,
        }.items():  # fmt: skip
            highs.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(known.order) * len(known.facets), len(known.rows)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.array(known.people * len(known.facets), dtype=float)
        lp.row_lower_ = np.array([row[1] for row in known.rows], dtype=float)
        lp.row_upper_ = np.array([row[2] for row in known.rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in known.rows)])
        lp.a_matrix_.index_ = np.array([column for row in known.rows for column in row[0]])
        lp.a_matrix_.value_ = np.array([v for row in known.rows for v in row[0].values()], dtype=float)
        highs.passModel(lp)
        return highs

    def _solved(self, costs: Mapping[int, int]) -> float | None:
        """The least cost in fractions; None when nothing fits or time ran out. Worlds are remembered."""
        for column in self._costly:
            self._highs.changeColCost(column, 0.0)
        for column, cost in costs.items():
            self._highs.changeColCost(column, float(cost))
        self._costly = list(costs)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = np.array(self._highs.getSolution().col_value[: self._width])
        whole = np.rint(values)
        if np.abs(values - whole).max(initial=0.0) < NEAR:
            self._seen(whole.astype(np.int64))
        return float(self._highs.getInfo().objective_function_value)

    def _seen(self, world: Numbers) -> None:
        if not self._rules.kept_by(world):
            return
        there = np.add.reduceat(world[self._members], self._starts)
        if (there < self._low).any() or (there > self._high).any():
            self._worlds.append(tuple(world.tolist()))
        self._low = np.minimum(self._low, there)
        self._high = np.maximum(self._high, there)

    def _open(self, sign: int) -> Numbers:
        """The questions that no world has answered: none of them, or enough of them."""
        return np.flatnonzero(self._low > 0 if sign > 0 else self._high < self._need)

    def _together(self) -> None:
        """Worlds that answer many questions at once."""
        for sign in (1, -1):
            for _round in range(ROUNDS):
                still = self._open(sign)
                if len(still) < 3:
                    break
                costs: Counter[int] = Counter()
                for number in still:
                    for column in self._questions[number][2]:
                        costs[column] += sign
                self._solved(costs)
                if len(self._open(sign)) == len(still):
                    self._world(costs, 0.3)
                if len(self._open(sign)) == len(still):
                    break

    def _world(
        self, costs: Mapping[int, int], gap: float, reach: tuple[float, float] | None = None
    ) -> highspy.HighsModelStatus:
        """A world in whole numbers with costs as small as can be, or nearly; with *reach*, the first in which
        they lie there.
        """
        highs = self._loaded()
        for name, value in {"presolve": "on", "time_limit": 20.0, "mip_rel_gap": gap}.items():
            highs.setOptionValue(name, value)
        highs.changeColsIntegrality(self._width, list(range(self._width)), [INTEGER] * self._width)
        columns, prices = np.array(list(costs), dtype=np.int32), np.array(list(costs.values()), dtype=float)
        if reach is None:
            highs.changeColsCost(len(costs), columns, prices)
        else:
            highs.addRow(*reach, len(costs), columns, prices)
        highs.run()
        if highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible:
            self._seen(np.rint(np.array(highs.getSolution().col_value)).astype(np.int64))
        return highs.getModelStatus()

    def _moved(self) -> None:
        """Worlds made out of those that were found, in which a few people were moved; each is tried by the
        reader's own rules, so one that does not fit makes the reader believe nothing.
        """
        known = self._known
        moving = Moving(known.rows, places_of(known.rows, self._width), known.people * len(known.facets))
        for sign in (1, -1):
            for base in self._worlds[:BASES]:
                left = self._open(sign).tolist()
                while left:
                    goals = [0 if sign > 0 else int(self._need[number]) for number in left]
                    wishes = zip([self._questions[number][2] for number in left], goals, strict=True)
                    world = moving.packed(base, wishes, -sign)
                    if world is not None:
                        self._seen(np.array(world, dtype=np.int64))
                    still = set(self._open(sign).tolist())
                    left = [number for number in left[1 if world else PATIENCE :] if number in still]

    def _alone(self) -> None:
        """Each question that no world has answered, by itself; what stays open is bounded by fractions."""
        for sign in (1, -1):
            for number in self._open(sign).tolist():
                if number in self._open(sign):
                    self._bound(number, self._questions[number][2], sign)

    def _bound(self, number: int, columns: tuple[int, ...], sign: int) -> None:
        best = self._solved(dict.fromkeys(columns, sign))
        if best is None or number not in self._open(sign):
            self.tally.undecided += best is None
            return
        # Sharper than fractions it can only get; up to here nothing is claimed that is not certain.
        proven = ceil(best - NEAR) if sign > 0 else floor(-best + NEAR)
        if sign > 0 and proven > 0:
            self._low[number] = proven
        elif sign < 0 and proven < self._need[number]:
            self._high[number] = proven
        else:
            self._whole(number, columns, sign)

    def _whole(self, number: int, columns: tuple[int, ...], sign: int) -> None:
        """Any world in whole numbers that answers one question, or the one that goes furthest; without one
        within the limits it is undecided.
        """
        costs = dict.fromkeys(columns, sign)
        self._world(costs, 0.0, (-inf, 0.0 if sign > 0 else -float(self._need[number])))
        if number not in self._open(sign):
            return
        status = self._world(costs, 0.0)
        if number in self._open(sign) and status != highspy.HighsModelStatus.kOptimal:
            self.tally.undecided += 1

    def _count(self) -> None:
        for number, (facet, target, _columns) in enumerate(self._questions):
            people, low, high = self._people[number], int(self._low[number]), int(self._high[number])
            if low == UNKNOWN or high < 0:
                continue
            sure, few = low > 0, high < self._need[number]
            self.tally.tighter += int(sure or few)
            self.tally.someone += int(sure)
            if high == 0 or low == people:
                self.tally.pinned += 1
                self.tally.facts += people
            if (sure or few) and len(self.tally.examples) < 5:
                kinds = [self._known.order[kind] for kind in target]
                what = f"{self._known.facets[facet]}: {low} to {high} of {people} in {kinds[:3]}"
                self.tally.examples.append(what)


class Rules:
    """All rows at once, to see whether a world fits."""

    def __init__(self, rows: Sequence[Told]) -> None:
        self._columns = np.array([column for terms, _l, _h in rows for column in terms], dtype=np.int64)
        self._times = np.array([n for terms, _l, _h in rows for n in terms.values()], dtype=np.int64)
        self._starts = np.cumsum([0, *(len(terms) for terms, _l, _h in rows)])[:-1]
        self._low = np.array([low for _t, low, _h in rows])
        self._high = np.array([high for _t, _l, high in rows])

    def kept_by(self, world: Numbers) -> bool:
        """Whether a world fits every row."""
        if (world < 0).any():
            return False
        sums = np.add.reduceat(world[self._columns] * self._times, self._starts)
        return bool(((sums >= self._low) & (sums <= self._high)).all())
