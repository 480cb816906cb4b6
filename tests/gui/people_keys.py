"""Keys as a person presses them, wherever the keyboard is, and waiting for what they bring."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, wait_quiet

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.navigation import ScreenController

CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
S = TypeVar("S", bound=ScreenController)


class Keys:
    """A keyboard in front of one window."""

    def __init__(self, qtbot: QtBot, shell: ShellController) -> None:
        self.qtbot, self.shell = qtbot, shell

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """One key, and all that it sets going."""
        self.qtbot.keyClick(focused(self.qtbot, self.shell), key, modifier)
        wait_quiet(self.qtbot, self.shell)

    def write(self, text: str) -> None:
        """Letters, and all that they set going."""
        self.qtbot.keyClicks(focused(self.qtbot, self.shell), text)
        wait_quiet(self.qtbot, self.shell)

    def tab_to(self, widget: QWidget, *, most: int = 60) -> None:
        """Tab until *widget* has the keyboard; it must be reachable."""
        for _step in range(most):
            if self.shell.window.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("the keyboard does not get there")

    def wait_for(self, name: str) -> None:
        """Waits until a screen is shown and filled."""
        self.qtbot.waitUntil(lambda: self.name == name, timeout=10_000)
        wait_quiet(self.qtbot, self.shell)

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds: a button's shortcut takes Qt a tenth of a second."""
        self.qtbot.waitUntil(holds, timeout=10_000)
        wait_quiet(self.qtbot, self.shell)

    def go(self, name: str, **arguments: str) -> None:
        """Opens a screen and waits until it is filled and everything has its place."""
        assert self.shell.navigator is not None
        self.shell.navigator.go(name, **arguments)
        wait_quiet(self.qtbot, self.shell)
        QApplication.processEvents()

    @property
    def name(self) -> str:
        """The screen shown now."""
        return self.shell.navigator.name if self.shell.navigator is not None else ""

    def screen(self, kind: type[S]) -> S:
        """The controller of the screen shown now."""
        assert self.shell.navigator is not None
        current = self.shell.navigator.current
        assert isinstance(current, kind)
        return current
