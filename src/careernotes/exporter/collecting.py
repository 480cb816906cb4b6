"""``collect`` and ``sum``: what lead and trustee do before a pool can be opened by both of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.canonical import Json, canonical_hash
from careernotes.domain.periods import Period
from careernotes.domain.reading import Reader
from careernotes.exporter.binding import enter, has_ledger, open_bound, sums_given
from careernotes.exporter.enrolling import read_mine
from careernotes.exporter.errors import NothingReleasedError
from careernotes.exporter.inbox import Inbox, Keeper, plain_inbox, read_inbox
from careernotes.exporter.pool_errors import (
    NotNeededError,
    OtherListError,
    SummedOtherwiseError,
    TooFewTogetherError,
)
from careernotes.exporter.programme import Programme
from careernotes.exporter.roles import check_keeper, check_lead
from careernotes.exporter.seen import next_seen, read_seen
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import _
from careernotes.sealing.collected_file import LARGEST_LIST, About, Collected, collected_bytes, read_collected
from careernotes.sealing.contribution_file import Contribution, Share
from careernotes.sealing.programme_keys import ProgrammeKeys, Role
from careernotes.sealing.shares import summed
from careernotes.sealing.strict_json import read_canonical
from careernotes.sealing.sum_file import LeadSum, plain_sum, read_sum, seal_sum, sum_model
from careernotes.sealing.whole_file import PRIVATE, read_whole, write_new
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger


def about(programme: Programme, period: Period) -> About:
    """What every list and sum of one pool is about."""
    plan = programme.plan
    return About(
        programme_id=plan.programme_id,
        kit_hash=plan.kit_hash,
        plan_hash=plan.plan_hash,
        taxonomy_hash=plan.taxonomy_hash,
        period=period,
    )


def collect(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    enrolled: Path | None,
    out: Path | None,
    speech: Speech,
) -> Answer:
    """What the lead or the trustee has of one period; with *out*, the signed list of it for the other one.

    Raises:
        NotNeededError, ListMissingError, WrongTrusteeError, WrongLeadKeyError, OutputExistsError.
    """
    check_keeper(programme, keys)
    found = read_halves(programme, period, keys=keys, inbox=inbox, enrolled=enrolled, speech=speech)
    speech.inbox(plain_inbox(found))
    names = tuple(sorted(one.name for one in found.accepted))
    mine = Collected(role=keys.public.role, about=about(programme, period), names=names)
    if out is not None:
        write_new(out, collected_bytes(mine, keys.sign_private))
    speech.progress(1.0, "done")
    closing = (
        _("The list has been written. Send it to the other person; there are no numbers of anybody in it.")
        if out is not None
        else _("This is a preview: nothing has been written.")
    )
    return Answer(
        result={"kind": "collected", "written": out is not None, "names": len(names)}, lines=[closing]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFiles:
    """Where the lead has everything for a sum: halves, own list of mentors, the trustee's list of
    contributions, own ledger, and the last report seen.
    """

    inbox: Path
    enrolled: Path | None
    theirs: Path
    ledger: Path
    seen: Path | None = None


def lead_sum(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    files: LeadFiles,
    out: Path | None,
    speech: Speech,
) -> Answer:
    """The lead's sum over every contribution of which both halves have arrived, sealed to the trustee;
    without *out* only what it would be over, so that a mentor can still be called.

    One sum for each period: asked again it is the same one, and over other contributions there is none.

    Raises:
        WrongRoleError, WrongLeadKeyError, NotNeededError, NotAListError and its kinds, TooFewTogetherError,
        SummedOtherwiseError, OldLedgerError, ForkedLedgerError, ForkedReportsError, OutputExistsError.
    """
    check_lead(programme, keys)
    mine, counted = _in_common(programme, period, keys=keys, files=files, speech=speech)
    check_enough(programme, [mine[name] for name in counted])
    if out is None and not has_ledger(files.ledger, keys):
        return _preview_answer(len(counted), len(mine))
    with open_bound(files.ledger, keys, create=out is not None) as ledger:
        report = read_seen(files.seen, programme.kit) if files.seen is not None else None
        head, named = ledger.head(), next_seen(report, _seen_before(ledger))
        given = _only_sum(ledger, period, named, counted)
        if out is None:
            return _preview_answer(len(counted), len(mine))
        made = given or _new_sum(programme, period, named, mine, counted)
        _keep_sum(made, keys=keys, ledger=ledger, after=head)
        _write_sum(made, programme, keys=keys, out=out)
    speech.progress(1.0, "done")
    return _sum_answer(made)


def _in_common(
    programme: Programme, period: Period, *, keys: ProgrammeKeys, files: LeadFiles, speech: Speech
) -> tuple[dict[str, Contribution], tuple[str, ...]]:
    """The lead's halves by name, and the names of those that both have."""
    listed = set(_their_list(programme, period, files.theirs))
    found = read_halves(
        programme, period, keys=keys, inbox=files.inbox, enrolled=files.enrolled, speech=speech
    )
    mine = {one.name: one for one in found.accepted}
    counted = tuple(sorted(mine.keys() & listed))
    missing: dict[str, Json] = {
        "half_here": len(mine.keys() - listed),
        "half_there": len(listed - mine.keys()),
    }
    speech.inbox({**plain_inbox(found, counted), **missing})
    return mine, counted


def reprint_sum(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    ledger_folder: Path,
    out: Path,
    speech: Speech,
) -> Answer:
    """The sum of one period once more, from the lead's own ledger.

    Raises:
        NothingReleasedError, OldLedgerError, ForkedLedgerError, OutputExistsError.
    """
    check_lead(programme, keys)
    with open_bound(ledger_folder, keys, create=False) as ledger:
        stored = ledger.released(period, ReleaseKind.SUM)
        if stored is None:
            raise NothingReleasedError
        made = _stored(stored)
        _write_sum(made, programme, keys=keys, out=out)
    speech.progress(1.0, "done")
    return _sum_answer(made)


def read_halves(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    enrolled: Path | None,
    speech: Speech,
    reports: frozenset[str] | None = None,
) -> Inbox:
    """What the owner of *keys* has of one period, from mentors on their list.

    Raises:
        NotNeededError: when the kit asks for no halves.
        ListMissingError, NotTheEnrolledError, CannotReadError.
    """
    if not programme.kit.shared:
        raise NotNeededError
    share = Share.LEAD if keys.public.role is Role.LEAD else Share.TRUSTEE
    return read_inbox(
        inbox,
        programme,
        period,
        box_private=keys.box_private,
        progress=speech.opening,
        keeper=Keeper(share=share, enrolled=read_mine(programme, keys, enrolled), reports=reports),
    )


def check_enough(programme: Programme, counted: list[Contribution]) -> None:
    """Returns when a sum over *counted* is one over enough mentors.

    Raises:
        TooFewTogetherError: a sum over a few would give them away to whoever holds the other half.
    """
    if len({one.signer for one in counted}) < programme.policy.mentors:
        raise TooFewTogetherError(mentors=programme.policy.mentors)


def _new_sum(
    programme: Programme,
    period: Period,
    seen: str,
    mine: Mapping[str, Contribution],
    counted: tuple[str, ...],
) -> LeadSum:
    length = len(programme.plan.keys)
    return LeadSum(
        about=about(programme, period),
        seen=seen,
        collected=tuple(sorted(mine)),
        counted=counted,
        mask=summed((mine[name].mask(length) for name in counted), length),
    )


def _their_list(programme: Programme, period: Period, path: Path) -> tuple[str, ...]:
    data = read_whole(path, most=LARGEST_LIST)
    listed = read_collected(data, Role.TRUSTEE, programme.kit.trustee_sign_key)
    if listed.about != about(programme, period):
        raise OtherListError
    return listed.names


def _seen_before(ledger: ReleaseLedger) -> str | None:
    """The report named in the last sum; None when there was no sum yet, so that nobody remembers."""
    made = sums_given(ledger)
    return _stored(made[-1]).seen if made else None


def _only_sum(ledger: ReleaseLedger, period: Period, seen: str, counted: tuple[str, ...]) -> LeadSum | None:
    """The sum that was given for these months, naming the report seen now; None when there was none.

    Raises:
        SummedOtherwiseError: when it was another one.
    """
    given = [entry for entry in sums_given(ledger) if Period.parse(entry.period).overlaps(period)]
    if not given:
        return None
    first = _stored(given[-1])
    if first.about.period != period or first.counted != counted:
        raise SummedOtherwiseError
    return replace(first, seen=seen)


def _stored(entry: Release) -> LeadSum:
    return read_sum(Reader(read_canonical(entry.model)))


def _keep_sum(made: LeadSum, *, keys: ProgrammeKeys, ledger: ReleaseLedger, after: str) -> None:
    model, last = sum_model(made), ledger.released(made.about.period, ReleaseKind.SUM)
    if last is None or last.model != model:
        entry = Release(
            kind=ReleaseKind.SUM,
            period=str(made.about.period),
            model_hash=canonical_hash(plain_sum(made)),
            model=model,
        )
        enter(ledger, keys, entry, after=after)


def _write_sum(made: LeadSum, programme: Programme, *, keys: ProgrammeKeys, out: Path) -> None:
    sealed = seal_sum(made, sign_seed=keys.sign_private, box_key=programme.kit.trustee_box_key)
    write_new(out, sealed, mode=PRIVATE)


def _preview_answer(counted: int, collected: int) -> Answer:
    return Answer(
        result={"kind": "sum", "written": False, "counted": counted, "collected": collected},
        lines=[
            _("Contributions that would be in the sum: {count}").format(count=counted),
            _("This is a preview: nothing has been written."),
        ],
    )


def _sum_answer(made: LeadSum) -> Answer:
    counted, collected = len(made.counted), len(made.collected)
    return Answer(
        result={"kind": "sum", "written": True, "counted": counted, "collected": collected},
        lines=[
            _("Contributions in the sum: {count}").format(count=counted),
            _("The sum has been written. Only the trustee can open it. Send it to the trustee."),
        ],
    )
