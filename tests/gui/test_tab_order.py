"""Tab goes from control to control as they are read, also to rows that were filled in later."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk
from tests.gui.test_people_tabbing import SCREENS, controls, open_screen

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.shell import MainWindow

MORE = ("supervision", "growth", "settings", "report", "guide")
# One page of each kind is for every run, the others are for long ones.
FILLED_LATER = ("today", *(pytest.param(name, marks=pytest.mark.long) for name in ("person", "before")))
OUT_OF_ORDER = ("today", pytest.param("before", marks=pytest.mark.long))


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def shown(keys: Keys, name: str) -> QWidget:
    if name in SCREENS:
        return open_screen(keys, name)
    keys.go(name)
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.current is not None
    return keys.shell.navigator.current.view


def round_of_tab(keys: Keys, view: QWidget, *, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """The controls of *view* in the order in which a whole round of Tab comes to them, from outside it."""
    window, wanted = keys.shell.window, controls(view)
    stops: list[QWidget] = []
    first = 0
    for _step in range(2 * len(wanted) + 80):
        at = window.focusWidget()
        if stops and at is stops[0]:
            break
        if at in wanted:
            stops.append(at)
        else:
            first = len(stops)
        keys.qtbot.keyClick(at or window, key)
    return [*stops[first:], *stops[:first]]


def box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def against_the_eye(stops: list[QWidget]) -> list[tuple[str, str]]:
    """Steps back up that are no step into a column further to the right, on a page scrolled to its top."""
    for area in stops[0].window().findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    return [
        (before.accessibleName(), after.accessibleName())
        for before, after in pairwise(stops)
        if box(after).bottom() <= box(before).top() and box(after).left() < box(before).right()
    ]


@pytest.fixture
def as_qt_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window in which nothing keeps the order."""
    monkeypatch.setattr(MainWindow, "focusNextPrevChild", QMainWindow.focusNextPrevChild)


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.long) for name in (*SCREENS, *MORE)])
def test_tab_follows_the_eye_on_every_page(keys: Keys, name: str) -> None:
    view = shown(keys, name)
    assert against_the_eye(round_of_tab(keys, view)) == []


@pytest.mark.parametrize("name", FILLED_LATER)
def test_tab_follows_the_eye_where_rows_are_filled_in_later(keys: Keys, name: str) -> None:
    assert against_the_eye(round_of_tab(keys, shown(keys, name))) == []


@pytest.mark.parametrize("name", OUT_OF_ORDER)
def test_a_window_that_keeps_no_order_would_be_found_out(keys: Keys, as_qt_has_it: None, name: str) -> None:
    assert against_the_eye(round_of_tab(keys, shown(keys, name)))


def test_a_row_that_is_added_on_the_page_is_in_order_at_once(keys: Keys) -> None:
    view = shown(keys, "person")
    before = round_of_tab(keys, view)
    keys.tab_to(view.new_action.edit)
    keys.write("me: call the library 3 dec")
    keys.press(Qt.Key.Key_Return)
    keys.until(lambda: not view.new_action.text())
    after = round_of_tab(keys, view)
    assert len(after) > len(before)
    assert against_the_eye(after) == []


def test_back_is_the_way_forth_from_its_end(keys: Keys) -> None:
    view = shown(keys, "today")
    forth = round_of_tab(keys, view)
    back = round_of_tab(keys, view, key=Qt.Key.Key_Backtab)
    assert back == forth[::-1]
