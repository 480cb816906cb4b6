"""Undo: what was done last on the desk is put back, whatever page is shown by then."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.same_page import make_anew
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.views.undo_bar import UndoBar
from careernotes.i18n import _

SHOWN_MS = 20_000
WORDS_MS = 600_000
"""So long a draft that was thrown away can be brought back; then its words are let go."""
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What was done, in words that name nobody, and a call for the lane that puts it back."""

    words: str
    call: Callable[[], object]
    said: bool = False
    """The page itself says it; Ctrl+Z works all the same."""
    then: Callable[[], object] | None = None
    """Leads to what was put back; without it the page shown is made anew."""
    holds_words: bool = False
    """It holds whole notes that were thrown away: those do not stay in memory until the lock."""


class UndoKeeper(QObject):
    """Belongs to one window; forgets everything at a lock."""

    def __init__(self, shell: ShellFace) -> None:
        super().__init__(shell.window)
        self._shell = shell
        self._done: list[Undo] = []
        self._under_way: deque[Undo] = deque()
        self._bar: UndoBar | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SHOWN_MS)
        self._pause.timeout.connect(self._hide)
        shell.locked.connect(self.forget)

    @staticmethod
    def of(shell: ShellFace) -> "UndoKeeper":
        """The one of this window."""
        return shell.window.findChild(UndoKeeper) or UndoKeeper(shell)

    @property
    def has_something(self) -> bool:
        """Whether there is something to put back."""
        return bool(self._done)

    def show_in(self, bar: UndoBar) -> None:
        """The bar of the desk shown from now on."""
        self._bar = bar
        bar.asked.connect(self.undo)

    @Slot(object)
    def note(self, done: Undo) -> None:
        """Something was done that can be put back."""
        self._done.append(done)
        del self._done[:-_MOST]
        if done.holds_words:
            QTimer.singleShot(WORDS_MS, self, partial(self.drop, done))
        if done.said:
            return
        if self._bar is not None and isValid(self._bar):
            self._bar.show_done(done.words)
            self._pause.start()
        self._shell.announcer.say(_("{words} Ctrl+Z puts it back.").format(words=done.words))

    @Slot(object)
    def drop(self, done: Undo) -> None:
        """It was put back in another way."""
        self._done = [each for each in self._done if each is not done]

    @Slot()
    def undo(self) -> None:
        """Puts the last thing back."""
        self._hide()
        if not self._done:
            self._shell.announcer.say(_("There is nothing to put back."))
            return
        self._under_way.append(self._done.pop())
        self._shell.runner.submit(
            self._under_way[-1].call, succeeded=self._on_put_back, failed=self._on_failed
        )

    @Slot()
    def forget(self) -> None:
        """The lock: nothing can be put back any more."""
        self._done.clear()
        self._under_way.clear()
        self._pause.stop()

    def _on_put_back(self, _answer: object) -> None:
        done = self._under_way.popleft() if self._under_way else None
        if done is not None and done.then is not None:
            done.then()
        else:
            make_anew(self._shell)
        if self._bar is not None and isValid(self._bar):
            self._bar.show_back(_("Put back."))
            self._pause.start()
        self._shell.announcer.say(_("Put back."))

    def _on_failed(self, error: CareerNotesError) -> None:
        if self._under_way:
            self._under_way.popleft()
        self._shell.tell_problem(error)

    def _hide(self) -> None:
        self._pause.stop()
        if self._bar is not None and isValid(self._bar):
            self._bar.setVisible(False)
