"""What the exporter is asked to do for the demo; it runs as the separate program it is, its key on a pipe."""

from dataclasses import dataclass, field
from pathlib import Path

from careernotes.sealing.keypipe import FrameKind
from careernotes.sealing.keys import VaultKeys, wipe
from careernotes.services.exporter_events import ExporterRefusedError
from careernotes.services.exporter_process import Frame, run_exporter
from careernotes.services.work import Work

# The exporter's code for a vault in which nobody is counted in the period.
_NOBODY_COUNTED = "CN403"
# Its codes for a pool of which both have too little, and for one that is opened and too small.
_TOO_FEW_TOGETHER, _TOO_SMALL = "CN483", "CN404"


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
    return _asked(arguments, frame, expected=(_NOBODY_COUNTED,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The lead or the trustee, as far as the exporter needs to know."""

    kit: Path
    key: Path
    passphrase: str = field(repr=False)
    period: str
    inbox: Path
    enrolled: Path


def enrol(keeper: Keeper, enrolments: Path) -> None:
    """Everybody in *enrolments* onto the keeper's list of mentors.

    Raises:
        CareerNotesError: when the exporter refuses, or fails.
    """
    _kept(keeper, ["enrolled", "add", str(enrolments), "--list", str(keeper.enrolled)])


def together(lead: Keeper, trustee: Keeper, *, list_file: Path, ledger: Path, sum_file: Path) -> bool:
    """The trustee's list and then the lead's sum; False when too few contributions have come for one.

    Raises:
        CareerNotesError: when the exporter refuses for another reason, or fails.
    """
    _kept(trustee, ["collect", *_halves(trustee), "--out", str(list_file)])
    given = ["--list", str(list_file), "--ledger", str(ledger), "--out", str(sum_file)]
    return _kept(lead, ["sum", *_halves(lead), *given], expected=(_TOO_FEW_TOGETHER,))


def pool(trustee: Keeper, *, sum_file: Path, ledger: Path, out: Path) -> bool:
    """The report of the whole programme, released by the exporter to *out*; False when it is too small.

    Raises:
        CareerNotesError: when the exporter refuses for another reason, or fails.
    """
    given = ["--sum", str(sum_file), "--ledger", str(ledger), "--out", str(out), "--release"]
    return _kept(trustee, ["pool", *_halves(trustee), *given], expected=(_TOO_SMALL,))


def _halves(keeper: Keeper) -> list[str]:
    return ["--inbox", str(keeper.inbox), "--enrolled", str(keeper.enrolled), "--period", keeper.period]


def _kept(keeper: Keeper, arguments: list[str], *, expected: tuple[str, ...] = ()) -> bool:
    spoken = bytearray(keeper.passphrase.encode())
    try:
        arguments = [*arguments, "--kit", str(keeper.kit), "--key", str(keeper.key)]
        return _asked(arguments, Frame(FrameKind.PASSPHRASE, (spoken,)), expected=expected)
    finally:
        wipe(spoken)


def _asked(arguments: list[str], frame: Frame, *, expected: tuple[str, ...]) -> bool:
    """Whether it was done; a refusal with one of the *expected* codes is an answer too."""
    try:
        run_exporter(arguments, frame=frame, work=Work.silent())
    except ExporterRefusedError as refused:
        if refused.code not in expected:
            raise
        return False
    return True
