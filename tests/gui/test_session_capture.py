"""The capture screen: it saves itself, asks before it codes what is delicate, and loses nothing."""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, unlock_by_typing
from tests.gui.people_keys import CTRL, SHIFT, Keys
from tests.gui.people_life import CONFIDENCE, NEXT_STEP, alias_key, fill_desk, on_lane

from careernotes.domain.ids import EngagementId, SessionId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import GoalKind, Side
from careernotes.gui.controllers import undo_keeper
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.session_page import read_session
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.controllers.undo_keeper import UndoKeeper
from careernotes.gui.views.desk_frame import DeskFrame, UnsavedBanner
from careernotes.gui.views.session import SessionView
from careernotes.gui.views.unlock import UnlockView
from careernotes.i18n import error_text
from careernotes.services.conversations import (
    autosave,
    drafts_waiting,
    load_session,
    record_conversation,
    start_session,
)
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.goals import add_goal
from careernotes.services.people import person
from careernotes.services.throwing_away import Thrown
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


def pass_over(keys: Keys) -> None:
    """Enter in the empty line after a session is kept."""
    keys.wait_for("after")
    keys.press(ENTER)
    keys.wait_for("person")


def test_the_head_says_who_which_session_and_what_was_promised(keys: Keys) -> None:
    view = view_of(keys)
    assert view.header.title.text() == "Session 4 with Mira-07"
    assert "Ask how the talk with the direct manager went." in view.last.words.text()
    assert [row.title for row in view.last.list.rows] == [
        "Introduce to a product lead",
        "Half-page on what a good next step looks like",
    ]


def test_what_was_promised_stands_beside_the_note_before_anything_else(keys: Keys) -> None:
    view = view_of(keys)
    keys.shell.window.resize(1280, 800)
    room = view.scroller.viewport()
    keys.until(lambda: view.last.mapTo(room, view.last.rect().topLeft()).x() > view.notes.width())
    assert 0 <= view.last.mapTo(room, view.last.rect().bottomLeft()).y() <= room.height()
    assert view.last.y() < view.themes.y()


def test_the_names_over_the_fields_stand_on_one_line(keys: Keys) -> None:
    meta = view_of(keys).meta
    keys.until(lambda: meta.when.y() == meta.minutes.y() and meta.when.height() > meta.minutes.height())


def test_typing_is_kept_after_two_seconds_without_a_save_button(keys: Keys) -> None:
    keys.write("a thought in the record")
    keys.until(lambda: [draft.record for draft in waiting_drafts(keys)] == ["a thought in the record"])
    frame = keys.shell.frame
    assert frame is not None
    keys.until(lambda: frame.status.saved.text().startswith("Saved "))
    assert view_of(keys).header.quiet.text() == ""


def test_tab_goes_through_the_strip_above_the_note_and_then_to_the_note(keys: Keys) -> None:
    view = view_of(keys)
    view.meta.when.edit.setFocus()
    chip = view.meta.mode.chips.button_of("in_person")
    for each in (view.meta.minutes.edit, chip, view.meta.kind.box, view.notes.record):
        keys.press(Qt.Key.Key_Tab)
        assert keys.shell.window.focusWidget() is each


def test_leaving_a_text_keeps_it_at_once(keys: Keys) -> None:
    keys.write("kept on leaving")
    keys.press(Qt.Key.Key_W, CTRL | SHIFT)
    assert [draft.record for draft in waiting_drafts(keys)] == ["kept on leaving"]


def test_a_lock_in_the_middle_of_a_word_loses_nothing(keys: Keys, qtbot: QtBot) -> None:
    keys.write("half a wor")
    keys.press(Qt.Key.Key_L, CTRL)
    assert keys.shell.desk is None
    unlock_by_typing(qtbot, keys.shell)
    keys.wait_for("session")
    assert view_of(keys).notes.record.text() == "half a wor"
    keys.write("d")
    assert view_of(keys).notes.record.text() == "half a word"
    keys.press(Qt.Key.Key_1, CTRL)
    keys.wait_for("today")
    today = keys.screen(TodayController).view
    assert [row.title for row in today.drafts.list.rows] == ["You were writing about Mira-07"]


def test_an_untouched_draft_leaves_no_trace(keys: Keys) -> None:
    keys.press(Qt.Key.Key_1, CTRL)
    keys.wait_for("today")
    assert waiting_drafts(keys) == ()


LONG = "This must not get lost. " * 2000


def full_disk(keys: Keys, *, full: bool) -> None:
    """Lets the database grow no more: SQLite itself reports that there is no room, as on a full disk."""
    desk = open_desk(keys)

    def limit() -> None:
        connection = desk.store.connection()
        connection.set_authorizer(None)
        pages = connection.execute("PRAGMA main.page_count").fetchone()
        assert pages is not None
        most = int(str(pages[0])) if full else 1_000_000
        connection.execute(f"PRAGMA main.max_page_count={most}")

    on_lane(keys.shell, limit)


def notice_of(keys: Keys) -> UnsavedBanner:
    frame = keys.shell.window.findChild(DeskFrame)
    assert isinstance(frame, DeskFrame)
    return frame.unsaved


def write_on_a_full_disk(keys: Keys) -> None:
    full_disk(keys, full=True)
    view_of(keys).notes.record.insertPlainText(LONG)
    keys.press(Qt.Key.Key_W, CTRL | SHIFT)


def test_a_full_disk_is_said_in_three_sentences_and_the_text_stays(keys: Keys) -> None:
    write_on_a_full_disk(keys)
    assert error_text(DiskFullError()) == view_of(keys).banner.text
    assert view_of(keys).header.quiet.text() == "Not saved yet"
    assert view_of(keys).notes.record.text() == LONG

    full_disk(keys, full=False)
    view_of(keys).again.click()
    keys.until(lambda: view_of(keys).banner.text == "")
    assert waiting_drafts(keys)[0].record == LONG


def test_a_text_that_could_not_be_saved_outlives_its_screen(keys: Keys) -> None:
    write_on_a_full_disk(keys)
    assert not notice_of(keys).isVisible()
    keys.press(Qt.Key.Key_2, CTRL)
    keys.wait_for("people")
    assert "CN" in notice_of(keys).text
    assert "could not be saved yet" in notice_of(keys).text
    assert [draft.record for draft in waiting_drafts(keys)] == [""]

    notice_of(keys).open.click()
    keys.wait_for("session")
    assert view_of(keys).notes.record.text() == LONG
    assert view_of(keys).header.quiet.text() == "Not saved yet"
    assert not notice_of(keys).isVisible()

    keys.press(Qt.Key.Key_2, CTRL)
    keys.wait_for("people")
    full_disk(keys, full=False)
    notice_of(keys).again.click()
    keys.until(lambda: not notice_of(keys).isVisible())
    assert [draft.record for draft in waiting_drafts(keys)] == [LONG]


def test_a_lock_tries_once_more_to_save_what_could_not_be_saved(keys: Keys, qtbot: QtBot) -> None:
    write_on_a_full_disk(keys)
    keys.press(Qt.Key.Key_2, CTRL)
    keys.wait_for("people")
    full_disk(keys, full=False)
    keys.press(Qt.Key.Key_L, CTRL)
    assert keys.shell.desk is None
    unlock_by_typing(qtbot, keys.shell)
    assert [draft.record for draft in waiting_drafts(keys)] == [LONG]
    assert not notice_of(keys).isVisible()


def test_a_lock_that_could_not_save_says_so_at_the_entrance(keys: Keys, qtbot: QtBot) -> None:
    write_on_a_full_disk(keys)
    keys.press(Qt.Key.Key_L, CTRL)
    entrance = keys.shell.window.findChild(UnlockView)
    assert isinstance(entrance, UnlockView)
    keys.until(lambda: "only the last change was not saved" in entrance.banner.text)
    unlock_by_typing(qtbot, keys.shell)


def test_leaving_while_a_session_is_recorded_on_a_full_disk_loses_nothing(keys: Keys) -> None:
    full_disk(keys, full=True)
    view_of(keys).notes.record.insertPlainText(LONG)
    view_of(keys).finished.emit()
    keys.go("people")
    keys.until(lambda: notice_of(keys).isVisible())
    full_disk(keys, full=False)
    notice_of(keys).again.click()
    keys.until(lambda: not notice_of(keys).isVisible())
    assert [draft.record for draft in waiting_drafts(keys)] == [LONG]


def test_what_was_written_about_somebody_erased_since_is_not_saved_again(keys: Keys) -> None:
    write_on_a_full_disk(keys)
    keys.press(Qt.Key.Key_2, CTRL)
    keys.wait_for("people")
    full_disk(keys, full=False)
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    on_lane(keys.shell, lambda: erase(desk, key))
    notice_of(keys).again.click()
    keys.until(lambda: not notice_of(keys).isVisible())
    assert waiting_drafts(keys) == ()


def erase(desk: Desk, key: EngagementId) -> None:
    """Removes a person with everything that hangs on them, drafts too."""
    engagement = desk.store.get(Engagement, key)
    assert engagement is not None
    for draft in desk.store.drafts():
        desk.store.discard_draft(draft.key)
    desk.store.remove(Mentee, engagement.mentee_id)


def test_no_autosave_follows_once_the_session_is_being_recorded(keys: Keys) -> None:
    keys.write("the whole conversation")
    screen = keys.screen(SessionController)
    screen.view.finished.emit()
    screen.keeper.save_now()
    screen.view.edited.emit()
    assert screen.keeper.waits
    assert not screen.keeper.timed
    pass_over(keys)
    assert waiting_drafts(keys) == ()


def test_a_session_that_could_not_be_recorded_saves_itself_again(keys: Keys) -> None:
    screen = keys.screen(SessionController)
    screen.view.meta.minutes.set_text("9000")
    keys.write("the whole conversation")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "CN" in view_of(keys).banner.text)
    assert not screen.keeper.waits
    keys.until(lambda: [draft.record for draft in waiting_drafts(keys)] == ["the whole conversation"])


def test_a_draft_that_could_not_be_thrown_away_can_still_be_finished(keys: Keys) -> None:
    keys.write("worth keeping after all")
    desk = open_desk(keys)
    on_lane(keys.shell, lambda: read_only(desk, only=True))
    view_of(keys).dropped.emit()
    keys.until(lambda: "CN" in view_of(keys).banner.text)
    assert keys.name == "session"
    on_lane(keys.shell, lambda: read_only(desk, only=False))
    keys.press(ENTER, CTRL)
    pass_over(keys)
    key = alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    kept = on_lane(keys.shell, lambda: load_session(desk, newest.session_id))
    assert kept.record == "worth keeping after all"


def read_only(desk: Desk, *, only: bool) -> None:
    """Makes SQLite refuse every write, as on a disk that turned read-only."""
    connection = desk.store.connection()
    connection.set_authorizer(None)
    connection.execute(f"PRAGMA query_only={int(only)}")


def test_minutes_in_words_are_understood_and_what_is_not_is_said(keys: Keys) -> None:
    minutes = view_of(keys).meta.minutes
    minutes.edit.setFocus()
    minutes.edit.selectAll()
    keys.write("a while")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "minutes" in minutes.below.text())
    assert keys.name == "session"
    assert focused(keys.qtbot, keys.shell) is minutes.edit
    minutes.edit.selectAll()
    keys.write("1:15")
    view_of(keys).notes.record.setFocus()
    assert (minutes.text(), minutes.below.text()) == ("75", "")
    minutes.edit.selectAll()
    minutes.edit.setFocus()
    keys.write("45 min")
    keys.press(ENTER, CTRL)
    pass_over(keys)
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    assert on_lane(keys.shell, lambda: load_session(desk, newest.session_id)).duration_min == 45


def test_a_theme_is_found_by_a_synonym_and_added_by_keyboard(keys: Keys) -> None:
    keys.write("We spoke. #")
    keys.until(view_of(keys).themes.picker.isVisible)
    picker = view_of(keys).themes.picker
    assert picker.rule.text() == ""
    keys.write("imposter")
    # What it is easily taken for is said before it is chosen.
    assert picker.rule.isVisible()
    assert picker.rule.text().startswith("Easily mixed up")
    assert picker.rule.text() in picker.edit.accessibleDescription()
    keys.press(ENTER)
    assert picker.rule.text() == ""
    assert [row.key for row in view_of(keys).themes.themes] == [CONFIDENCE]
    assert "Easily mixed up" in view_of(keys).themes.rule.text()
    keys.press(ESC)
    keys.write(" more")
    assert view_of(keys).notes.record.text() == "We spoke.  more"


def test_the_picker_begins_with_the_last_themes_and_those_that_go_with_the_goals(keys: Keys) -> None:
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    session_id = on_lane(keys.shell, lambda: autosave(desk, start_session(desk, key))).session_id
    before = on_lane(keys.shell, lambda: read_session(desk, session_id)).likely_themes
    on_lane(keys.shell, lambda: add_goal(desk, key, "Works abroad for a year", kind=GoalKind.GEOGRAPHIC))
    after = on_lane(keys.shell, lambda: read_session(desk, session_id)).likely_themes
    assert set(after) - set(before) == set(desk.taxonomy.suggested[GoalKind.GEOGRAPHIC])
    assert after[:2] == before[:2]


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
    assert "whole programme only" in card.question.text
    assert "whole programme only" in keys.shell.announcer.last
    assert card.answer.value == ""
    assert card.themes == ()
    keys.write("n")
    assert card.themes == ()
    assert "Left out" in card.rule.text()
    assert keys.shell.announcer.last == card.rule.text()
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
    assert [row.title for row in view.actions_card.list.rows] == ["intro to Piet", "Lead a project"]
    assert view.next.line.text() == "Ask about the talk"
    assert view.next.date.text()
    assert "Lead a project" in view.banner.text
    assert not view.again.isVisible()
    keys.press(ENTER, CTRL)
    pass_over(keys)
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
    pass_over(keys)
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    rating = on_lane(keys.shell, lambda: load_session(desk, newest.session_id).rating)
    assert (rating.asks, rating.helps, rating.opens) == (2, 4, None)


def test_a_rating_is_cleared_where_it_was_given(keys: Keys) -> None:
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    rows = on_lane(keys.shell, lambda: person(desk, key).sessions)
    drafts = on_lane(keys.shell, lambda: [load_session(desk, row.session_id) for row in rows])
    rated = next(draft for draft in drafts if draft.rating.given)
    keys.go("session", session_id=rated.session_id)
    for name in ("asks", "helps"):
        view_of(keys).rating.rated.emit(name, 0)
    assert "Cleared" in view_of(keys).rating.state.text()
    keys.press(ENTER, CTRL)
    keys.wait_for("person")
    again = on_lane(keys.shell, lambda: load_session(desk, rated.session_id))
    assert not again.rating.given


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


def test_a_draft_thrown_away_is_back_on_the_screen_with_ctrl_z(keys: Keys) -> None:
    keys.write("of some use after all")
    keys.tab_to(view_of(keys).drop)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("person")
    assert waiting_drafts(keys) == ()
    assert keys.shell.frame is not None
    assert "of some use" not in keys.shell.frame.undo.words.text()
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.wait_for("session")
    assert view_of(keys).notes.record.text() == "of some use after all"
    assert [draft.record for draft in waiting_drafts(keys)] == ["of some use after all"]


def test_words_thrown_away_are_let_go_after_a_while_without_a_lock(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_keeper, "WORDS_MS", 1)
    keys.write("of no use at all")
    keys.tab_to(view_of(keys).drop)
    keys.press(Qt.Key.Key_Space)
    keys.wait_for("person")
    keys.until(lambda: not UndoKeeper.of(keys.shell).has_something)

    def held() -> list[object]:
        gc.collect()
        return [each for each in gc.get_objects() if isinstance(each, Thrown)]

    keys.until(lambda: held() == [])
    keys.press(Qt.Key.Key_Z, CTRL)
    assert keys.shell.announcer.last == "There is nothing to put back."


def test_a_recorded_session_opens_for_reading_and_is_changed_in_place(keys: Keys) -> None:
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])
    keys.go("session", session_id=newest.session_id)
    assert view_of(keys).header.title.text() == "Session 3 with Mira-07"
    assert "Save and close" in view_of(keys).header.primary.text()
    # Tab alone changes nothing: there is nothing to throw away, and nothing to keep.
    view = view_of(keys)
    for field in (view.meta.when, view.meta.minutes, view.next.date):
        field.edit.setFocus()
        keys.press(Qt.Key.Key_Tab)
    assert view.drop.isHidden()
    view.notes.record.setFocus()
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


def test_undo_takes_back_what_was_typed_before_a_lock(keys: Keys, qtbot: QtBot) -> None:
    stays = "what stays \U0001f642"
    view_of(keys).notes.record.insertPlainText(stays)
    keys.until(lambda: [draft.record for draft in waiting_drafts(keys)] == [stays])
    keys.write(" and a slip")
    keys.press(Qt.Key.Key_L, CTRL)
    unlock_by_typing(qtbot, keys.shell)
    keys.wait_for("session")
    record = view_of(keys).notes.record
    keys.until(record.hasFocus)
    assert record.text() == f"{stays} and a slip"
    keys.press(Qt.Key.Key_Z, CTRL)
    assert record.text() == stays
    keys.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert record.text() == f"{stays} and a slip"
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: [draft.record for draft in waiting_drafts(keys)] == [stays])


@pytest.mark.long
def test_an_earlier_version_is_read_and_put_back_and_undone(keys: Keys) -> None:
    desk, key = open_desk(keys), alias_key(keys.shell, "Mira-07")
    newest = on_lane(keys.shell, lambda: person(desk, key).sessions[0])

    def change() -> None:
        before = load_session(desk, newest.session_id)
        record_conversation(desk, replace(before, record="what it says now"))

    before = on_lane(keys.shell, lambda: load_session(desk, newest.session_id).record)
    on_lane(keys.shell, change)
    keys.go("session", session_id=newest.session_id)
    view = view_of(keys)
    keys.tab_to(view.versions.start)
    keys.press(SPACE)
    keys.press(ENTER)
    assert view.versions.record.text() == before
    keys.tab_to(view.versions.back)
    keys.press(SPACE)
    assert view.notes.record.text() == before
    keys.press(Qt.Key.Key_Z, CTRL)
    assert view.notes.record.text() == "what it says now"


def test_a_snippet_is_written_out_and_a_role_takes_the_place_of_a_name(keys: Keys) -> None:
    record = view_of(keys).notes.record
    keys.write(";dm ")
    assert record.text() == "the direct manager "
    keys.write("x;dm ;nosuch ")
    assert record.text() == "the direct manager x;dm ;nosuch "
    record.clear()
    keys.write("so ;ag ")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert record.text() == "so ;ag"
    record.clear()
    a_role_takes_the_place_of_a_name(keys)


def a_role_takes_the_place_of_a_name(keys: Keys) -> None:
    """In both texts; undo brings the name back, and Esc lets it stand."""
    notes = view_of(keys).notes
    keys.write("Mira-07 spoke with Piet on Monday. Piet agreed")
    assert notes.roles.words.text().startswith("Piet:")
    notes.working.insertPlainText("Is Piet fair?")
    notes.record.setFocus()
    keys.press(ENTER, Qt.KeyboardModifier.AltModifier)
    keys.write("3")
    assert notes.record.text() == "Mira-07 spoke with a colleague on Monday. A colleague agreed"
    assert notes.working.text() == "Is a colleague fair?"
    assert notes.record.hasFocus()
    keys.press(Qt.Key.Key_Z, CTRL)
    assert notes.record.text().endswith("Piet agreed")
    keys.press(ENTER, Qt.KeyboardModifier.AltModifier)
    keys.press(ESC)
    assert keys.name == "session"
    assert not notes.roles.asking
