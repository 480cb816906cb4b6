"""From safe tables to the tables of a report: names beside numbers, in the order of plan and taxonomy."""

from collections.abc import Sequence
from dataclasses import dataclass

from careernotes.disclosure.plan import BINS, OTHER_AREAS, SIGNALS, TOTAL, TableId
from careernotes.disclosure.safe_table import BreakdownState, SafeArea, SafeReport, Symbol
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.taxonomy import Taxonomy
from careernotes.domain.vocabulary import ChosenBy, Moment
from careernotes.domain.words import Bilingual
from careernotes.report import names
from careernotes.report.document import DOES_NOT_APPLY, LISTED, NOT_COLLECTED, Cell, Column, Row, Table
from careernotes.report.heat import PEOPLE_ROW
from careernotes.report.noisy_tables import noisy
from careernotes.report.wording import both


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a report is made from: safe figures and public words."""

    safe: SafeReport
    kit: ProgrammeKit
    taxonomy: Taxonomy
    previous: str
    software: str

    def cell(
        self, table: TableId, row: int = TOTAL, column: int = 0, *, missing: str = DOES_NOT_APPLY
    ) -> Cell:
        """One figure as it is published; *missing* when the report has no such figure."""
        found = self.safe.table(table)
        safe = found.cell(row, column) if found else None
        if safe is None:
            return Cell(symbol=missing)
        if safe.symbol is Symbol.SHOWN and safe.value is None:
            return Cell(symbol=LISTED)
        return Cell(safe.value, safe.symbol.value)

    def base(self, table: TableId) -> int:
        """What the figures of one table were rounded to."""
        found = self.safe.table(table)
        return found.base if found else self.safe.base

    def floor(self, base: int) -> int:
        """Under which a figure rounded to *base* is not shown."""
        return max(self.safe.policy.hide_below, base) if base else 0

    def area_name(self, area: SafeArea) -> Bilingual:
        """The name of an area, or of the small ones that are counted together."""
        if area.number == OTHER_AREAS:
            return names.OTHER_AREAS
        return next((v.name for v in self.kit.breakdown_values if v.number == area.number), names.OTHER_AREAS)

    def headcount(self, area: SafeArea) -> int:
        """How many people work there, by the kit."""
        numbers = area.merged or (area.number,)
        return sum(value.headcount for value in self.kit.breakdown_values if value.number in numbers)


def tables_of(source: Source) -> tuple[Table, ...]:
    """Every table of one report, in the order in which the data pages print them."""
    built = [_reach(source), _chosen(source), _themes(source), _moments(source)]
    if source.safe.breakdown.state is BreakdownState.SHOWN:
        built[1:1] = [_areas(source)]
        built.append(_where(source))
    if source.safe.table(TableId.MANAGER) is not None:
        built.append(_manager(source))
    return tuple(built if source.safe.noise is None else (noisy(table, source.safe) for table in built))


def _note(base: int) -> Bilingual:
    return both(names.ROUNDED_TO, base=base)


def _reach(source: Source) -> Table:
    base, coarser = source.base(TableId.PEOPLE), source.base(TableId.SESSIONS)
    return Table(
        key="reach",
        base=base,
        floor=source.floor(base),
        title=names.REACH,
        row_head=names.WHAT_IS_COUNTED,
        note=both(names.ROUNDED_REACH, base=base, coarser=coarser),
        columns=(Column(key="number", name=names.NUMBER),),
        rows=(
            Row(key="people", name=names.PEOPLE_COUNTED, cells=(source.cell(TableId.PEOPLE),)),
            *_sessions(source),
        ),
    )


def _sessions(source: Source) -> tuple[Row, ...]:
    if source.safe.table(TableId.SESSIONS) is None:
        return ()
    return (Row(key="sessions", name=names.CONVERSATIONS, cells=(source.cell(TableId.SESSIONS),)),)


def _areas(source: Source) -> Table:
    rows = tuple(
        Row(
            key=f"area-{area.number}",
            name=source.area_name(area),
            cells=(source.cell(TableId.AREAS, area.number), Cell(source.headcount(area))),
        )
        for area in source.safe.breakdown.areas
    )
    base = source.base(TableId.AREAS)
    return Table(
        key="areas",
        base=base,
        floor=source.floor(base),
        title=names.PEOPLE_BY_AREA,
        row_head=names.DIMENSIONS[source.safe.breakdown.dimension],
        note=both(names.ROUNDED_AREAS, base=base),
        columns=(Column(key="people", name=names.PEOPLE), Column(key="staff", name=names.STAFF, exact=True)),
        rows=rows,
    )


def _chosen(source: Source) -> Table:
    answers = [(way.value, names.CHOSEN_BY[way]) for way in ChosenBy]
    return _by_answer(
        source, TableId.CHOSEN_BY, answers, key="chosen", title=names.HOW_THEY_CAME, row_head=names.WAY
    )


def _moments(source: Source) -> Table:
    answers = [(moment.value, names.MOMENTS[moment]) for moment in Moment]
    return _by_answer(
        source, TableId.MOMENT, answers, key="moments", title=names.MOMENTS_TITLE, row_head=names.MOMENT
    )


def _by_answer(
    source: Source,
    table: TableId,
    answers: Sequence[tuple[str, Bilingual]],
    *,
    key: str,
    title: Bilingual,
    row_head: Bilingual,
) -> Table:
    """People by one question everybody answers: a row for each answer, numbered from 1 as in the plan."""
    base = source.base(table)
    rows = tuple(
        Row(key=answer, name=name, cells=(source.cell(table, number),))
        for number, (answer, name) in enumerate(answers, start=1)
    )
    return Table(
        key=key,
        base=base,
        floor=source.floor(base),
        title=title,
        row_head=row_head,
        note=_note(base),
        columns=(Column(key="people", name=names.PEOPLE),),
        rows=rows,
    )


def _themes(source: Source) -> Table:
    rows: list[Row] = []
    for group in source.taxonomy.groups:
        cell = source.cell(TableId.GROUPS, group.number, missing=NOT_COLLECTED)
        rows.append(Row(key=f"group-{group.group_id}", name=group.name, cells=(cell,)))
        rows.extend(
            Row(
                key=f"theme-{theme.theme_id}",
                name=theme.name,
                level=1,
                cells=(source.cell(TableId.THEMES, theme.number, missing=NOT_COLLECTED),),
            )
            for theme in source.taxonomy.in_group(group.group_id)
        )
    base = source.base(TableId.THEMES)
    return Table(
        key="themes",
        base=base,
        floor=source.floor(base),
        title=names.THEMES,
        row_head=names.THEME,
        note=both(names.ROUNDED_THEMES, base=base),
        columns=(Column(key="people", name=names.PEOPLE),),
        rows=tuple(rows),
    )


def _where(source: Source) -> Table:
    areas = source.safe.breakdown.areas
    rows = [
        Row(
            key=PEOPLE_ROW,
            name=names.PEOPLE_COUNTED,
            cells=tuple(source.cell(TableId.AREAS, a.number) for a in areas),
        )
    ]
    for group in source.taxonomy.groups:
        cells = tuple(source.cell(TableId.AREA_GROUPS, area.number, group.number) for area in areas)
        if any(cell.symbol != DOES_NOT_APPLY for cell in cells):
            rows.append(Row(key=f"group-{group.group_id}", name=group.name, cells=cells))
    base = source.base(TableId.AREA_GROUPS)
    return Table(
        key="where",
        base=base,
        floor=source.floor(base),
        title=names.WHERE,
        row_head=names.THEME_GROUP,
        note=both(names.ROUNDED_WHERE, base=base),
        columns=tuple(Column(key=f"area-{area.number}", name=source.area_name(area)) for area in areas),
        rows=tuple(rows),
    )


def _manager(source: Source) -> Table:
    rows = tuple(
        Row(
            key=f"signal-{signal}",
            name=names.SIGNALS[signal],
            cells=(
                *(source.cell(TableId.MANAGER, signal, bin_) for bin_ in BINS),
                source.cell(TableId.RATED, signal),
            ),
        )
        for signal in SIGNALS
    )
    columns = tuple(Column(key=f"bin-{bin_}", name=names.BINS[bin_]) for bin_ in BINS)
    return Table(
        key="manager",
        base=source.base(TableId.MANAGER),
        floor=source.floor(source.base(TableId.MANAGER)),
        title=names.MANAGER,
        row_head=names.SIGNAL,
        note=_note(source.base(TableId.MANAGER)),
        columns=(*columns, Column(key="rated", name=names.RATED)),
        rows=rows,
    )
