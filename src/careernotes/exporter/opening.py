"""How the trustee opens a pool together with the lead's sum: once, as one set, and never in part."""

from dataclasses import dataclass
from pathlib import Path

from careernotes.canonical import Json, canonical_bytes, canonical_hash
from careernotes.disclosure.plausible_sum import is_plausible_sum
from careernotes.domain.periods import Period
from careernotes.exporter.binding import enter, pool_reports
from careernotes.exporter.collecting import about, check_enough, read_halves
from careernotes.exporter.inbox import Inbox, plain_inbox
from careernotes.exporter.planned import missing_plan
from careernotes.exporter.pool_errors import (
    MissingHalvesError,
    NotInOneSumError,
    OpenedOtherwiseError,
    OutOfRangeError,
    SumNeededError,
)
from careernotes.exporter.programme import Programme
from careernotes.exporter.seen import check_lead_saw
from careernotes.exporter.speech import Speech
from careernotes.sealing.programme_keys import ProgrammeKeys
from careernotes.sealing.shares import summed
from careernotes.sealing.sum_file import LARGEST_SUM, LeadSum, open_sum
from careernotes.sealing.whole_file import read_whole
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What the trustee has from the lead, the trustee's own list of mentors, and who is assumed on the
    reader's side.
    """

    sum_file: Path | None = None
    enrolled: Path | None = None
    allies: tuple[str, ...] = ()


def opened_together(
    programme: Programme,
    period: Period,
    *,
    keys: ProgrammeKeys,
    inbox: Path,
    together: Together,
    ledger: ReleaseLedger,
    speech: Speech,
) -> tuple[int, ...]:
    """The sum of every contribution in the lead's sum. The set is entered in the ledger before it is opened.

    Raises:
        SumNeededError, NotASumError and its kinds, LeadSawMoreError, LeadSawLessError, TooFewTogetherError,
        OpenedOtherwiseError, OutOfRangeError, ListMissingError, CannotReadError.
    """
    if together.sum_file is None:
        raise SumNeededError
    reports = pool_reports(ledger)
    given = _given(together.sum_file, programme, period, keys)
    check_lead_saw(given.seen, reports)
    found = read_halves(
        programme, period, keys=keys, inbox=inbox, enrolled=together.enrolled, speech=speech,
        reports=frozenset(reports),
    )  # fmt: skip
    speech.inbox(_plain(found, given))
    mine = {one.name: one for one in found.accepted}
    if not mine.keys() >= set(given.counted):
        raise MissingHalvesError
    counted = [mine[name] for name in given.counted]
    check_enough(programme, counted)
    _open_once(programme, period, keys=keys, ledger=ledger, given=given)
    opened = summed((given.mask, *(one.counters for one in counted)), len(programme.plan.keys))
    if not is_plausible_sum(opened, programme.plan, len(counted)):
        raise OutOfRangeError
    return opened


def _given(path: Path, programme: Programme, period: Period, keys: ProgrammeKeys) -> LeadSum:
    given = open_sum(
        read_whole(path, most=LARGEST_SUM),
        box_private=keys.box_private,
        lead_sign_key=programme.kit.lead_sign_key,
    )
    if given.about != about(programme, period) or len(given.mask) != len(programme.plan.keys):
        raise NotInOneSumError
    return given


def _open_once(
    programme: Programme, period: Period, *, keys: ProgrammeKeys, ledger: ReleaseLedger, given: LeadSum
) -> None:
    """Enter which contributions are opened, and the year's plan before them."""
    model: dict[str, Json] = {"kit_hash": programme.kit.kit_hash, "counted": list(given.counted)}
    data, head = canonical_bytes(model), ledger.head()
    for entry in ledger.all():
        if entry.kind is ReleaseKind.OPENING and Period.parse(entry.period).overlaps(period):
            if (entry.period, entry.model) != (str(period), data):
                raise OpenedOtherwiseError
            return
    if (plan := missing_plan(ledger, programme, period)) is not None:
        head = enter(ledger, keys, plan, after=head)
    opening = Release(
        kind=ReleaseKind.OPENING, period=str(period), model_hash=canonical_hash(model), model=data
    )
    enter(ledger, keys, opening, after=head)


def _plain(found: Inbox, given: LeadSum) -> dict[str, Json]:
    here, there, counted = {one.name for one in found.accepted}, set(given.collected), set(given.counted)
    return {
        **plain_inbox(found, counted),
        "half_here": len(here - there),
        "half_there": len(there - here),
        "left_out": len((here & there) - counted),
    }
