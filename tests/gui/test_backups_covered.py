"""Nothing can be typed into a vault that is about to be closed, and nothing unsaved goes with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import fill_desk, on_lane
from tests.gui.test_backups import (
    card_of,
    desk_of,
    fields,
    finish_slowly,
    locked,
    make_one,
    open_restore,
    restore_slowly,
    start_new_keys,
)

from careernotes.domain.mentees import Engagement
from careernotes.gui.controllers.closed_vault import LeftVault
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.jobs import unsaved
from careernotes.gui.views.guide import GuideView
from careernotes.gui.views.help_now import HelpNowView
from careernotes.services.conversations import start_session
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.vault import restore as vault_restore
from careernotes.vault.errors import DiskFullError

ENTER, SPACE, ESC = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape
AWAY = (
    (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier),
    (ESC, Qt.KeyboardModifier.NoModifier),
)
F1, F2 = Qt.Key.Key_F1, Qt.Key.Key_F2


@pytest.fixture
def keys(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> Keys:
    """The settings of a vault with people in it."""
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("settings")
    return keys


def takes_keys(keys: Keys) -> QWidget:
    """Who has the keyboard: nothing of the desk, and no field."""
    frame, focus = keys.shell.frame, keys.shell.window.focusWidget()
    assert frame is not None
    assert focus is not None
    assert not frame.host.isAncestorOf(focus)
    assert not any(each.isEnabled() for each in fields(frame))
    return focus


def leads_nowhere(keys: Keys) -> None:
    for key, modifier in AWAY:
        keys.qtbot.keyClick(takes_keys(keys), key, modifier)
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.name == "settings"


def test_nothing_can_be_typed_while_a_backup_is_brought_back(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    leads_nowhere(keys)
    go_on.set()
    locked(keys)
    assert (tmp_path / "mentor.before-restore-1.careernotes").is_dir()


def test_help_now_lies_on_the_cover_and_esc_gives_the_way_to_stop_back(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    stop, window = takes_keys(keys), keys.shell.window

    def help_pages() -> list[HelpNowView]:
        return [page for page in window.findChildren(HelpNowView) if page.isVisible()]

    keys.qtbot.keyClick(stop, F2)
    (page,) = help_pages()
    said = "\n".join(each.text() for each in page.findChildren(QLabel))
    assert "five limits" in said
    assert "emergency number" in said
    assert page.height() > window.height() // 2
    cover, frame = page.parentWidget(), keys.shell.frame
    assert cover is not None
    assert frame is not None
    keys.qtbot.waitUntil(lambda: cover.geometry() == frame.rect())
    keys.qtbot.keyClick(takes_keys(keys), ESC)
    assert help_pages() == []
    assert takes_keys(keys) is stop
    keys.qtbot.keyClick(stop, ESC)
    leads_nowhere(keys)
    for _press in range(2):
        keys.qtbot.keyClick(takes_keys(keys), F2)
    assert help_pages() == []
    go_on.set()
    locked(keys)


def test_the_guide_opens_on_the_cover_too_and_goes_with_its_key_or_for_help_now(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    stop, window = takes_keys(keys), keys.shell.window

    def on_the_cover() -> list[type[QWidget]]:
        pages = [*window.findChildren(GuideView), *window.findChildren(HelpNowView)]
        return [type(page) for page in pages if page.isVisible()]

    keys.qtbot.keyClick(stop, F1)
    assert on_the_cover() == [GuideView]
    (guide,) = (page for page in window.findChildren(GuideView) if page.isVisible())
    # At the part about the page on which it was asked for, with the chapters under the keyboard.
    assert "Settings" in guide.chapters.currentItem().text()
    assert window.focusWidget() is guide.chapters
    for key, shown in ((F2, [HelpNowView]), (F1, [GuideView]), (F1, []), (F1, [GuideView]), (ESC, [])):
        focus = window.focusWidget()
        assert focus is not None
        keys.qtbot.keyClick(focus, key)
        assert on_the_cover() == shown
    assert window.focusWidget() is stop
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.name == "settings"
    go_on.set()
    locked(keys)


def test_a_restore_that_comes_to_nothing_gives_the_desk_back_with_the_keyboard(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    stop, frame = takes_keys(keys), keys.shell.frame
    assert isinstance(stop, QPushButton)
    assert stop.text() == "Stop"
    assert frame is not None

    def full(*_given: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(vault_restore, "_swap", full)
    # The vault is still open: it is closed right before that.
    monkeypatch.setattr(Desk, "close", full)
    go_on.set()
    form = card_of(keys).restoring
    keys.until(lambda: "full" in form.problem.text)
    monkeypatch.undo()
    wait_quiet(keys.qtbot, keys.shell)
    assert desk_of(keys).vault.is_open
    assert keys.shell.window.focusWidget() is form.which.box
    assert any(each.isEnabled() for each in fields(frame))
    keys.press(*AWAY[0])
    keys.until(lambda: keys.shell.navigator is not None and keys.shell.navigator.name != "settings")


@pytest.mark.long
def test_with_no_cover_somebody_could_type_on(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a window that hears of nothing."""
    monkeypatch.setattr(LeftVault, "leaving", lambda *_given: None)
    make_one(keys)
    go_on = restore_slowly(keys, monkeypatch)
    frame = keys.shell.frame
    assert frame is not None
    assert any(each.isEnabled() for each in fields(frame))
    keys.qtbot.keyClick(keys.shell.window, *AWAY[0])
    assert keys.shell.navigator is not None
    assert keys.shell.navigator.name != "settings"
    go_on.set()
    locked(keys)


@pytest.mark.long
def test_while_new_keys_are_put_in_force_no_key_leads_away(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = finish_slowly(keys, monkeypatch, start_new_keys(keys))
    leads_nowhere(keys)
    assert keys.shell.desk is not None
    go_on.set()
    locked(keys)


def unsaved_words(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> SessionDraft:
    """Words of a conversation that could not be saved: the disk is full for them."""
    desk = desk_of(keys)
    draft = on_lane(keys.shell, lambda: start_session(desk, desk.store.all(Engagement)[0].engagement_id))
    draft = replace(draft, record="words that are nowhere else")

    def full(_desk: Desk, _draft: SessionDraft) -> SessionDraft:
        raise DiskFullError

    monkeypatch.setattr(unsaved, "autosave", full)
    assert keys.shell.unsaved is not None
    keys.shell.unsaved.save(draft)
    keys.until(lambda: keys.shell.unsaved is not None and bool(keys.shell.unsaved.problems))
    return draft


def test_a_backup_is_not_brought_back_over_words_that_are_not_saved(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_one(keys)
    with monkeypatch.context() as full:
        draft = unsaved_words(keys, full)
        form = open_restore(keys)
        keys.qtbot.keyClick(form.proving.field.edit, ENTER)
        assert "not saved yet" in form.problem.text
        wait_quiet(keys.qtbot, keys.shell)
        assert desk_of(keys).vault.is_open
    # There is room again, and they are tried once more.
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    keys.until(lambda: keys.shell.unsaved is not None and not keys.shell.unsaved.waiting)
    desk = desk_of(keys)
    kept = on_lane(keys.shell, lambda: desk.store.draft(draft.session_id))
    assert kept is not None
    assert draft.record in kept.body
    assert not list(tmp_path.glob("mentor.before-restore-*"))


def test_words_that_only_wait_for_their_turn_are_said_to_be_on_their_way(keys: Keys) -> None:
    make_one(keys)
    desk = desk_of(keys)
    draft = on_lane(keys.shell, lambda: start_session(desk, desk.store.all(Engagement)[0].engagement_id))
    form, go_on = open_restore(keys), Event()
    assert keys.shell.unsaved is not None
    keys.shell.runner.submit(partial(go_on.wait, 20))
    keys.shell.unsaved.save(replace(draft, record="words behind a longer job"))
    keys.qtbot.keyClick(form.proving.field.edit, ENTER)
    assert "is being saved at this moment" in form.problem.text
    # There is no notice about them to be seen.
    assert "notice" not in form.problem.text
    go_on.set()
    keys.until(lambda: keys.shell.unsaved is not None and not keys.shell.unsaved.waiting)
    assert desk.vault.is_open


@pytest.mark.long
def test_new_keys_are_not_made_over_words_that_are_not_saved(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved_words(keys, monkeypatch)
    card = card_of(keys)
    keys.tab_to(card.anew)
    keys.press(SPACE)
    keys.write("whatever is typed")
    keys.press(ENTER)
    assert "not saved yet" in card.keys.problem.text
    wait_quiet(keys.qtbot, keys.shell)
    assert not (tmp_path / "mentor.careernotes" / "rekey").exists()
