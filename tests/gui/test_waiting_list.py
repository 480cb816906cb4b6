"""A full mentor lets somebody wait; Today says when there is room, and leads to the intake."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import on_lane, take_on

from careernotes.domain.vocabulary import EndReason
from careernotes.gui.controllers.intake import IntakeController
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.services.desk import Desk
from careernotes.services.mentees import end_relation
from careernotes.services.people import people

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def crowd(desk: Desk) -> None:
    for number in range(3):
        take_on(desk, f"Kora-{number:02d}")


def test_somebody_waits_leaves_the_list_comes_back_and_is_taken_on_by_keyboard(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(crowd, screen="intake"))
    put_on_the_list(keys)
    take_off_and_put_back(keys)
    take_on_when_there_is_room(keys)
    desk = keys.shell.desk
    assert desk is not None
    assert "Tova-31" in [line.alias for line in on_lane(keys.shell, lambda: people(desk))]


def put_on_the_list(keys: Keys) -> None:
    """The form of a full mentor asks for no more than an alias and how they came."""
    view = keys.screen(IntakeController).view
    keys.write("Tova-31")
    keys.tab_to(view.room_card.answer.chips.button_of("yes"))
    keys.write("2")
    assert view.waits
    assert not view.moment.isVisible()
    assert view.header.primary.text().startswith("Put on the waiting list")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "how this mentee came" in view.banner.text)
    view.chosen_by.chips.answer("coordinator")
    keys.press(ENTER, CTRL)
    keys.wait_for("people")
    listed = keys.screen(PeopleController).view
    keys.until(lambda: len(listed.waiting.list.rows) == 1)
    assert "On the waiting list" in listed.banner.text
    (row,) = listed.waiting.list.rows
    assert (row.title, row.tags) == ("Tova-31", ())
    assert "Tova-31" not in [each.title for each in listed.list.rows]
    keys.go("today")
    assert keys.screen(TodayController).view.waiting.isHidden()


def take_off_and_put_back(keys: Keys) -> None:
    """Off the list from the form, and with Ctrl+Z on it again."""
    keys.go("people")
    again = keys.screen(PeopleController).view
    keys.until(lambda: len(again.waiting.list.rows) == 1)
    again.waiting.list.focus_row()
    keys.press(ENTER)
    keys.wait_for("intake")
    form = keys.screen(IntakeController).view
    assert (form.alias.text(), form.chosen_by.value) == ("Tova-31", "coordinator")
    assert not form.room_card.answer.chips.button_of("wait").isEnabled()
    keys.tab_to(form.pass_on.off)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("people")
    assert keys.screen(PeopleController).view.waiting.isHidden()
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: len(keys.screen(PeopleController).view.waiting.list.rows) == 1)


def take_on_when_there_is_room(keys: Keys) -> None:
    """Somebody ends; Today says so and leads to the form."""
    desk = keys.shell.desk
    assert desk is not None
    first = on_lane(keys.shell, lambda: people(desk))[0].engagement_id
    on_lane(keys.shell, lambda: end_relation(desk, first, reason=EndReason.GOALS_MET))
    keys.go("today")
    told = keys.screen(TodayController).view.waiting
    keys.until(told.isVisible)
    (row,) = told.list.rows
    assert [tag.text for tag in row.tags] == ["there is room"]
    told.list.focus_row()
    assert "there is room" in told.list.focusWidget().accessibleName()
    keys.press(ENTER)
    keys.wait_for("intake")
    last = keys.screen(IntakeController).view
    assert last.room_card.isHidden()
    last.moment.chips.answer("moving")
    keys.press(ENTER, CTRL)
    keys.wait_for("agreement")
