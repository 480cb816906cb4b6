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

from careernotes.disclosure.blur import Blur, Coin, is_listed
from careernotes.disclosure.counting import counted_people, group_numbers
from careernotes.disclosure.errors import TooFewForListError
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
    Symbol,
)
from careernotes.domain.periods import Period, PeriodLength
from careernotes.domain.taxonomy import Sensitivity, Taxonomy
from careernotes.ledger.facts import MentorFacts

LIST_LENGTH = PeriodLength.HALF_YEAR


def own_list(
    facts: MentorFacts,
    *,
    period: Period,
    plan: FigurePlan,
    policy: Policy,
    taxonomy: Taxonomy,
    coin: Coin,
) -> Released:
    """The theme list of one mentor for one half-year.

    Raises:
        TooFewForListError: with fewer people than the floor.
        ValueError: when *period* is not a half-year.
    """
    if period.length is not LIST_LENGTH:
        raise ValueError("a theme list is always for a half-year")
    counts = _general_counts(facts, period, taxonomy, policy)
    if counts[FigureKey(TableId.PEOPLE)] < policy.list_people:
        raise TooFewForListError(people=policy.list_people)
    blur = Blur(coin=coin, plan=plan, period=period)
    keys = _listable(taxonomy)
    themes = {
        key for key in keys if key.table is TableId.THEMES and is_listed(counts[key], blur.of(f"list/{key}"))
    }
    listed = themes | _groups_of(themes, taxonomy)
    report = _report(keys, listed, period=period, plan=plan, policy=policy)
    return Released(report=report, reasons=_reasons(keys, listed, counts))


def _report(
    keys: tuple[FigureKey, ...], listed: set[FigureKey], *, period: Period, plan: FigurePlan, policy: Policy
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
        steps=steps_run(()),
        mint=MINT,
    )


def _general_counts(
    facts: MentorFacts, period: Period, taxonomy: Taxonomy, policy: Policy
) -> Counter[FigureKey]:
    """Distinct people per theme of level 1 and per group over those themes."""
    counts: Counter[FigureKey] = Counter()
    for person in counted_people(facts, period, taxonomy=taxonomy, store_sensitive=False, policy=policy):
        counts[FigureKey(TableId.PEOPLE)] += 1
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
    keys: tuple[FigureKey, ...], listed: set[FigureKey], counts: Counter[FigureKey]
) -> WithheldReasons:
    return WithheldReasons(
        reasons=tuple(
            Reason(
                key=key,
                code=ReasonCode.NOT_LISTED if counts[key] else ReasonCode.NOBODY,
                params=(counts[key],),
            )
            for key in keys
            if key not in listed
        )
    )
