"""Help and guide in front of the first run: its pages stay below, with what is typed on them."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from careernotes.gui.controllers.shell_face import ShellFace

OVER = frozenset({"help_now", "guide"})


class _Over(QObject):
    """Gives the page below its keyboard back."""

    def __init__(self, shell: ShellFace, frame: QWidget, focused: QWidget | None) -> None:
        super().__init__(frame)
        self._shell, self._frame, self._focused = shell, frame, focused

    @Slot()
    def lift(self) -> None:
        """Takes the page away."""
        self._shell.navigator = None
        self._shell.window.lift(self._frame)
        if self._focused is not None:
            self._focused.setFocus()


def lay_over(shell: ShellFace, screen: str, **arguments: str) -> None:
    """One of the pages that can be read at any time, with Esc as the way back."""
    if screen not in OVER:
        return
    from careernotes.gui.controllers.rooms import context_of, visit_room  # noqa: PLC0415  not needed for the entrance

    focused = shell.window.focusWidget()
    frame, navigator = visit_room(shell.window.host)
    frame.entrance.setVisible(False)
    navigator.emptied.connect(_Over(shell, frame, focused).lift)
    shell.window.lay_over(frame)
    shell.navigator = navigator
    navigator.begin(context_of(shell, navigator, frame))
    navigator.go(screen, **arguments)
