"""Keeps where the mentor is and what is half typed inside the vault, and leads back there after an unlock."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from careernotes.gui.controllers.typed_fields import read_view, show_view
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.screens import SCREENS
from careernotes.services.last_view import LastView, keep_view, put_view_aside

if TYPE_CHECKING:
    from careernotes.gui.navigation import Navigator, Remembered, ScreenController
    from careernotes.services.desk import Desk

AFTER_TYPING_MS = 1_000
_LOOK_MS, _MOST_LOOKS = 20, 150


def nothing_to_keep() -> bool:
    """There is nothing that could be lost."""
    return True


class PlaceKeeper(QObject):
    """Belongs to one open vault, from its unlocking to its lock."""

    def __init__(
        self, desk: "Desk", runner: JobRunner, where: "Callable[[], Navigator | None]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._runner, self._where = runner, where
        self._kept: LastView | None = None
        self._back: LastView | None = None
        self._screen: ScreenController | None = None
        self._remembered: Remembered | None = None
        self._looks = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_TYPING_MS)
        self._pause.timeout.connect(self._on_pause)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def touched(self) -> None:
        """Somebody did something: in a second it is kept, so that no more than that can be lost."""
        if self._back is not None and not self._runner.busy:
            # In front of the first key, so that nothing typed now is overwritten.
            self._lead_back_now()
        if not self._pause.isActive():
            self._pause.start()

    def keep(self, *, all_of_it: bool) -> Callable[[], bool]:
        """Keeps the place and what is half typed now; when the program is closed, only what is half typed.

        Comes before the screen is left, which destroys its fields. The answer is a last resort, for when the
        lane does not get to it in time: it keeps the same in a file of its own.
        """
        self._pause.stop()
        self._look.stop()
        view = self._back or self._read()
        kept = view if view is not None and (all_of_it or view.typed) else None
        self._runner.submit(partial(keep_view, self.desk, kept))
        self.deleteLater()
        return partial(put_view_aside, self.desk, kept) if kept is not None else nothing_to_keep

    def lead_back(self, view: LastView) -> None:
        """Puts back what was half typed, once the screen has shown what it knows."""
        self._back, self._kept, self._looks = view, view, 0
        self._screen = self._current()
        self._look.start()

    def show_anew(self, show: Callable[..., None]) -> None:
        """Shows the same screen once more (in another language, say); what is half typed stays.

        *show* makes the desk anew, at one screen.
        """
        navigator = self._where()
        if navigator is None or navigator.here is None or navigator.current is None:
            return
        name, arguments = navigator.here
        view = read_view(navigator.current.view, name, arguments, by_place=True)
        self._remembered = navigator.end_for_another()
        show(name, **arguments)
        if view.typed:
            self.lead_back(view)

    def hand_over(self, navigator: "Navigator") -> None:
        """Gives a new navigator what the one before it remembered."""
        remembered, self._remembered = self._remembered, None
        if remembered is not None:
            navigator.remember(remembered)

    @staticmethod
    def can_show(view: LastView | None) -> bool:
        """Whether that screen is still there in this version."""
        return view is not None and view.screen in SCREENS

    def _on_pause(self) -> None:
        view = self._read()
        if self._back is not None or view is None or not self._differs(view):
            return
        if self._runner.stuck:
            put_view_aside(self.desk, view)
            # Once more when the lane is free: until then only this file has it.
            self._pause.start()
        else:
            self._kept = view
            self._runner.submit(partial(keep_view, self.desk, view))

    def _differs(self, view: LastView) -> bool:
        """A place alone is kept at the lock; while one works, only words, and that they are gone."""
        before = self._kept.typed if self._kept is not None else ()
        return view.typed != before

    def _read(self) -> LastView | None:
        navigator = self._where()
        if navigator is None or navigator.here is None or navigator.current is None:
            return None
        name, arguments = navigator.here
        return read_view(navigator.current.view, name, arguments)

    def _on_look(self) -> None:
        self._looks += 1
        if not self._runner.busy or self._looks >= _MOST_LOOKS:
            self._lead_back_now()

    def _lead_back_now(self) -> None:
        self._look.stop()
        view, self._back = self._back, None
        screen, self._screen = self._screen, None
        if view is not None and screen is not None and screen is self._current():
            show_view(screen.view, view)

    def _current(self) -> "ScreenController | None":
        navigator = self._where()
        return navigator.current if navigator is not None else None
