"""The last report somebody has seen: what ties the trustee's ledger to people who do not hold it.

The lead's sum and a mentor's contribution name the hash of it. A ledger that does not know that report is an
old copy or another branch, and says so instead of releasing the same months again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.reading import MalformedError
from careernotes.exporter.ledger_errors import (
    ForkedReportsError,
    LeadSawLessError,
    LeadSawMoreError,
    NotTheSeenReportError,
)
from careernotes.report.document import ReportKind
from careernotes.report.envelope import read_envelope
from careernotes.sealing.whole_file import read_whole

_MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReport:
    """One report of the whole programme that the trustee signed."""

    hash: str
    previous: str
    period: Period


def read_seen(path: Path, kit: ProgrammeKit) -> SeenReport:
    """The report in a file ``report.json``.

    Raises:
        NotTheSeenReportError: when the trustee of the kit did not sign it for this programme.
        CannotReadError: when it cannot be read.
    """
    try:
        envelope = read_envelope(read_whole(path, most=_MOST_BYTES))
        document = envelope.model.document
        period = Period.parse(document.period)
    except (MalformedError, ValueError):
        raise NotTheSeenReportError from None
    fits = document.kind is ReportKind.POOL and document.chain.programme_id == kit.programme_id
    if not (fits and envelope.signed and envelope.signer == kit.trustee_sign_key):
        raise NotTheSeenReportError
    return SeenReport(hash=envelope.model.hash, previous=envelope.model.previous, period=period)


def next_seen(report: SeenReport | None, before: str | None) -> str:
    """The hash to name from now on: that of *report*, which goes on from the one seen *before* (None when
    nobody remembers), or the same as before.

    Raises:
        ForkedReportsError: when it does not go on from it.
    """
    if report is None:
        return before or ""
    if before is not None and before not in {report.hash, report.previous}:
        raise ForkedReportsError
    return report.hash


def check_lead_saw(seen: str, reports: Sequence[str]) -> None:
    """Returns when the report the lead has seen last is the last one of the ledger.

    Raises:
        LeadSawMoreError: when the ledger does not know it.
        LeadSawLessError: when there is a later one.
    """
    if seen and seen not in reports:
        raise LeadSawMoreError
    if seen != (reports[-1] if reports else ""):
        raise LeadSawLessError
