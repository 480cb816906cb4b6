"""Enter pressed twice in a row does a thing once, and what is typed while it is kept is not lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.goals import Action
from careernotes.domain.growth import LearningEntry
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.conversations import autosave, start_session
from careernotes.services.desk import Desk

ENTER = Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def type_at_once(keys: Keys, text: str) -> None:
    """Faster than anything can be kept."""
    for letter in text:
        keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), ENTER if letter == "\n" else letter)


def test_an_action_is_kept_once_and_the_next_one_goes_on_meanwhile(keys: Keys) -> None:
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(PersonController).view
    view.new_action.edit.setFocus()
    type_at_once(keys, "send the book\n\nx")
    keys.until(lambda: "send the book" in [row.title for row in view.open_actions.rows])
    desk = desk_of(keys)
    texts = [each.text for each in on_lane(keys.shell, lambda: desk.store.all(Action))]
    assert texts.count("send the book") == 1
    assert view.new_action.text() == "send the bookx"


def test_what_a_conversation_gave_is_kept_once(keys: Keys) -> None:
    desk, key = desk_of(keys), alias_key(keys.shell, "Mira-07")
    draft = on_lane(keys.shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    keys.write("A good talk.")
    keys.press(ENTER, CTRL)
    keys.wait_for("after")
    type_at_once(keys, "I ask shorter questions\n\n")
    keys.wait_for("person")
    entries = on_lane(keys.shell, lambda: desk.store.all(LearningEntry))
    assert [each.text for each in entries] == ["I ask shorter questions"]
