"""Worlds made out of others by moving a few people: what a solver need not be asked for.

A world that fits is taken, and for one target after another a few of its people are moved to where they are
needed; a sum that no longer lies where it was published is set right with people of others. What cannot be
set right within some steps is left as it was. What comes out is a proposal, like any other world.
"""

from collections import deque
from collections.abc import Iterable, Sequence

from careernotes.auditing.problem import Problem, Target, World

_STEPS = 25
"""How many sums are set right for one target before it is given up."""
PATIENCE = 8
"""After so many targets in a row for which nothing could be moved a world is left as it is."""
Places = Sequence[Sequence[tuple[int, int]]]


class Moving:
    """The worlds of one problem, moved."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._places: list[list[tuple[int, int]]] = [[] for _kind in problem.sizes]
        for number, (terms, _low, _high) in enumerate(problem.plain_rows):
            for kind, times in terms:
                self._places[kind].append((number, times))

    def packed(self, base: World, targets: Iterable[Target], *, low: bool) -> World | None:
        """*base*, which fits, moved for as many of *targets* as possible, one after another: for their low
        worlds or for their high ones. None when it could be moved for none of them.
        """
        world, served, failed = _Moved(self._problem, self._places, base, low=low), 0, 0
        for target in targets:
            if world.serves(target):
                served, failed = served + 1, 0
            else:
                failed += 1
            if failed == PATIENCE:
                break
        return tuple(world.values) if served else None


class _Moved:
    """One world as it is moved: downwards for low worlds, upwards for high ones."""

    def __init__(self, problem: Problem, places: Places, base: World, *, low: bool) -> None:
        self.values = list(base)
        self._least, self._most, self._rows = problem.least, problem.most, problem.plain_rows
        self._places, self._way = places, -1 if low else 1
        self._sums = [
            sum(times * base[kind] for kind, times in terms) for terms, _low, _high in problem.plain_rows
        ]
        self._held = set[int]()
        """Kinds that are never moved the other way: those of targets that are served."""
        self._before = dict[int, int]()
        self._broken = deque[int]()

    def serves(self, target: Target) -> bool:
        """Move people for *target*; when that cannot be done, everything is as it was."""
        there = sum(map(self.values.__getitem__, target.members))
        missing = there - target.low_most if self._way < 0 else target.high_least - there
        held = self._held
        self._held = held.union(target.members)
        self._before, self._broken = {}, deque()
        if self._shifted(target.members, max(missing, 0), self._way) >= missing and self._set_right():
            return True
        self._held = held
        for kind, value in self._before.items():
            self._put(kind, value)
        return False

    def _set_right(self) -> bool:
        """Bring every sum back to where it may lie."""
        broken = self._broken
        for _step in range(_STEPS):
            while broken and not self._off(broken[0]):
                broken.popleft()
            if not broken:
                return True
            if not self._one_right(broken.popleft()):
                return False
        return False

    def _off(self, number: int) -> int:
        """How far a sum lies above where it may; below nothing when it lies below."""
        _terms, low, high = self._rows[number]
        there = self._sums[number]
        return there - high if there > high else min(there - low, 0)

    def _one_right(self, number: int) -> bool:
        off = self._off(number)
        left, way = abs(off), -1 if off > 0 else 1
        # Those that count for the sum first; then those that count against it.
        for sign in (1, -1):
            kinds = (
                kind
                for kind, times in self._rows[number][0]
                if times * sign > 0 and self._may_go(kind, way * sign)
            )
            left -= self._shifted(kinds, left, way * sign)
        return not left

    def _may_go(self, kind: int, way: int) -> bool:
        """Not where served targets lose what serves them, nor back to where it has just come from."""
        if way != self._way and kind in self._held:
            return False
        before = self._before.get(kind)
        return before is None or way * (self.values[kind] - before) > 0

    def _shifted(self, kinds: Iterable[int], people: int, way: int) -> int:
        """Take so many people off some kinds, or add them, as far as there is room; how many that were."""
        gone = 0
        for kind in kinds:
            if gone == people:
                break
            value = self.values[kind]
            here = min(people - gone, value - self._least[kind] if way < 0 else self._most[kind] - value)
            if here > 0:
                self._before.setdefault(kind, value)
                self._put(kind, value + way * here)
                self._broken.extend(number for number, _times in self._places[kind])
                gone += here
        return gone

    def _put(self, kind: int, value: int) -> None:
        change = value - self.values[kind]
        self.values[kind] = value
        for number, times in self._places[kind]:
            self._sums[number] += times * change
