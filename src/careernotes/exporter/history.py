"""What already left, from the release ledger, as the rules see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careernotes.canonical import Json
from careernotes.disclosure.once import Departure, Way
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.reading import Reader
from careernotes.exporter.errors import ContributedOtherwiseError, NothingReleasedError
from careernotes.exporter.ledger_errors import ForkedReportsError, PlanChangedError, ProtectionChangedError
from careernotes.exporter.seen import SeenReport
from careernotes.sealing.strict_json import read_canonical
from careernotes.vault.errors import DamagedLedgerError, LedgerMissingError, VaultNotFoundError
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger


@contextmanager
def open_history(path: Path, key: bytearray, *, create: bool = False) -> Iterator[ReleaseLedger]:
    """The release ledger at *path*, closed at the end; only a trustee's first report makes one.

    Raises:
        LedgerMissingError: when there is none and *create* is False.
    """
    try:
        ledger = ReleaseLedger.open(path, key, create=create)
    except VaultNotFoundError:
        raise LedgerMissingError from None
    try:
        yield ledger
    finally:
        ledger.close()


def departures(ledger: ReleaseLedger) -> tuple[Departure, ...]:
    """Everything that left, the oldest first."""
    ways = {way.value for way in Way}
    return tuple(_departure(release) for release in ledger.all() if release.kind.value in ways)


def revisions(ledger: ReleaseLedger, period: Period, programme_id: str) -> int:
    """How many contributions were made for one programme and period."""
    made = Departure(way=Way.CONTRIBUTION, period=period, programme_id=programme_id)
    return sum(departure == made for departure in departures(ledger))


def destination(kit: ProgrammeKit) -> dict[str, Json]:
    """What the ledger keeps with a contribution: who can open it, its groups, the noise of its reports."""
    told: dict[str, Json] = {"trustee_box_key": kit.trustee_box_key, "breakdown": kit.breakdown or ""}
    if kit.noise_scale:
        told["noise_scale"] = str(kit.noise_scale)
    return {**told, "lead_box_key": kit.lead_box_key} if kit.shared else told


def refuse_otherwise(ledger: ReleaseLedger, period: Period, kit: ProgrammeKit) -> None:
    """Returns when every earlier contribution to this period went to the same people in the same breakdown,
    and every one to this year by the same plan.

    Raises:
        ContributedOtherwiseError, PlanChangedError, ProtectionChangedError: when one did not.
    """
    new = {"lead_box_key": "", "noise_scale": "", **destination(kit)}
    for release in ledger.all():
        if release.kind is not ReleaseKind.CONTRIBUTION:
            continue
        departure = _departure(release)
        if departure.programme_id != kit.programme_id or departure.period.year != period.year:
            continue
        kept = Reader(read_canonical(release.model))
        if departure.period == period:
            if any(kept.text(name, default="") != value for name, value in new.items()):
                raise ContributedOtherwiseError
        elif (departure.period.length, kept.text("breakdown", default="")) != (period.length, kit.breakdown):
            raise PlanChangedError(year=period.year)
        elif kept.text("noise_scale", default="") != new["noise_scale"]:
            raise ProtectionChangedError(year=period.year)


def seen_by_mentor(ledger: ReleaseLedger, kit: ProgrammeKit, report: SeenReport | None) -> str:
    """The hash of the last report this mentor has seen: *report*, or the one named the last time.

    Raises:
        ForkedReportsError: when *report* is another one over the months of the one seen before.
    """
    last = ""
    for release in ledger.all():
        if release.kind is not ReleaseKind.CONTRIBUTION:
            continue
        kept = Reader(read_canonical(release.model))
        if kept.text("programme_id") != kit.programme_id:
            continue
        last, when = kept.text("seen", default=""), kept.text("seen_period", default="")
        if report is not None and when and Period.parse(when).overlaps(report.period) and last != report.hash:
            raise ForkedReportsError
    return report.hash if report is not None else last


def stored_model(ledger: ReleaseLedger, period: Period, kind: ReleaseKind) -> bytes:
    """The sealed model of one release.

    Raises:
        NothingReleasedError: when there was none.
    """
    release = ledger.released(period, kind)
    if release is None:
        raise NothingReleasedError
    return release.model


def last_model_hash(ledger: ReleaseLedger, kind: ReleaseKind) -> str:
    """The hash of the last report of this kind, empty for the first.

    It is what the next report names as the one before it. A hash over the ledger itself would also depend on
    contributions, whose numbers nobody published.
    """
    return next((r.model_hash for r in reversed(ledger.all()) if r.kind is kind), "")


def _departure(release: Release) -> Departure:
    programme_id = ""
    try:
        if release.kind is ReleaseKind.CONTRIBUTION:
            programme_id = Reader(read_canonical(release.model)).text("programme_id")
        return Departure(
            way=Way(release.kind.value), period=Period.parse(release.period), programme_id=programme_id
        )
    except ValueError:
        raise DamagedLedgerError from None
