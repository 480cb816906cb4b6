"""``verify``: whether a report's files are what was released, without any vault."""

from pathlib import Path

from careernotes.exporter.speech import Answer
from careernotes.report.verify import verify_folder
from careernotes.sealing.kit_file import read_kit_file


def verify(report: Path, kit: Path | None) -> Answer:
    """Answer."""
    verdict = verify_folder(report, read_kit_file(kit) if kit is not None else None)
    return Answer(result={}, lines=[str(verdict)])
