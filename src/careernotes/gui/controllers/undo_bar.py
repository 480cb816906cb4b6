"""A change said in the banner of a page, with a button that takes it back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.widgets.buttons import button
from careernotes.i18n import _, error_text
from careernotes.services.changes import Change, take_back

Problem = Callable[[str], None]


class UndoBar(QObject):
    """Carries changes out for one screen, and takes the last one back when asked.

    Signals:
        changed: something was changed, or taken back; the page is to be read again.
    """

    changed = Signal()

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._last: Change | None = None
        self._undo: Undo | None = None
        self._said = ""
        self._problem: Problem | None = None
        self._then: Callable[[], None] | None = None
        self.undo = button(_("Undo"), screen.view.banner, kind="quiet")
        self.undo.clicked.connect(self._on_undo)
        screen.view.banner.add_action(self.undo)
        self.undo.setVisible(False)

    def change(
        self, call: Callable[[], Change], said: str, *, problem: Problem | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Runs *call* on the lane, says *said*, does *then*; a refusal is told by *problem* or the banner."""
        self._said, self._problem, self._then = said, problem, then
        self._screen.context.runner.submit(call, succeeded=self._on_changed, failed=self._on_refused)

    def _on_changed(self, change: Change) -> None:
        self._last = change
        call = partial(take_back, self._screen.desk, change)
        self._undo = Undo(words=self._said, call=call, said=True)
        self._screen.context.wishes.undoable.emit(self._undo)
        if self._then is not None:
            self._then()
        self.undo.setVisible(True)
        self._screen.view.banner.show_info(self._said)
        self._screen.context.announcer.say(self._said)
        self.changed.emit()

    def _on_refused(self, error: CareerNotesError) -> None:
        text = error_text(error)
        self._screen.context.announcer.say(text)
        if self._problem is not None:
            self._problem(text)
            return
        self.undo.setVisible(False)
        self._screen.view.banner.show_error(text)

    def _on_undo(self) -> None:
        if self._last is not None:
            call = partial(take_back, self._screen.desk, self._last)
            self._screen.context.runner.submit(call, succeeded=self._on_taken_back, failed=self._on_refused)

    def _on_taken_back(self, _nothing: None) -> None:
        self._last = None
        self._screen.context.wishes.undone.emit(self._undo)
        self.undo.setVisible(False)
        self._screen.view.banner.clear()
        self._screen.context.announcer.say(_("Taken back."))
        self.changed.emit()
