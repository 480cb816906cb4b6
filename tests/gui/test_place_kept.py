"""After a lock: the same screen, what stood half typed in it, and the cursor where it was."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import unlock_by_typing, wait_quiet

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.typed_fields import fields_of, text_of
from careernotes.gui.idle import IdleWatch
from careernotes.gui.views.supervision import SupervisionView
from careernotes.gui.widgets.fields import PassphraseField
from careernotes.services.last_view import last_view

DeskWindow = Callable[..., ShellController]


def current_view(shell: ShellController) -> QWidget:
    assert shell.navigator is not None
    assert shell.navigator.current is not None
    return shell.navigator.current.view


def test_a_form_half_filled_in_is_back_with_the_cursor_in_its_place(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(screen="supervision")
    view = current_view(shell)
    assert isinstance(view, SupervisionView)
    assert view.form.words is not None
    view.form.words.edit.setFocus()
    qtbot.keyClicks(view.form.words.edit, "ask one questoin more")
    for _step in range(9):
        qtbot.keyClick(view.form.words.edit, Qt.Key.Key_Left)
    shell.lock()
    wait_quiet(qtbot, shell)
    unlock_by_typing(qtbot, shell)
    again = current_view(shell)
    assert isinstance(again, SupervisionView)
    assert again.form.words is not None
    words = again.form.words.edit
    qtbot.waitUntil(lambda: words.text() == "ask one questoin more")
    qtbot.waitUntil(lambda: shell.window.focusWidget() is words)
    assert words.cursorPosition() == len("ask one questoin more") - 9


def test_a_key_pressed_right_after_the_unlock_lands_behind_what_was_typed(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(screen="supervision")
    view = current_view(shell)
    assert isinstance(view, SupervisionView)
    assert view.form.words is not None
    view.form.words.edit.setFocus()
    qtbot.keyClicks(view.form.words.edit, "half a wor")
    shell.lock()
    wait_quiet(qtbot, shell)
    unlock_by_typing(qtbot, shell)
    # No waiting here: the key itself brings everything back first.
    qtbot.keyClick(shell.window.focusWidget(), Qt.Key.Key_Shift)
    qtbot.keyClicks(shell.window.focusWidget(), "d")
    again = current_view(shell)
    assert isinstance(again, SupervisionView)
    assert again.form.words is not None
    assert again.form.words.text() == "half a word"


def test_a_passphrase_half_typed_is_kept_nowhere(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(screen="settings")
    page = current_view(shell)
    fields = page.findChildren(PassphraseField)
    assert len(fields) >= 2
    for field in fields:
        field.edit.setFocus()
        qtbot.keyClicks(field.edit, "zq7 not for anybody")
        field.look.setChecked(True)
    assert not any("zq7" in text_of(each) for _key, each in fields_of(page))
    assert any("zq7" in each.text() for each in page.findChildren(QLineEdit))
    shell.lock()
    wait_quiet(qtbot, shell)
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None
    kept: list[object] = []
    desk = shell.desk
    shell.runner.submit(lambda: kept.append(last_view(desk)))
    wait_quiet(qtbot, shell)
    assert kept
    assert "zq7" not in "".join(half.text for half in getattr(kept[0], "typed", ()))


@pytest.mark.parametrize("jump", [-86_400.0, 86_400.0])
def test_setting_the_wall_clock_locks_nothing_and_delays_nothing(
    jump: float, qtbot: QtBot, desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    seconds = [1000.0]
    shell = desk_window(now=lambda: seconds[0])
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    shell.idle.check()
    assert shell.desk is not None
    # Five minutes of sleep, on the clock that counts it: the first look after waking locks.
    seconds[0] += 5 * 60
    with qtbot.waitSignal(shell.locked):
        shell.idle.check()


def test_a_window_that_hangs_is_overdue_for_whoever_watches_it(qtbot: QtBot, desk_window: DeskWindow) -> None:
    seconds = [1000.0]
    shell = desk_window(now=lambda: seconds[0])
    watch: IdleWatch = shell.idle
    assert watch.overdue() == -300.0
    seconds[0] += 5 * 60 + 3
    assert watch.overdue() == 3.0
    watch.stop()
    assert watch.overdue() < 0
