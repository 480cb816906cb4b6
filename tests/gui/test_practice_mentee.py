"""The practice mentee in the window: made and removed by keyboard, and called practice wherever it stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, on_lane, take_on

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.desk import Desk
from careernotes.services.first_steps import start_practice

SPACE = Qt.Key.Key_Space
DeskWindow = Callable[..., ShellController]


def aliases(keys: Keys) -> list[str]:
    desk = keys.shell.desk
    assert desk is not None
    return sorted(each.alias for each in on_lane(keys.shell, lambda: desk.store.all(Mentee)))


def make_it(keys: Keys) -> None:
    card = keys.screen(PeopleController).view.practice
    keys.tab_to(card.make)
    keys.press(SPACE)
    keys.wait_for("person")


def test_from_the_empty_list_one_key_makes_and_opens_it(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(screen="people"))
    make_it(keys)
    view = keys.screen(PersonController).view
    assert view.accessibleName() == "Practice"
    assert view.header.chip.text() == "practice"
    assert view.practice.isVisible()
    assert aliases(keys) == ["Practice"]


def test_it_is_marked_in_the_list_and_is_no_running_relation(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, start_practice, screen="people"))
    view = keys.screen(PeopleController).view
    row = next(row for row in view.list.rows if row.title == "Practice")
    assert row.tags[0].text == "practice"
    assert "3 running relations" in view.header.subtitle.text()
    assert "1 may count" in view.header.subtitle.text()
    assert not view.practice.make.isVisible()


def test_a_real_mentee_has_no_practice_card(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, screen="people"))
    keys.press(Qt.Key.Key_Return)
    keys.wait_for("person")
    assert not keys.screen(PersonController).view.practice.isVisible()


def test_it_goes_with_one_key_and_is_back_with_another(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(fill_desk, screen="people"))
    make_it(keys)
    card = keys.screen(PersonController).view.practice
    keys.tab_to(card.remove)
    keys.press(SPACE)
    keys.wait_for("people")
    assert aliases(keys) == ["Bilu-22", "Mira-07", "Tova-31"]
    keys.until(lambda: len(keys.screen(PeopleController).view.list.rows) == 3)
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    keys.until(lambda: len(keys.screen(PeopleController).view.list.rows) == 4)
    assert "Practice" in aliases(keys)


def test_it_is_removed_from_the_list_and_can_be_made_again(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(start_practice, screen="people"))
    card = keys.screen(PeopleController).view.practice
    keys.tab_to(card.remove)
    keys.press(SPACE)
    keys.until(card.make.isVisible)
    assert aliases(keys) == []
    assert keys.shell.window.focusWidget() is card.make
    make_it(keys)
    assert aliases(keys) == ["Practice"]


def test_a_mentee_of_that_name_keeps_it(qtbot: QtBot, desk_window: DeskWindow) -> None:
    def named(desk: Desk) -> None:
        take_on(desk, "practice", agreed=False)

    keys = Keys(qtbot, desk_window(named, screen="people"))
    make_it(keys)
    assert aliases(keys) == ["Practice 2", "practice"]
    shown = [each.text() for each in keys.shell.window.findChildren(QLabel) if each.isVisible()]
    assert "Practice 2" in shown
