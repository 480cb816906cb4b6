"""The pipeline with noise in place of rounding, for large programmes: gate, noise, hide.

What is printed comes from cells that had their noise before anybody saw them. Whether there is a report, and
which areas stand alone, is decided as in every report, by blurred sizes; that is outside of epsilon. The
attack step is not run: it rests on figures that are off by less than a step, and noise has no such limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from careernotes.disclosure.blur import Blur, Coin
from careernotes.disclosure.errors import TooFewForNoiseError
from careernotes.disclosure.gate import BreakdownVerdict, Evidence, gate_breakdown, gate_pool
from careernotes.disclosure.hide import parts_of_hidden
from careernotes.disclosure.mechanisms import NOISE_PEOPLE, NoiseUsed
from careernotes.disclosure.noise import ERROR_SPREADS, NoisyFigure, cells_of, noisy_figures
from careernotes.disclosure.plan import FigureKey, FigurePlan, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.reasons import Reason, ReasonCode, WithheldReasons
from careernotes.disclosure.release import Released, safe_tables
from careernotes.disclosure.safe_table import (
    MINT,
    Band,
    ReportKind,
    SafeBreakdown,
    SafeReport,
    SafeTable,
    Step,
    StepRun,
)
from careernotes.domain.periods import Period

_RUN = frozenset({Step.GATE, Step.CAP, Step.COUNT, Step.NOISE, Step.HIDE, Step.SHARES})
"""A kit with noise always has a lead and a trustee who open the pool together."""
_RATED = frozenset({TableId.MANAGER, TableId.RATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A report with noise that may be made: which areas it has, and the cells that need noise."""

    verdict: BreakdownVerdict
    cells: Mapping[FigureKey, int]


def allow(
    counters: Sequence[int], *, plan: FigurePlan, policy: Policy, period: Period, coin: Coin
) -> Allowed:
    """Whether there may be a report with noise of the summed *counters*; nothing is drawn yet.

    Raises:
        PoolTooSmallError: when the gate refuses.
        TooFewForNoiseError: when there are surely not enough people for noise.
    """
    counts = dict(zip(plan.keys, counters, strict=True))
    blur = Blur(coin=coin, plan=plan, period=period)
    evidence = Evidence(counts=counts, blur=blur, base=blur.base(counts[FigureKey(TableId.PEOPLE)]))
    gate_pool(evidence, policy)
    if not evidence.proves(NOISE_PEOPLE):
        raise TooFewForNoiseError(people=NOISE_PEOPLE)
    return Allowed(verdict=gate_breakdown(evidence, plan, policy), cells=cells_of(counts, plan))


def noisy_release(
    allowed: Allowed,
    noisy: Mapping[FigureKey, int],
    *,
    plan: FigurePlan,
    policy: Policy,
    period: Period,
    scale: int,
    spent: Fraction,
) -> Released:
    """The report of one period from *noisy* cells. *spent* is what its year has given away with it."""
    breakdown = allowed.verdict.breakdown
    figures = noisy_figures(noisy, plan, breakdown, scale)
    withheld = _hidden(figures, plan, policy)
    report = SafeReport(
        kind=ReportKind.POOL,
        programme_id=plan.programme_id,
        kit_hash=plan.kit_hash,
        taxonomy_hash=plan.taxonomy_hash,
        plan_hash=plan.plan_hash,
        period=period,
        base=1,
        # What was proven before noise, and no more: a narrower band would be a figure without noise.
        people_band=Band(low=NOISE_PEOPLE, high=None),
        mentors_band=Band(low=policy.mentors, high=None),
        breakdown=breakdown,
        tables=_tables(figures, withheld, plan, breakdown),
        policy=policy,
        steps=tuple(StepRun(step=step, ran=step in _RUN) for step in Step),
        noise=NoiseUsed(scale=scale, spent=spent),
        mint=MINT,
    )
    reasons = (*allowed.verdict.reasons, *withheld.values())
    return Released(report=report, reasons=WithheldReasons(reasons=reasons))


def least_shown(key: FigureKey, spread: int, plan: FigurePlan, policy: Policy) -> int:
    """Under which noisy value a figure is not shown: its floor, or what noise may make of nobody."""
    sensitive = key.table is TableId.THEMES and key.row in plan.sensitive
    return max(policy.hide_below, ERROR_SPREADS * spread, policy.sensitive_from if sensitive else 0)


def _hidden(
    figures: Mapping[FigureKey, NoisyFigure], plan: FigurePlan, policy: Policy
) -> dict[FigureKey, Reason]:
    """What is not shown. Decided by noisy values alone, so it gives away nothing more."""
    withheld: dict[FigureKey, Reason] = {}
    for key, figure in figures.items():
        least = least_shown(key, figure.spread, plan, policy)
        if key.table in _RATED and figures[FigureKey(TableId.RATED, key.row)].value < policy.rated:
            withheld[key] = Reason(key=key, code=ReasonCode.NOISY_FEW_RATED, params=(0, policy.rated))
        elif figure.value < least:
            withheld[key] = Reason(key=key, code=ReasonCode.NOISY_FEW, params=(0, least))
    return withheld | parts_of_hidden(withheld, figures, plan)


def _tables(
    figures: Mapping[FigureKey, NoisyFigure],
    withheld: Mapping[FigureKey, Reason],
    plan: FigurePlan,
    breakdown: SafeBreakdown,
) -> tuple[SafeTable, ...]:
    return safe_tables(
        {key: figure.value for key, figure in figures.items()},
        withheld,
        plan=plan,
        breakdown=breakdown,
        steps={key.table: 1 for key in figures},
        errors=_errors(figures),
    )


def _errors(figures: Mapping[FigureKey, NoisyFigure]) -> dict[TableId, int]:
    """How far the figures of each table are off at most in 19 of 20 cases."""
    errors: dict[TableId, int] = {}
    for key, figure in figures.items():
        errors[key.table] = max(errors.get(key.table, 0), ERROR_SPREADS * figure.spread)
    return errors
