"""The list of people: the shield tells the truth, and the keyboard goes everywhere."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import fill_desk, take_on

from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.desk import Desk


def test_the_shield_says_who_may_count_and_who_never_does(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(fill_desk, screen="people")
    rows = Keys(qtbot, shell).screen(PeopleController).view.list.rows
    assert {row.title: row.tags[0].text for row in rows} == {
        "Bilu-22": "never counted",
        "Mira-07": "may count in themes",
        "Tova-31": "never counted",
    }
    mira = next(row for row in rows if row.title == "Mira-07")
    assert "1 open for you" in mira.detail
    assert "Move into product work" in mira.detail


def test_arrows_and_letters_move_and_enter_opens(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(fill_desk, screen="people")
    keys = Keys(qtbot, shell)
    keys.press(Qt.Key.Key_Down)
    keys.write("j")
    keys.write("k")
    keys.press(Qt.Key.Key_Return)
    assert keys.name == "person"
    assert shell.navigator is not None
    assert shell.navigator.current is not None
    assert shell.navigator.current.view.accessibleName() == "Mira-07"
    keys.press(Qt.Key.Key_Escape)
    assert keys.name == "people"


def test_nobody_yet_is_said_kindly_with_the_way_to_begin(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(screen="people")
    keys = Keys(qtbot, shell)
    view = keys.screen(PeopleController).view
    assert view.empty.isVisible()
    assert not view.card.isVisible()
    keys.press(Qt.Key.Key_N, CTRL | SHIFT)
    keys.wait_for("intake")


def test_with_many_people_typing_finds_one(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    def crowd(desk: Desk) -> None:
        for number in range(9):
            take_on(desk, f"Kora-{number:02d}", agreed=False)

    shell = desk_window(crowd, screen="people")
    keys = Keys(qtbot, shell)
    view = keys.screen(PeopleController).view
    view.finder.edit.setFocus()
    keys.write("a-07")
    assert [row.title for row in view.list.rows] == ["Kora-07"]
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    assert keys.name == "person"
