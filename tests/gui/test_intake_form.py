"""Taking somebody on: an alias is enough, clashes are named kindly, the caseload never blocks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import on_lane, take_on

from careernotes.domain.vocabulary import ChosenBy, ConflictKind, Moment
from careernotes.gui.controllers.intake import IntakeController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.intake import IntakeView
from careernotes.services.desk import Desk
from careernotes.services.first_steps import add_conflict_fact
from careernotes.services.people import people

ENTER = Qt.Key.Key_Return


def open_form(
    qtbot: QtBot, desk_window: Callable[..., ShellController], *fills: Callable[[Desk], object]
) -> tuple[Keys, IntakeView]:
    keys = Keys(qtbot, desk_window(*fills, screen="intake"))
    return keys, keys.screen(IntakeController).view


def choose(keys: Keys, view: IntakeView) -> None:
    view.chosen_by.chips.answer("coordinator")
    view.moment.chips.answer("moving")
    keys.press(ENTER, CTRL)


def test_a_made_up_alias_is_offered_and_typing_replaces_it(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_form(qtbot, desk_window)
    offered = view.alias.text()
    assert offered
    view.alias_asked.emit()
    keys.until(lambda: view.alias.text() != offered)
    keys.write("Maple")
    assert view.alias.text() == "Maple"


def test_nothing_is_chosen_beforehand_and_what_was_chosen_is_kept(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_form(qtbot, desk_window)
    assert (view.chosen_by.value, view.moment.value, view.country.value) == ("", "", "")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "how this mentee came" in view.banner.text)
    assert keys.name == "intake"
    choose(keys, view)
    keys.wait_for("agreement")
    desk = keys.shell.desk
    assert desk is not None
    (line,) = on_lane(keys.shell, lambda: people(desk))
    assert (line.engagement.chosen_by, line.engagement.moment) == (ChosenBy.COORDINATOR, Moment.MOVING)


def test_an_alias_in_use_is_refused_in_words_and_the_form_stays(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_form(qtbot, desk_window, lambda desk: take_on(desk, "Maple"))
    keys.write("maple")
    choose(keys, view)
    keys.until(lambda: "already use this alias" in view.banner.text)
    assert keys.name == "intake"


def test_a_clash_is_named_with_kind_words_to_copy_and_nothing_is_stored(
    qtbot: QtBot, desk_window: Callable[..., ShellController], qapp: QApplication
) -> None:
    def cousin(desk: Desk) -> None:
        add_conflict_fact(desk, ConflictKind.RELATIVE, label="Maple")

    keys, view = open_form(qtbot, desk_window, cousin)
    keys.write("Maple")
    keys.until(lambda: "You are close to somebody" in view.conflict.text)
    view.copy.click()
    assert "better mentor for you" in qapp.clipboard().text()
    desk = keys.shell.desk
    assert desk is not None
    assert on_lane(keys.shell, lambda: people(desk)) == ()


@pytest.mark.parametrize("already", [3, 4])
def test_more_people_than_the_limit_are_a_warning_and_never_a_wall(
    qtbot: QtBot, desk_window: Callable[..., ShellController], already: int
) -> None:
    def crowd(desk: Desk) -> None:
        for number in range(already):
            take_on(desk, f"Kora-{number:02d}")

    keys, view = open_form(qtbot, desk_window, crowd)
    assert bool(view.caseload.text) is (already > 3)
    choose(keys, view)
    keys.wait_for("agreement")


def test_what_was_noted_in_own_words_is_asked_and_yes_gives_the_kind_words(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    def noted(desk: Desk) -> None:
        add_conflict_fact(desk, ConflictKind.RELATIVE, label="My sister in law")

    keys, view = open_form(qtbot, desk_window, noted)
    keys.until(lambda: "My sister in law" in view.noted.text())
    choose(keys, view)
    keys.until(lambda: "somebody you noted" in view.banner.text)
    assert keys.name == "intake"
    view.closeness.chips.answer("yes")
    keys.until(lambda: "pass on kindly" in view.conflict.text)
    view.closeness.chips.answer("no")
    keys.until(lambda: not view.conflict.text)
    keys.press(ENTER, CTRL)
    keys.wait_for("agreement")


def test_without_anything_noted_nothing_more_is_asked(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    _keys, view = open_form(qtbot, desk_window)
    assert not view.closeness.isVisible()
    assert not view.close_open


def test_a_form_left_half_filled_is_there_again_until_the_lock(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_form(qtbot, desk_window)
    keys.until(lambda: bool(view.alias.text()))
    keys.write("Maple")
    view.moment.chips.answer("moving")
    view.country.chips.answer("no")
    keys.go("today")
    keys.go("intake")
    back = keys.screen(IntakeController).view
    keys.until(lambda: back.alias.text() == "Maple")
    assert (back.chosen_by.value, back.moment.value, back.country.value) == ("", "moving", "no")
    back.chosen_by.chips.answer("coordinator")
    keys.press(ENTER, CTRL)
    keys.wait_for("agreement")
    keys.go("intake")
    new = keys.screen(IntakeController).view
    keys.until(lambda: new.alias.text() not in {"", "Maple"})
    assert new.moment.value == ""
    new.moment.chips.answer("moving")
    navigator = keys.shell.navigator
    assert navigator is not None
    keys.go("today")
    assert "intake" in navigator.half_filled
    keys.shell.lock()
    assert not navigator.half_filled
