"""The attack on one problem by readers with allies, over worlds that are already there as far as they go.

A world serves a set of allies when it has room for what they told: as many of their kind as said yes, and as
many others as said no. One that has not is moved: the numbers of those kinds, and no others, to the next that
have room. It serves when it still fits. What no world serves is asked of the solver.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from careernotes.auditing.allies import Spoken, known_by
from careernotes.auditing.asking import MakeSolver, Step
from careernotes.auditing.leaks import Leak, fits_nothing, leak_of
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Known, Problem, Target, World, with_allies
from careernotes.auditing.proof import PlainTarget, Proof
from careernotes.auditing.sums import Flags, Numbers, Rules, groups_summed, served
from careernotes.auditing.worlds import Certificate, find_worlds, open_targets

_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One set of allies and what they told."""

    kinds: tuple[int, ...]
    known: Known
    inside: Numbers
    """The targets with any of these allies in them."""
    times: Numbers
    """For each ally's kind whether it is in each of those."""
    people: Numbers
    """For each target its other people, and of how many allies in it it is true."""
    told: Numbers
    asked: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """The worlds with room made for one set of allies."""

    fits: Flags
    still: Flags
    """Whether each fits, and whether it did not have to be moved."""
    values: Numbers
    """For every world its numbers of the allies' kinds."""
    sums: Numbers
    """For every world its sums over the targets with allies in them."""


class Allied:
    """All sets of allies against one problem; *leaks* and *proof* are what it comes to."""

    def __init__(
        self,
        posed: Posed,
        start: Sequence[World],
        make_solver: MakeSolver,
        step: Step,
        *,
        borne: frozenset[str] = frozenset(),
    ) -> None:
        problem = posed.problem
        kinds = len(problem.sizes)
        self._posed, self._make, self._step, self._borne = posed, make_solver, step, borne
        self._rules, self._groups = Rules(problem), groups_summed(problem.targets, kinds)
        self._people = np.array([each.people for each in problem.targets], dtype=np.int64)
        self._worlds: dict[World, None] = {}
        self._values = np.zeros((0, kinds), dtype=np.int64)
        self._rows = np.zeros((0, len(self._rules.low)), dtype=np.int64)
        self._sums = np.zeros((0, len(problem.targets)), dtype=np.int64)
        self._low, self._high = (np.zeros(self._sums.shape, dtype=np.bool_) for _way in range(2))
        self._keep(start)
        self._targets: list[PlainTarget] = []
        self._witnesses: list[tuple[int, ...]] = []
        self._written: dict[World, int] = {}
        self._used: set[int] = set()
        self.leaks: list[Leak] = []

    def tries(self, sets: Iterable[Spoken], *, last: int) -> None:
        """Try every set. *last* is the place of the new report."""
        for spoken in sets:
            self._try(self._told(spoken), last)

    @property
    def proof(self) -> Proof:
        """Two worlds for every target of every set that is safe."""
        problem, worlds = self._posed.problem, list(self._worlds)
        return Proof(
            name=problem.name,
            sizes=problem.sizes,
            rows=problem.plain_rows,
            targets=tuple(self._targets),
            certificate=Certificate(worlds=tuple(self._written), witnesses=tuple(self._witnesses)),
            kept=tuple(worlds[number] for number in sorted(self._used)),
        )

    def _told(self, spoken: Spoken) -> _Told:
        kinds = tuple(spoken)
        allies, yes = (np.array(column, dtype=np.int64) for column in zip(*spoken.values(), strict=True))
        known = known_by(spoken, self._posed.problem.sizes)
        inside, times = self._groups.with_any(kinds)
        people, told = self._people.copy(), np.zeros(len(self._people), dtype=np.int64)
        people[inside] -= allies @ times
        told[inside] += yes @ times
        return _Told(
            kinds=kinds, known=known, inside=inside, times=times, people=people, told=told,
            asked=(people > 0) & ~self._told_before(known),
        )  # fmt: skip

    def _told_before(self, known: Known) -> Flags:
        """The targets that these allies could tell from earlier reports."""
        mine = {name for name in self._borne if name == with_allies(name.partition(" told ")[0], known)}
        targets = self._posed.problem.targets
        if not mine:
            return np.zeros(len(targets), dtype=np.bool_)
        return np.array([with_allies(each.name, known) in mine for each in targets], dtype=np.bool_)

    def _try(self, told: _Told, last: int) -> None:
        moved = self._moved(told)
        low, high = self._served(told, moved)
        open_ = told.asked & ((low == _NONE) | (high == _NONE))
        if open_.any():
            if not self._asked(told, moved, np.flatnonzero(open_).tolist(), last):
                return
            moved = self._moved(told)
            low, high = self._served(told, moved)
        self._write(told, moved, low, high)

    def _moved(self, told: _Told) -> _Moved:
        """Every world with room for what allies told, and whether it still fits."""
        kinds, least, most = (np.array(each, dtype=np.int64) for each in zip(*told.known, strict=True))
        now = self._values[:, kinds]
        values = np.clip(now, least, most)
        change = values - now
        rows, times = self._rules.sums.with_any(told.kinds)
        after = self._rows[:, rows] + change @ times
        within: Flags = (after >= self._rules.low[rows]) & (after <= self._rules.high[rows])
        moves: Flags = change != 0
        return _Moved(
            fits=np.count_nonzero(~within, axis=1) == 0,
            still=np.count_nonzero(moves, axis=1) == 0,
            values=values,
            sums=self._sums[:, told.inside] + change @ told.times,
        )

    def _served(self, told: _Told, moved: _Moved) -> tuple[Numbers, Numbers]:
        """For each target the number of a world that serves it, low and high; -1 where there is none."""
        ours = served(moved.sums, told.people[told.inside], told.told[told.inside])
        found = []
        for everywhere, here in zip((self._low, self._high), ours, strict=True):
            # Those that need not be moved first, then those that serve most: so that few are written down.
            order = np.lexsort((-everywhere.sum(axis=1), ~moved.still))
            numbers = order[moved.fits[order]]
            first = _first(everywhere[numbers])
            first[told.inside] = _first(here[numbers])
            found.append(np.append(numbers, _NONE)[first])
        return found[0], found[1]

    def _asked(self, told: _Told, moved: _Moved, numbers: Sequence[int], last: int) -> bool:
        """Ask for worlds for some targets; False when such allies are proven not to exist."""
        problem = self._problem(told, numbers)
        start = [self._world(number, told, moved) for number in np.flatnonzero(moved.fits).tolist()]
        found = find_worlds(problem, start=start, make_solver=self._make, step=self._step)
        self._keep(found.worlds)
        still = open_targets(problem, found)
        if still:
            solver = self._make(problem)
            if fits_nothing(problem, solver):
                return False
            posed = replace(self._posed, problem=problem)
            self.leaks += [leak_of(posed, problem.targets[n], solver, last=last) for n in still]
        return True

    def _problem(self, told: _Told, numbers: Sequence[int]) -> Problem:
        def others(number: int) -> Target:
            target = self._posed.problem.targets[number]
            return replace(
                target,
                name=with_allies(target.name, told.known),
                people=int(told.people[number]),
                told=int(told.told[number]),
            )

        targets = tuple(others(number) for number in numbers)
        return replace(self._posed.problem, targets=targets, known=told.known)

    def _keep(self, worlds: Iterable[World]) -> None:
        new = [each for each in dict.fromkeys(worlds) if each not in self._worlds]
        for world in filter(self._rules.kept_by, new):
            self._worlds[world] = None
            values = np.array(world, dtype=np.int64)
            sums = self._groups.of(values)
            low, high = served(sums, self._people, np.zeros_like(self._people))
            self._values = np.vstack([self._values, values])
            self._rows = np.vstack([self._rows, self._rules.sums.of(values)])
            self._sums = np.vstack([self._sums, sums])
            self._low, self._high = np.vstack([self._low, low]), np.vstack([self._high, high])

    def _write(self, told: _Told, moved: _Moved, low: Numbers, high: Numbers) -> None:
        """Note two worlds for every target that has them."""
        safe = told.asked & (low != _NONE) & (high != _NONE)
        numbers = np.flatnonzero(safe).tolist()
        used = np.unique(np.concatenate([low[safe], high[safe]])).tolist()
        self._used.update(used)
        written, places = self._written, dict[int, int]()
        for number in used:
            places[number] = written.setdefault(self._world(number, told, moved), len(written))
        targets, people, said = self._posed.problem.targets, told.people.tolist(), told.told.tolist()
        self._targets += [(targets[n].members, people[n], said[n], told.known) for n in numbers]
        pairs = zip(low[safe].tolist(), high[safe].tolist(), strict=True)
        self._witnesses += [(places[one], places[two]) for one, two in pairs]

    def _world(self, number: int, told: _Told, moved: _Moved) -> World:
        """One world with room for what was told."""
        values = self._values[number].copy()
        values[list(told.kinds)] = moved.values[number]
        return tuple(values.tolist())


def _first(served_by: Flags) -> Numbers:
    """The first row that is true in each column; -1 where none is."""
    if not len(served_by):
        return np.full(served_by.shape[1], _NONE)
    return np.where(served_by.any(axis=0), served_by.argmax(axis=0), _NONE)
