"""The theme list of a single mentor: which themes came up, no numbers, no groups of people, once a
half-year.

From twelve people. Themes of level 1 only, and the groups of those. A theme is listed with probability 0
up to 3 people, .2, .4, .6, .8 for 4 to 7, and 1 from 8: random rounding with base 5, shifted by 3. A group
is listed exactly when one of its themes is. So nobody can tell from the list whether one named person is
behind a theme, even when all the others tell what they talked about. The twelve people are counted exactly:
a refusal is seen by the mentor alone, who knows how many there are, and that there is a list says "at least
twelve", as the list itself does.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from careernotes.disclosure.blur import Blur, Coin, is_listed
from careernotes.disclosure.counting import CountedPerson, counted_people, group_numbers
from careernotes.disclosure.errors import ReportHeldError, TooFewForListError
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.reasons import Reason, ReasonCode, WithheldReasons
from careernotes.disclosure.release import Released, steps_run
from careernotes.disclosure.safe_table import (
    MINT,
    Band,
    BreakdownState,
    ReportKind,
    SafeBreakdown,
    SafeCell,
    SafeReport,
    SafeTable,
    Step,
    StepRun,
    Symbol,
)
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Sensitivity, Taxonomy
from careernotes.ledger.facts import MentorFacts

LIST_LENGTH = PeriodLength.HALF_YEAR
KeepsOut = Callable[[Mapping[int, int]], frozenset[FigureKey]]
"""From numbers of people by age in periods to the themes that must be kept out."""


def own_list(
    facts: MentorFacts,
    *,
    period: Period,
    plan: FigurePlan,
    policy: Policy,
    taxonomy: Taxonomy,
    coin: Coin,
    keeps_out: KeepsOut | None = None,
) -> Released:
    """The theme list of one mentor for one half-year. *keeps_out* is the attack step: it is told how many
    people are in the list and names the themes the list must say nothing about.

    Raises:
        TooFewForListError: with fewer people than the floor.
        ReportHeldError: when there is no theme left that the list may say anything about.
        ValueError: when *period* is not a half-year.
    """
    if period.length is not LIST_LENGTH:
        raise ValueError("a theme list is always for a half-year")
    people = counted_people(facts, period, taxonomy=taxonomy, store_sensitive=False, policy=policy)
    if len(people) < policy.list_people:
        raise TooFewForListError(people=policy.list_people)
    counts, ages = _general_counts(people, taxonomy), Counter(each.age for each in people)
    out = keeps_out(ages) if keeps_out is not None else frozenset()
    blur = Blur(coin=coin, plan=plan, period=period)
    keys, may = _listable(taxonomy), [key for key in listable_themes(taxonomy) if key not in out]
    if not may:
        raise ReportHeldError
    themes = {key for key in may if is_listed(counts[key], blur.of(f"list/{key}"))}
    listed = themes | _groups_of(themes, taxonomy)
    steps = steps_run(() if keeps_out is None else {Step.ATTACK})
    report = _report(keys, listed, period=period, plan=plan, policy=policy, steps=steps)
    return Released(report=report, reasons=_reasons(keys, listed, counts, out))


def listable_themes(taxonomy: Taxonomy) -> tuple[FigureKey, ...]:
    """The themes that can be on a list of one mentor."""
    return tuple(key for key in _listable(taxonomy) if key.table is TableId.THEMES)


def on_list(report: SafeReport) -> frozenset[FigureKey]:
    """The themes that are on a list."""
    table = report.table(TableId.THEMES)
    cells = table.cells if table is not None else ()
    return frozenset(FigureKey(TableId.THEMES, each.row) for each in cells if each.symbol is Symbol.SHOWN)


def _report(
    keys: tuple[FigureKey, ...],
    listed: set[FigureKey],
    *,
    period: Period,
    plan: FigurePlan,
    policy: Policy,
    steps: tuple[StepRun, ...],
) -> SafeReport:
    return SafeReport(
        kind=ReportKind.LIST,
        programme_id=plan.programme_id,
        kit_hash=plan.kit_hash,
        taxonomy_hash=plan.taxonomy_hash,
        plan_hash=plan.plan_hash,
        period=period,
        base=0,
        people_band=Band(low=policy.list_people, high=None),
        mentors_band=Band(low=1, high=1),
        breakdown=SafeBreakdown(dimension="", state=BreakdownState.NOT_DECLARED),
        tables=tuple(_table(table, keys, listed) for table in (TableId.GROUPS, TableId.THEMES)),
        policy=policy,
        steps=steps,
        mint=MINT,
    )


def _general_counts(people: Iterable[CountedPerson], taxonomy: Taxonomy) -> Counter[FigureKey]:
    """Distinct people per theme of level 1 and per group over those themes."""
    counts: Counter[FigureKey] = Counter()
    for person in people:
        counts.update(FigureKey(TableId.THEMES, theme) for theme in person.themes)
        groups = group_numbers(person.themes, taxonomy, Sensitivity.GENERAL)
        counts.update(FigureKey(TableId.GROUPS, group) for group in groups)
    return counts


def _listable(taxonomy: Taxonomy) -> tuple[FigureKey, ...]:
    general = tuple(theme for theme in taxonomy.themes if theme.sensitivity is Sensitivity.GENERAL)
    with_general = {theme.group_id for theme in general}
    groups = (group.number for group in taxonomy.groups if group.group_id in with_general)
    return (
        *(FigureKey(TableId.GROUPS, number) for number in groups),
        *(FigureKey(TableId.THEMES, theme.number) for theme in general),
    )


def _groups_of(themes: set[FigureKey], taxonomy: Taxonomy) -> set[FigureKey]:
    """The groups with a theme on the list: they follow from the themes, so they tell nothing more."""
    numbers = group_numbers((theme.row for theme in themes), taxonomy, Sensitivity.GENERAL)
    return {FigureKey(TableId.GROUPS, number) for number in numbers}


def _table(table: TableId, keys: tuple[FigureKey, ...], listed: set[FigureKey]) -> SafeTable:
    cells = tuple(
        SafeCell(row=key.row, column=0, value=None, symbol=Symbol.SHOWN if key in listed else Symbol.HIDDEN)
        for key in keys
        if key.table is table
    )
    return SafeTable(table=table, base=0, cells=cells, mint=MINT)


def _reasons(
    keys: tuple[FigureKey, ...],
    listed: set[FigureKey],
    counts: Counter[FigureKey],
    out: frozenset[FigureKey],
) -> WithheldReasons:
    return WithheldReasons(
        reasons=tuple(_reason(key, counts[key], out) for key in keys if key not in listed)
    )


def _reason(key: FigureKey, people: int, out: frozenset[FigureKey]) -> Reason:
    if key in out:
        return Reason(key=key, code=ReasonCode.CHECK)
    code = ReasonCode.NOT_LISTED if people else ReasonCode.NOBODY
    return Reason(key=key, code=code, params=(people,))
