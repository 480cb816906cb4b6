"""The path through the desk by keyboard: somebody new, agreement, check, note, timeline, search, lock."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import unlock_by_typing
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import on_lane

from careernotes.gui.controllers.agreement import AgreementController
from careernotes.gui.controllers.before import BeforeController
from careernotes.gui.controllers.intake import IntakeController
from careernotes.gui.controllers.people import PeopleController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.search import SearchController
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.services.people import people
from careernotes.services.views import Shield

DOWN, ENTER, TAB = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab


def test_from_a_new_mentee_to_a_found_note_without_touching_the_mouse(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window()
    keys = Keys(qtbot, shell)
    assert keys.screen(TodayController).view.empty.isVisible()

    keys.press(Qt.Key.Key_N, CTRL | SHIFT)
    keys.wait_for("intake")
    take_somebody_on(keys, "Maple")
    keys.wait_for("agreement")
    agree_on_everything(keys)
    keys.write("b")
    keys.wait_for("before")
    pass_the_check(keys)
    keys.wait_for("session")
    write_the_note(keys)
    keys.wait_for("after")
    keys.press(ENTER)
    keys.wait_for("person")

    page = keys.screen(PersonController).view
    marks = [row.mark.split(" ", 1)[1] for row in page.timeline.rows]
    assert {"Session", "Agreement", "Choice", "Action", "Start"} <= set(marks)
    assert page.header.chip.text() == "may count in themes"
    assert [row.title for row in page.open_actions.rows] == ["introduce to a product lead"]

    keys.press(Qt.Key.Key_F, CTRL | SHIFT)
    keys.wait_for("search")
    keys.write("lighthouse")
    search = keys.screen(SearchController).view
    qtbot.waitUntil(lambda: len(search.hits) == 1, timeout=5000)
    keys.press(ENTER)
    keys.press(ENTER)
    keys.wait_for("session")
    assert "lighthouse" in keys.screen(SessionController).view.notes.record.text()

    keys.press(Qt.Key.Key_2, CTRL)
    assert [row.title for row in keys.screen(PeopleController).view.list.rows] == ["Maple"]
    keys.press(Qt.Key.Key_L, CTRL)
    assert shell.desk is None
    unlock_by_typing(qtbot, shell)
    desk = shell.desk
    assert desk is not None
    (line,) = on_lane(shell, lambda: people(desk))
    assert (line.alias, line.shield, line.sessions_kept) == ("Maple", Shield.COUNTED, 1)


def take_somebody_on(keys: Keys, alias: str) -> None:
    view = keys.screen(IntakeController).view
    assert view.alias.text()
    keys.write(alias)
    keys.tab_to(view.chosen_by.chips.button_of("mentee"))
    keys.press(Qt.Key.Key_Space)
    keys.tab_to(view.moment.chips.button_of("new_here"))
    keys.write("2")
    keys.press(ENTER, CTRL)


def agree_on_everything(keys: Keys) -> None:
    view = keys.screen(AgreementController).view
    keys.write("Find a next step")
    keys.tab_to(view.theirs)
    keys.write("honest feedback")
    keys.tab_to(view.mine)
    keys.write("to come prepared")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "telling the mentee that you keep notes" in view.banner.text)
    keys.tab_to(view.consents.line("notes_informed").chips.button_of("yes"))
    keys.press(Qt.Key.Key_Space)
    keys.tab_to(view.consents.line("counted_general").chips.button_of("yes"))
    keys.press(Qt.Key.Key_Space)
    keys.press(ENTER, CTRL)
    keys.until(lambda: keys.screen(AgreementController).agreed is not None)


def pass_the_check(keys: Keys) -> None:
    view = keys.screen(BeforeController).view
    for _line in range(view.card.body.count() - 1):
        keys.write("y")
    keys.press(ENTER)


def write_the_note(keys: Keys) -> None:
    view = keys.screen(SessionController).view
    keys.write("We drew a lighthouse: what is the light for?")
    keys.press(Qt.Key.Key_W, CTRL | SHIFT)
    keys.write("I liked the picture.")
    keys.press(Qt.Key.Key_T, CTRL)
    keys.write("next step")
    keys.press(ENTER)
    keys.press(Qt.Key.Key_Escape)
    keys.tab_to(view.actions_card.field.edit)
    keys.write("me: introduce to a product lead +2w")
    keys.press(ENTER)
    keys.tab_to(view.next.line.edit)
    keys.write("Ask about the light")
    keys.tab_to(view.next.date.edit)
    keys.write("+6w")
    keys.press(ENTER, CTRL)
