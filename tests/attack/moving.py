"""Worlds made out of others by moving a few people, so that a solver is asked less. The reader's own: whoever
uses it tries each world by rules that do not stand here.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Told = tuple[dict[int, int], float, float]
Wish = tuple[Sequence[int], int]
"""Columns, and what they are to add up to."""
STEPS, PATIENCE = 25, 8


class Moving:
    """One world in which people are moved: all *way* (1 or -1) for those who are asked about."""

    def __init__(
        self, rows: Sequence[Told], places: Mapping[int, Sequence[int]], most: Sequence[int]
    ) -> None:
        self._rows, self._places, self._most = rows, places, most
        self._world: list[int] = []
        self._sums: list[int] = []
        self._held: set[int] = set()
        self._before: dict[int, int] = {}
        self._broken: deque[int] = deque()
        self._way = 1

    def packed(self, base: Sequence[int], wishes: Iterable[Wish], way: int) -> list[int] | None:
        """*base* with as many wishes fulfilled as can be; None when it is none of them."""
        self._world, self._held, self._way = list(base), set(), way
        self._sums = [sum(n * base[column] for column, n in terms.items()) for terms, _l, _h in self._rows]
        fulfilled = failed = 0
        for columns, goal in wishes:
            if self._fulfils(columns, goal):
                fulfilled, failed = fulfilled + 1, 0
            else:
                failed += 1
            if failed == PATIENCE:
                break
        return self._world if fulfilled else None

    def _fulfils(self, columns: Sequence[int], goal: int) -> bool:
        missing = self._way * (goal - sum(self._world[column] for column in columns))
        held, self._before, self._broken = self._held, {}, deque()
        self._held = held.union(columns)
        if self._shifted(columns, max(0, missing), self._way) >= missing and self._mended():
            return True
        self._held = held
        for column, number in self._before.items():
            self._put(column, number)
        return False

    def _mended(self) -> bool:
        for _step in range(STEPS):
            while self._broken and not self._off(self._broken[0]):
                self._broken.popleft()
            if not self._broken:
                return True
            number = self._broken.popleft()
            off = self._off(number)
            left, way = abs(off), -1 if off > 0 else 1
            for sign in (1, -1):
                free = [
                    column
                    for column, n in self._rows[number][0].items()
                    if n * sign > 0 and self._may_go(column, way * sign)
                ]
                left -= self._shifted(free, left, way * sign)
            if left:
                return False
        return False

    def _off(self, number: int) -> int:
        _terms, low, high = self._rows[number]
        there = self._sums[number]
        return int(there - high) if there > high else int(min(there - low, 0))

    def _may_go(self, column: int, way: int) -> bool:
        if way != self._way and column in self._held:
            return False
        before = self._before.get(column)
        return before is None or way * (self._world[column] - before) > 0

    def _shifted(self, columns: Iterable[int], people: int, way: int) -> int:
        gone = 0
        for column in columns:
            there = self._world[column]
            here = min(people - gone, there if way < 0 else self._most[column] - there)
            if here > 0:
                self._before.setdefault(column, there)
                self._put(column, there + way * here)
                self._broken.extend(self._places[column])
                gone += here
        return gone

    def _put(self, column: int, number: int) -> None:
        change = number - self._world[column]
        self._world[column] = number
        for row in self._places[column]:
            self._sums[row] += self._rows[row][0][column] * change


def places_of(rows: Sequence[Told], columns: int) -> dict[int, list[int]]:
    """In which rows each column stands."""
    places: dict[int, list[int]] = {column: [] for column in range(columns)}
    for number, (terms, _low, _high) in enumerate(rows):
        for column in terms:
            places[column].append(number)
    return places
