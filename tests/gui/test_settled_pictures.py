"""While a page opens and its answers come, no picture of it is drawn with its words squeezed."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.longer_words import cut
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk
from tests.gui.test_longer_words import on_the_lane

from careernotes.gui.album import demo_arguments
from careernotes.gui.controllers.shell import ShellController

SCREENS = ("person", "before")


class Pictures(QObject):
    """Looks at the page in front of the window's turn to draw, and when the page itself is drawn."""

    def __init__(self, shell: ShellController) -> None:
        super().__init__(shell)
        self.shell = shell
        self.waiting: list[str] = []
        self.drawn: list[str] = []
        self.pictures = 0
        assert shell.navigator is not None
        shell.navigator.moved.connect(self.watch)
        shell.window.installEventFilter(self)

    def view(self) -> QWidget:
        assert self.shell.navigator is not None
        assert self.shell.navigator.current is not None
        return self.shell.navigator.current.view

    def stop(self) -> None:
        self.shell.window.removeEventFilter(self)
        self.view().removeEventFilter(self)

    def watch(self) -> None:
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.UpdateRequest and watched is self.shell.window:
            # One is enough; looking takes long.
            self.waiting = self.waiting or cut(self.view())
        elif event.type() is QEvent.Type.Paint and watched is self.view():
            self.pictures += 1
            self.drawn += cut(self.view())
        return False


@pytest.mark.long
def test_no_picture_of_a_page_is_drawn_before_its_words_have_their_room(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    assert keys.shell.desk is not None
    given = on_the_lane(keys.shell, qtbot, partial(demo_arguments, keys.shell.desk))
    pictures = Pictures(keys.shell)
    for name in SCREENS:
        keys.go(name, **(given[name] or {}))
    pictures.stop()
    assert pictures.pictures >= len(SCREENS)
    assert pictures.drawn == []
    # Without the window's own care there would have been such pictures.
    assert pictures.waiting != []
