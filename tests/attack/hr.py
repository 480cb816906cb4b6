"""The reader: HR with the staff list, every paper, and time. Looks for groups whose theme it can prove.

Knows who was in which half-year and in which area, and nothing of what anybody said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.attack.firm import Employee
from tests.attack.paper import Paper
from tests.attack.reckoning import Row, won

Class = tuple[int, tuple[int, ...]]
"""An area, and the half-years somebody was there."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What HR holds about one theme group (by its key in the papers)."""

    classes: tuple[Class, ...]
    sizes: tuple[int, ...]
    papers: tuple[Paper, ...]
    group: str
    since: int = 0
    """The first report taken into account: earlier ones, of people who changed their minds, do not fit."""

    def rows(self) -> list[Row]:
        """Between what the people with the theme group are in each printed figure, if themes last."""
        return [row for place in range(self.since, len(self.papers)) for row in self._rows(place)]

    def _rows(self, place: int) -> Iterator[Row]:
        paper = self.papers[place]
        if (span := paper.span("themes", f"group-{self.group}")) is not None:
            yield (self._there(place), *span)
        for column in paper.columns("where"):
            if (span := paper.span("where", f"group-{self.group}", column)) is not None:
                yield (self._column(place, column), *span)

    def _there(self, place: int) -> list[int]:
        return [n for n, (_area, here) in enumerate(self.classes) if place in here]

    def _column(self, place: int, column: str) -> list[int]:
        """Who is counted in one printed area; area 0 is every area without a column of its own, together."""
        alone = {int(name.removeprefix("area-")) for name in self.papers[place].columns("where")}
        wanted = int(column.removeprefix("area-"))
        inside = {wanted} if wanted else {area for area, _here in self.classes} - alone
        return [n for n in self._there(place) if self.classes[n][0] in inside - {0}]

    def groups(self) -> dict[str, frozenset[int]]:
        """Everybody HR can tell apart from the others by list and papers."""
        found: dict[str, frozenset[int]] = {}

        def put(name: str, kinds: Sequence[int] | set[int] | frozenset[int]) -> None:
            if kinds and frozenset(kinds) not in found.values():
                found[name] = frozenset(kinds)

        for n, (area, here) in enumerate(self.classes):
            put(f"class of area {area} in {here}", {n})
        last = len(self.papers) - 1
        for place, paper in enumerate(self.papers):
            there = self._there(place)
            columns = {name: self._column(place, name) for name in paper.columns("where")}
            inside = {n for kinds in columns.values() for n in kinds}
            for name, kinds in {"whole": there, **columns}.items():
                put(f"{name} in {place}", kinds)
                put(f"came into {name} in {place}", [n for n in kinds if place and self._first(n) == place])
                gone = [n for n in kinds if place < last and max(self.classes[n][1]) == place]
                put(f"left {name} after {place}", gone)
            if columns:
                put(f"in no printed area in {place}", [n for n in there if n not in inside])
        for place, (one, two) in enumerate(pairwise(self.papers)):
            for left in one.columns("where"):
                for right in two.columns("where"):
                    before, after = set(self._column(place, left)), set(self._column(place + 1, right))
                    if before & after:
                        put(f"{left} in {place} and {right} after", before & after)
                        put(f"{left} in {place} without {right} after", before - after)
                        put(f"{right} after {place} without {left} before", after - before)
        return found

    def _first(self, kind: int) -> int:
        return min(self.classes[kind][1])

    def wins(self) -> dict[str, str]:
        """Every group of which something is proven, and the rule of the method that this breaks."""
        rows = self.rows()
        found = {name: won(self.sizes, rows, kinds) for name, kinds in self.groups().items()}
        return {name: rule for name, rule in found.items() if rule}


def reader(staff: Sequence[Employee], papers: Sequence[Paper], group: str, since: int = 0) -> Reader:
    """HR with the staff list of a firm (areas and half-years alone) and its papers."""
    crowd: dict[Class, int] = {}
    for each in staff:
        here = tuple(place for place in each.here if place < len(papers))
        if here:
            crowd[each.area, here] = crowd.get((each.area, here), 0) + 1
    return Reader(
        classes=tuple(crowd), sizes=tuple(crowd.values()), papers=tuple(papers), group=group, since=since
    )
