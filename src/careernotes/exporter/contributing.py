"""``contribute``: one mentor's counters for the pooled report, sealed to the trustee, or split in two halves,
one for the lead and one for the trustee.
"""

import secrets
from dataclasses import replace
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.disclosure.counting import count
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.exporter.errors import NothingToContributeError
from careernotes.exporter.facts_in import read_facts
from careernotes.exporter.history import (
    departures,
    destination,
    open_history,
    refuse_otherwise,
    revisions,
    seen_by_mentor,
)
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.ledger_errors import AlreadyReportedError
from careernotes.exporter.programme import Programme
from careernotes.exporter.seen import SeenReport, read_seen
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _
from careernotes.report.figure_names import figure_line
from careernotes.sealing.contribution_file import (
    Contribution,
    halves,
    plain_contribution,
    seal_contribution,
)
from careernotes.sealing.errors import OutputExistsError
from careernotes.sealing.keys import derive, programme_sign_seed, wiped
from careernotes.sealing.signatures import public_of
from careernotes.sealing.whole_file import PRIVATE, write_new
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger, sign_in_force

_NAME_BYTES = 16


def contribute(
    programme: Programme,
    period: Period,
    *,
    vault: VaultPaths,
    keys: MentorKeys,
    out: Path | None,
    speech: Speech,
    seen: Path | None = None,
) -> Answer:
    """The exact counters of one period; with *out*, also the sealed files, once they stand in the release
    ledger: one for the trustee, and with a kit for two another one for the lead. *seen* is the last report.

    Raises:
        NothingToContributeError, AlreadyReleasedError, PoolOrListError, ContributedOtherwiseError,
        PlanChangedError, AlreadyReportedError, ForkedReportsError, NotTheSeenReportError,
        OutputExistsError, CannotWriteError.
    """
    report = read_seen(seen, programme.kit) if seen is not None else None
    if report is not None and report.period.overlaps(period):
        raise AlreadyReportedError
    speech.progress(0.1, "read")
    facts = read_facts(vault.themes, keys.themes)
    speech.progress(0.4, "count")
    counters = count(
        facts, period, programme.plan, programme.kit, programme.taxonomy, policy=programme.policy
    )
    with open_history(vault.releases, keys.releases) as ledger:
        named = seen_by_mentor(ledger, programme.kit, report)
        contribution = replace(_next(programme, period, counters, keys, ledger), seen=named)
        speech.progress(0.7, "seal")
        if out is not None:
            _send(contribution, programme, keys, ledger, out=out, report=report)
    speech.progress(1.0, "done")
    return _answer(contribution, programme, written=out is not None)


def lead_half_at(out: Path) -> Path:
    """Where the lead's half is written when the trustee's goes to *out*."""
    return out.with_name(f"{out.stem}.lead{out.suffix}")


def _next(
    programme: Programme, period: Period, counters: tuple[int, ...], keys: MentorKeys, ledger: ReleaseLedger
) -> Contribution:
    programme_id = programme.kit.programme_id
    refuse_twice(
        Departure(way=Way.CONTRIBUTION, period=period, programme_id=programme_id), departures(ledger)
    )
    earlier = revisions(ledger, period, programme_id)
    refuse_otherwise(ledger, period, programme.kit)
    people = counters[programme.plan.position[FigureKey(TableId.PEOPLE)]]
    # An empty contribution is sent only to take back an earlier one: people may have changed their minds.
    if not people and not earlier:
        raise NothingToContributeError
    with wiped(sign_in_force(ledger, keys.sign)) as sign:
        token = derive(sign, f"mentor-token/{programme_id}", _NAME_BYTES).hex()
        with wiped(programme_sign_seed(sign, programme_id)) as seed:
            signer = public_of(seed)
    return Contribution(
        programme_id=programme_id,
        kit_hash=programme.plan.kit_hash,
        plan_hash=programme.plan.plan_hash,
        taxonomy_hash=programme.plan.taxonomy_hash,
        period=period,
        contribution_id=secrets.token_hex(_NAME_BYTES),
        revision=earlier + 1,
        mentor_token=token,
        signer=signer,
        counters=counters,
    )


def _send(
    contribution: Contribution,
    programme: Programme,
    keys: MentorKeys,
    ledger: ReleaseLedger,
    *,
    out: Path,
    report: SeenReport | None,
) -> None:
    places = (out, lead_half_at(out)) if programme.kit.shared else (out,)
    if any(place.exists() or place.is_symlink() for place in places):
        raise OutputExistsError
    with (
        wiped(sign_in_force(ledger, keys.sign)) as sign,
        wiped(programme_sign_seed(sign, contribution.programme_id)) as seed,
    ):
        sealed = _sealed(contribution, programme.kit, seed)
    seen = {"seen_period": str(report.period)} if report is not None else {}
    plain = {**plain_contribution(contribution), **destination(programme.kit), **seen}
    # First the ledger, then the files: what left is always written down, even if the lights go out.
    ledger.append(
        Release(
            kind=ReleaseKind.CONTRIBUTION,
            period=str(contribution.period),
            model_hash=canonical_hash(plain),
            model=canonical_bytes(plain),
            previous=ledger.head(),
        )
    )
    for place, data in zip(places, sealed, strict=True):
        write_new(place, data, mode=PRIVATE)


def _sealed(contribution: Contribution, kit: ProgrammeKit, seed: bytearray) -> list[bytes]:
    """The trustee's file, and the lead's where there are two."""
    if not kit.shared:
        return [seal_contribution(contribution, sign_seed=seed, box_key=kit.trustee_box_key)]
    lead, trustee = halves(contribution)
    return [
        seal_contribution(trustee, sign_seed=seed, box_key=kit.trustee_box_key),
        seal_contribution(lead, sign_seed=seed, box_key=kit.lead_box_key),
    ]


def _answer(contribution: Contribution, programme: Programme, *, written: bool) -> Answer:
    figures = dict(zip(programme.plan.keys, contribution.counters, strict=True))
    shown = replace(contribution, counters=())
    body: dict[str, Json] = {
        **plain_contribution(shown),
        "counters": {str(key): n for key, n in figures.items()},
    }
    named = [
        (key, f"{n:>6}  {figure_line(key, programme.kit, programme.taxonomy)}")
        for key, n in figures.items()
        if n
    ]
    lines = [line for key, line in named if key.table.printed]
    unprinted = [line for key, line in named if not key.table.printed]
    closing = _("This is a preview: nothing has been written and nothing has left your vault.")
    if written and programme.kit.shared:
        closing = _(
            "Two halves have been written. Send the one with “lead” in its name to the programme lead, and "
            "the other to the trustee: neither can read anything without the other."
        )
    elif written:
        closing = _("The contribution has been written. Only the trustee can open it.")
    return Answer(
        result={"kind": "contribution", "written": written, "contribution": body},
        lines=[
            _("These numbers are in your contribution for {period}; every other one is 0:").format(
                period=str(contribution.period)
            ),
            *lines,
            "",
            _("These are in it too, for checks only; they are never printed:"),
            *unprinted,
            "",
            closing,
        ],
    )
