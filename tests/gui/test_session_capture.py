"""The capture screen: it saves itself, asks before it codes what is delicate, and loses nothing."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, make_vault, unlock_by_typing
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import CONFIDENCE, NEXT_STEP, alias_key, fill_desk, on_lane

from careernotes.domain.ids import SessionId
from careernotes.domain.vocabulary import Side
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.views.session import SessionView
from careernotes.i18n import error_text
from careernotes.services.conversations import autosave, drafts_waiting, load_session, start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.people import person
from careernotes.vault.errors import DiskFullError

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """A new session with somebody who has a history, ready to be written."""
    shell = desk_window(fill_desk)
    keys = Keys(qtbot, shell)
    desk, key = open_desk(keys), alias_key(shell, "Mira-07")
    draft = on_lane(shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    return keys


def open_desk(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def view_of(keys: Keys) -> SessionView:
    return keys.screen(SessionController).view


def waiting_drafts(keys: Keys) -> tuple[SessionDraft, ...]:
    desk = open_desk(keys)
    return on_lane(keys.shell, lambda: drafts_waiting(desk))


def test_the_head_says_who_which_session_and_what_was_promised(keys: Keys) -> None:
    view = view_of(keys)
    assert view.header.title.text() == "Session 4 with Mira-07"
    assert "Ask how the talk with the direct manager went." in view.last.words.text()
    assert [row.title for row in view.last.list.rows] == [
        "Introduce to a product lead",
        "Half-page on what a good next step looks like",
    ]


def test_typing_is_kept_after_two_seconds_without_a_save_button(keys: Keys) -> None:
    keys.write("a thought in the record")
    keys.until(lambda: [draft.record for draft in waiting_drafts(keys)] == ["a thought in the record"])
    assert view_of(keys).header.quiet.text().startswith("Saved ")


def test_leaving_a_text_keeps_it_at_once(keys: Keys) -> None:
    keys.write("kept on leaving")
    keys.press(Qt.Key.Key_W, CTRL | SHIFT)
    assert [draft.record for draft in waiting_drafts(keys)] == ["kept on leaving"]


def test_a_lock_in_the_middle_of_a_word_loses_nothing(keys: Keys, qtbot: QtBot) -> None:
    keys.write("half a wor")
    keys.press(Qt.Key.Key_L, CTRL)
    assert keys.shell.desk is None
    unlock_by_typing(qtbot, keys.shell)
    today = keys.screen(TodayController).view
    assert [row.title for row in today.drafts.list.rows] == ["You were writing about Mira-07"]
    keys.press(ENTER)
    keys.wait_for("session")
    assert view_of(keys).notes.record.text() == "half a wor"
    keys.write("d")
    assert view_of(keys).notes.record.text() == "half a word"


def test_an_untouched_draft_leaves_no_trace(keys: Keys) -> None:
    keys.press(Qt.Key.Key_1, CTRL)
    keys.wait_for("today")
    assert waiting_drafts(keys) == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of four megabytes, in memory."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_said_in_three_sentences_and_the_text_stays(
    qtbot: QtBot, start: Callable[..., ShellController], small_disk: Path
) -> None:
    shell = start(make_vault(small_disk / "mentor.careernotes", fill_desk))
    unlock_by_typing(qtbot, shell)
    keys = Keys(qtbot, shell)
    desk, key = open_desk(keys), alias_key(shell, "Mira-07")
    draft = on_lane(shell, lambda: autosave(desk, start_session(desk, key)))
    keys.go("session", session_id=draft.session_id)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free))

    long = "This must not get lost. " * 2000
    view_of(keys).notes.record.insertPlainText(long)
    keys.press(Qt.Key.Key_W, CTRL | SHIFT)
    banner = view_of(keys).banner.text
    assert error_text(DiskFullError()) == banner
    assert view_of(keys).header.quiet.text() == "Not saved yet"
    assert view_of(keys).notes.record.text() == long

    ballast.unlink()
    view_of(keys).again.click()
    keys.until(lambda: view_of(keys).banner.text == "")
    assert waiting_drafts(keys)[0].record == long


def test_a_theme_is_found_by_a_synonym_and_added_by_keyboard(keys: Keys) -> None:
    keys.write("We spoke. #")
    keys.write("imposter")
    keys.press(ENTER)
    assert [row.key for row in view_of(keys).themes.themes] == [CONFIDENCE]
    assert "Easily mixed up" in view_of(keys).themes.rule.text()
    keys.press(ESC)
    keys.write(" more")
    assert view_of(keys).notes.record.text() == "We spoke.  more"


def test_a_hash_inside_a_word_is_a_hash(keys: Keys) -> None:
    keys.write("C# is a language")
    assert view_of(keys).notes.record.text() == "C# is a language"


def test_shift_enter_codes_the_main_theme_and_space_moves_it(keys: Keys) -> None:
    add_theme(keys, "imposter", SHIFT)
    add_theme(keys, "next step")
    card = view_of(keys).themes
    assert [(row.key, row.main) for row in card.themes] == [(CONFIDENCE, True), (NEXT_STEP, False)]
    keys.press(ESC)
    keys.tab_to(card._chips[1].chip)
    keys.press(SPACE)
    assert [(row.key, row.main) for row in card.themes] == [(CONFIDENCE, False), (NEXT_STEP, True)]
    keys.press(Qt.Key.Key_Delete)
    assert [row.key for row in card.themes] == [CONFIDENCE]


def test_a_sensitive_theme_is_added_only_after_a_yes(keys: Keys) -> None:
    card = view_of(keys).themes
    add_theme(keys, "burnout")
    assert "Did the mentee agree to this being saved?" in card.question.text
    assert card.answer.value == ""
    assert card.themes == ()
    keys.write("n")
    assert card.themes == ()
    assert "Left out" in card.rule.text()
    add_theme(keys, "burnout")
    keys.write("y")
    assert [row.key for row in card.themes] == ["wel.strain"]
    keys.until(lambda: [theme.agreed for draft in waiting_drafts(keys) for theme in draft.themes] == [True])


def test_a_sixth_theme_is_refused_in_words(keys: Keys) -> None:
    for word in ("imposter", "next step", "lateral", "salary", "network"):
        add_theme(keys, word)
    assert len(view_of(keys).themes.themes) == 5
    add_theme(keys, "delegat")
    assert len(view_of(keys).themes.themes) == 5
    assert "Five themes is the most" in view_of(keys).themes.rule.text()


def test_marks_become_actions_goals_and_the_next_time(keys: Keys) -> None:
    keys.write("Talked.")
    for line in ("/t me: intro to Piet +2w", "/g Lead a project by 30 jun", "/n Ask about the talk +6w"):
        keys.press(ENTER)
        keys.write(line)
    keys.press(ENTER)
    view = view_of(keys)
    assert view.notes.record.text().strip() == "Talked."
    assert [row.title for row in view.actions_card.list.rows] == ["intro to Piet"]
    assert view.next.line.text() == "Ask about the talk"
    assert view.next.date.text()
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    page = on_lane(keys.shell, lambda: person(desk, key))
    assert page.goals[0].statement == "Lead a project"
    mine = [action for action in page.actions if action.text == "intro to Piet"]
    assert [(action.owner, action.due_on) for action in mine] == [
        (Side.MENTOR, desk.today + dt.timedelta(weeks=2))
    ]
    assert page.line.next_on == desk.today + dt.timedelta(weeks=6)


def test_the_rating_is_kept_once_a_quarter_and_may_stay_empty(keys: Keys) -> None:
    view = view_of(keys)
    keys.tab_to(view.rating.opener)
    keys.press(SPACE)
    keys.write("2")
    keys.tab_to(view.rating.chips["helps"].button_of("1"))
    keys.write("4")
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    rating = on_lane(keys.shell, lambda: load_session(desk, newest.session_id).rating)
    assert (rating.asks, rating.helps, rating.opens) == (2, 4, None)


def test_a_day_in_words_is_understood_and_shown(keys: Keys) -> None:
    view = view_of(keys)
    view.meta.when.edit.setFocus()
    view.meta.when.edit.selectAll()
    keys.write("yesterday")
    view.notes.record.setFocus()
    assert "yesterday" in view.meta.when.below.text()
    view.meta.when.edit.setFocus()
    view.meta.when.edit.selectAll()
    keys.write("someday")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "no day" in view.meta.when.below.text())
    assert keys.name == "session"


def test_a_draft_is_thrown_away_only_when_chosen_twice(keys: Keys) -> None:
    keys.write("of no use")
    view_of(keys).dropped.emit()
    assert "once more" in view_of(keys).banner.text
    assert keys.name == "session"
    view_of(keys).dropped.emit()
    keys.wait_for("person")
    assert waiting_drafts(keys) == ()


def test_a_recorded_session_opens_for_reading_and_is_changed_in_place(keys: Keys) -> None:
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    keys.go("session", session_id=newest.session_id)
    assert view_of(keys).header.title.text() == "Session 3 with Mira-07"
    assert "Save and close" in view_of(keys).header.primary.text()
    keys.write(" Added later.")
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    changed = on_lane(keys.shell, lambda: load_session(desk, SessionId(newest.session_id)))
    assert changed.record.endswith("Added later.")
    assert len(changed.actions) == 1
    assert waiting_drafts(keys) == ()


def test_what_was_promised_last_time_is_ticked_off_beside_the_note(keys: Keys) -> None:
    view = view_of(keys)
    view.last.list.focus_row()
    keys.press(SPACE)
    assert [row.title for row in view.last.list.rows] == ["Half-page on what a good next step looks like"]


def test_a_letter_t_outside_a_text_opens_the_themes(keys: Keys) -> None:
    view_of(keys).last.list.focus_row()
    keys.write("t")
    keys.until(view_of(keys).themes.picker.isVisible)
    assert focused(keys.qtbot, keys.shell) is view_of(keys).themes.picker.edit


def add_theme(keys: Keys, word: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Ctrl+T, a word, Enter."""
    keys.press(Qt.Key.Key_T, CTRL)
    keys.write(word)
    keys.press(ENTER, modifier)
