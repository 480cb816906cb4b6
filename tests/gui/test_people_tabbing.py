"""Every control of every screen of the desk is reached with Tab alone, and says what it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.gui.controllers.shell import ShellController
from careernotes.services.people import person

SCREENS = (
    *("today", "people", "person", "intake", "agreement", "before", "session", "after", "search"),
    *("journey", "closing"),
)


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def open_screen(keys: Keys, name: str) -> QWidget:
    desk, key = keys.shell.desk, alias_key(keys.shell, "Mira-07")
    assert desk is not None
    arguments = {} if name in {"today", "people", "intake", "search"} else {"engagement_id": key}
    if name == "session":
        session = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
        arguments = {"session_id": session.session_id}
    keys.go(name, **arguments)
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.current is not None
    return keys.shell.navigator.current.view


def controls(view: QWidget) -> set[QWidget]:
    """What takes the keyboard on this screen now."""
    return {
        each
        for each in view.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
        and not isinstance(each, QScrollArea)
    }


# In every run one window goes through all screens, in test_every_screen; one by one is for long ones.
@pytest.mark.long
@pytest.mark.parametrize("name", SCREENS)
def test_tab_reaches_every_control_and_comes_round(keys: Keys, name: str) -> None:
    view = open_screen(keys, name)
    wanted = controls(view)
    assert wanted
    reached: set[QWidget] = set()
    for _step in range(3 * len(wanted) + 40):
        at = keys.shell.window.focusWidget()
        if at is not None:
            reached.add(at)
        keys.qtbot.keyClick(keys.shell.window.focusWidget(), Qt.Key.Key_Tab)
    # A question with a few answers is one stop, as with radio buttons; arrows go from answer to answer.
    answered = {each.parentWidget() for each in reached if is_choice(each)}
    missed = [
        each.accessibleName() or type(each).__name__
        for each in wanted - reached
        if not (is_choice(each) and each.parentWidget() in answered)
    ]
    assert missed == []


def is_choice(control: QWidget) -> bool:
    return isinstance(control, QPushButton) and control.autoExclusive()


@pytest.mark.long
@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name_for_a_screen_reader(keys: Keys, name: str) -> None:
    view = open_screen(keys, name)
    inner = {"qt_spinbox_lineedit"}
    nameless = [
        type(each).__name__
        for each in controls(view)
        if not each.accessibleName().strip() and each.objectName() not in inner
    ]
    assert nameless == []
