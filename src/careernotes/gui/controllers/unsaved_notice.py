"""Says on every other screen that a text still waits to be saved, and leads back to it."""

from PySide6.QtCore import QObject

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.unsaved import UnsavedDrafts
from careernotes.gui.navigation import Navigator
from careernotes.gui.views.desk_frame import DeskFrame
from careernotes.i18n import _, error_text


def waiting_words(reason: CareerNotesError) -> str:
    """That a text still waits, and why."""
    words = _(
        "What you wrote could not be saved yet. It is kept here until you lock, "
        "which tries once more; after that it is gone."
    )
    return f"{words} {error_text(reason)}"


class UnsavedNotice(QObject):
    """Keeps the notice of the desk in step with what could not be saved."""

    def __init__(self, frame: DeskFrame, navigator: Navigator, unsaved: UnsavedDrafts) -> None:
        super().__init__(frame)
        self._banner, self._navigator, self._unsaved = frame.unsaved, navigator, unsaved
        self._banner.open.clicked.connect(self._on_open)
        self._banner.again.clicked.connect(unsaved.try_again)
        navigator.moved.connect(self._show)
        unsaved.changed.connect(self._show)

    def _elsewhere(self) -> list[str]:
        """The sessions that wait and are not on the screen, where their own notice stands."""
        name, arguments = self._navigator.here or ("", {})
        shown = arguments.get("session_id") if name == "session" else None
        return [key for key in self._unsaved.problems if key != shown]

    def _show(self) -> None:
        waiting = self._elsewhere()
        if not waiting:
            self._banner.clear()
            return
        reason = next(error for key, error in self._unsaved.problems.items() if key in waiting)
        self._banner.show_error(waiting_words(reason))

    def _on_open(self) -> None:
        waiting = self._elsewhere()
        if waiting:
            self._navigator.go("session", session_id=waiting[0])
