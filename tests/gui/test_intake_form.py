"""Taking somebody on: an alias is enough, clashes are named kindly, the caseload never blocks."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import on_lane, take_on
from tests.unit.services.kits import kit_file

from careernotes.domain.growth import SignUp
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import ChosenBy, ConflictKind, Moment
from careernotes.gui.controllers.intake import IntakeController
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.sign import SignController
from careernotes.gui.views.intake import AREA, IntakeView
from careernotes.services.desk import Desk
from careernotes.services.first_steps import add_conflict_fact, adopt_kit, save_profile, sign_code
from careernotes.services.mentees import passed_on
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
    assert view.banner.accessibleName().startswith("Still to do: ")
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
    view.pass_on.copy.click()
    assert "better mentor for you" in qapp.clipboard().text()
    desk = keys.shell.desk
    assert desk is not None
    assert on_lane(keys.shell, lambda: people(desk)) == ()


@pytest.mark.parametrize("already", [2, 3])
def test_one_more_than_the_limit_is_asked_about_and_never_a_wall(
    qtbot: QtBot, desk_window: Callable[..., ShellController], already: int
) -> None:
    def crowd(desk: Desk) -> None:
        for number in range(already):
            take_on(desk, f"Kora-{number:02d}")

    keys, view = open_form(qtbot, desk_window, crowd)
    assert view.room_card.isVisible() is (already >= 3)
    choose(keys, view)
    if already >= 3:
        keys.until(lambda: "room for one more" in view.banner.text)
        assert keys.name == "intake"
        view.room_card.answer.chips.answer("yes")
        keys.press(ENTER, CTRL)
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
    assert "better mentor for you" in view.pass_on.words.text()
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


@pytest.mark.long
def test_passing_on_keeps_a_count_and_nothing_of_the_person(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_form(qtbot, desk_window)
    keys.write("Maple")
    keys.tab_to(view.pass_on.passed)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("people")
    assert "1 request so far" in keys.screen(PeopleController).view.banner.text
    desk = keys.shell.desk
    assert desk is not None
    assert on_lane(keys.shell, lambda: (desk.store.all(Mentee), passed_on(desk))) == ((), 1)
    keys.go("intake")
    again = keys.screen(IntakeController).view
    keys.until(lambda: again.alias.text() not in {"", "Maple"})


@pytest.mark.long
def test_the_rule_of_the_programme_asks_for_both_answers_and_for_a_reason(
    qtbot: QtBot, desk_window: Callable[..., ShellController], tmp_path: Path
) -> None:
    def across(desk: Desk) -> None:
        adopted = adopt_kit(desk, kit_file(tmp_path, other_country_rule=True))
        sign_code(adopted)
        save_profile(adopted, unit="a1")

    keys, view = open_form(qtbot, desk_window, across)
    choose(keys, view)
    keys.until(lambda: "answer both" in view.banner.text)
    view.country.chips.answer("no")
    area = view._groups[AREA]
    area.box.setCurrentIndex(area.box.findData("a2"))
    area.box.activated.emit(area.box.currentIndex())
    assert view.unit.value == "yes"
    assert not view.reason.isVisible()
    area.box.setCurrentIndex(area.box.findData("a1"))
    area.box.activated.emit(area.box.currentIndex())
    assert view.unit.value == "no"
    assert view.reason.isVisible()
    keys.press(ENTER, CTRL)
    assert keys.name == "intake"
    view.reason.set_text("The only one who knows the field.")
    keys.press(ENTER, CTRL)
    keys.wait_for("agreement")
    desk = keys.shell.desk
    assert desk is not None
    (line,) = on_lane(keys.shell, lambda: people(desk))
    assert (line.engagement.cross_country, line.engagement.cross_unit) == (False, False)
    assert line.engagement.exception_reason == "The only one who knows the field."


@pytest.mark.long
def test_nobody_new_before_the_code_is_signed_on_its_one_screen(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window())
    desk = keys.shell.desk
    assert desk is not None
    on_lane(
        keys.shell,
        lambda: [desk.store.put(replace(each, code_version="0.9")) for each in desk.store.all(SignUp)],
    )
    keys.press(Qt.Key.Key_N, CTRL | SHIFT)
    keys.wait_for("sign")
    view = keys.screen(SignController).view
    keys.until(lambda: "version 0.9" in view.header.subtitle.text())
    keys.press(ENTER, CTRL)
    keys.wait_for("intake")
    assert "Signed, until" in keys.screen(IntakeController).view.banner.text
    keys.go("growth")
    keys.go("sign")
    keys.press(ENTER, CTRL)
    keys.wait_for("growth")
