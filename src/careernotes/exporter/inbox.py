"""An inbox of lead or trustee: which contribution files count, and why others do not. No content is shown.

The outcome depends on what is in the files, never on their names or order. Of one mentor the highest
revision counts; the same revision twice with different content counts for nothing, because one of them
comes from an old copy of a vault.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.canonical import Json
from careernotes.disclosure.plausible import is_plausible
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.exporter.errors import (
    ConflictingRevisionError,
    DuplicateIdError,
    ImplausibleError,
    WrongKitError,
    WrongPeriodError,
    WrongPlanError,
    WrongProgrammeError,
)
from careernotes.exporter.pool_errors import (
    EndedSenderError,
    NotSplitError,
    OtherHalfError,
    UnknownReportError,
    UnknownSenderError,
)
from careernotes.exporter.programme import Programme
from careernotes.i18n import error_sentences
from careernotes.sealing.contribution_file import LARGEST, Contribution, Share, open_contribution
from careernotes.sealing.enrolment_file import Enrolled, spoken
from careernotes.sealing.errors import CannotReadError
from careernotes.sealing.sealed_box import recipient_of
from careernotes.sealing.whole_file import read_whole, shown_name

SUFFIX = ".cncontrib"
Mentor = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """One file that does not count, and the reason: its code, and what happened and what to do in words."""

    name: str
    code: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What is in the inbox for one period."""

    accepted: tuple[Contribution, ...]
    refused: tuple[RefusedFile, ...]
    superseded: tuple[str, ...]
    """Files replaced by a later revision, or there twice."""
    mentors: tuple[str, ...] | None = None
    """Everybody whose contribution could have come; None where no list of them is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Who reads an inbox: which half is theirs, which mentors they know, which reports were released."""

    share: Share = Share.WHOLE
    enrolled: Enrolled | None = None
    """Without a list everybody's contribution counts, as in a programme whose trustee opens them alone."""
    reports: frozenset[str] | None = None
    """Hashes of every report there was; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    name: str
    contribution: Contribution


def read_inbox(
    folder: Path,
    programme: Programme,
    period: Period,
    *,
    box_private: bytearray,
    progress: Callable[[float], None],
    keeper: Keeper | None = None,
) -> Inbox:
    """Every contribution file in *folder*, opened and held against the programme and period.

    Raises:
        CannotReadError: when the folder cannot be read.
    """
    keeper = keeper or Keeper()
    opened: list[_Opened] = []
    refused: list[RefusedFile] = []
    paths = _files(folder)
    for number, path in enumerate(paths, start=1):
        try:
            data = read_whole(path, most=LARGEST)
            _check_recipient(data, programme, keeper)
            contribution = open_contribution(data, box_private=box_private)
            check_contribution(contribution, programme, period, keeper)
            opened.append(_Opened(name=path.name, contribution=contribution))
        except CareerNotesError as error:
            refused.append(_refused(path.name, error))
        progress(number / len(paths))
    mentors = keeper.enrolled.mentors if keeper.enrolled is not None else None
    return replace(_sorted_out(opened, refused), mentors=mentors)


def _refused(name: str, error: CareerNotesError) -> RefusedFile:
    happened, _safe, todo = error_sentences(error)
    return RefusedFile(name=name, code=error.code, why=f"{happened} {todo}")


def _check_recipient(data: bytes, programme: Programme, keeper: Keeper) -> None:
    kit = programme.kit
    other = kit.trustee_box_key if keeper.share is Share.LEAD else kit.lead_box_key
    if other and recipient_of(data) == other:
        raise OtherHalfError


def check_contribution(
    contribution: Contribution, programme: Programme, period: Period, keeper: Keeper
) -> None:
    """Returns when a contribution belongs to this programme, plan and period, is the half asked for, and
    comes from somebody its keeper knows. Only a whole one can be held against what counting can give.

    Raises:
        NotAContributionError: one of its kinds.
    """
    plan = programme.plan
    if contribution.programme_id != plan.programme_id:
        raise WrongProgrammeError
    if contribution.period != period:
        raise WrongPeriodError
    if (contribution.kit_hash, contribution.taxonomy_hash) != (plan.kit_hash, plan.taxonomy_hash):
        raise WrongKitError
    if contribution.plan_hash != plan.plan_hash:
        raise WrongPlanError
    _check_half(contribution, len(plan.keys), keeper.share)
    if contribution.share is Share.WHOLE and not is_plausible(contribution.counters, plan):
        raise ImplausibleError
    _check_sender(contribution, keeper)


def _check_half(contribution: Contribution, length: int, share: Share) -> None:
    if contribution.share is not share:
        raise NotSplitError
    if share is Share.TRUSTEE and len(contribution.counters) != length:
        raise WrongPlanError


def _check_sender(contribution: Contribution, keeper: Keeper) -> None:
    if keeper.enrolled is not None and contribution.signer not in keeper.enrolled.mentors:
        raise EndedSenderError if contribution.signer in keeper.enrolled.ended else UnknownSenderError
    if keeper.reports is not None and contribution.seen and contribution.seen not in keeper.reports:
        raise UnknownReportError


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.iterdir() if path.name.lower().endswith(SUFFIX) and path.is_file()
        )
    except OSError:
        raise CannotReadError(file=shown_name(folder)) from None


def _sorted_out(opened: list[_Opened], refused: list[RefusedFile]) -> Inbox:
    singles, superseded = _without_copies(opened)
    clashing = _clashing_ids(singles)
    refused += [_refused(one.name, DuplicateIdError()) for one in singles if _id(one) in clashing]
    mentors: dict[Mentor, list[_Opened]] = defaultdict(list)
    for one in singles:
        if _id(one) not in clashing:
            mentors[one.contribution.mentor_token, one.contribution.signer].append(one)
    accepted: list[Contribution] = []
    for files in mentors.values():
        highest = max(one.contribution.revision for one in files)
        newest = [one for one in files if one.contribution.revision == highest]
        superseded += [one.name for one in files if one.contribution.revision < highest]
        if len(newest) == 1:
            accepted.append(newest[0].contribution)
        else:
            refused += [_refused(one.name, ConflictingRevisionError()) for one in newest]
    return Inbox(
        accepted=tuple(sorted(accepted, key=lambda one: one.contribution_id)),
        refused=tuple(sorted(refused, key=lambda one: (one.name, one.code))),
        superseded=tuple(sorted(superseded)),
    )


def _without_copies(opened: Iterable[_Opened]) -> tuple[list[_Opened], list[str]]:
    """The same contribution in two files counts once."""
    seen: dict[Contribution, _Opened] = {}
    copies = []
    for one in opened:
        if one.contribution in seen:
            copies.append(one.name)
        else:
            seen[one.contribution] = one
    return list(seen.values()), copies


def _clashing_ids(opened: Iterable[_Opened]) -> set[str]:
    names: dict[str, int] = defaultdict(int)
    for one in opened:
        names[_id(one)] += 1
    return {name for name, times in names.items() if times > 1}


def _id(one: _Opened) -> str:
    return one.contribution.contribution_id


def plain_inbox(found: Inbox, counted: Container[str] | None = None) -> dict[str, Json]:
    """What is told of an inbox: numbers, file names with the reason, and every mentor by their eight words.
    With *counted*, only contributions of these names count.
    """
    used = {one.signer for one in found.accepted if counted is None or one.name in counted}
    here, known = {one.signer for one in found.accepted}, set(found.mentors or ())
    return {
        "accepted": sum(counted is None or one.name in counted for one in found.accepted),
        "refused": [{"file": one.name, "code": one.code, "why": one.why} for one in found.refused],
        "superseded": list(found.superseded),
        "signers": _called(used),
        "distinct_signers": len(used),
        "enrolled": found.mentors is not None,
        "absent": _called(known - here),
        "waiting": _called(known & (here - used)),
    }


def _called(signers: Iterable[str]) -> list[Json]:
    """The eight words of each of them, in the order of the alphabet, as on the printed list."""
    return [*sorted(spoken(signer) for signer in signers)]
