"""The report of one period with noise: the year's budget, one draw that is written down, and its report.

The draw is entered in the trustee's ledger before anybody sees it: noisy cells, never the noise and never
the true counts. Every preview and the release use that entry, so there is no second look at the same people;
it counts against the budget of the year whether it is released or not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from careernotes.auditing.look import Look
from careernotes.auditing.memory import Memory, partition_of, plain_memory
from careernotes.auditing.roster import roster_of
from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.disclosure.budget import YEAR_BUDGET, spent_with
from careernotes.disclosure.mechanisms import epsilon_of
from careernotes.disclosure.noise import with_noise
from careernotes.disclosure.noisy_release import Allowed, allow, noisy_release
from careernotes.disclosure.plan import FigureKey
from careernotes.disclosure.release import Released
from careernotes.domain.periods import Period
from careernotes.domain.reading import Reader
from careernotes.exporter.binding import enter
from careernotes.exporter.errors import LaterReleasedError
from careernotes.exporter.pool_errors import OpenedOtherwiseError
from careernotes.exporter.programme import Programme
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.sealing.blur import coin
from careernotes.sealing.noise import below
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.sealing.strict_json import read_canonical
from careernotes.vault.errors import DamagedLedgerError
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

_MOST = 10**12
_FRACTION = re.compile(r"[0-9]{1,9}(/[1-9][0-9]{0,8})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What a ledger keeps of one report with noise."""

    period: Period
    kit_hash: str
    epsilon: Fraction
    spent: Fraction
    cells: dict[FigureKey, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoisyPool:
    """A report with noise, what the ledger keeps for later reports, and the head after the draw."""

    made: Released
    memory: Memory
    head: str

    def entry(self, period: Period, model_hash: str) -> Release:
        """What later reports are tried with: who came when, and not one figure of this report."""
        return Release(
            kind=ReleaseKind.AUDIT,
            period=str(period),
            model_hash=model_hash,
            model=canonical_bytes(plain_memory(self.memory)),
            previous=self.head,
        )

    def told(self, answer: Answer) -> Answer:
        """The answer with what the noise gives away and what was not tried."""
        lines = list(noise_lines(self.made))
        plain: list[Json] = list(lines)
        return replace(
            answer, result={**answer.result, "noise": {"lines": plain}}, lines=[*answer.lines, *lines]
        )


def room_in_year(ledger: ReleaseLedger, programme: Programme, period: Period) -> Fraction:
    """What the year of *period* has given away with the report of it, drawn before or not; 0 without noise.

    Raises:
        BudgetSpentError: when a new draw would go beyond the budget.
    """
    if not programme.kit.noise_scale:
        return Fraction(0)
    past = [each for each in draws(ledger) if each.period.year == period.year]
    found = [each for each in past if each.period == period]
    if found:
        return found[-1].spent
    return spent_with(epsilon_of(programme.kit.noise_scale), [each.epsilon for each in past])


def noisy_pool(
    programme: Programme,
    period: Period,
    summed: Sequence[int],
    *,
    keys: ProgrammeKeys,
    ledger: ReleaseLedger,
    head: str,
) -> NoisyPool:
    """The report of one period with noise: that of the draw in the ledger, or of a new one, entered first.

    Raises:
        PoolTooSmallError, TooFewForNoiseError, BudgetSpentError, LaterReleasedError, OpenedOtherwiseError,
        DamagedLedgerError, LedgerMovedOnError.
    """
    _refuse_earlier(ledger, period)
    plan, policy, scale = programme.plan, programme.policy, programme.kit.noise_scale
    spent = room_in_year(ledger, programme, period)
    allowed = allow(summed, plan=plan, policy=policy, period=period, coin=partial(coin, keys.blur_secret32))
    draw = _drawn(ledger, programme, period)
    if draw is None:
        draw = _new_draw(allowed, programme, period, spent)
        head = enter(ledger, keys, _draw_entry(draw, programme), after=head)
    if draw.cells.keys() != allowed.cells.keys():
        raise DamagedLedgerError
    made = noisy_release(
        allowed, draw.cells, plan=plan, policy=policy, period=period, scale=scale, spent=draw.spent
    )
    return NoisyPool(made=made, memory=_memory(made, programme, period, summed), head=head)


def _new_draw(allowed: Allowed, programme: Programme, period: Period, spent: Fraction) -> Draw:
    scale = programme.kit.noise_scale
    return Draw(
        period=period,
        kit_hash=programme.kit.kit_hash,
        epsilon=epsilon_of(scale),
        spent=spent,
        cells=with_noise(allowed.cells, scale, below),
    )


def _memory(made: Released, programme: Programme, period: Period, summed: Sequence[int]) -> Memory:
    """Who came when, and no figure: what has noise proves nothing, so no later attack may rest on it."""
    plan = programme.plan
    groups = {area.number: frozenset(area.merged or (area.number,)) for area in made.report.breakdown.areas}
    return Memory(
        roster=roster_of(dict(zip(plan.keys, summed, strict=True)), plan.areas, period),
        look=Look(steps={}, shown={}, dashes={}, groups=groups),
        partition=partition_of(programme.kit),
        taxonomy_hash=plan.taxonomy_hash,
    )


def draws(ledger: ReleaseLedger) -> Iterator[Draw]:
    """Every draw of noise in a ledger, the oldest first.

    Raises:
        DamagedLedgerError: when one cannot be read.
    """
    for release in ledger.all():
        if release.kind is ReleaseKind.NOISE:
            try:
                yield _read_draw(release)
            except ValueError:
                raise DamagedLedgerError from None


def noise_lines(made: Released) -> Iterator[str]:
    """What a report with noise gives away, for the trustee's eyes."""
    noise = made.report.noise
    if noise is None:
        return
    yield _("Noise of scale {scale}: this report gives away epsilon {epsilon}.").format(
        scale=noise.scale, epsilon=epsilon_of(noise.scale)
    )
    yield _("This year: {spent} of {budget}. Drawn once: looking again changes nothing.").format(
        spent=noise.spent, budget=YEAR_BUDGET
    )
    yield _("The attack with earlier reports is not run on a report with noise.")


def _drawn(ledger: ReleaseLedger, programme: Programme, period: Period) -> Draw | None:
    for draw in draws(ledger):
        if draw.period.overlaps(period):
            if (draw.period, draw.kit_hash) != (period, programme.kit.kit_hash):
                raise OpenedOtherwiseError
            return draw
    return None


def _refuse_earlier(ledger: ReleaseLedger, period: Period) -> None:
    pooled = (Period.parse(each.period) for each in ledger.all() if each.kind is ReleaseKind.POOL)
    later = [each for each in pooled if each.first_quarter > period.first_quarter]
    if later:
        raise LaterReleasedError(period=str(max(later)))


def _draw_entry(draw: Draw, programme: Programme) -> Release:
    cells: list[Json] = [{"cell": str(key), "number": n} for key, n in draw.cells.items()]
    model: dict[str, Json] = {
        "programme_id": programme.kit.programme_id,
        "kit_hash": draw.kit_hash,
        "scale": programme.kit.noise_scale,
        "epsilon": str(draw.epsilon),
        "spent": str(draw.spent),
        "cells": cells,
    }
    return Release(
        kind=ReleaseKind.NOISE,
        period=str(draw.period),
        model_hash=canonical_hash(model),
        model=canonical_bytes(model),
    )


def _read_draw(release: Release) -> Draw:
    root = Reader(read_canonical(release.model))
    return Draw(
        period=Period.parse(release.period),
        kit_hash=root.text("kit_hash", longest=64),
        epsilon=root.parsed("epsilon", _fraction, "a fraction"),
        spent=root.parsed("spent", _fraction, "a fraction"),
        cells={
            each.parsed("cell", FigureKey.parse, "a cell"): each.integer("number", low=-_MOST, high=_MOST)
            for each in root.objects("cells")
        },
    )


def _fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise ValueError
    return Fraction(text)
