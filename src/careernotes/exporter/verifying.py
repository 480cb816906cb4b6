"""``verify``: whether a report's files are what was released, without any vault and without a key."""

from pathlib import Path

from careernotes.canonical import Json
from careernotes.exporter.errors import BAD_FILE
from careernotes.exporter.programme import SOFTWARE
from careernotes.exporter.speech import Answer
from careernotes.i18n import _
from careernotes.report.verify import verify_folder
from careernotes.report.verify_words import finding_text
from careernotes.sealing.kit_file import read_kit_file


def verify(report: Path, *, kit: Path | None, previous: Path | None) -> Answer:
    """Everything found about a report; exit code 5 when it must not be trusted.

    Raises:
        NotAKitError and its kinds, CannotReadError: when the kit cannot be used.
    """
    opened = read_kit_file(kit) if kit is not None else None
    verdict = verify_folder(report, opened, previous=previous, software=SOFTWARE)
    findings: list[Json] = [
        {"code": each.code.value, "file": each.file, "serious": each.code.serious}
        for each in verdict.findings
    ]
    closing = (
        _("Nothing was found that speaks against this report.")
        if verdict.ok
        else _("Do not rely on this report: ask the trustee for it again.")
    )
    return Answer(
        result={
            "kind": "verdict",
            "ok": verdict.ok,
            "findings": findings,
            "model_hash": verdict.model_hash,
            "previous": verdict.previous,
            "compared": list(verdict.compared),
        },
        lines=[
            *(finding_text(each) for each in verdict.findings),
            _("Files compared: {count}").format(count=len(verdict.compared)),
            _("Hash of the report: {hash}").format(hash=verdict.model_hash),
            closing,
        ],
        exit_code=0 if verdict.ok else BAD_FILE,
    )
