"""Asks the exporter for what needs a keeper's passphrase: it travels in a frame; its copy is wiped here."""

from collections.abc import Sequence
from pathlib import Path

from careernotes.sealing.keypipe import FrameKind
from careernotes.sealing.keys import wipe
from careernotes.services.exporter_process import ExporterResult, Frame, run_exporter
from careernotes.services.work import Work


def with_passphrase(
    arguments: Sequence[str], passphrase: str, work: Work | None, out: Path | None
) -> ExporterResult:
    """One run of the exporter that opens a key file.

    Raises:
        CareerNotesError: with the exporter's own code and sentences.
    """
    typed = bytearray(passphrase.encode("utf-8", "surrogatepass"))
    frame = Frame(FrameKind.PASSPHRASE, (typed,))
    try:
        return run_exporter(arguments, frame=frame, work=work or Work.silent(), out_folder=out)
    finally:
        wipe(typed)
