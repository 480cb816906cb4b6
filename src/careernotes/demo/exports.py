"""What the exporter is asked to do for the demo; it runs as the separate program it is, its key on a pipe."""

from pathlib import Path

from careernotes.disclosure.errors import PoolTooSmallError
from careernotes.sealing.keypipe import FrameKind
from careernotes.sealing.keys import VaultKeys, wipe
from careernotes.services.exporter_events import ExporterRefusedError
from careernotes.services.exporter_process import Frame, run_exporter
from careernotes.services.work import Work

# The exporter's code for a vault in which nobody is counted in the period.
_NOBODY_COUNTED = "CN403"


def contribute(*, vault: Path, kit: Path, period: str, out: Path, keys: VaultKeys) -> bool:
    """One mentor's contribution, written by the exporter to *out*; False when nobody there is counted.

    Raises:
        CareerNotesError: when the exporter refuses for another reason, or fails.
    """
    arguments = [
        "contribute",
        "--vault",
        str(vault),
        "--kit",
        str(kit),
        "--period",
        period,
        "--out",
        str(out),
    ]
    frame = Frame(FrameKind.MENTOR, (keys.themes, keys.releases, keys.sign))
    return _asked(arguments, frame, expected=_NOBODY_COUNTED)


def pool(*, kit: Path, key: Path, inbox: Path, ledger: Path, period: str, out: Path, passphrase: str) -> bool:
    """The report of the whole programme, released by the exporter to *out*; False when it is too small.

    Raises:
        CareerNotesError: when the exporter refuses for another reason, or fails.
    """
    arguments = ["pool", "--kit", str(kit), "--key", str(key), "--inbox", str(inbox), "--ledger", str(ledger)]
    arguments += ["--period", period, "--out", str(out), "--release"]
    spoken = bytearray(passphrase.encode())
    try:
        return _asked(arguments, Frame(FrameKind.PASSPHRASE, (spoken,)), expected=PoolTooSmallError.code)
    finally:
        wipe(spoken)


def _asked(arguments: list[str], frame: Frame, *, expected: str) -> bool:
    """Whether it was done; a refusal with the code *expected* is an answer too."""
    try:
        run_exporter(arguments, frame=frame, work=Work.silent())
    except ExporterRefusedError as refused:
        if refused.code != expected:
            raise
        return False
    return True
