"""The reader who attacks: published figures and the staff list, and nothing of the program but its manual.

For each theme group it writes down, in whole numbers, all it knows: how many people of each kind (area, first
and last report) there are, what every figure ever published lets conclude, that a theme's people are part of
its group's, and that what somebody talks about lasts. Then it asks, for every group of fewer than ten people
that it can name, how many of them at least and at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from tests.attack.moving import Told
from tests.attack.siege import Siege, Tally

Figure = tuple[str, int, int]
"""Table, row, column, as they stand in the report."""
Interval = tuple[int, int]
Kind = tuple[int, int, int]
"""Area (0: not said), first report, last report."""
GENERAL = 1
SMALL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One report as read: what each figure lets conclude, and which areas each printed area stands for."""

    place: int
    says: Mapping[Figure, Interval]
    groups: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeGroup:
    """A group of the published list of themes: its themes and the level of each."""

    number: int
    levels: Mapping[int, int]


def attacked(kinds: Mapping[Kind, int], reports: Sequence[Published], themes: Sequence[ThemeGroup]) -> Tally:
    """Everything the reader can do with *reports*, knowing how many people of each kind there are."""
    order = sorted(kinds)
    targets = tuple(_targets(order, kinds, reports))
    total = Tally()
    for group in themes:
        known = Knowledge(order, kinds, group)
        for report in reports:
            known.read(report)
        if known.told:
            total.add(Siege(known, targets).tally)
    return total


def _targets(
    order: Sequence[Kind], kinds: Mapping[Kind, int], reports: Sequence[Published]
) -> Iterator[tuple[int, ...]]:
    """Every group of one to nine people that the reader can name, each once."""
    found: dict[frozenset[int], None] = {frozenset({n}): None for n in range(len(order))}
    in_report = []
    for report in reports:
        there = [n for n, (_a, came, left) in enumerate(order) if came <= report.place <= left]
        groups = [frozenset(there)]
        groups += [frozenset(n for n in there if order[n][0] == area) for area in range(100)]
        groups += [frozenset(n for n in there if order[n][0] in areas) for areas in report.groups.values()]
        for group in groups:
            found[group] = None
            found[frozenset(n for n in group if order[n][1] == report.place)] = None
            found[frozenset(n for n in group if order[n][2] == report.place)] = None
        in_report.append(list(dict.fromkeys(groups)))
    for before, after in pairwise(in_report):
        for one in before:
            for two in after:
                if one & two:
                    found |= dict.fromkeys((one & two, one - two, two - one))
    for group in found:
        if group and sum(kinds[order[n]] for n in group) < SMALL:
            yield tuple(sorted(group))


class Knowledge:
    """One theme group as whole numbers: a column for each kind and each facet, which is a theme, the themes
    that may stand in the breakdown (``general``), or the whole group.
    """

    def __init__(self, order: Sequence[Kind], kinds: Mapping[Kind, int], group: ThemeGroup) -> None:
        self.order, self._group = order, group
        self.people = [kinds[kind] for kind in order]
        self._themes = list(group.levels)
        general = [place for place, level in enumerate(group.levels.values()) if level == GENERAL]
        # What is the same people under two names is one facet.
        alone, alike = len(self._themes) == 1, len(general) in {0, len(self._themes)}
        self.facets = [f"theme {theme}" for theme in self._themes] + ([] if alone else ["whole"])
        self._whole = 0 if alone else len(self._themes)
        self.facets += [] if alike else ["general"]
        self._split = self._whole if alike else len(self._themes) + 1
        self.rows: list[Told] = []
        for kind in range(len(self.order)):
            self._bonds(kind, list(range(len(self._themes))), self._whole)
            if not alike:
                self._bonds(kind, general, self._split)
                self._row({self.column(self._split, kind): 1, self.column(self._whole, kind): -1}, -inf, 0)
        self.told = 0

    def column(self, facet: int, kind: int) -> int:
        """Where the number of people of one kind with one facet stands."""
        return facet * len(self.order) + kind

    def _bonds(self, kind: int, parts: Sequence[int], of: int) -> None:
        """No theme has more people than its group, and nobody is in a group without a theme of it."""
        if of in parts:
            return
        for part in parts:
            self._row({self.column(part, kind): 1, self.column(of, kind): -1}, -inf, 0)
        sums = dict.fromkeys((self.column(part, kind) for part in parts), -1)
        self._row({self.column(of, kind): 1, **sums}, -inf, 0)

    def read(self, report: Published) -> None:
        """Write down what one report says."""
        there = [n for n, (_a, came, left) in enumerate(self.order) if came <= report.place <= left]
        for (table, row, column), (low, high) in report.says.items():
            if table == "themes" and row in self._themes:
                facet, inside = self._themes.index(row), there
            elif table == "groups" and row == self._group.number:
                facet, inside = self._whole, there
            elif table == "area_groups" and column == self._group.number:
                areas = report.groups[row]
                facet, inside = self._split, [n for n in there if self.order[n][0] in areas]
            else:
                continue
            self._row({self.column(facet, kind): 1 for kind in inside}, low, high)
            self.told += 1

    def _row(self, terms: dict[int, int], low: float, high: float) -> None:
        if terms:
            self.rows.append((terms, low, high))
