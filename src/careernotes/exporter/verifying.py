"""``verify``: whether a report's files are what was released, without any vault and without a key."""

from collections.abc import Iterator
from pathlib import Path

from careernotes.canonical import Json
from careernotes.disclosure.budget import YEAR_BUDGET
from careernotes.disclosure.mechanisms import epsilon_of
from careernotes.exporter.errors import BAD_FILE, MAKER_UNKNOWN
from careernotes.exporter.programme import SOFTWARE
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.report.noise_json import plain_noise
from careernotes.report.verify import Verdict, verify_folder
from careernotes.report.verify_words import finding_text, signer_lines
from careernotes.sealing.kit_file import read_kit_file


def verify(
    report: Path, *, kit: Path | None, previous: Path | None, certificates: Path | None = None
) -> Answer:
    """Everything found about a report; exit code 5 when it must not be trusted, 8 when its maker is unknown.
    *certificates* is the trustee's folder of them: the one of this report is replayed.

    Raises:
        NotAKitError and its kinds, CannotReadError: when the kit cannot be used.
        KitNeededError, NotACertificateError and its kinds.
    """
    answer = _verified(report, kit=kit, previous=previous)
    if certificates is None:
        return answer
    from careernotes.exporter.certifying import with_certificate  # noqa: PLC0415 - seldom asked for

    return with_certificate(answer, report, kit=kit, folder=certificates)


def _verified(report: Path, *, kit: Path | None, previous: Path | None) -> Answer:
    opened = read_kit_file(kit) if kit is not None else None
    verdict = verify_folder(report, opened, previous=previous, software=SOFTWARE)
    findings: list[Json] = [
        {"code": each.code.value, "file": each.file, "serious": each.code.serious}
        for each in verdict.findings
    ]
    standing, closing, exit_code = _judged(verdict)
    return Answer(
        result={
            "kind": "verdict",
            "ok": verdict.ok,
            "standing": standing,
            "trustee_signed": verdict.trustee_signed,
            "findings": findings,
            "model_hash": verdict.model_hash,
            "previous": verdict.previous,
            "compared": list(verdict.compared),
            "noise": plain_noise(verdict.noise) if verdict.noise is not None else None,
        },
        lines=[
            *(finding_text(each) for each in verdict.findings),
            *signer_lines(verdict, report.name, opened),
            *_compared(verdict),
            *_noise(verdict),
            closing,
        ],
        exit_code=exit_code,
    )


def _compared(verdict: Verdict) -> Iterator[str]:
    """What was held against what; of something that is no report there is nothing to say."""
    if verdict.model_hash:
        yield _("Files compared: {count}").format(count=len(verdict.compared))
        yield _("Hash of the report: {hash}").format(hash=verdict.model_hash)


def _noise(verdict: Verdict) -> Iterator[str]:
    if verdict.noise is not None:
        yield _("Noise: epsilon {epsilon} in this report, {spent} of {budget} in its year so far.").format(
            epsilon=epsilon_of(verdict.noise.scale), spent=verdict.noise.spent, budget=YEAR_BUDGET
        )


def _judged(verdict: Verdict) -> tuple[str, str, int]:
    """One of three: as released, whole but by nobody knows whom, or not to be relied on."""
    if verdict.ok:
        return "as_released", _("Nothing was found that speaks against this report."), 0
    if verdict.holds:
        whole = _("The files hold together, but who made them cannot be told: anybody could have.")
        return "maker_unknown", whole, MAKER_UNKNOWN
    return "not_reliable", _("Do not rely on this report: ask the trustee for it again."), BAD_FILE
