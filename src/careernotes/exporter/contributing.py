"""``contribute``: one mentor's counters for the pooled report, sealed to the trustee."""

import secrets
from dataclasses import replace
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.disclosure.counting import count
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.domain.periods import Period
from careernotes.exporter.errors import NothingToContributeError
from careernotes.exporter.facts_in import read_facts
from careernotes.exporter.history import departures, destination, open_history, refuse_otherwise, revisions
from careernotes.exporter.keys_in import MentorKeys
from careernotes.exporter.programme import Programme
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _
from careernotes.report.figure_names import figure_line
from careernotes.sealing.contribution_file import Contribution, plain_contribution, seal_contribution
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
) -> Answer:
    """The exact counters of one period; with *out*, also the sealed file, once it stands in the release
    ledger.

    Raises:
        NothingToContributeError, AlreadyReleasedError, PoolOrListError, ContributedOtherwiseError,
        OutputExistsError, CannotWriteError.
    """
    speech.progress(0.1, "read")
    facts = read_facts(vault.themes, keys.themes)
    speech.progress(0.4, "count")
    counters = count(
        facts, period, programme.plan, programme.kit, programme.taxonomy, policy=programme.policy
    )
    with open_history(vault.releases, keys.releases) as ledger:
        contribution = _next(programme, period, counters, keys, ledger)
        speech.progress(0.7, "seal")
        if out is not None:
            _send(contribution, programme, keys, ledger, out)
    speech.progress(1.0, "done")
    return _answer(contribution, programme, written=out is not None)


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
    contribution: Contribution, programme: Programme, keys: MentorKeys, ledger: ReleaseLedger, out: Path
) -> None:
    if out.exists() or out.is_symlink():
        raise OutputExistsError
    with (
        wiped(sign_in_force(ledger, keys.sign)) as sign,
        wiped(programme_sign_seed(sign, contribution.programme_id)) as seed,
    ):
        sealed = seal_contribution(contribution, sign_seed=seed, box_key=programme.kit.trustee_box_key)
    plain = {**plain_contribution(contribution), **destination(programme.kit)}
    # First the ledger, then the file: what left is always written down, even if the lights go out in between.
    ledger.append(
        Release(
            kind=ReleaseKind.CONTRIBUTION,
            period=str(contribution.period),
            model_hash=canonical_hash(plain),
            model=canonical_bytes(plain),
            previous=ledger.head(),
        )
    )
    write_new(out, sealed, mode=PRIVATE)


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
    closing = (
        _("The contribution has been written. Only the trustee can open it.")
        if written
        else _("This is a preview: nothing has been written and nothing has left your vault.")
    )
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
