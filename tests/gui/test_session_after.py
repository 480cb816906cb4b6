"""Right after a session is kept: one line for the mentor, who talked, and how long the note took."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import alias_key, fill_desk, on_lane

from careernotes.domain.growth import LearningEntry
from careernotes.domain.vocabulary import LearningArea, TalkShare
from careernotes.gui.controllers.after import AfterController
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.capture_log import capture_log
from careernotes.services.conversations import autosave, drafts_waiting, load_session, start_session
from careernotes.services.desk import Desk
from careernotes.services.people import person

ENTER = Qt.Key.Key_Return


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    keys = Keys(qtbot, desk_window(fill_desk))
    desk, key = desk_of(keys), alias_key(keys.shell, "Mira-07")
    draft = on_lane(keys.shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    return keys


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def test_one_line_is_kept_for_the_mentor_and_tied_to_nobody(keys: Keys) -> None:
    keys.write("A good talk.")
    keys.press(ENTER, CTRL)
    keys.wait_for("after")
    view = keys.screen(AfterController).view
    keys.write("Mira-07 taught me patience")
    keys.press(ENTER)
    assert "name of a mentee" in view.line.below.text()
    assert keys.name == "after"
    view.line.edit.clear()
    keys.write("I ask shorter questions")
    keys.tab_to(view.area.button_of("personal"))
    keys.write("2")
    keys.tab_to(view.share.button_of("mentee"))
    keys.write("3")
    keys.write("2")
    keys.write("3")
    keys.until(lambda: view.trend.text().endswith(": mostly me"))
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    desk = desk_of(keys)
    [entry] = on_lane(keys.shell, lambda: desk.store.all(LearningEntry))
    assert (entry.text, entry.area) == ("I ask shorter questions", LearningArea.PROFESSIONAL)
    log = on_lane(keys.shell, lambda: capture_log(desk))
    assert log.shares == (TalkShare.MENTOR,)
    assert len(log.seconds) <= 1


@pytest.mark.long
def test_a_conversation_is_written_up_from_anywhere_and_about_somebody_else_after_all(keys: Keys) -> None:
    keys.press(Qt.Key.Key_1, CTRL)
    keys.wait_for("today")
    keys.press(Qt.Key.Key_E, CTRL | SHIFT)
    keys.wait_for("session")
    keys.write("about whom?")
    view = keys.screen(SessionController).view
    other = alias_key(keys.shell, "Tova-31")
    assert view.meta.who.value != other
    view.meta.who.set_value(other)
    view.meta.who.chosen.emit(other)
    keys.until(lambda: "Tova-31" in keys.screen(SessionController).view.header.title.text())
    view = keys.screen(SessionController).view
    assert view.notes.record.text() == "about whom?"
    assert view.notes.record.hasFocus()
    keys.press(ENTER, CTRL)
    keys.wait_for("after")
    desk = desk_of(keys)
    rows = on_lane(keys.shell, lambda: person(desk, other).sessions)
    assert on_lane(keys.shell, lambda: load_session(desk, rows[0].session_id).record) == "about whom?"
    assert on_lane(keys.shell, lambda: drafts_waiting(desk)) == ()
