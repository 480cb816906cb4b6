"""Invented organisations over years: who came and went, what lasted, and the reports HR would get."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.unit.disclosure.support import KIT, PLAN, TAXONOMY

from careernotes.auditing.families import Family, families_of
from careernotes.auditing.look import Look, look_at
from careernotes.auditing.model import Series
from careernotes.auditing.roster import Roster, classes_of
from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.hide import base_of, floor_of, parts_of_hidden
from careernotes.disclosure.plan import OLDEST, FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy, base_for, policy_of
from careernotes.disclosure.safe_table import (
    MINT,
    BreakdownState,
    SafeArea,
    SafeBreakdown,
    SafeCell,
    SafeTable,
    Symbol,
)
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Sensitivity

POLICY: Policy = policy_of(KIT.floors)
FAMILIES: tuple[Family, ...] = families_of(PLAN, TAXONOMY)
FIRST = Period.parse("2024-H1")
Range = tuple[int, int]


def told(people: int, span: Range) -> bool:
    """Whether the fewest and the most who can be meant tell of somebody, by the rule of the method."""
    low, high = span
    if not people:
        return False
    if people < 10:
        return low >= 1 or high < min(people, 5)
    any_nine = people >= 20 and low > people - 9
    return 10 * low >= 9 * people or any_nine or 1 <= low <= high < 5


@dataclass(frozen=True)
class Person:
    area: int
    came: int
    left: int
    themes: frozenset[int]


def period_at(place: int) -> Period:
    return Period(FIRST.first_quarter + 2 * place, PeriodLength.HALF_YEAR)


def organisation(
    seed: int, people: int, periods: int, *, churn: float = 0.12, plan: FigurePlan = PLAN
) -> list[Person]:
    """People with lasting themes; about *churn* of them leave each period and as many come."""
    rng = random.Random(seed)
    themes = [t.number for t in TAXONOMY.themes if t.sensitivity <= Sensitivity.GUARDED]
    liked = {theme: rng.uniform(0.02, 0.3) for theme in themes}
    found = []
    for place in range(periods):
        for _ in range(people if place == 0 else int(people * churn)):
            stay = place
            while stay < periods - 1 and rng.random() > churn:
                stay += 1
            own = [theme for theme in themes if rng.random() < liked[theme]]
            area = rng.choice((0, *plan.areas, *plan.areas, *plan.areas))
            found.append(Person(area, place, stay, frozenset(rng.sample(own, min(4, len(own))))))
    return found


def roster_at(people: Sequence[Person], place: int) -> Roster:
    counted: Counter[tuple[int, int]] = Counter(
        (p.area, min(OLDEST, place - p.came)) for p in people if p.came <= place <= p.left
    )
    return Roster(period=period_at(place), people=counted)


def true_counts(people: Sequence[Person], place: int, plan: FigurePlan = PLAN) -> Counter[FigureKey]:
    counts: Counter[FigureKey] = Counter({key: 0 for key in plan.keys if key.table.printed})
    for one in people:
        if not one.came <= place <= one.left:
            continue
        counts[FigureKey(TableId.PEOPLE)] += 1
        for theme in one.themes:
            counts[FigureKey(TableId.THEMES, theme)] += 1
        for group in {plan.group_of[t] for t in one.themes}:
            counts[FigureKey(TableId.GROUPS, group)] += 1
        if one.area:
            counts[FigureKey(TableId.AREAS, one.area)] += 1
            general = (t for t in one.themes if TAXONOMY.by_number[t].sensitivity is Sensitivity.GENERAL)
            for group in {plan.group_of[t] for t in general}:
                counts[FigureKey(TableId.AREA_GROUPS, one.area, group)] += 1
    return counts


def tables_at(
    people: Sequence[Person], place: int, *, seed: int = 0, blurs: bool = True, plan: FigurePlan = PLAN
) -> tuple[tuple[SafeTable, ...], SafeBreakdown, int]:
    """The tables of one report, blurred and hidden by the rules; exact when it does not blur."""
    counts = true_counts(people, place, plan)
    base = base_for(counts[FigureKey(TableId.PEOPLE)])
    rng = random.Random(f"{seed}/{place}")
    coins = {plan.coin_name(key): rng.randrange(COIN_SPACE) for key in sorted(counts, key=str)}
    blurred = {
        key: rounded(n, base_of(key.table, base), coins[plan.coin_name(key)]) if blurs else n
        for key, n in counts.items()
    }
    hidden = {
        key for key, value in blurred.items() if value < floor_of(key, base=base, plan=plan, policy=POLICY)
    }
    hidden |= set(parts_of_hidden(hidden, blurred, plan))
    cells: dict[TableId, list[SafeCell]] = {}
    for key, value in blurred.items():
        shown = key not in hidden
        cells.setdefault(key.table, []).append(
            SafeCell(
                row=key.row,
                column=key.column,
                value=value if shown else None,
                symbol=Symbol.SHOWN if shown else Symbol.HIDDEN,
            )
        )
    tables = tuple(
        SafeTable(table=t, base=base_of(t, base) if blurs else 1, cells=tuple(c), mint=MINT)
        for t, c in cells.items()
    )
    breakdown = SafeBreakdown(
        dimension=plan.breakdown,
        state=BreakdownState.SHOWN,
        areas=tuple(SafeArea(number=area) for area in plan.areas),
    )
    return tables, breakdown, base


def look_of(people: Sequence[Person], place: int, *, seed: int = 0, blurs: bool = True) -> Look:
    tables, breakdown, base = tables_at(people, place, seed=seed, blurs=blurs)
    return look_at(tables, breakdown, base=base, plan=PLAN, policy=POLICY)


def series_of(people: Sequence[Person], periods: int, *, seed: int = 0, blurs: bool = True) -> Series:
    return Series(
        looks=tuple(look_of(people, place, seed=seed, blurs=blurs) for place in range(periods)),
        classes=classes_of([roster_at(people, place) for place in range(periods)]),
    )


def printed(series: Series) -> list[list[frozenset[int]]]:
    return [list(look.groups.values()) for look in series.looks]
