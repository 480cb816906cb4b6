"""Makes the backups that are due, in a quiet moment: nobody waits for them, and a lock stops them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.logs import log_failure

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.services.backups import BackupReport

QUIET_SECONDS = 20


class BackupKeeper(QObject):
    """Watches the idle clock of the window; once in each quiet while it asks the lane for what is due."""

    def __init__(self, shell: "ShellController") -> None:
        super().__init__(shell)
        self._shell = shell
        self._asked = self._told = False
        shell.idle.ticked.connect(self._on_ticked)
        shell.idle.touched.connect(self._on_touched)
        shell.unlocked.connect(self._on_touched)

    @Slot()
    def _on_touched(self) -> None:
        self._asked = False

    @Slot(int)
    def _on_ticked(self, seconds_left: int) -> None:
        quiet = self._shell.settings.idle_minutes * 60 - seconds_left
        desk = self._shell.desk
        if self._asked or desk is None or quiet < QUIET_SECONDS or self._shell.runner.busy:
            return
        from careernotes.services import backups  # noqa: PLC0415  not needed for the first window

        self._asked = True
        self._shell.runner.submit_long(
            lambda work: backups.tend(desk, work), succeeded=self._on_done, failed=self._on_failed
        )

    def _on_done(self, report: "BackupReport | None") -> None:
        if report is not None and report.problem is not None:
            self._on_failed(report.problem)

    def _on_failed(self, error: CareerNotesError) -> None:
        """Said once while the window is open: a stick that is out is no news every minute."""
        if isinstance(error, CancelledError):
            return
        log_failure(error.code)
        if not self._told:
            self._told = True
            self._shell.tell_problem(error)
