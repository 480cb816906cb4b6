"""The glass wall: what would leave, shown before it leaves; every figure comes from the exporter itself."""

import contextlib
from dataclasses import replace
from pathlib import Path

from careernotes.disclosure.own_list import LIST_LENGTH
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period, PeriodLength
from careernotes.sealing.keypipe import FrameKind
from careernotes.services import coding, proving, trail, withdrawing
from careernotes.services.desk import Desk
from careernotes.services.exporter_answers import (
    ContributionPreview,
    CounterLine,
    ReportPreview,
    WithheldLine,
    read_contribution,
    read_report,
    read_words,
)
from careernotes.services.exporter_events import ExporterRefusedError, InboxFound
from careernotes.services.exporter_process import ExporterResult, Frame, run_exporter
from careernotes.services.problems import NoKitError
from careernotes.services.trustee import preview_pool, release_pool, reprint_pool, verify
from careernotes.services.work import Work
from careernotes.vault.audit import AuditCode
from careernotes.vault.counts import counts_on_disk_agree
from careernotes.vault.counts_anew import begin_counts_anew
from careernotes.vault.errors import DamagedCountsError, ReadOnlyFolderError
from careernotes.vault.keeping import SettingName
from careernotes.vault.ledger_memory import check_ledger, remember_ledger
from careernotes.vault.open_vault import OpenVault

__all__ = [
    "ContributionPreview", "CounterLine", "ExporterRefusedError", "ExporterResult", "InboxFound",
    "ReportPreview", "WithheldLine", "contribution_periods", "list_periods", "preview_contribution",
    "preview_list", "preview_pool", "release_list", "release_pool", "reprint_list", "reprint_pool",
    "run_exporter", "verify", "write_contribution", "write_enrolment",
]  # fmt: skip


def contribution_periods(desk: Desk) -> tuple[Period, ...]:
    """The periods of the programme that have begun, the newest first; none without a kit."""
    return _periods(desk, desk.kit.period) if desk.kit is not None else ()


def list_periods(desk: Desk) -> tuple[Period, ...]:
    """The half-years for a list of one's own, the newest first; none without a kit."""
    return _periods(desk, LIST_LENGTH)


def _periods(desk: Desk, length: PeriodLength) -> tuple[Period, ...]:
    if desk.kit is None:
        return ()
    period, last = Period.of(desk.kit.starts_on, length), min(desk.today, desk.kit.ends_on)
    found = []
    while period.starts_on <= last:
        found.append(period)
        period = period.next()
    return tuple(reversed(found))


def preview_contribution(desk: Desk, period: Period, work: Work | None = None) -> ContributionPreview:
    """The exact counters a contribution for *period* would carry. Nothing is written.

    Raises:
        NoKitError, ExporterRefusedError, CancelledError.
    """
    done, _receipt = _for_mentor(desk, "contribute", period, work)
    return read_contribution(done, _kit(desk), desk.taxonomy)


def write_contribution(
    desk: Desk, period: Period, path: Path, work: Work | None = None, *, seen: Path | None = None
) -> ContributionPreview:
    """Write the contribution to *path*, sealed to the trustee; the same numbers as the preview, and the
    words of the trail that now tells of it. With a kit for two, the lead's half lies beside it. *seen* is the
    file of the last report the mentor has seen.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is written then.
        NoKitError, ExporterRefusedError, CancelledError.
    """
    proving.require(desk)
    given = ["--out", str(path), *(["--seen", str(seen)] if seen is not None else [])]
    done, receipt = _for_mentor(desk, "contribute", period, work, *given, out=path.parent)
    withdrawing.settle(desk, period)
    return replace(read_contribution(done, _kit(desk), desk.taxonomy), receipt=receipt)


def write_enrolment(desk: Desk, path: Path, work: Work | None = None) -> str:
    """Write the mentor's enrolment for lead and trustee to *path*, and beside it the sheet; gives the words.

    Raises:
        NoKitError, ExporterRefusedError, CancelledError.
    """
    kit, paths = _kit(desk), desk.vault.paths
    given = ["enrol", "--vault", str(paths.folder), "--kit", str(paths.kit_of(kit.kit_hash))]
    given += ["--out", str(path)]
    with desk.vault.keys as keys:
        frame = Frame(FrameKind.MENTOR, (keys.themes, keys.releases, keys.sign))
        done = run_exporter(given, frame=frame, work=work or Work.silent(), out_folder=path.parent)
    return read_words(done)


def preview_list(desk: Desk, period: Period, work: Work | None = None) -> ReportPreview:
    """The mentor's own theme list for a half-year, and what is withheld. Nothing is written.

    Raises:
        NoKitError, ExporterRefusedError, CancelledError.
    """
    done, _receipt = _for_mentor(desk, "list", period, work)
    return read_report(done, _kit(desk), desk.taxonomy)


def release_list(desk: Desk, period: Period, folder: Path, work: Work | None = None) -> ReportPreview:
    """Release the list: it enters the ledger, and its files go to *folder*.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is written then.
        NoKitError, ExporterRefusedError, CancelledError.
    """
    return _list_files(desk, period, folder, "--release", work)


def reprint_list(desk: Desk, period: Period, folder: Path, work: Work | None = None) -> ReportPreview:
    """The same files as at the release, byte for byte.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute; nothing is written then.
        NoKitError, ExporterRefusedError, CancelledError.
    """
    return _list_files(desk, period, folder, "--reprint", work)


def _list_files(desk: Desk, period: Period, folder: Path, how: str, work: Work | None) -> ReportPreview:
    proving.require(desk)
    done, receipt = _for_mentor(desk, "list", period, work, "--out", str(folder), how, out=folder)
    return replace(read_report(done, _kit(desk), desk.taxonomy), receipt=receipt)


def _kit(desk: Desk) -> ProgrammeKit:
    if desk.kit is None:
        raise desk.kit_problem or NoKitError()
    return desk.kit


def _for_mentor(
    desk: Desk, verb: str, period: Period, work: Work | None, *more: str, out: Path | None = None
) -> tuple[ExporterResult, str]:
    """Run one command on this vault, with the keys of counts, releases and signing; never the notes'. With
    the words of the trail, when it made an entry there.
    """
    kit = _kit(desk)
    _check_counts(desk)
    paths = desk.vault.paths
    given = [verb, "--vault", str(paths.folder), "--kit", str(paths.kit_of(kit.kit_hash)), "--period"]
    given += [str(period), *more]
    check_ledger(desk.vault)
    before, receipt = desk.store.setting(SettingName.LEDGER_HEAD), ""
    try:
        with desk.vault.keys as keys:
            frame = Frame(FrameKind.MENTOR, (keys.themes, keys.releases, keys.sign))
            done = run_exporter(given, frame=frame, work=work or Work.silent(), out_folder=out)
    finally:
        # Also after a refusal or a cancelled run: it may have made its entry before.
        remember_ledger(desk.vault)
        receipt = _note_entry(desk, verb, before)
    return done, receipt


def _check_counts(desk: Desk) -> None:
    """Counts of another moment, a single page of them included, are written anew before anybody reads them.

    Raises:
        DamagedCountsError: when they cannot be; nobody reads them then.
    """
    if not _agree(desk.vault):
        with contextlib.suppress(DamagedCountsError, ReadOnlyFolderError):
            coding.rebuild_facts(desk)
    if not _agree(desk.vault):
        # Writing into the file does not help: another one takes its place.
        begin_counts_anew(desk.vault)
        coding.rebuild_facts(desk)
    if not _agree(desk.vault):
        raise DamagedCountsError(part=desk.vault.paths.themes.name)


def _agree(vault: OpenVault) -> bool:
    try:
        return not vault.facts_stale and counts_on_disk_agree(vault)
    except DamagedCountsError:
        return False


def _note_entry(desk: Desk, verb: str, before: str) -> str:
    """An entry the exporter made in the ledger enters the trail with its hash; a preview makes none."""
    now = desk.store.setting(SettingName.LEDGER_HEAD)
    if now in {before, ""} or now.startswith("0 "):
        return ""
    code = AuditCode.CONTRIBUTED if verb == "contribute" else AuditCode.RELEASED
    return trail.note(desk, code, bytes.fromhex(now.partition(" ")[2]))
