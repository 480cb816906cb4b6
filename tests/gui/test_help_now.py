"""Help now: reached from everywhere, whom to call also before the unlock, and a log without content."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import make_vault, unlock_by_typing, wait_quiet
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import fill_desk, on_lane
from tests.unit.services.kits import kit_file

from careernotes.domain.growth import Review
from careernotes.gui.controllers.help_now import HelpNowController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.first_run_secrets import PassphraseStep
from careernotes.gui.views.unlock import UnlockView
from careernotes.services.desk import Desk
from careernotes.services.first_steps import adopt_kit

pytestmark = pytest.mark.long
ENTER, F2 = Qt.Key.Key_Return, Qt.Key.Key_F2
OMBUD = {
    "role": "confidential",
    "name": {"en": "Confidential adviser", "nl": "Vertrouwenspersoon"},
    "reach": "ext. 2000",
}
DeskWindow = Callable[..., ShellController]


def words(shell: ShellController) -> str:
    """Everything that stands on the page shown."""
    assert shell.navigator is not None
    assert isinstance(shell.navigator.current, HelpNowController)
    return "\n".join(each.text() for each in shell.navigator.current.view.findChildren(QLabel))


def reviews(shell: ShellController) -> tuple[Review, ...]:
    desk = shell.desk
    assert desk is not None
    return on_lane(shell, lambda: desk.store.all(Review))


def test_what_was_asked_and_which_limit_was_used_is_noted_by_keyboard_without_content(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(fill_desk)
    keys = Keys(qtbot, shell)
    keys.press(F2)
    keys.wait_for("help_now")
    log = keys.screen(HelpNowController).view.log
    assert log is not None
    keys.press(ENTER, CTRL)
    assert "Choose what happened" in log.problem.text()
    assert shell.window.focusWidget() is log.limit.box
    for _step in range(3):
        keys.press(Qt.Key.Key_Down)
    keys.tab_to(log.asker.box)
    for _step in range(3):
        keys.press(Qt.Key.Key_Down)
    keys.tab_to(log.day.edit)
    log.day.edit.selectAll()
    keys.write("whenever")
    keys.press(ENTER, CTRL)
    keys.until(lambda: "not a day" in log.day.below.text())
    log.day.edit.selectAll()
    keys.write("yesterday")
    keys.press(ENTER, CTRL)
    keys.until(lambda: len(log.rows) == 2)
    kept = reviews(shell)
    assert {each.item_id for each in kept} == {"limit.X3", "asked.hr"}
    assert all(not each.engagement_id for each in kept)
    assert {each.done_on for each in kept} == {dt.date.today() - dt.timedelta(days=1)}  # noqa: DTZ011
    back = log.rows[0].findChild(QPushButton)
    assert isinstance(back, QPushButton)
    assert "Take back" in back.accessibleName()
    back.click()
    keys.until(lambda: len(log.rows) == 1)
    assert len(reviews(shell)) == 1
    assert not log.asker.value


def test_the_contacts_of_the_kit_in_force_are_there_before_the_next_unlock(
    qtbot: QtBot, start: Callable[..., ShellController], tmp_path: Path
) -> None:
    def with_kit(desk: Desk) -> None:
        adopt_kit(desk, kit_file(tmp_path, contacts=[OMBUD]))

    shell = start(make_vault(tmp_path / "mentor.careernotes", with_kit))
    wait_quiet(qtbot, shell)
    qtbot.keyClick(shell.window, F2)
    wait_quiet(qtbot, shell)
    # Nobody opened this vault here yet: whoever laid a kit there is not believed.
    assert "ext. 2000" not in words(shell)
    assert "Open your vault" in words(shell)
    qtbot.keyClick(shell.window, Qt.Key.Key_Escape)
    unlock_by_typing(qtbot, shell)
    shell.lock()
    wait_quiet(qtbot, shell)
    qtbot.keyClick(shell.window, F2)
    wait_quiet(qtbot, shell)
    assert shell.desk is None
    said = words(shell)
    assert "beside your vault" in said
    assert "ext. 2000" in said


def test_help_lies_over_the_first_run_and_what_was_typed_is_still_there(
    qtbot: QtBot, start: Callable[..., ShellController], tmp_path: Path
) -> None:
    shell = start(tmp_path / "new.careernotes")
    page = shell.window.host.findChild(UnlockView)
    assert isinstance(page, UnlockView)
    page.create_asked.emit()
    wait_quiet(qtbot, shell)
    qtbot.keyClick(shell.window, ENTER)
    wait_quiet(qtbot, shell)
    step = shell.window.host.findChild(PassphraseStep)
    assert isinstance(step, PassphraseStep)
    step.again.edit.setFocus()
    qtbot.keyClicks(step.again.edit, "half of it")
    qtbot.keyClick(shell.window, F2)
    wait_quiet(qtbot, shell)
    assert "five limits" in words(shell)
    assert not step.isVisible()
    qtbot.keyClick(shell.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(step.isVisible)
    assert shell.navigator is None
    assert step.again.text() == "half of it"
    assert shell.window.focusWidget() is step.again.edit
