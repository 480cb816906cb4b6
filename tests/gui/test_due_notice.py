"""After an unlock to another page, it says how many things are due: a number, and nobody's name."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import unlock_by_typing, wait_quiet
from tests.gui.people_life import fill_desk, on_lane

from careernotes.gui.controllers import due_notice
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.people import people
from careernotes.services.today import due_now

DeskWindow = Callable[..., ShellController]


def told(shell: ShellController) -> str:
    assert shell.frame is not None
    return "" if shell.frame.problem.isHidden() else shell.frame.problem.text


def test_whoever_comes_back_to_another_page_hears_a_number_and_no_name(
    qtbot: QtBot, desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_notice, "AFTER_MS", 0)
    shell = desk_window(fill_desk)
    # On Today the lists themselves say it.
    wait_quiet(qtbot, shell)
    assert told(shell) == ""
    assert shell.navigator is not None
    shell.navigator.go("growth")
    wait_quiet(qtbot, shell)
    shell.lock()
    wait_quiet(qtbot, shell)
    unlock_by_typing(qtbot, shell)
    qtbot.waitUntil(lambda: told(shell) != "")
    desk = shell.desk
    assert desk is not None
    # One promise of each side: one late, one due today; the review of the quarter is not due yet.
    assert on_lane(shell, lambda: due_now(desk)) == 2
    assert told(shell) == "2 things are due: Ctrl+1."
    assert not any(line.alias in told(shell) for line in on_lane(shell, lambda: people(desk)))
    assert shell.navigator is not None
    shell.navigator.go("today")
    assert told(shell) == ""
