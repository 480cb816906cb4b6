"""One report as its reader sees it: which figures are shown, and what stands behind each dash."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from careernotes.disclosure.hide import floor_of
from careernotes.disclosure.plan import TOTAL, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.safe_table import SafeBreakdown, SafeTable, Symbol, key_of

NOT_ASKED = frozenset({TableId.PEOPLE, TableId.AREAS, TableId.SESSIONS})
"""How many people there are is known to the reader anyway; sessions say nothing about one person's themes."""
MANY = 1_000_000
"""More people than a figure counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From how many to how many people a figure says there are."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The figures of one report. *shown*: the number of each; *dashes*: below which number each that is not
    shown must lie for being hidden by itself; *covered*: dashes that chance or the attack step made or that
    stand under another dash, which therefore say nothing.
    """

    steps: Mapping[TableId, int]
    """What each table was rounded to."""
    shown: Mapping[FigureKey, int]
    dashes: Mapping[FigureKey, int]
    groups: Mapping[int, frozenset[int]]
    """The areas behind each printed area."""
    covered: frozenset[FigureKey] = field(default=frozenset())
    tops: frozenset[FigureKey] = field(default=frozenset())
    """The figures whose number says "this or more"."""
    sums: Mapping[FigureKey, Span] = field(default_factory=lambda: MappingProxyType({}))
    """What figures that were never printed must be, by those that were."""

    def whole_programme(self) -> "Look":
        """The same report without its breakdown."""
        return self.without({TableId.AREAS, TableId.AREA_GROUPS})

    def without(self, tables: Collection[TableId]) -> "Look":
        """The same report as if some tables had never been in it."""
        return replace(
            self,
            steps={table: step for table, step in self.steps.items() if table not in tables},
            shown={key: value for key, value in self.shown.items() if key.table not in tables},
            dashes={key: floor for key, floor in self.dashes.items() if key.table not in tables},
            covered=frozenset(key for key in self.covered if key.table not in tables),
            tops=frozenset(key for key in self.tops if key.table not in tables),
            groups={} if TableId.AREA_GROUPS in tables else self.groups,
        )

    def undivided(self, people: Mapping[int, int]) -> "Look":
        """The same report for a reader of other areas: without its own, but with what their figures say of
        everybody together. *people*: how many each area has.
        """
        sums = {}
        everybody = sum(people.values())
        for group in {key.column for key in (*self.shown, *self.dashes) if key.table is TableId.AREA_GROUPS}:
            low, high, named = 0, 0, 0
            for row, areas in self.groups.items():
                span = self.span(FigureKey(TableId.AREA_GROUPS, row, group))
                inside = sum(people.get(area, 0) for area in areas)
                named += inside
                low += span.low if span is not None else 0
                high += min(inside, span.high) if span is not None else inside
            high += everybody - named
            if low > 0 or high < everybody:
                sums[FigureKey(TableId.AREA_GROUPS, TOTAL, group)] = Span(low=low, high=high)
        return replace(self.whole_programme(), sums=sums)

    def with_groups(self, numbers: Mapping[int, int]) -> "Look":
        """The same report with other numbers for its theme groups; those without one are left out."""
        every = (*self.shown, *self.dashes, *self.covered)
        new = {key: renamed for key in every if (renamed := _renamed(key, numbers)) is not None}
        return replace(
            self,
            shown={new[key]: value for key, value in self.shown.items() if key in new},
            dashes={new[key]: floor for key, floor in self.dashes.items() if key in new},
            covered=frozenset(new[key] for key in self.covered if key in new),
            tops=frozenset(new[key] for key in self.tops if key in new),
        )

    def span(self, key: FigureKey) -> Span | None:
        """What one figure says; None when it says nothing."""
        if key.table in NOT_ASKED:
            return None
        if (known := self.sums.get(key)) is not None:
            return known
        if (value := self.shown.get(key)) is not None:
            step = self.steps[key.table]
            high = MANY if key in self.tops else value + step - 1
            return Span(low=max(0, value - step + 1), high=high)
        floor = self.dashes.get(key)
        if floor is None or key in self.covered:
            return None
        step = self.steps[key.table]
        highest = (floor - 1) // step * step
        return Span(low=0, high=highest + step - 1)

    def as_new(self, plan: FigurePlan) -> "Look":
        """The same report as it counts while it can still be changed: a dash that no other dash could cover
        has to be borne, whatever it tells, so it is left out.
        """
        bare = {key for key in self.dashes if not self.covers(key, plan)}
        return replace(self, covered=self.covered | bare)

    def covers(self, key: FigureKey, plan: FigurePlan) -> frozenset[FigureKey]:
        """The shown figures that may be hidden to hide what *key* says: itself and its wholes."""
        wholes = {whole for whole in plan.wholes_of(key) if whole.table not in NOT_ASKED}
        return frozenset(each for each in {key, *wholes} if each in self.shown).union(
            *(self.covers(whole, plan) for whole in wholes)
        )

    def hiding(self, keys: Iterable[FigureKey], plan: FigurePlan) -> "Look":
        """The same report without some more figures, which says nothing about them or their parts."""
        gone = set(keys)
        everything = [*self.shown, *self.dashes]
        while more := {
            key for key in everything if key not in gone and gone.intersection(plan.wholes_of(key))
        }:
            gone |= more
        shown = {key: value for key, value in self.shown.items() if key not in gone}
        return replace(self, shown=shown, covered=self.covered | gone, tops=self.tops - gone)


def _renamed(key: FigureKey, numbers: Mapping[int, int]) -> FigureKey | None:
    match key.table:
        case TableId.GROUPS:
            return FigureKey(key.table, numbers[key.row]) if key.row in numbers else None
        case TableId.AREA_GROUPS:
            return FigureKey(key.table, key.row, numbers[key.column]) if key.column in numbers else None
        case _:
            return key


def look_at(
    tables: Iterable[SafeTable],
    breakdown: SafeBreakdown,
    *,
    base: int,
    plan: FigurePlan,
    policy: Policy,
    left_out: Collection[FigureKey] = (),
) -> Look:
    """The look of a report; *left_out* are the figures that are dashes by chance."""
    shown: dict[FigureKey, int] = {}
    dashes: dict[FigureKey, int] = {}
    steps: dict[TableId, int] = {}
    tops: set[FigureKey] = set()
    for table in tables:
        steps[table.table] = table.base
        for cell in table.cells:
            key = key_of(table, cell)
            if cell.value is not None:
                shown[key] = cell.value
                if cell.symbol is Symbol.TOP:
                    tops.add(key)
            elif cell.symbol is Symbol.HIDDEN and key not in left_out:
                dashes[key] = dash_floor(key, base=base, plan=plan, policy=policy)
    look = Look(
        steps=steps,
        shown=shown,
        dashes=dashes,
        groups={area.number: frozenset(area.merged or (area.number,)) for area in breakdown.areas},
        covered=frozenset(_under_dashes(dashes, plan)),
        tops=frozenset(tops),
    )
    return look.hiding(left_out, plan)


def dash_floor(key: FigureKey, *, base: int, plan: FigurePlan, policy: Policy) -> int:
    """Below which number a figure lies that is not shown for its own sake."""
    if key.table is TableId.RATED:
        # Ratings are shown when their blurred number proves as many people as the policy asks for.
        return policy.rated + base - 1
    return floor_of(key, base=base, plan=plan, policy=policy)


def _under_dashes(dashes: Mapping[FigureKey, int], plan: FigurePlan) -> Iterable[FigureKey]:
    """Dashes under another dash: they may be there for its sake."""
    return (key for key in dashes if any(whole in dashes for whole in plan.wholes_of(key)))
