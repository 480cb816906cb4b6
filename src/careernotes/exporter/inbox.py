"""The trustee's inbox: which contribution files count, and why the others do not. No content is ever shown.

The outcome depends on what is in the files, never on their names or order. Of one mentor the highest
revision counts; the same revision twice with different content counts for nothing, because one of them
comes from an old copy of a vault.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

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
from careernotes.exporter.programme import Programme
from careernotes.sealing.contribution_file import LARGEST, Contribution, open_contribution
from careernotes.sealing.errors import CannotReadError
from careernotes.sealing.whole_file import read_whole

SUFFIX = ".cncontrib"
Mentor = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """One file that does not count, and the code of the reason."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What is in the inbox for one period."""

    accepted: tuple[Contribution, ...]
    refused: tuple[RefusedFile, ...]
    superseded: tuple[str, ...]
    """Files replaced by a later revision, or there twice."""


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
) -> Inbox:
    """Every contribution file in *folder*, opened and held against the programme and period.

    Raises:
        CannotReadError: when the folder cannot be read.
    """
    opened: list[_Opened] = []
    refused: list[RefusedFile] = []
    paths = _files(folder)
    for number, path in enumerate(paths, start=1):
        try:
            contribution = open_contribution(read_whole(path, most=LARGEST), box_private=box_private)
            check_contribution(contribution, programme, period)
            opened.append(_Opened(name=path.name, contribution=contribution))
        except CareerNotesError as error:
            refused.append(RefusedFile(name=path.name, code=error.code))
        progress(number / len(paths))
    return _sorted_out(opened, refused)


def check_contribution(contribution: Contribution, programme: Programme, period: Period) -> None:
    """Returns when a contribution belongs to this programme, plan and period and can be true.

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
    if not is_plausible(contribution.counters, plan):
        raise ImplausibleError


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.iterdir() if path.name.lower().endswith(SUFFIX) and path.is_file()
        )
    except OSError:
        raise CannotReadError from None


def _sorted_out(opened: list[_Opened], refused: list[RefusedFile]) -> Inbox:
    singles, superseded = _without_copies(opened)
    clashing = _clashing_ids(singles)
    refused += [
        RefusedFile(name=one.name, code=DuplicateIdError.code) for one in singles if _id(one) in clashing
    ]
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
            refused += [RefusedFile(name=one.name, code=ConflictingRevisionError.code) for one in newest]
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
