"""The attack on one problem by readers with allies, over worlds that are already there as far as they go.

A world serves a set of allies when it has room for what they told: as many of their kind as said yes, and as
many others as said no. What no world serves is asked of the solver.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from careernotes.auditing.allies import Spoken
from careernotes.auditing.asking import MakeSolver, Remembered, Step, nothing_remembered
from careernotes.auditing.leaks import Leak, fits_nothing, leak_of
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Known, Problem, Target, World
from careernotes.auditing.proof import PlainTarget, Proof
from careernotes.auditing.worlds import Certificate, Sums, find_worlds, open_targets

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One set of allies and what they told: bounds, and for each target its other people and their yeses."""

    known: Known
    people: Numbers
    told: Numbers


class Allied:
    """All sets of allies against one problem; *leaks* and *proof* are what it comes to."""

    def __init__(
        self,
        posed: Posed,
        start: Sequence[World],
        make_solver: MakeSolver,
        step: Step,
        *,
        remembered: Remembered = nothing_remembered,
        borne: frozenset[str] = frozenset(),
    ) -> None:
        problem = posed.problem
        self._remembered, self._borne = remembered, borne
        self._posed, self._make, self._step = posed, make_solver, step
        self._sums = Sums(problem.targets)
        self._worlds = list(dict.fromkeys(start))
        self._values = np.array(self._worlds, dtype=np.int64).reshape(len(self._worlds), len(problem.sizes))
        self._table = self._sums.of_all(self._values)
        self._people = np.array([each.people for each in problem.targets], dtype=np.int64)
        self._members = np.zeros((len(problem.targets), len(problem.sizes)), dtype=np.int64)
        for number, target in enumerate(problem.targets):
            self._members[number, list(target.members)] = 1
        self._targets: list[PlainTarget] = []
        self._witnesses: list[tuple[int, ...]] = []
        self.leaks: list[Leak] = []

    def tries(self, sets: Iterable[Spoken], *, last: int) -> None:
        """Try every set. *last* is the place of the new report."""
        for spoken in sets:
            self._try(self._told(spoken), last)

    @property
    def proof(self) -> Proof:
        """Two worlds for every target of every set that is safe."""
        problem = self._posed.problem
        return Proof(
            name=problem.name,
            sizes=problem.sizes,
            rows=problem.plain_rows,
            targets=tuple(self._targets),
            certificate=Certificate(worlds=tuple(self._worlds), witnesses=tuple(self._witnesses)),
        )

    def _told(self, spoken: Spoken) -> _Told:
        sizes = self._posed.problem.sizes
        kinds = list(spoken)
        allies, yes = (np.array(column, dtype=np.int64) for column in zip(*spoken.values(), strict=True))
        inside = self._members[:, kinds]
        return _Told(
            known=tuple((k, told, sizes[k] - (there - told)) for k, (there, told) in spoken.items()),
            people=self._people - inside @ allies,
            told=inside @ yes,
        )

    def _try(self, told: _Told, last: int) -> None:
        low, high = self._served(told)
        asked = self._asked_about(told)
        open_ = asked & ((low < 0) | (high < 0))
        if open_.any() and not self._asked(told, np.flatnonzero(open_).tolist(), last):
            return
        low, high = self._served(told)
        safe = asked & (low >= 0) & (high >= 0)
        for number in np.flatnonzero(safe).tolist():
            members = self._posed.problem.targets[number].members
            self._targets.append((members, int(told.people[number]), int(told.told[number]), told.known))
            self._witnesses.append((int(low[number]), int(high[number])))

    def _asked_about(self, told: _Told) -> NDArray[np.bool_]:
        """The targets with somebody left in them whom these allies could not tell from earlier reports."""
        targets = self._posed.problem.targets
        names = [_with_allies(each.name, told.known) for each in targets] if self._borne else []
        asked: NDArray[np.bool_] = told.people > 0
        return asked & np.array([name not in self._borne for name in names]) if names else asked

    def _served(self, told: _Told) -> tuple[Numbers, Numbers]:
        """For each target the number of a world that serves it, low and high; -1 where there is none."""
        small = told.people < 10
        low_most = told.told + np.where(small, 0, (9 * told.people - 1) // 10)
        high_least = told.told + np.minimum(told.people, 5)
        nobody = np.where(small, -1, told.told)
        fits = np.ones(len(self._worlds), dtype=bool)
        for kind, least, most in told.known:
            fits &= (self._values[:, kind] >= least) & (self._values[:, kind] <= most)
        low = fits[:, None] & (self._table <= low_most)
        high = fits[:, None] & ((self._table >= high_least) | (self._table == nobody))
        return _first(low), _first(high)

    def _asked(self, told: _Told, numbers: Sequence[int], last: int) -> bool:
        """Ask for worlds for some targets; False when such allies are proven not to exist."""
        problem = self._problem(told, numbers)
        found = find_worlds(
            problem, start=self._remembered(problem), make_solver=self._make, step=self._step
        )
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
                name=_with_allies(target.name, told.known),
                people=int(told.people[number]),
                told=int(told.told[number]),
            )

        targets = tuple(others(number) for number in numbers)
        return replace(self._posed.problem, targets=targets, known=told.known)

    def _keep(self, worlds: Sequence[World]) -> None:
        if worlds:
            self._worlds += worlds
            values = np.array(worlds, dtype=np.int64)
            self._values = np.concatenate([self._values, values])
            self._table = np.concatenate([self._table, self._sums.of_all(values)])


def _with_allies(name: str, known: Known) -> str:
    """The name of a target for readers with allies: what they can tell others need not be able to."""
    return f"{name} told {known}"


def _first(served: NDArray[np.bool_]) -> Numbers:
    """The first row that is true in each column; -1 where none is."""
    if not len(served):
        return np.full(served.shape[1], -1)
    return np.where(served.any(axis=0), served.argmax(axis=0), -1)
