"""What is taken out of a half-written conversation comes back with Ctrl+Z."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import CONFIDENCE, NEXT_STEP, alias_key, fill_desk, on_lane
from tests.gui.test_session_capture import open_desk, view_of

from careernotes.domain.ids import MenteeId
from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.widgets.banner import Banner
from careernotes.services import erasing, proving
from careernotes.services.conversations import autosave, drafts_waiting, start_session
from careernotes.services.drafts import SessionDraft

ENTER, ESC, DELETE, LETTER_Z = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Z


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """A new session with somebody who has a history."""
    shell = desk_window(fill_desk)
    keys = Keys(qtbot, shell)
    desk, key = open_desk(keys), alias_key(shell, "Mira-07")
    draft = on_lane(shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    return keys


def kept(keys: Keys) -> SessionDraft:
    desk = open_desk(keys)
    return on_lane(keys.shell, lambda: drafts_waiting(desk))[0]


def code(keys: Keys, *words: str) -> None:
    view_of(keys).themes.open_picker()
    for at, word in enumerate(words):
        keys.write(word)
        keys.press(ENTER, Qt.KeyboardModifier.NoModifier if at else SHIFT)
    keys.press(ESC)


def shown(keys: Keys) -> list[tuple[str, bool]]:
    return [(row.key, row.main) for row in view_of(keys).themes.themes]


def test_a_theme_taken_away_is_back_in_its_place_with_what_was_typed_since(keys: Keys) -> None:
    code(keys, "imposter", "next step")
    both = [(CONFIDENCE, True), (NEXT_STEP, False)]
    assert shown(keys) == both
    keys.tab_to(view_of(keys).themes._chips[0].chip)
    keys.press(DELETE)
    assert shown(keys) == [(NEXT_STEP, False)]
    frame = keys.shell.frame
    assert frame is not None
    assert frame.undo.isVisible()
    assert "theme is taken away" in frame.undo.words.text()
    view_of(keys).next.line.edit.setFocus()
    keys.write("Ask about it")
    view_of(keys).themes.opener.setFocus()
    keys.press(LETTER_Z, CTRL)
    keys.until(lambda: shown(keys) == both)
    assert view_of(keys).next.line.text() == "Ask about it"
    keys.until(lambda: [each.theme_id for each in kept(keys).themes] == [CONFIDENCE, NEXT_STEP])
    keys.until(lambda: kept(keys).next_time == "Ask about it")
    assert [each.theme_id for each in kept(keys).themes] == [CONFIDENCE, NEXT_STEP]


def test_an_action_and_a_goal_taken_away_come_back_one_by_one(keys: Keys) -> None:
    keys.write("/t me: intro to Piet +2w")
    keys.press(ENTER)
    keys.write("/g Lead a project by 30 jun")
    keys.press(ENTER)
    rows = view_of(keys).actions_card.list
    titles = ["intro to Piet", "Lead a project"]
    assert [row.title for row in rows.rows] == titles
    assert rows.rows[1].mark == "Goal"
    rows.focus_row()
    keys.press(ENTER)
    assert [row.title for row in rows.rows] == titles[1:]
    keys.press(ENTER)
    assert rows.rows == ()
    assert (kept(keys).actions, kept(keys).goals) == ((), ())
    view_of(keys).themes.opener.setFocus()
    keys.press(LETTER_Z, CTRL)
    keys.until(lambda: [row.title for row in rows.rows] == titles[1:])
    keys.press(LETTER_Z, CTRL)
    keys.until(lambda: [row.title for row in rows.rows] == titles)
    keys.until(lambda: len(kept(keys).actions) == len(kept(keys).goals) == 1)


def test_from_another_page_ctrl_z_leads_back_to_the_conversation(keys: Keys) -> None:
    keys.write("Talked about a talk.")
    code(keys, "imposter")
    keys.tab_to(view_of(keys).themes._chips[0].chip)
    keys.press(DELETE)
    keys.go("today")
    keys.press(LETTER_Z, CTRL)
    keys.wait_for("session")
    assert shown(keys) == [(CONFIDENCE, True)]
    assert [each.theme_id for each in kept(keys).themes] == [CONFIDENCE]


def test_nothing_comes_back_into_a_conversation_that_was_finished_since(keys: Keys) -> None:
    code(keys, "imposter")
    keys.tab_to(view_of(keys).themes._chips[0].chip)
    keys.press(DELETE)
    keys.press(ENTER, CTRL)
    keys.wait_for("after")
    keys.press(ENTER)
    keys.wait_for("person")
    keys.press(LETTER_Z, CTRL)
    assert keys.shell.frame is not None
    banner = keys.shell.frame.findChild(Banner)
    assert banner is not None
    keys.until(lambda: "cannot be put back" in banner.text)
    assert keys.name == "person"


def test_nothing_comes_back_behind_an_erasure(keys: Keys) -> None:
    keys.write("/t me: intro to Piet +2w")
    keys.press(ENTER)
    view_of(keys).actions_card.list.focus_row()
    keys.press(ENTER)
    desk = open_desk(keys)

    def erase_somebody_else() -> None:
        other = next(each for each in desk.store.all(Mentee) if each.alias != "Mira-07")
        proving.prove(desk, PASSPHRASE, allow_test=True)
        erasing.erase_person(desk, MenteeId(other.mentee_id))

    on_lane(keys.shell, erase_somebody_else)
    view_of(keys).themes.opener.setFocus()
    keys.press(LETTER_Z, CTRL)
    assert view_of(keys).actions_card.list.rows == ()
