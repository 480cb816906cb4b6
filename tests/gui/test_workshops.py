"""A workshop is noted by keyboard, taken away, and put back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.workshops import WorkshopsController


@pytest.mark.long
def test_a_workshop_is_noted_taken_away_and_put_back(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(screen="workshops"))
    view = keys.screen(WorkshopsController).view
    assert view.total.text() == "None yet."
    keys.tab_to(view.day.edit)
    view.day.edit.selectAll()
    keys.write("in a blue moon")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.until(lambda: "not a day" in view.day.below.text())
    view.day.edit.selectAll()
    keys.write("today")
    keys.tab_to(view.people.edit)
    view.people.edit.selectAll()
    keys.write("14")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.until(lambda: "14 people in all" in view.total.text())
    view.list.focus_row()
    keys.press(Qt.Key.Key_Return)
    assert view.total.text() == "None yet."
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: "14 people" in keys.screen(WorkshopsController).view.total.text())
