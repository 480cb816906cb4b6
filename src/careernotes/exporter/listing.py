"""``list``: the theme list of one mentor, for a half-year."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.reasons import WithheldReasons
from careernotes.domain.periods import Period
from careernotes.exporter.facts_in import read_facts
from careernotes.exporter.history import departures, open_history, stored_model
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.programme import Programme
from careernotes.exporter.rendering import Sealed, prepare, read_sealed, report_answer, seal_report
from careernotes.exporter.speech import Answer, Speech
from careernotes.sealing.blur import coin
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger, blur_in_force


def make_list(
    programme: Programme,
    period: Period,
    *,
    vault: VaultPaths,
    keys: MentorKeys,
    out: Path | None,
    speech: Speech,
    allies: Sequence[str] = (),
) -> Answer:
    """The list of one half-year; with *out*, it is entered in the release ledger and written there.
    *allies* are people the mentor assumes on the reader's side.

    Raises:
        TooFewForListError, AlreadyReleasedError, PoolOrListError, ReportHeldError, LaterReleasedError,
        EarlierReportError, OutputExistsError, CannotWriteError.
    """
    from careernotes.exporter import list_attack  # noqa: PLC0415 - the solver is loaded for a list only

    speech.progress(0.1, "read")
    facts = read_facts(vault.themes, keys.themes)
    with open_history(vault.releases, keys.releases) as ledger:
        head = ledger.head()
        refuse_twice(_leaving(programme, period), departures(ledger))
        attack = list_attack.ListAttack(programme, period, ledger=ledger, speech=speech, allies=allies)
        speech.progress(0.3, "count")
        made = own_list(
            facts, period=period, plan=programme.plan, policy=programme.policy, taxonomy=programme.taxonomy,
            coin=partial(coin, blur_in_force(ledger, keys.releases)), keeps_out=attack,
        )  # fmt: skip
        speech.progress(0.5, "seal")
        # A list that named the one before it would tie the half-years of one mentor together: the chain
        # stays in the ledger.
        sealed = seal_report(made.report, programme, previous="", sign_seed=None)
        if out is not None:
            speech.before(attack.meter_lines())
            kept = replace(attack.entry(made.report, sealed.model.hash), previous=head)
            _release(sealed, kept, ledger=ledger, out=out, speech=speech)
    speech.progress(1.0, "done")
    return attack.told(report_answer(sealed, made.reasons, programme, released=out is not None))


def reprint_list(
    programme: Programme, period: Period, *, vault: VaultPaths, keys: MentorKeys, out: Path, speech: Speech
) -> Answer:
    """The same files as at the release, byte for byte, from the sealed model in the ledger.

    Raises:
        NothingReleasedError, OutputExistsError, CannotWriteError.
    """
    with open_history(vault.releases, keys.releases) as ledger:
        sealed = read_sealed(stored_model(ledger, period, ReleaseKind.LIST), sign_seed=None)
    prepare(sealed, out, speech).write()
    speech.progress(1.0, "done")
    return report_answer(sealed, WithheldReasons(reasons=()), programme, released=True)


def _leaving(programme: Programme, period: Period) -> Departure:
    return Departure(way=Way.LIST, period=period, programme_id=programme.kit.programme_id)


def _release(sealed: Sealed, kept: Release, *, ledger: ReleaseLedger, out: Path, speech: Speech) -> None:
    """Enter a list in the ledger and write its files; it can be reprinted if the writing fails.

    What later lists have to be tried against goes in first: no list stands there without it.
    """
    files = prepare(sealed, out, speech)
    entered = ledger.append(kept)
    ledger.append(
        Release(
            kind=ReleaseKind.LIST,
            period=kept.period,
            model_hash=sealed.model.hash,
            model=sealed.canonical,
            previous=entered.entry_hash(),
        )
    )
    files.write()
