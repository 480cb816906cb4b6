"""Today by keyboard: done, put off, an e-mail, and everything put back with Ctrl+Z."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.goals import Action
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.views.today import TodayView
from careernotes.gui.widgets.secret_clipboard import _OURS
from careernotes.services.changes import make_change
from careernotes.services.clock_check import day_used_last
from careernotes.services.desk import Desk
from careernotes.vault.keeping import SettingName

DeskWindow = Callable[..., ShellController]


def view_of(keys: Keys) -> TodayView:
    return keys.screen(TodayController).view


def due_days(keys: Keys) -> dict[str, dt.date | None]:
    desk = keys.shell.desk
    assert desk is not None
    kept = on_lane(keys.shell, lambda: desk.store.all(Action))
    return {each.text: each.due_on for each in kept if each.is_open}


def titles(keys: Keys) -> list[str]:
    return [row.title for row in view_of(keys).mine.list.rows]


def test_what_is_done_or_put_off_comes_back_with_ctrl_z(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    before, today = due_days(keys), keys.screen(TodayController).desk.today
    mine = titles(keys)[0]
    keys.press(Qt.Key.Key_Space)
    assert mine not in due_days(keys)
    assert keys.shell.frame is not None
    assert keys.shell.frame.undo.isVisible()
    assert mine not in keys.shell.frame.undo.words.text()
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: titles(keys) == [mine])
    assert due_days(keys) == before
    view_of(keys).mine.list.focus_row()
    keys.press(Qt.Key.Key_S)
    assert due_days(keys)[mine] == today + dt.timedelta(days=7)
    view_of(keys).theirs.list.focus_row()
    keys.press(Qt.Key.Key_S, SHIFT)
    theirs = due_days(keys)["Half-page on what a good next step looks like"]
    assert theirs is not None
    assert theirs > today + dt.timedelta(27)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.press(Qt.Key.Key_Z, CTRL)
    assert due_days(keys) == before
    keys.press(Qt.Key.Key_Z, CTRL)
    assert keys.shell.announcer.last == "There is nothing to put back."


@pytest.mark.long
def test_e_puts_a_text_without_a_name_on_the_guarded_clipboard(qtbot: QtBot, desk_window: DeskWindow) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    view_of(keys).theirs.list.focus_row()
    keys.press(Qt.Key.Key_E)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(_OURS)
    assert "Half-page on what a good next step looks like" in data.text()
    assert "Mira" not in data.text()
    assert "30 seconds" in view_of(keys).banner.text
    view_of(keys).quiet.list.focus_row()
    keys.press(Qt.Key.Key_E)
    asked = QGuiApplication.clipboard().mimeData().text()
    assert asked.startswith("Hello,")
    assert "Tova" not in asked
    keys.shell.lock()
    assert not QGuiApplication.clipboard().text()


@pytest.mark.long
def test_ctrl_z_in_a_field_takes_back_letters_and_then_what_was_done(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    mine = titles(keys)[0]
    keys.press(Qt.Key.Key_Space)
    keys.go("search")
    keys.write("abc")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert mine not in due_days(keys)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: mine in due_days(keys))


def later(desk: Desk) -> None:
    """Used on a day that has not come yet: the clock went back since."""
    fill_desk(desk)
    desk.store.set_setting(SettingName.LAST_DAY, (desk.today + dt.timedelta(days=40)).isoformat())


@pytest.mark.long
def test_a_clock_that_went_back_is_asked_about_before_anything_is_worked_out_anew(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    keys = Keys(qtbot, desk_window(later))
    view, desk = view_of(keys), keys.shell.desk
    assert desk is not None
    assert "Is today's date right?" in view.clock_notice.text
    assert [row.end for row in view.quiet.list.rows] == ["17 weeks"]
    view.today_accepted.emit()
    keys.until(lambda: not view.clock_notice.text)
    assert [row.end for row in view.quiet.list.rows] == ["11 weeks"]
    assert on_lane(keys.shell, lambda: day_used_last(desk)) is None


@pytest.mark.long
def test_what_is_planned_is_saved_for_the_calendar(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.screen(TodayController).calendar.place_chosen.emit(str(tmp_path / "mine"))
    keys.until(lambda: "no name" in view_of(keys).banner.text)
    assert b"SUMMARY:Appointment" in (tmp_path / "mine.ics").read_bytes()


@pytest.mark.long
def test_a_change_said_by_its_page_is_taken_back_with_ctrl_z_too(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    key = alias_key(keys.shell, "Mira-07")
    keys.go("person", engagement_id=key)
    mine = due_days(keys)
    controller, desk = keys.screen(PersonController), keys.screen(PersonController).desk
    gone = next(each for each in on_lane(keys.shell, lambda: desk.store.all(Action)) if each.is_open)
    controller._bar.change(partial(make_change, desk, key, put=[replace(gone, due_on=None)]), "Said.")
    keys.until(lambda: due_days(keys) != mine)
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: due_days(keys) == mine)
    keys.press(Qt.Key.Key_Z, CTRL)
    assert keys.shell.announcer.last == "There is nothing to put back."
