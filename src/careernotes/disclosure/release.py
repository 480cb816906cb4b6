"""The pipeline: from summed counters to what may be shown. The only way to a pooled :class:`SafeReport`.

Gate, blur and hide run here; cap and count ran in each mentor's own exporter. Further checks (the attack
together with every earlier report) are handed in as *checks*: each may withhold more figures, none can bring
one back, and the report says which of them ran. When a check withholds every area, there is no breakdown.
Before the first check chance leaves out figures too, so that nobody can tell from a dash what a check saw.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Protocol

from careernotes.disclosure.blur import Blur, Coin, Rounder, rounded
from careernotes.disclosure.chance import leaves_out_breakdown, left_out
from careernotes.disclosure.gate import Counts, Evidence, area_people, gate_breakdown, gate_pool
from careernotes.disclosure.hide import base_of, hide, parts_of_hidden
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import MENTORS_BASE, Policy
from careernotes.disclosure.reasons import Reason, ReasonCode, WithheldReasons
from careernotes.disclosure.safe_table import (
    MINT,
    Band,
    BreakdownState,
    ReportKind,
    SafeArea,
    SafeBreakdown,
    SafeCell,
    SafeReport,
    SafeTable,
    Step,
    StepRun,
    Symbol,
)
from careernotes.disclosure.top_coding import tops
from careernotes.domain.periods import Period

_BY_AREA = frozenset({TableId.AREAS, TableId.AREA_GROUPS})
_ALWAYS_RUN = frozenset({Step.GATE, Step.CAP, Step.COUNT, Step.BLUR, Step.HIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a report would show as it stands: blurred and hidden, nothing true."""

    tables: tuple[SafeTable, ...]
    breakdown: SafeBreakdown
    base: int
    left_out: frozenset[FigureKey] = frozenset()
    """The dashes that chance made, small figures among them: they say nothing."""


class Check(Protocol):
    """A step after hide that may withhold more."""

    @property
    def step(self) -> Step:
        """Which step this is."""

    def withholds(self, candidate: Candidate) -> frozenset[FigureKey]:
        """The figures of *candidate* that must not be shown either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A report, and apart from it the reasons, which go to the trustee's or mentor's screen and nowhere
    else.
    """

    report: SafeReport
    reasons: WithheldReasons


def release(
    counters: Sequence[int],
    *,
    plan: FigurePlan,
    policy: Policy,
    period: Period,
    coin: Coin,
    checks: Sequence[Check] = (),
    rounder: Rounder = rounded,
    in_halves: bool = False,
) -> Released:
    """The report of one period from the summed *counters*; *in_halves* when two people hold what is summed.

    Raises:
        PoolTooSmallError: when the gate refuses.
    """
    counts = dict(zip(plan.keys, counters, strict=True))
    blur = Blur(coin=coin, plan=plan, period=period, rounder=rounder)
    evidence = Evidence(counts=counts, blur=blur, base=blur.base(counts[FigureKey(TableId.PEOPLE)]))
    gate_pool(evidence, policy)
    verdict = gate_breakdown(evidence, plan, policy)
    shown = _blur_and_hide(evidence, verdict.breakdown, policy, checks)
    report = SafeReport(
        kind=ReportKind.POOL,
        programme_id=plan.programme_id,
        kit_hash=plan.kit_hash,
        taxonomy_hash=plan.taxonomy_hash,
        plan_hash=plan.plan_hash,
        period=period,
        base=shown.base,
        people_band=_people_band(shown.people, shown.base, policy),
        mentors_band=_mentors_band(evidence, policy),
        breakdown=shown.breakdown,
        tables=shown.tables,
        policy=policy,
        steps=steps_run(_more_steps(checks, in_halves=in_halves)),
        mint=MINT,
    )
    return Released(report=report, reasons=WithheldReasons(reasons=(*verdict.reasons, *shown.reasons)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The tables, the published number of people, and why the rest is not in them."""

    base: int
    people: int | None
    breakdown: SafeBreakdown
    tables: tuple[SafeTable, ...]
    reasons: tuple[Reason, ...]


def _blur_and_hide(
    evidence: Evidence, breakdown: SafeBreakdown, policy: Policy, checks: Sequence[Check]
) -> _Shown:
    blur, base, people = evidence.blur, evidence.base, FigureKey(TableId.PEOPLE)
    dropped: tuple[Reason, ...] = ()
    if checks and breakdown.areas and leaves_out_breakdown(blur):
        dropped, breakdown = _by_chance(map(_area_key, breakdown.areas)), _without_areas(breakdown)
    figures, name = _printed(evidence.counts, blur.plan, breakdown), blur.plan.coin_name
    blurred = {key: blur.figure(name(key), n, base_of(key.table, base)) for key, n in figures.items()}
    chance = left_out(blurred, blur) if checks else frozenset()
    withheld = {each.key: each for each in _by_chance(sorted(chance, key=str))}
    withheld |= hide(figures, blurred, base=base, plan=blur.plan, policy=policy)
    withheld |= parts_of_hidden(withheld, blurred, blur.plan)
    steps = {key.table: base_of(key.table, base) for key in figures}
    highest = tops(blurred, base=base, plan=blur.plan, policy=policy)
    shown = partial(safe_tables, plan=blur.plan, steps=steps, highest=highest)
    tables = shown(blurred, withheld, breakdown=breakdown)
    for check in checks:
        candidate = Candidate(tables=tables, breakdown=breakdown, base=base, left_out=chance)
        named = check.withholds(candidate)
        more = sorted(named - withheld.keys(), key=str)
        withheld |= {key: Reason(key=key, code=ReasonCode.CHECK) for key in more}
        withheld |= parts_of_hidden(withheld, blurred, blur.plan)
        breakdown = _without_hidden_areas(breakdown, named)
        blurred = {key: n for key, n in blurred.items() if breakdown.areas or key.table not in _BY_AREA}
        tables = shown(blurred, withheld, breakdown=breakdown)
    return _Shown(
        base=base,
        breakdown=breakdown,
        people=None if people in withheld else blurred[people],
        tables=tables,
        reasons=(*dropped, *withheld.values()),
    )


def _by_chance(keys: Iterable[FigureKey]) -> tuple[Reason, ...]:
    return tuple(Reason(key=key, code=ReasonCode.CHANCE) for key in keys)


def _area_key(area: SafeArea) -> FigureKey:
    return FigureKey(TableId.AREAS, area.number)


def _without_hidden_areas(breakdown: SafeBreakdown, named: Collection[FigureKey]) -> SafeBreakdown:
    """No breakdown at all when a check names every area, also one that is a dash already for another reason;
    a reader is told what too few areas would be.
    """
    if not breakdown.areas or any(_area_key(area) not in named for area in breakdown.areas):
        return breakdown
    return _without_areas(breakdown)


def _without_areas(breakdown: SafeBreakdown) -> SafeBreakdown:
    return SafeBreakdown(dimension=breakdown.dimension, state=BreakdownState.TOO_FEW)


def _more_steps(checks: Sequence[Check], *, in_halves: bool) -> Iterator[Step]:
    if checks:
        yield Step.CHANCE
    yield from (check.step for check in checks)
    if in_halves:
        yield Step.SHARES


def steps_run(more: Iterable[Step]) -> tuple[StepRun, ...]:
    """Every step, and whether it was run: those that always are, and *more*."""
    ran = _ALWAYS_RUN | set(more)
    return tuple(StepRun(step=step, ran=step in ran) for step in Step)


def _printed(counts: Counts, plan: FigurePlan, breakdown: SafeBreakdown) -> dict[FigureKey, int]:
    """The figures that may be printed, with the small areas merged or, without a breakdown, left out."""
    figures = {key: n for key, n in counts.items() if key.table.printed and key.table not in _BY_AREA}
    for area in breakdown.areas:
        parts = area.merged or (area.number,)
        figures[FigureKey(TableId.AREAS, area.number)] = area_people(parts, counts)
        for group in plan.split:
            key = FigureKey(TableId.AREA_GROUPS, area.number, group)
            figures[key] = sum(counts[FigureKey(TableId.AREA_GROUPS, part, group)] for part in parts)
    return figures


def safe_tables(
    values: Mapping[FigureKey, int],
    withheld: Collection[FigureKey],
    *,
    plan: FigurePlan,
    breakdown: SafeBreakdown,
    steps: Mapping[TableId, int],
    errors: Mapping[TableId, int] | None = None,
    highest: Mapping[FigureKey, int] = MappingProxyType({}),
) -> tuple[SafeTable, ...]:
    """The tables of a report from *values* that are blurred or have noise; without those *withheld*, and with
    "this or more" from the *highest* on where there is one.
    """
    cells: dict[TableId, list[SafeCell]] = {}
    for key, value in values.items():
        if key in withheld:
            cell = _empty(key.row, key.column, Symbol.HIDDEN)
        else:
            top = highest.get(key, value + 1)
            symbol = Symbol.TOP if value >= top else Symbol.SHOWN
            cell = SafeCell(row=key.row, column=key.column, value=min(value, top), symbol=symbol)
        cells.setdefault(key.table, []).append(cell)
    cells.setdefault(TableId.THEMES, []).extend(
        _empty(number, 0, Symbol.NOT_COLLECTED) for number in plan.not_collected
    )
    for area in breakdown.areas:
        never = (_empty(area.number, group, Symbol.NOT_APPLICABLE) for group in plan.not_split)
        cells[TableId.AREA_GROUPS].extend(never)
    return tuple(
        SafeTable(
            table=table,
            base=steps[table],
            error=errors[table] if errors else 0,
            cells=tuple(cells[table]),
            mint=MINT,
        )
        for table in TableId
        if table in cells
    )


def _empty(row: int, column: int, symbol: Symbol) -> SafeCell:
    return SafeCell(row=row, column=column, value=None, symbol=symbol)


def _people_band(blurred: int | None, base: int, policy: Policy) -> Band:
    """What the published number lets anybody conclude; a band of the true number would give away its
    borders.
    """
    if blurred is None:
        return Band(low=policy.people, high=None)
    return Band(low=max(policy.people, blurred - (base - 1)), high=blurred + base - 1)


def _mentors_band(evidence: Evidence, policy: Policy) -> Band:
    """What the blurred number of mentors, which the gate went by, lets anybody conclude."""
    blurred = evidence.mentors(policy.mentors)
    return Band(low=max(policy.mentors, blurred - (MENTORS_BASE - 1)), high=blurred + MENTORS_BASE - 1)
