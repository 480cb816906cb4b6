"""While a vault is open: how far it got, kept outside it now and then, for a window that crashes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.settings import Settings
from careernotes.services.last_seen import further

if TYPE_CHECKING:
    from careernotes.services.desk import Desk

EVERY_MS = 20_000


class SeenKeeper(QObject):
    """After a crash, an old copy put back from before it shows, unless it is of the last seconds."""

    def __init__(
        self, desk: "Callable[[], Desk]", runner: JobRunner, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._settings = desk, runner, settings
        self._kept = desk().vault.reached
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self._on_time)
        self.timer.start()

    def _on_time(self) -> None:
        desk = self._desk()
        if desk.vault.is_open and not self._runner.busy and desk.vault.reached != self._kept:
            self._kept = desk.vault.reached
            self._runner.submit(partial(keep_further, desk, self._settings))


def keep_further(desk: "Desk", settings: Settings) -> None:
    """On the lane: what is kept outside never goes back."""
    own = settings.twin()
    kept = further(own.last_seen, desk)
    if kept != own.last_seen:
        own.last_seen = kept
        own.save()
