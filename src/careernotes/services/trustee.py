"""The trustee's side: the pooled report from many contributions, and checking any report. Needs no vault."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from careernotes.assets import read_json
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError, Reader
from careernotes.domain.taxonomy import read_taxonomy
from careernotes.i18n import _, language
from careernotes.report.protection_words import protection_line
from careernotes.report.verify import Finding, FindingCode, Verdict
from careernotes.sealing.kit_file import read_kit_file
from careernotes.services.exporter_answers import ReportPreview, read_report
from careernotes.services.exporter_events import ExporterSilentError
from careernotes.services.exporter_process import ExporterResult, run_exporter
from careernotes.services.keeper_calls import with_passphrase
from careernotes.services.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFiles:
    """Where everything for a pooled report is, and the passphrase of the trustee's key file."""

    kit: Path
    key: Path
    inbox: Path
    ledger: Path
    passphrase: str = field(repr=False)
    sum_file: Path | None = None
    """The lead's sum; needed with a kit for two."""
    enrolled: Path | None = None
    """The trustee's own list of mentors; needed with a kit for two."""
    allies: tuple[str, ...] = ()
    """Sets of people assumed on the reader's side, like ``finance/2025-H1:2``."""

    def together(self) -> list[str]:
        """The options for what is opened together with the lead."""
        given = (("--sum", self.sum_file), ("--enrolled", self.enrolled))
        return [part for name, path in given if path is not None for part in (name, str(path))]


def protection(kit: Path) -> str:
    """How the figures of a kit's reports are protected, in one sentence; what a first look costs with noise.

    Raises:
        CareerNotesError: when the kit cannot be read.
    """
    read = read_kit_file(kit)
    costs = _("The first look draws the noise and counts against the year; looking again changes nothing.")
    return " ".join([protection_line(read), *([costs] if read.noise_scale else [])])


def areas(kit: Path) -> tuple[tuple[str, str], ...]:
    """The groups of a kit's division, each by its key and its name; none when it has no division.

    Raises:
        CareerNotesError: when the kit cannot be read.
    """
    values = read_kit_file(kit).breakdown_values
    return tuple((value.key, value.name.in_language(language())) for value in values)


def preview_pool(files: PoolFiles, period: Period, work: Work | None = None) -> ReportPreview:
    """The report as HR would see it, what is withheld and why, and each file's fate. Nothing is written.

    Raises:
        CareerNotesError: when the kit cannot be read, or with the exporter's own code and sentences.
    """
    return _pool(files, period, work)


def release_pool(files: PoolFiles, period: Period, folder: Path, work: Work | None = None) -> ReportPreview:
    """Release the report: it enters the ledger, and its files go to *folder*.

    Raises:
        CareerNotesError: when the kit cannot be read, or with the exporter's own code and sentences.
    """
    return _pool(files, period, work, "--out", str(folder), "--release", out=folder)


def reprint_pool(files: PoolFiles, period: Period, folder: Path, work: Work | None = None) -> ReportPreview:
    """The same files as at the release, byte for byte.

    Raises:
        CareerNotesError: when the kit cannot be read, or with the exporter's own code and sentences.
    """
    return _pool(files, period, work, "--out", str(folder), "--reprint", out=folder)


def collect(files: PoolFiles, period: Period, path: Path, work: Work | None = None) -> int:
    """Write the list of the halves the trustee has to *path*, for the lead, who makes the sum with it; gives
    how many there are.

    Raises:
        CareerNotesError: with the exporter's own code and sentences.
    """
    given = [
        "collect", "--kit", str(files.kit), "--key", str(files.key), "--inbox", str(files.inbox),
        "--period", str(period), "--out", str(path),
        *replace(files, sum_file=None).together(),
    ]  # fmt: skip
    done = with_passphrase(given, files.passphrase, work, path.parent)
    try:
        return Reader(done.result).integer("names", low=0, high=10_000_000)
    except MalformedError:
        raise ExporterSilentError from None


def _pool(
    files: PoolFiles, period: Period, work: Work | None, *more: str, out: Path | None = None
) -> ReportPreview:
    kit = read_kit_file(files.kit)
    taxonomy = read_taxonomy(read_json("taxonomy", "careernotes-core-1.json"))
    given = [
        "pool", "--kit", str(files.kit), "--key", str(files.key), "--inbox", str(files.inbox),
        "--ledger", str(files.ledger), "--period", str(period), *files.together(), *more,
        *(part for each in files.allies for part in ("--allies", each)),
    ]  # fmt: skip
    return read_report(with_passphrase(given, files.passphrase, work, out), kit, taxonomy)


def verify(report: Path, kit: Path | None = None, work: Work | None = None) -> Verdict:
    """What the exporter finds about a report and the files beside it. Needs no vault and no key.

    Raises:
        CareerNotesError: with the exporter's own code and sentences, when it cannot be judged at all.
    """
    given = ["verify", str(report), *(["--kit", str(kit)] if kit is not None else [])]
    return read_verdict(run_exporter(given, frame=None, work=work or Work.silent()))


def read_verdict(done: ExporterResult) -> Verdict:
    """The verdict in an answer of ``verify``.

    Raises:
        ExporterSilentError: when it is no such answer.
    """
    try:
        root = Reader(done.result)
        verdict = Verdict(
            findings=tuple(
                Finding(code=item.parsed("code", FindingCode, "a finding"), file=item.text("file"))
                for item in root.objects("findings")
            ),
            model_hash=root.text("model_hash"),
            previous=root.text("previous"),
            compared=root.texts("compared"),
        )
        if verdict.ok != root.flag("ok") or verdict.ok != (done.exit_code == 0):
            raise MalformedError("ok", "what the findings say")
    except MalformedError:
        raise ExporterSilentError from None
    return verdict
