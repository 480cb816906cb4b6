"""Everything heavy behind the entrance. Imported on the lane, after the unlock window is on the screen."""

from dataclasses import dataclass, field
from pathlib import Path

from careernotes.gui.settings import Settings
from careernotes.services.desk import Desk, SystemClock
from careernotes.services.first_steps import FirstRunState, FirstStep, first_run_state
from careernotes.services.kit_seen import remember_kit
from careernotes.services.last_seen import welcome
from careernotes.services.last_view import LastView, last_view
from careernotes.services.unlocking import unlock, unlock_with_sheet

__all__ = ["Opened", "SystemClock", "look_back", "open_by_passphrase", "open_by_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open vault, and how far its first run is."""

    desk: Desk = field(repr=False)
    first_run: FirstRunState
    last_view: LastView | None = field(default=None, repr=False)
    """Where it was left by a lock."""

    @property
    def ready(self) -> bool:
        """Whether the desk can be shown. A course can be finished later, on a line of its own."""
        return self.first_run.next_step in {FirstStep.TRAINING, FirstStep.DONE}


def open_by_passphrase(folder: Path, passphrase: str, *, allow_test: bool) -> Opened:
    """The desk of the vault in *folder*."""
    return _opened(unlock(folder, passphrase, allow_test=allow_test))


def open_by_sheet(folder: Path, sheet: str) -> Opened:
    """The desk of the vault in *folder*, opened with the characters of its recovery sheet."""
    return _opened(unlock_with_sheet(folder, sheet))


def look_back(opened: Opened, settings: Settings) -> Opened:
    """The same; among its notices a warning when the whole folder is older than the one last seen here."""
    own = settings.twin()
    own.last_seen = welcome(own.last_seen, opened.desk)
    own.kit_seen = remember_kit(own.kit_seen, opened.desk)
    own.save()
    return opened


def _opened(desk: Desk) -> Opened:
    try:
        return Opened(desk=desk, first_run=first_run_state(desk), last_view=last_view(desk))
    except BaseException:
        # Left open, it would be locked against its owner.
        desk.close()
        raise
