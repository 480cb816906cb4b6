"""What takes its time in the window says how long it may still take, and can be stopped."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.report_steps import open_pool

from careernotes.gui.controllers.exporter_screen import ExporterScreen
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.work import Work

Begin = Callable[..., ShellController]
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


def waiting(shell: ShellController, gate: threading.Event) -> list[int]:
    """Asks for work that tells how long it takes and goes on until it is stopped or let go."""
    heard = Heard(shell)
    screen = shell.navigator.current if shell.navigator is not None else None
    assert isinstance(screen, ExporterScreen)

    def work(told: Work) -> int:
        while not gate.wait(0.01):
            told.step(0.57, WORDS)
        return 1

    screen.ask(work, heard.hear)
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
