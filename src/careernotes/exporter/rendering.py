"""From a safe report to files: one sealed model, and every file made from that model alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from careernotes.canonical import Json
from careernotes.disclosure.reasons import WithheldReasons
from careernotes.disclosure.safe_table import SafeReport
from careernotes.exporter.programme import SOFTWARE, Programme
from careernotes.exporter.speech import ATTACKED, Answer, Speech
from careernotes.i18n import _
from careernotes.report import csv_table, envelope
from careernotes.report.figure_names import figure_line, reason_words
from careernotes.report.model import SealedModel, build_model, parse_model
from careernotes.report.verify import renderings
from careernotes.sealing.errors import CannotWriteError, OutputExistsError
from careernotes.sealing.signatures import public_of, sign
from careernotes.sealing.whole_file import holds, write_new

_STEM = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One report's model, with the trustee's signature or, for a mentor's list, without one."""

    model: SealedModel
    signer: str | None = None
    signature: str | None = None

    @property
    def canonical(self) -> bytes:
        """What the release ledger keeps."""
        return self.model.canonical()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the report, by name."""
        for ending, render in renderings(self.model):
            yield f"{_STEM}{ending}", render()
        yield f"{_STEM}.json", envelope.sealed(self.model, signature=self.signature, signer=self.signer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyFiles:
    """Files that are made but not yet written; nothing else stands in their place."""

    folder: Path
    contents: Mapping[str, bytes] = field(repr=False)

    def write(self) -> None:
        """Write every file that is not there yet.

        Raises:
            OutputExistsError, CannotWriteError, FullDiskError.
        """
        for name, data in self.contents.items():
            write_new(self.folder / name, data)


def seal_report(
    report: SafeReport, programme: Programme, *, previous: str, sign_seed: bytearray | None
) -> Sealed:
    """The sealed model of *report*, after the one whose hash is *previous*."""
    model = build_model(report, programme.kit, programme.taxonomy, previous_head=previous, software=SOFTWARE)
    return _sealed(model, sign_seed)


def read_sealed(data: bytes, *, sign_seed: bytearray | None) -> Sealed:
    """A sealed model from the release ledger; signing again gives the same signature."""
    return _sealed(parse_model(data), sign_seed)


def prepare(sealed: Sealed, folder: Path, speech: Speech) -> ReadyFiles:
    """Make every file of a report, and the folder they go to, before anything is entered anywhere.

    Raises:
        OutputExistsError: when a file with other content stands in the way.
        CannotWriteError: when the folder cannot be made.
    """
    contents = {}
    for number, (name, data) in enumerate(sealed.files()):
        contents[name] = data
        speech.progress(ATTACKED + 0.01 * number, "render")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError from None
    for name, data in contents.items():
        path = folder / name
        if (path.exists() or path.is_symlink()) and not holds(path, data):
            raise OutputExistsError
    return ReadyFiles(folder=folder, contents=contents)


def report_answer(
    sealed: Sealed, reasons: WithheldReasons, programme: Programme, *, released: bool, looked: str = ""
) -> Answer:
    """What a person or program is told of a report: what HR sees, and apart from it the reasons.

    The reasons go to the screen of the mentor or the trustee and into no file. A preview that left something
    in the ledger says so with *looked*.
    """
    plain_reasons: list[Json] = [
        {"figure": str(reason.key), "reason": reason.code.value, "params": list(reason.params)}
        for reason in reasons.reasons
    ]
    closing = (
        _("The report has been released and written.")
        if released
        else looked or _("This is a preview: nothing has been written.")
    )
    return Answer(
        result={
            "kind": sealed.model.document.kind.value,
            "released": released,
            "model": sealed.model.value,
            "model_hash": sealed.model.hash,
            "reasons": plain_reasons,
        },
        lines=[
            *csv_table.render(sealed.model).decode("utf-8-sig").splitlines(),
            "",
            *_why(reasons, programme),
            closing,
        ],
    )


def _sealed(model: SealedModel, sign_seed: bytearray | None) -> Sealed:
    if sign_seed is None:
        return Sealed(model=model)
    return Sealed(
        model=model, signer=public_of(sign_seed), signature=sign(sign_seed, envelope.message(model))
    )


def _why(reasons: WithheldReasons, programme: Programme) -> Iterator[str]:
    if reasons.reasons:
        yield _("Not shown, and why (for your eyes only):")
        for reason in reasons.reasons:
            line = figure_line(reason.key, programme.kit, programme.taxonomy)
            yield f"  {line}. {reason_words(reason)}"
        yield ""
