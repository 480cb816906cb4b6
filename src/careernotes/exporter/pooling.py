"""``pool``: the trustee turns many contributions into one report for the whole programme."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from careernotes.disclosure.counting import add
from careernotes.disclosure.errors import PoolTooSmallError, ReportHeldError
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.reasons import WithheldReasons
from careernotes.disclosure.release import Released, release
from careernotes.domain.periods import Period
from careernotes.exporter.binding import enter, open_bound
from careernotes.exporter.enrolling import read_mine
from careernotes.exporter.history import departures, last_model_hash, stored_model
from careernotes.exporter.inbox import Keeper, plain_inbox, read_inbox
from careernotes.exporter.noisy import noisy_pool, room_in_year
from careernotes.exporter.opening import Together, opened_together
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.pool_errors import OpenedHeldError, OpenedTooSmallError
from careernotes.exporter.programme import Programme
from careernotes.exporter.rendering import Sealed, prepare, read_sealed, report_answer, seal_report
from careernotes.exporter.roles import check_trustee
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _
from careernotes.sealing.blur import coin
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger


def pool(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    ledger_folder: Path,
    out: Path | None,
    speech: Speech,
    together: Together | None = None,
) -> Answer:
    """The report of one period from everything in *inbox*; with *out*, it is released and written there.

    Preview and release give the same model. In a kit for two the first preview fixes what counts.

    Raises:
        WrongRoleError, WrongTrusteeError: when *keys* are not those of the kit's trustee.
        OldLedgerError, ForkedLedgerError: when the ledger is not the one the key remembers.
        AlreadyReleasedError, LaterReleasedError, EarlierReportError, PlanChangedError, FloorLoweredError,
        PoolTooSmallError, ReportHeldError, OutputExistsError, CannotWriteError; those of ``opened_together``,
        ``noisy_pool``.
    """
    check_trustee(programme, keys)
    with open_bound(ledger_folder, keys) as ledger:
        refuse_twice(_leaving(programme, period), past := departures(ledger))
        missing_plan(ledger, programme, period)
        room_in_year(ledger, programme, period)
        files = together or Together()
        summed = _summed(programme, period, keys=keys, inbox=inbox, files=files, ledger=ledger, speech=speech)
        ready = _ready(
            summed, programme, period, keys=keys, ledger=ledger, speech=speech, files=files,
            head=_head_before(programme, period, ledger),
        )  # fmt: skip
        sealed = _sealed(ready.made, programme, ledger, keys)
        if out is not None:
            kept = ready.proven_entry(sealed.model.hash, ledger_folder)
            _release(sealed, programme, period, keys=keys, ledger=ledger, out=out, speech=speech, kept=kept)
    speech.progress(1.0, "done")
    answer = _answer(sealed, ready.made.reasons, programme, released=out is not None)
    return ready.told(_with_ledger_note(answer, new=not past))


def _answer(sealed: Sealed, reasons: WithheldReasons, programme: Programme, *, released: bool) -> Answer:
    """The answer, with what a first look has entered in the ledger, whether or not a release follows."""
    looked = ""
    if programme.kit.noise_scale:
        looked = _("No report file was written; this look has drawn the noise and counts against the year.")
    elif programme.kit.shared:
        looked = _("No report file was written; this look has fixed which contributions count.")
    return report_answer(sealed, reasons, programme, released=released, looked=looked)


def _head_before(programme: Programme, period: Period, ledger: ReleaseLedger) -> str:
    """The head at which all that follows is decided; another process may have released up to here."""
    head = ledger.head()
    refuse_twice(_leaving(programme, period), departures(ledger))
    return head


def _leaving(programme: Programme, period: Period) -> Departure:
    return Departure(way=Way.POOL, period=period, programme_id=programme.kit.programme_id)


def _sealed(made: Released, programme: Programme, ledger: ReleaseLedger, keys: ProgrammeKeys) -> Sealed:
    before = last_model_hash(ledger, ReleaseKind.POOL)
    return seal_report(made.report, programme, previous=before, sign_seed=keys.sign_private)


def _with_ledger_note(answer: Answer, *, new: bool) -> Answer:
    """The answer with a plain word when nothing was released with this ledger: a second, empty ledger would
    let the same people be reported twice, and only the trustee can notice.
    """
    note = _("This ledger is new: nothing was released with it before.")
    lines = [*answer.lines, note] if new else answer.lines
    return replace(answer, result={**answer.result, "ledger_is_new": new}, lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A report that may be released, what the ledger keeps with it, and what the trustee is told of it."""

    made: Released
    entry: Callable[[str], Release]
    """From the hash of its model."""
    told: Callable[[Answer], Answer]
    prove: Callable[[str, Path], None]
    """From the hash of its model and the trustee's folder."""

    def proven_entry(self, model_hash: str, folder: Path) -> Release:
        """The entry, once what proves the report safe is in the trustee's folder."""
        self.prove(model_hash, folder)
        return self.entry(model_hash)


def _ready(
    summed: tuple[int, ...],
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    ledger: ReleaseLedger,
    head: str,
    speech: Speech,
    files: Together,
) -> _Ready:
    """The report with rounding and attack, or with noise, whichever the kit says."""
    try:
        if programme.kit.noise_scale:
            pooled = noisy_pool(programme, period, summed, keys=keys, ledger=ledger, head=head)
            entry = partial(pooled.entry, period)
            return _Ready(made=pooled.made, entry=entry, told=pooled.told, prove=_unproven)
        return _rounded(
            summed, programme, period, keys=keys, ledger=ledger, head=head, speech=speech, files=files
        )
    except PoolTooSmallError as small:
        if not programme.kit.shared:
            raise
        # Its sentences say that the period is open and more would help; an opened pool takes nothing more.
        raise OpenedTooSmallError(**small.facts) from None
    except ReportHeldError:
        if not programme.kit.shared:
            raise
        raise OpenedHeldError from None


def _rounded(
    summed: tuple[int, ...],
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    ledger: ReleaseLedger,
    head: str,
    speech: Speech,
    files: Together,
) -> _Ready:
    from careernotes.exporter import attacking  # noqa: PLC0415 - the solver is loaded for a report only

    drawn = partial(coin, keys.blur_secret32)
    attack = attacking.attack_for(
        programme, period, summed, ledger=ledger, speech=speech, coin=drawn, allies=files.allies
    )
    made = release(
        summed,
        plan=programme.plan,
        policy=programme.policy,
        period=period,
        coin=drawn,
        checks=[attack],
        in_halves=programme.kit.shared,
    )
    return _Ready(
        made=made,
        entry=lambda model: replace(attacking.entry(attack, model), previous=head),
        told=lambda answer: attacking.with_outcome(answer, attack.outcome),
        prove=lambda model, folder: attacking.keep_proof(attack, model, keys, folder),
    )


def _unproven(_model_hash: str, _folder: Path) -> None:
    """Noise needs no certificate: it promises the same whatever anybody knows."""


def _release(
    sealed: Sealed,
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    ledger: ReleaseLedger,
    out: Path,
    speech: Speech,
    kept: Release,
) -> None:
    """Enter a report in the ledger and write its files; it can be reprinted if the writing fails.

    What later reports have to be tried against goes in first: no report stands there without it.
    """
    head = kept.previous or ledger.head()
    files = prepare(sealed, out, speech)
    if (plan := missing_plan(ledger, programme, period)) is not None:
        head = enter(ledger, keys, plan, after=head)
    head = enter(ledger, keys, kept, after=head)
    entry = Release(
        kind=ReleaseKind.POOL,
        period=str(period),
        model_hash=sealed.model.hash,
        model=sealed.canonical,
    )
    enter(ledger, keys, entry, after=head)
    files.write()


def _summed(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    files: Together,
    ledger: ReleaseLedger,
    speech: Speech,
) -> tuple[int, ...]:
    """The sum of every contribution that counts; nobody, not even the trustee, is shown a single one."""
    if programme.kit.shared:
        return opened_together(
            programme, period, keys=keys, inbox=inbox, together=files, ledger=ledger, speech=speech
        )
    mentors = files.enrolled
    found = read_inbox(
        inbox,
        programme,
        period,
        box_private=keys.box_private,
        progress=speech.opening,
        keeper=Keeper(enrolled=read_mine(programme, keys, mentors) if mentors is not None else None),
    )
    speech.inbox(plain_inbox(found))
    return add((one.counters for one in found.accepted), programme.plan)


def reprint_pool(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    ledger_folder: Path,
    out: Path,
    speech: Speech,
) -> Answer:
    """The same files as at the release, byte for byte, from the sealed model in the ledger.

    Raises:
        NothingReleasedError, OutputExistsError, CannotWriteError.
    """
    check_trustee(programme, keys)
    with open_bound(ledger_folder, keys, create=False) as ledger:
        sealed = read_sealed(stored_model(ledger, period, ReleaseKind.POOL), sign_seed=keys.sign_private)
    prepare(sealed, out, speech).write()
    speech.progress(1.0, "done")
    return report_answer(sealed, WithheldReasons(reasons=()), programme, released=True)
