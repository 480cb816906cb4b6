"""Today: what is due, who is quiet, what waits to be coded or renewed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, on_lane, take_on

from careernotes.domain.growth import Supervision, Training
from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import EndReason, Side
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.views.today import TodayView
from careernotes.services.desk import Desk
from careernotes.services.goals import add_action
from careernotes.services.mentees import end_relation
from careernotes.services.periodic import periodic_states

PROMISED = [f"thing {n}" for n in range(1, 9)]
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
CTRL = Qt.KeyboardModifier.ControlModifier


def open_today(
    qtbot: QtBot, desk_window: Callable[..., ShellController], *fills: Callable[[Desk], object]
) -> tuple[Keys, TodayView]:
    keys = Keys(qtbot, desk_window(*fills))
    return keys, keys.screen(TodayController).view


def test_a_newcomer_is_welcomed_and_shown_the_first_step(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window)
    assert view.empty.isVisible()
    assert not view.nothing.isVisible()
    assert not view.next_card.isVisible()
    # Beside it, what to try first, and how to find one's way.
    assert view.practice is not None
    assert view.practice.isVisible()
    said = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert {"Ctrl+K", "F1", "F2", "Help now"} <= set(said)
    # The keyboard is on the one thing to do, and Enter does it.
    focus = keys.shell.window.focusWidget()
    assert focus is not None
    assert (focus.accessibleName(), focus.accessibleDescription()) == (
        "Add your first mentee",
        "Ctrl+Shift+N",
    )
    keys.press(ENTER)
    keys.wait_for("intake")


def test_a_newcomer_practises_from_the_first_page_and_is_welcomed_no_more(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window)
    assert view.practice is not None
    keys.tab_to(view.practice.make)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("person")
    keys.go("today")
    again = keys.screen(TodayController).view
    assert again.practice is None
    assert not again.empty.isVisible()


def test_nothing_due_is_said_and_the_key_of_the_search_works_here_too(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window, lambda desk: take_on(desk, "Maple"))
    assert view.nothing_text.text() == "Nothing is due."
    assert not view.mine.isVisible()
    keys.press(Qt.Key.Key_F, CTRL)
    keys.wait_for("search")


def test_who_had_a_mentee_is_no_newcomer_and_promises_of_one_day_stand_as_they_were_noted(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window, lambda desk: promise(desk, take_on(desk, "Maple")))
    assert [row.title for row in view.theirs.list.rows] == PROMISED
    desk = keys.shell.desk
    assert desk is not None
    key = on_lane(keys.shell, lambda: desk.store.all(Engagement))[0].engagement_id
    on_lane(keys.shell, lambda: end_relation(desk, key, reason=EndReason.GOALS_MET))
    keys.go("today")
    ended = keys.screen(TodayController).view
    assert not ended.empty.isVisible()
    assert ended.practice is None
    assert ended.nothing_text.text() == "Nothing is due."


def promise(desk: Desk, key: EngagementId) -> None:
    for text in PROMISED:
        add_action(desk, key, text, owner=Side.MENTEE, due_on=desk.today)


def test_the_lists_say_what_waits(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    _keys, view = open_today(qtbot, desk_window, fill_desk)
    assert [row.title for row in view.mine.list.rows] == ["Introduce to a product lead"]
    assert view.mine.list.rows[0].tags[0].text == "late"
    assert [row.title for row in view.theirs.list.rows] == ["Half-page on what a good next step looks like"]
    assert [row.title for row in view.quiet.list.rows] == ["Tova-31"]
    assert [row.title for row in view.not_coded.list.rows] == ["Tova-31"]
    assert "Mira-07" in view.next_text.text()


def test_space_ticks_off_and_enter_opens_the_person(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window, fill_desk)
    keys.press(SPACE)
    assert view.mine.list.rows == ()
    view.theirs.list.focus_row()
    keys.press(ENTER)
    assert keys.name == "person"


def test_a_session_without_a_theme_opens_to_be_coded(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys, view = open_today(qtbot, desk_window, fill_desk)
    view.not_coded.list.focus_row()
    keys.press(ENTER)
    keys.wait_for("session")
    assert "former peers" in keys.screen(SessionController).view.notes.record.text()


def test_b_leads_to_the_next_conversation(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    keys, _view = open_today(qtbot, desk_window, fill_desk)
    keys.write("b")
    keys.wait_for("before")


def test_what_is_to_be_renewed_is_recorded_in_one_line(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    def untrained(desk: Desk) -> None:
        for course in desk.store.all(Training):
            desk.store.remove(Training, course.training_id)

    keys, view = open_today(qtbot, desk_window, untrained)
    line = view.periodic.line("P03")
    assert line is not None
    keys.tab_to(line.when.edit)
    line.when.edit.selectAll()
    keys.write("yesterday")
    keys.press(ENTER)
    assert view.periodic.line("P03") is None
    desk = keys.shell.desk
    assert desk is not None
    states = on_lane(keys.shell, lambda: periodic_states(desk))
    assert next(state.holds for state in states if state.item.item_id == "P03")
    assert on_lane(keys.shell, lambda: desk.store.count(Supervision)) == 0
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    keys.until(lambda: keys.screen(TodayController).view.periodic.line("P03") is not None)
    assert on_lane(keys.shell, lambda: desk.store.all(Training)) == ()


def test_a_day_to_come_is_refused_in_words(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    def untrained(desk: Desk) -> None:
        for course in desk.store.all(Training):
            desk.store.remove(Training, course.training_id)

    keys, view = open_today(qtbot, desk_window, untrained)
    view.recorded.emit("P03", "tomorrow")
    keys.until(lambda: "future" in view.banner.text)
