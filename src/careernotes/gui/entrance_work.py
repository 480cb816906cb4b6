"""Everything heavy behind the entrance. Imported on the lane, after the unlock window is on the screen."""

from dataclasses import dataclass
from pathlib import Path

from careernotes.services.desk import Desk, SystemClock, open_desk
from careernotes.services.first_steps import FirstRunState, first_run_state
from careernotes.services.unlocking import unlock, unlock_with_sheet

__all__ = ["Opened", "SystemClock", "open_by_passphrase", "open_by_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open vault, and whether its first run is finished."""

    desk: Desk
    first_run: FirstRunState


def open_by_passphrase(folder: Path, passphrase: str, *, allow_test: bool) -> Opened:
    """The desk of the vault in *folder*."""
    desk = open_desk(unlock(folder, passphrase, allow_test=allow_test))
    return Opened(desk=desk, first_run=first_run_state(desk))


def open_by_sheet(folder: Path, sheet: str, *, allow_test: bool) -> Opened:
    """The desk of the vault in *folder*, opened with the characters of its recovery sheet."""
    desk = open_desk(unlock_with_sheet(folder, sheet, allow_test=allow_test))
    return Opened(desk=desk, first_run=first_run_state(desk))
