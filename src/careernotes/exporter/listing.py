"""``list``: the theme list of one mentor, for a half-year."""

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
) -> Answer:
    """The list of one half-year; with *out*, it is entered in the release ledger and written there.

    Raises:
        TooFewForListError, AlreadyReleasedError, PoolOrListError, OutputExistsError, CannotWriteError.
    """
    speech.progress(0.1, "read")
    facts = read_facts(vault.themes, keys.themes)
    with open_history(vault.releases, keys.releases) as ledger:
        refuse_twice(
            Departure(way=Way.LIST, period=period, programme_id=programme.kit.programme_id),
            departures(ledger),
        )
        speech.progress(0.3, "count")
        made = own_list(
            facts,
            period=period,
            plan=programme.plan,
            policy=programme.policy,
            taxonomy=programme.taxonomy,
            coin=partial(coin, blur_in_force(ledger, keys.releases)),
        )
        speech.progress(0.5, "seal")
        # A list that named the one before it would tie the half-years of one mentor together: the chain
        # stays in the ledger.
        sealed = seal_report(made.report, programme, previous="", sign_seed=None)
        if out is not None:
            release_report(sealed, ReleaseKind.LIST, period, ledger=ledger, out=out, speech=speech)
    speech.progress(1.0, "done")
    return report_answer(sealed, made.reasons, programme, released=out is not None)


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


def release_report(
    sealed: Sealed, kind: ReleaseKind, period: Period, *, ledger: ReleaseLedger, out: Path, speech: Speech
) -> None:
    """Enter a sealed report in the ledger and write its files; it can be reprinted if the writing fails."""
    files = prepare(sealed, out, speech)
    ledger.append(
        Release(
            kind=kind,
            period=str(period),
            model_hash=sealed.model.hash,
            model=sealed.canonical,
            previous=ledger.head(),
        )
    )
    files.write()
