"""By keyboard: one conversation erased from its page, or one note of it."""

from collections.abc import Callable
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, on_lane

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.ids import SessionId
from careernotes.domain.vocabulary import NoteLayer
from careernotes.gui.controllers.person import PersonController
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.keeping_session import ErasingCard
from careernotes.services import erasing
from careernotes.services.conversations import start_session
from careernotes.services.desk import Desk
from careernotes.services.people import people
from careernotes.vault import backup_forgetting
from careernotes.vault.backup_errors import BackupDiskFullError
from careernotes.vault.errors import DiskFullError
from careernotes.vault.notes import NotesStore

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The page of a recorded conversation with a working note."""
    keys = Keys(qtbot, desk_window(fill_desk))
    desk = desk_of(keys)
    working = next(
        each for each in on_lane(keys.shell, lambda: desk.store.all(NoteBody, layer=NoteLayer.WORKING))
        if each.body
    )
    keys.go("session", session_id=working.session_id)
    return keys


def desk_of(keys: Keys) -> Desk:
    assert keys.shell.desk is not None
    return keys.shell.desk


def card_of(keys: Keys) -> ErasingCard:
    return keys.screen(SessionController).view.erasing


def bodies(keys: Keys) -> set[str]:
    desk = desk_of(keys)
    return {each.body for each in on_lane(keys.shell, lambda: desk.store.all(NoteBody)) if each.body}


def sessions(keys: Keys) -> int:
    desk = desk_of(keys)
    return len(on_lane(keys.shell, lambda: desk.store.all(Session)))


def open_form(keys: Keys) -> ErasingCard:
    card = card_of(keys)
    keys.tab_to(card.start)
    keys.press(SPACE)
    keys.until(lambda: card.part.box.count() == 3)
    assert keys.shell.window.focusWidget() is card.part.box
    return card


def confirm(keys: Keys, passphrase: str) -> None:
    keys.press(Qt.Key.Key_Tab)
    assert keys.shell.window.focusWidget() is card_of(keys).word.edit
    keys.write("erase")
    keys.press(Qt.Key.Key_Tab)
    assert keys.shell.window.focusWidget() is card_of(keys).proving.field.edit
    keys.write(passphrase)
    keys.press(ENTER)


def test_a_whole_conversation_is_erased_by_keyboard_with_what_was_typed_since(keys: Keys) -> None:
    before, kept = sessions(keys), bodies(keys)
    page = keys.screen(SessionController)
    keys.write("Half typed words about it. ")
    gone = {page.view.notes.record.toPlainText(), page.view.notes.working.toPlainText()}
    open_form(keys)
    confirm(keys, PASSPHRASE)
    keys.wait_for("person")
    text = keys.screen(PersonController).view.banner.text
    assert "nothing is left" in text
    assert len(text.split("Receipt: ")[1].split()) == 8
    assert sessions(keys) == before - 1
    assert len(bodies(keys)) == len(kept) - 2
    assert not bodies(keys) & gone
    desk = desk_of(keys)
    assert on_lane(keys.shell, desk.store.drafts) == ()


def test_only_the_working_note_is_erased_and_the_record_stays(keys: Keys) -> None:
    page = keys.screen(SessionController)
    record, working = page.view.notes.record.toPlainText(), page.view.notes.working.toPlainText()
    before = sessions(keys)
    open_form(keys)
    keys.press(Qt.Key.Key_Down)
    assert card_of(keys).part.box.currentText() == "Only my working note"
    confirm(keys, PASSPHRASE)
    keys.wait_for("person")
    assert sessions(keys) == before
    assert record in bodies(keys)
    assert working not in bodies(keys)


def test_with_a_wrong_passphrase_nothing_goes_and_typing_is_still_kept(keys: Keys) -> None:
    before, page = bodies(keys), keys.screen(SessionController)
    card = open_form(keys)
    changed = not page.view.drop.isHidden()
    confirm(keys, "not my passphrase at all")
    keys.until(lambda: bool(card.proving.problem.text))
    assert keys.shell.window.focusWidget() is card.proving.field.edit
    assert bodies(keys) == before
    # A refusal makes no draft of a conversation in which nothing was changed.
    assert page.view.drop.isHidden() is not changed
    page.view.notes.record.setFocus()
    keys.write("More of it. ")
    keys.until(lambda: not page.keeper.waits and page.keeper.timed)
    page.keeper.save_now()
    desk = desk_of(keys)
    keys.until(lambda: len(on_lane(keys.shell, desk.store.drafts)) == 1)


def test_without_the_word_nothing_goes(keys: Keys) -> None:
    before, card = bodies(keys), open_form(keys)
    keys.tab_to(card.go)
    keys.press(SPACE)
    assert "erase" in card.word.below.text()
    assert bodies(keys) == before


def test_a_conversation_never_recorded_is_thrown_away_and_not_erased(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    desk = desk_of(keys)

    def begin() -> str:
        return start_session(desk, people(desk)[0].engagement_id).session_id

    keys.go("session", session_id=on_lane(keys.shell, begin))
    assert card_of(keys).isHidden()


def fail_after_the_removal(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise failure

    monkeypatch.setattr(backup_forgetting, "drop_managed", fail)


@pytest.mark.parametrize("part", ["whole", "working note"])
@pytest.mark.parametrize(
    "failure",
    [BackupDiskFullError(), PermissionError(13, "no"), RuntimeError("a bug")],
    ids=["full disk", "refused", "bug"],
)
def test_what_was_erased_is_not_written_back_when_something_fails_after_the_removal(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, part: str, failure: Exception
) -> None:
    page = keys.screen(SessionController)
    page.view.notes.working.setFocus()
    keys.write("Half typed words about it. ")
    gone = page.view.notes.working.toPlainText()
    fail_after_the_removal(monkeypatch, failure)
    open_form(keys)
    if part != "whole":
        keys.press(Qt.Key.Key_Down)
    confirm(keys, PASSPHRASE)
    keys.wait_for("person")
    said = keys.screen(PersonController).view.banner.text
    codes = {BackupDiskFullError: "CN537", PermissionError: "CN539", RuntimeError: "CN999"}
    assert codes[type(failure)] in said
    assert keys.shell.unsaved is not None
    keys.shell.unsaved.try_again()
    desk = desk_of(keys)
    assert on_lane(keys.shell, desk.store.drafts) == ()
    assert gone not in bodies(keys)
    monkeypatch.undo()
    assert on_lane(keys.shell, lambda: erasing.finish_waiting(desk)).number == 1


@pytest.mark.parametrize("left", [False, True], ids=["its page shown", "its page left"])
def test_words_that_could_not_be_saved_are_not_tried_again_behind_their_erasure(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    page, unsaved = keys.screen(SessionController), keys.shell.unsaved
    assert unsaved is not None
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.here is not None
    session_id = SessionId(keys.shell.navigator.here[1]["session_id"])
    working = page.view.notes.working
    working.setFocus()

    def full(*_given: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(NotesStore, "save_draft", full)
        keys.write("Half typed words about it. ")
        keys.until(lambda: bool(unsaved.problems))
    open_form(keys)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Tab)
    keys.write("erase")
    keys.press(Qt.Key.Key_Tab)
    keys.write(PASSPHRASE)
    gate = Event()
    keys.shell.runner.submit(partial(gate.wait, 20))
    keys.qtbot.keyClick(card_of(keys).proving.field.edit, ENTER)
    gone = working.toPlainText()
    # What the timer of the failed saving does, or a lock, while the erasure waits for its turn.
    unsaved.try_again()
    if left:
        keys.shell.navigator.go("today")
    gate.set()
    keys.until(lambda: not keys.shell.runner.busy)
    desk = desk_of(keys)
    assert on_lane(keys.shell, desk.store.drafts) == ()
    assert gone not in bodies(keys)
    assert not unsaved.problems
    assert unsaved.held(session_id) is None


def test_words_that_could_not_be_saved_are_tried_again_when_the_erasure_is_refused(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, unsaved = keys.screen(SessionController), keys.shell.unsaved
    assert unsaved is not None
    page.view.notes.record.setFocus()

    def full(*_given: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as broken:
        broken.setattr(NotesStore, "save_draft", full)
        keys.write("Half typed words about it. ")
        keys.until(lambda: bool(unsaved.problems))
    card = open_form(keys)
    confirm(keys, "not my passphrase at all")
    keys.until(lambda: bool(card.proving.problem.text))
    desk = desk_of(keys)
    keys.until(lambda: not unsaved.problems)
    keys.until(lambda: len(on_lane(keys.shell, desk.store.drafts)) == 1)
