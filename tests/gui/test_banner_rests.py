"""A banner with a button comes to rest: it asks for no layout again and again."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button

A_FEW = 5


class Counted(QObject):
    """How often something was laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what happens to it."""
        del watched
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


class Restless(Banner):
    """A banner that sets its spacing whenever it is laid out, also to what it is."""

    def event(self, event: QEvent) -> bool:
        """Qt: as it should not be."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.layout().setSpacing(self.layout().spacing())
        return done


def laid_out(qtbot: QtBot, made: type[Banner], *, hidden: bool) -> int:
    """How often in a tenth of a second in which nothing happens."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(700, 200)
    banner = made(page)
    action = button("Undo", banner)
    banner.add_action(action)
    banner.resize(680, 80)
    banner.show_info("The action is kept.")
    action.setVisible(not hidden)
    page.show()
    qtbot.waitExposed(page)
    qtbot.wait(50)
    counted = Counted()
    banner.installEventFilter(counted)
    qtbot.wait(100)
    return counted.times


@pytest.mark.parametrize("hidden", [False, True])
def test_nothing_is_laid_out_while_nothing_happens(qtbot: QtBot, *, hidden: bool) -> None:
    assert laid_out(qtbot, Banner, hidden=hidden) <= A_FEW


def test_a_banner_that_never_rests_would_be_found(qtbot: QtBot) -> None:
    assert laid_out(qtbot, Restless, hidden=False) > 10 * A_FEW
