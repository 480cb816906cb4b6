"""``pool``: the trustee turns many contributions into one report for the whole programme."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from careernotes.canonical import Json
from careernotes.disclosure.counting import add
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.reasons import WithheldReasons
from careernotes.disclosure.release import release
from careernotes.domain.periods import Period
from careernotes.exporter.errors import WrongTrusteeError
from careernotes.exporter.history import departures, last_model_hash, open_history, stored_model
from careernotes.exporter.inbox import Inbox, read_inbox
from careernotes.exporter.listing import release_report
from careernotes.exporter.programme import Programme
from careernotes.exporter.rendering import prepare, read_sealed, report_answer, seal_report
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _
from careernotes.sealing.blur import coin
from careernotes.sealing.errors import CannotWriteError, WrongRoleError
from careernotes.sealing.kit_file import fingerprint
from careernotes.sealing.programme_keys import ProgrammeKeys, Role
from careernotes.vault.releases import ReleaseKind

LEDGER_NAME = "releases.db"
_SHORT = 9
"""Two groups of four of a fingerprint: enough to tell the senders of one inbox apart."""


def pool(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    ledger_folder: Path,
    out: Path | None,
    speech: Speech,
) -> Answer:
    """The report of one period from everything in *inbox*; with *out*, it is released and written there.

    Preview and release give the same model: the coins come from the trustee's key, period and plan.

    Raises:
        WrongRoleError, WrongTrusteeError: when *keys* are not those of the kit's trustee.
        AlreadyReleasedError, PoolTooSmallError, OutputExistsError, CannotWriteError.
    """
    check_trustee(programme, keys)
    with open_history(_ledger(ledger_folder), keys.releases80, create=True) as ledger:
        leaving = Departure(way=Way.POOL, period=period, programme_id=programme.kit.programme_id)
        refuse_twice(leaving, past := departures(ledger))
        made = release(
            _summed(programme, period, keys=keys, inbox=inbox, speech=speech),
            plan=programme.plan,
            policy=programme.policy,
            period=period,
            coin=partial(coin, keys.blur_secret32),
        )
        sealed = seal_report(
            made.report,
            programme,
            previous=last_model_hash(ledger, ReleaseKind.POOL),
            sign_seed=keys.sign_private,
        )
        if out is not None:
            release_report(sealed, ReleaseKind.POOL, period, ledger=ledger, out=out, speech=speech)
    speech.progress(1.0, "done")
    answer = report_answer(sealed, made.reasons, programme, released=out is not None)
    return _with_ledger_note(answer, new=not past)


def _with_ledger_note(answer: Answer, *, new: bool) -> Answer:
    """The answer with a plain word when nothing was released with this ledger: a second, empty ledger would
    let the same people be reported twice, and only the trustee can notice.
    """
    note = _("This ledger is new: nothing was released with it before.")
    lines = [*answer.lines, note] if new else answer.lines
    return replace(answer, result={**answer.result, "ledger_is_new": new}, lines=lines)


def _summed(
    programme: Programme, period: Period, *, keys: ProgrammeKeys, inbox: Path, speech: Speech
) -> tuple[int, ...]:
    """The sum of every contribution that counts; nobody, not even the trustee, is shown a single one."""
    found = read_inbox(
        inbox,
        programme,
        period,
        box_private=keys.box_private,
        progress=lambda share: speech.progress(0.05 + 0.5 * share, "open"),
    )
    speech.inbox(_plain_inbox(found))
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
    with open_history(_ledger(ledger_folder), keys.releases80) as ledger:
        sealed = read_sealed(stored_model(ledger, period, ReleaseKind.POOL), sign_seed=keys.sign_private)
    prepare(sealed, out, speech).write()
    speech.progress(1.0, "done")
    return report_answer(sealed, WithheldReasons(reasons=()), programme, released=True)


def check_trustee(programme: Programme, keys: ProgrammeKeys) -> None:
    """Returns when *keys* are those of the trustee named in the kit.

    Raises:
        WrongRoleError, WrongTrusteeError.
    """
    if keys.public.role is not Role.TRUSTEE:
        raise WrongRoleError(found=keys.public.role.value, needed=Role.TRUSTEE.value)
    named = programme.kit.trustee_box_key, programme.kit.trustee_sign_key
    if (keys.public.box_key, keys.public.sign_key) != named:
        raise WrongTrusteeError


def _ledger(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError from None
    return folder / LEDGER_NAME


def _plain_inbox(found: Inbox) -> dict[str, Json]:
    signers = sorted({one.signer for one in found.accepted})
    return {
        "accepted": len(found.accepted),
        "refused": [{"file": one.name, "code": one.code} for one in found.refused],
        "superseded": list(found.superseded),
        "signers": [fingerprint(signer)[:_SHORT] for signer in signers],
        "distinct_signers": len(signers),
    }
