"""The guide beside the note, and the screen on which it and the snippets are changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.gui.controllers.aids import AidsController
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.aids import AidsView
from careernotes.services.conversations import autosave, start_session

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    shell = desk_window(fill_desk)
    keys = Keys(qtbot, shell)
    desk, key = shell.desk, alias_key(shell, "Mira-07")
    assert desk is not None
    draft = on_lane(shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    return keys


def filled(aids: AidsView) -> list[QPushButton]:
    found = aids.findChildren(QPushButton)
    return [each for each in found if each.property("kind") == "primary" and each.isVisible()]


def change_the_lines(keys: Keys) -> None:
    view = keys.screen(SessionController).view
    keys.tab_to(view.flow.change)
    keys.press(SPACE)
    keys.wait_for("aids")
    aids = keys.screen(AidsController).view
    assert aids.flow.value == "manager_struggle"
    aids.flows.editor.selectAll()
    aids.flows.editor.setFocus()
    keys.write("? Ask Mira-07")
    keys.tab_to(aids.flows.keep)
    keys.press(SPACE)
    assert "name of a mentee" in aids.flows.below.text()
    aids.flows.editor.selectAll()
    keys.write("? What was hard?")
    keys.tab_to(aids.flows.keep)
    keys.press(SPACE)
    assert aids.flows.below.text() == "Kept."
    aids.flows.editor.selectAll()
    aids.flows.editor.setFocus()
    keys.write("? half done")
    aids.flow.set_value("move")
    aids.flow.chosen.emit("move")
    assert "Which move is on the table" in aids.flows.editor.text()
    aids.flow.set_value("manager_struggle")
    aids.flow.chosen.emit("manager_struggle")
    assert aids.flows.editor.text() == "? half done"


@pytest.mark.long
def test_the_guide_fits_the_kind_and_a_topic_is_coded_and_lines_and_snippets_are_changed(keys: Keys) -> None:
    view = keys.screen(SessionController).view
    keys.tab_to(view.flow.start)
    keys.press(SPACE)
    assert "Ask: What is on your mind today" in view.flow.lines.text()
    view.meta.kind.set_value("manager_struggle")
    view.meta.kind.chosen.emit("manager_struggle")
    assert view.flow.groups.box.count() == 3
    assert len(view.flow.topics.rows) == 10
    view.flow.topics.focus_row(4)
    keys.press(ENTER)
    assert [row.key for row in view.themes.themes] == ["nmg.control"]
    change_the_lines(keys)
    aids = keys.screen(AidsController).view
    aids.snippets.editor.selectAll()
    assert filled(aids) == [aids.flows.keep]
    aids.snippets.editor.setFocus()
    assert filled(aids) == [aids.snippets.keep]
    keys.write("zz a long sentence")
    keys.tab_to(aids.snippets.keep)
    keys.press(SPACE)
    keys.tab_to(aids.snippets.shipped)
    keys.press(SPACE)
    assert not aids.snippets.editor.text().startswith("zz ")
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: "zz a long sentence" in keys.screen(AidsController).view.snippets.editor.text())
    assert keys.screen(AidsController).view.flow.value == "manager_struggle"
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for("session")
    again = keys.screen(SessionController).view
    assert again.flow.lines.text() == "Ask: What was hard?"
    again.notes.record.setFocus()
    keys.write(";zz ")
    assert again.notes.record.text() == "a long sentence "
