"""For the album: something taken away and put back, and a day noted on Help now; in a vault thrown away."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from careernotes.gui.album_keeping import Step

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.gui.views.help_log import HelpLogCard

W = TypeVar("W", bound=QWidget)
TRIED = ("undo", "undone", "help_log", "help_log_problem", "help_logged")


class TryingWalk:
    """Goes on where the practice mentee is shown, and ends there."""

    def __init__(self, shell: "ShellController", open_screen: Callable[..., None]) -> None:
        self._shell, self._open = shell, open_screen
        self._key = ""

    def steps(self) -> tuple[Step, ...]:
        """What is done one after the other; a step with a name is then worth a picture."""
        return (
            ("undo", self._remove),
            ("undone", partial(self._shell.window.commanded.emit, "undo")),
            ("", partial(self._open, "help_now")),
            ("help_log", self._see),
            ("help_log_problem", self._note),
            ("", self._choose),
            ("", self._note),
            ("help_logged", self._see),
            ("", self._back),
        )

    def _remove(self) -> None:
        from careernotes.gui.views.practice_card import PracticeCard  # noqa: PLC0415  loaded by now

        here = self._shell.navigator.here if self._shell.navigator is not None else None
        if here is not None:
            self._key = here[1]["engagement_id"]
        self._shown(PracticeCard).removed.emit()

    def _log(self) -> "HelpLogCard":
        from careernotes.gui.views.help_log import HelpLogCard  # noqa: PLC0415  loaded by now

        return self._shown(HelpLogCard)

    def _see(self) -> None:
        from careernotes.gui.widgets.page import Page  # noqa: PLC0415  loaded by now

        card, scroller = self._log(), self._shown(Page).scroller
        QTimer.singleShot(0, card, partial(scroller.ensureWidgetVisible, card, 0, 0))

    def _note(self) -> None:
        self._log().note.click()
        self._see()

    def _choose(self) -> None:
        card = self._log()
        for field in (card.limit, card.asker):
            field.box.setCurrentIndex(1)

    def _back(self) -> None:
        self._open("person", engagement_id=self._key)

    def _shown(self, kind: type[W]) -> W:
        found = (each for each in self._shell.window.findChildren(kind) if each.isVisible())
        return next(found)
