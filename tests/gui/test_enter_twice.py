"""Enter pressed twice in a row does a thing once, and what is typed while it is kept is not lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, wait_quiet
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.goals import Action, Goal
from careernotes.domain.growth import LearningEntry, Supervision
from careernotes.gui.controllers.help_now import HelpNowController
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.supervision import SupervisionController
from careernotes.gui.controllers.workshops import WorkshopsController
from careernotes.services.conversations import autosave, start_session
from careernotes.services.desk import Desk
from careernotes.services.workshops import workshops

ENTER = Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    return Keys(qtbot, desk_window(fill_desk))


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def type_at_once(keys: Keys, text: str) -> None:
    """Faster than anything can be kept."""
    for letter in text:
        keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), ENTER if letter == "\n" else letter)


def test_an_action_is_kept_once_and_the_next_one_goes_on_meanwhile(keys: Keys) -> None:
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(PersonController).view
    view.new_action.edit.setFocus()
    type_at_once(keys, "send the book\n\nx")
    keys.until(lambda: "send the book" in [row.title for row in view.open_actions.rows])
    desk = desk_of(keys)
    texts = [each.text for each in on_lane(keys.shell, lambda: desk.store.all(Action))]
    assert texts.count("send the book") == 1
    assert view.new_action.text() == "x"


def test_a_goal_is_kept_once_and_the_next_one_goes_on_meanwhile(keys: Keys) -> None:
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(PersonController).view
    view.goals.new.edit.setFocus()
    type_at_once(keys, "learn to delegate\n\n lead a team")
    keys.until(lambda: "learn to delegate" in [line.row.title for line in view.goals.lines])
    desk = desk_of(keys)
    goals = on_lane(keys.shell, lambda: desk.store.all(Goal))
    assert [each.statement for each in goals].count("learn to delegate") == 1
    assert view.goals.new.text() == "lead a team"


def test_the_same_words_can_be_a_goal_and_an_action_at_once(keys: Keys) -> None:
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(PersonController).view
    for field in (view.goals.new, view.new_action):
        field.edit.setFocus()
        type_at_once(keys, "learn to delegate\n")
    wait_quiet(keys.qtbot, keys.shell)
    assert "learn to delegate" in [line.row.title for line in view.goals.lines]
    assert "learn to delegate" in [row.title for row in view.open_actions.rows]
    assert (view.goals.new.text(), view.new_action.text()) == ("", "")


def test_a_goal_that_is_kept_leaves_the_same_words_of_an_action_alone(keys: Keys) -> None:
    keys.go("person", engagement_id=alias_key(keys.shell, "Mira-07"))
    view = keys.screen(PersonController).view
    view.goals.new.edit.setFocus()
    type_at_once(keys, "learn to delegate\n")
    view.new_action.edit.setFocus()
    type_at_once(keys, "learn to delegate")
    wait_quiet(keys.qtbot, keys.shell)
    assert (view.goals.new.text(), view.new_action.text()) == ("", "learn to delegate")


def test_what_a_conversation_gave_is_kept_once(keys: Keys) -> None:
    desk, key = desk_of(keys), alias_key(keys.shell, "Mira-07")
    draft = on_lane(keys.shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    keys.write("A good talk.")
    keys.press(ENTER, CTRL)
    keys.wait_for("after")
    type_at_once(keys, "I ask shorter questions\n\n")
    keys.wait_for("person")
    entries = on_lane(keys.shell, lambda: desk.store.all(LearningEntry))
    assert [each.text for each in entries] == ["I ask shorter questions"]


def twice(keys: Keys) -> None:
    for _time in range(2):
        keys.qtbot.keyClick(focused(keys.qtbot, keys.shell), ENTER, CTRL)


def test_a_case_discussion_is_noted_once_and_the_next_one_too(keys: Keys) -> None:
    keys.go("supervision")
    view, desk = keys.screen(SupervisionController).view, desk_of(keys)
    before = len(on_lane(keys.shell, lambda: desk.store.all(Supervision)))
    for number in (1, 2):
        assert view.form.words is not None
        view.form.words.edit.setFocus()
        keys.write(f"listen longer {number}")
        twice(keys)
        keys.until(lambda: view.form.words is not None and not view.form.words.text())
        noted = on_lane(keys.shell, lambda: desk.store.all(Supervision))
        assert len(noted) == before + number


def test_a_day_that_is_none_and_then_one_that_is_notes_a_workshop_once(keys: Keys) -> None:
    keys.go("workshops")
    view, desk = keys.screen(WorkshopsController).view, desk_of(keys)
    for day in ("in a blue moon", "today"):
        view.day.edit.setFocus()
        view.day.edit.selectAll()
        keys.write(day)
        twice(keys)
    keys.until(lambda: view.total.text() != "None yet.")
    assert len(on_lane(keys.shell, lambda: workshops(desk)).held) == 1


def test_what_was_asked_is_noted_once(keys: Keys) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.wait_for("help_now")
    log = keys.screen(HelpNowController).view.log
    assert log is not None
    log.limit.box.setFocus()
    keys.press(Qt.Key.Key_Down)
    twice(keys)
    keys.until(lambda: len(log.rows) > 0)
    on_lane(keys.shell, lambda: None)
    assert len(log.rows) == 1
