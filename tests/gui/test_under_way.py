"""What takes its time in the window says how long it may still take, and can be stopped."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.report_steps import open_pool

from careernotes.gui.controllers.keeper import KeeperController
from careernotes.gui.controllers.pool import PoolController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.work import Work

Begin = Callable[..., ShellController]
S = TypeVar("S")
WORDS = "About 2 minutes left"


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What the work waits for; open at the end whatever happens."""
    event = threading.Event()
    yield event
    event.set()


class Heard(QObject):
    """Who gets the answers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answers: list[int] = []

    def hear(self, answer: int) -> None:
        self.answers.append(answer)


def current(shell: ShellController, kind: type[S]) -> S:
    """The screen that is shown."""
    assert shell.navigator is not None
    screen = shell.navigator.current
    assert isinstance(screen, kind)
    return screen


def waiting(shell: ShellController, gate: threading.Event, *, releases: bool = False) -> list[int]:
    """Asks for work that tells how long it takes and goes on until it is stopped or let go."""
    heard, screen = Heard(shell), current(shell, PoolController)

    def work(told: Work) -> int:
        while not gate.wait(0.01):
            told.step(0.57, WORDS)
        return 1

    screen.ask(work, heard.hear, releases=releases)
    return heard.answers


def test_the_words_stand_beside_the_line_and_go_with_it(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    assert view.under_way.isHidden()
    waiting(shell, gate)
    qtbot.waitUntil(lambda: view.under_way.words.text() == WORDS)
    assert view.under_way.isVisible()
    assert view.under_way.line.value() == 570
    assert view.under_way.line.accessibleDescription() == WORDS


def test_stop_is_reached_by_keyboard_and_ends_the_work(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    answers = waiting(shell, gate)
    qtbot.waitUntil(lambda: bool(view.under_way.words.text()))
    stop = view.under_way.stop
    for _turn in range(40):
        if shell.window.focusWidget() is stop:
            break
        qtbot.keyClick(shell.window, Qt.Key.Key_Tab)
    assert shell.window.focusWidget() is stop
    qtbot.keyClick(stop, Qt.Key.Key_Space)
    wait_quiet(qtbot, shell)
    assert not gate.is_set()
    assert answers == []
    assert view.under_way.isHidden()
    assert view.banner.text.startswith("Stopped.")
    assert shell.window.focusWidget() not in (None, stop)


@pytest.mark.parametrize("releases", [True, False])
def test_stop_says_nothing_before_the_answer_and_an_answer_that_came_late_is_shown(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event, releases: bool
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view, screen = open_pool(qtbot, shell), current(shell, PoolController)

    def done_before_the_stop(_told: Work) -> int:
        gate.wait()
        return 3

    screen.ask(done_before_the_stop, screen._on_listed, releases=releases)
    qtbot.waitUntil(view.under_way.isVisible)
    view.under_way.stop.click()
    assert view.banner.text == ""
    assert view.under_way.isVisible()
    assert view.under_way.words.text() == "Stopping…"
    gate.set()
    wait_quiet(qtbot, shell)
    assert view.banner.text.startswith("The list was written; halves that have arrived: 3.")


@pytest.mark.parametrize("releases", [True, False])
def test_only_what_releases_nothing_is_said_to_have_changed_nothing(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event, releases: bool
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    waiting(shell, gate, releases=releases)
    qtbot.waitUntil(lambda: bool(view.under_way.words.text()))
    view.under_way.stop.click()
    wait_quiet(qtbot, shell)
    assert view.banner.text.startswith("Stopped.")
    assert ("See whether it was released" in view.banner.text) == releases
    assert ("has changed nothing" in view.banner.text) != releases


def test_a_step_of_the_lead_that_was_done_before_the_stop_is_shown_and_another_can_be_asked(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event
) -> None:
    shell = start(tmp_path / "none.careernotes")
    open_pool(qtbot, shell)
    assert shell.navigator is not None
    shell.navigator.go("keeper", role="lead")
    screen, heard = current(shell, KeeperController), Heard(shell)
    held = threading.Event()

    def done_before_the_stop(_told: Work) -> int:
        gate.wait()
        return 1

    def goes_on(told: Work) -> int:
        while not held.wait(0.01):
            told.step(0.5)
        return 2

    screen.run(done_before_the_stop, heard.hear)
    qtbot.waitUntil(screen.view.under_way.isVisible)
    screen.view.under_way.stop.click()
    assert "Stopped" not in screen.view.banner.text
    gate.set()
    wait_quiet(qtbot, shell)
    assert heard.answers == [1]
    screen.run(goes_on, heard.hear)
    screen.view.under_way.stop.click()
    wait_quiet(qtbot, shell)
    assert screen.view.banner.text.startswith("Stopped.")
    assert screen.view.under_way.isHidden()
    held.set()
    screen.run(goes_on, heard.hear)
    wait_quiet(qtbot, shell)
    assert heard.answers == [1, 2]


def test_the_screens_of_lead_and_trustee_have_one_way_back_to_the_entrance(
    qtbot: QtBot, start: Begin, tmp_path: Path, gate: threading.Event
) -> None:
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    waiting(shell, gate)
    qtbot.waitUntil(lambda: bool(view.under_way.words.text()))
    way = next(each for each in shell.window.findChildren(QPushButton) if each.text() == "To the entrance")
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    wait_quiet(qtbot, shell)
    assert not gate.is_set()
    assert shell.navigator is None
