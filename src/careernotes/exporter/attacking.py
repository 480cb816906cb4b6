"""The attack step of one release: what is tried against what, what is kept of it, what the trustee is told.

Imported only when a report is made: it loads the solver.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from careernotes.auditing.allies import SETS
from careernotes.auditing.attack import Attack, Outcome, Setting, Watch
from careernotes.auditing.memory import Memory, partition_of, plain_memory, read_memory
from careernotes.auditing.roster import roster_of
from careernotes.auditing.solver import HighsSolver
from careernotes.canonical import Json, canonical_bytes
from careernotes.disclosure.blur import Coin
from careernotes.domain.periods import Period
from careernotes.exporter.allies_in import allies_of
from careernotes.exporter.certifying import certificate_bytes, keep_certificate
from careernotes.exporter.errors import EarlierReportError, LaterReleasedError
from careernotes.exporter.programme import Programme
from careernotes.exporter.speech import ATTACKED, OPENED, Answer, Speech
from careernotes.i18n import _, ngettext
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.sealing.strict_json import read_canonical
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

_ALLIES_COIN = "allies"
"""The name of the coin that sets of allies are drawn from: never that of a figure."""


def attack_for(
    programme: Programme,
    period: Period,
    counters: Sequence[int],
    *,
    ledger: ReleaseLedger,
    speech: Speech,
    coin: Coin,
    sets_of_allies: int = SETS,
    allies: Sequence[str] = (),
) -> Attack:
    """The attack on the report of *period*, with every pooled report in *ledger*; *allies* are declared,
    other sets of them drawn with the trustee's *coin*.

    Raises:
        EarlierReportError: when the ledger has a report without what has to be known of it.
        LaterReleasedError: when it has a report over a later period.
        UnknownAlliesError: when there are no such allies.
    """
    past = past_of(ledger, ReleaseKind.POOL, before=period)
    counts = dict(zip(programme.plan.keys, counters, strict=True))
    roster = roster_of(counts, programme.plan.areas, period)
    setting = Setting(
        past=past,
        roster=roster,
        plan=programme.plan,
        policy=programme.policy,
        taxonomy=programme.taxonomy,
        partition=partition_of(programme.kit),
        sets_of_allies=sets_of_allies,
        drawn=f"{coin(programme.plan.plan_hash, str(period), _ALLIES_COIN):016x}",
        allies=allies_of(allies, roster, programme.kit),
    )
    return Attack(setting, watch=Watch(share=Pace(speech)), make_solver=HighsSolver)


class Pace:
    """How far the attack is, and how long it may still take. It begins again when a whole division has to go
    or when figures are put together that were not before: then it goes on from where it was, never back.
    """

    def __init__(self, speech: Speech, clock: Callable[[], float] = time.monotonic) -> None:
        self._speech, self._clock = speech, clock
        self._started = self._before = clock()
        self._done, self._furthest = 0.0, 0.0

    def __call__(self, done: float) -> None:
        """So much of it is done, from 0 to 1."""
        now = self._clock()
        if done < self._done:
            self._started = self._before
        self._before, self._done, self._furthest = now, done, max(self._furthest, done)
        left = (now - self._started) * (1 - done) / done if done else 0.0
        self._speech.progress(OPENED + (ATTACKED - OPENED) * self._furthest, "attack", left=left)


def entry(attack: Attack, model_hash: str) -> Release:
    """What later reports have to be tried against, for the ledger."""
    memory = attack.outcome.memory
    assert memory is not None, "a report that was not attacked cannot be released"
    return audit_entry(memory, model_hash)


def keep_proof(attack: Attack, model_hash: str, keys: ProgrammeKeys, ledger_folder: Path) -> None:
    """Put what proves the report safe into the trustee's folder.

    Raises:
        CannotWriteError, FullDiskError: when it cannot be written.
    """
    data = certificate_bytes(attack.setting, attack.outcome, model_hash, keys.sign_private)
    keep_certificate(ledger_folder, str(attack.setting.roster.period), data)


def audit_entry(memory: Memory, model_hash: str) -> Release:
    """What is kept of one report or list, as an entry of the ledger."""
    return Release(
        kind=ReleaseKind.AUDIT,
        period=str(memory.roster.period),
        model_hash=model_hash,
        model=canonical_bytes(plain_memory(memory)),
    )


def with_outcome(answer: Answer, outcome: Outcome) -> Answer:
    """The answer with what the attack came to."""
    return replace(
        answer,
        result={**answer.result, "attack": plain_outcome(outcome)},
        lines=[*answer.lines, *outcome_lines(outcome)],
    )


def plain_outcome(outcome: Outcome) -> dict[str, Json]:
    """What the attack came to, for a program."""
    return {
        "reports": outcome.reports,
        "groups": outcome.targets,
        "worlds": outcome.worlds,
        "hidden": outcome.hidden,
        "cost": outcome.cost,
        "at_least": outcome.at_least,
        "sure": outcome.sure,
        "borne": outcome.borne,
        "breakdown_dropped": outcome.breakdown_dropped,
        "lines": list(outcome_lines(outcome)),
    }


def outcome_lines(outcome: Outcome) -> Iterator[str]:
    """What the attack came to, for the trustee's eyes."""
    yield _(
        "Tried on every small group in all reports so far ({reports}). Questions: {groups}. Invented worlds "
        "that fit what is published: {worlds}."
    ).format(groups=outcome.targets, reports=outcome.reports, worlds=outcome.worlds)
    if outcome.breakdown_dropped:
        yield _("Attack: the breakdown is left out; with earlier reports it would tell too much.")
    if outcome.hidden and outcome.sure and outcome.cost == outcome.at_least:
        yield ngettext(
            "Attack: {hidden} figure hidden; fewer would not do.",
            "Attack: {hidden} figures hidden; fewer would not do.",
            outcome.hidden,
        ).format(hidden=outcome.hidden)
    elif outcome.hidden:
        yield ngettext(
            "Attack: {hidden} figure hidden at a cost of {cost}; at least {least} was needed.",
            "Attack: {hidden} figures hidden at a cost of {cost}; at least {least} was needed.",
            outcome.hidden,
        ).format(
            hidden=outcome.hidden, cost=outcome.cost, least=outcome.at_least if outcome.sure else 0
        )
    if outcome.borne:
        yield ngettext(
            "Attack: {count} group could be told from earlier reports already.",
            "Attack: {count} groups could be told from earlier reports already.",
            outcome.borne,
        ).format(count=outcome.borne)


def past_of(ledger: ReleaseLedger, kind: ReleaseKind, *, before: Period) -> tuple[Memory, ...]:
    """What is kept of each pooled report, or of each list, the oldest first.

    Raises:
        EarlierReportError: when the ledger has one without what has to be known of it.
        LaterReleasedError: when it has one over a period after *before*.
    """
    kept: dict[str, bytes] = {}
    past = []
    for release in ledger.all():
        if release.kind is ReleaseKind.AUDIT:
            kept[release.model_hash] = release.model
        elif release.kind is kind:
            try:
                past.append(read_memory(read_canonical(kept[release.model_hash])))
            except (KeyError, ValueError):
                raise EarlierReportError(period=release.period) from None
    later = [each.roster.period for each in past if each.roster.period.first_quarter > before.first_quarter]
    if later:
        raise LaterReleasedError(period=str(max(later)))
    return tuple(past)
