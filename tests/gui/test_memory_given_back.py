"""What a page or an answer left behind: no widget of it stays, and its memory goes back to the system."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.people_life import fill_desk
from tests.gui.test_longer_words import on_the_lane

from careernotes.gui.album import demo_arguments
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.screens import SCREENS

ROOT = Path(__file__).parents[2]
HOLES = """
import gc
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from careernotes.gui.jobs.collector import keep_gc_on_gui_thread

def held():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))

app = QCoreApplication([])
collector = keep_gc_on_gui_thread(app)
before = held()
blocks = [bytes(400) for _each in range(100_000)]
full = held()
pins = [*blocks[::1_000], blocks[-1]]
del blocks
gc.collect()
{freed}
looks = iter(range(60))
timer = QTimer()
timer.timeout.connect(lambda: (held() - before < (full - before) / 2 or next(looks) == 59) and app.quit())
timer.start(50)
app.exec()
print(full - before, held() - before)
"""
BY_COLLECTION = "garbage = [[] for _each in range(5_000)]"
BY_THE_LANE, WHILE_IT_WORKS = "collector.heed_work(False)", "collector.heed_work(True)"
LOADED = """
import sys
import careernotes.gui.entrance_work, careernotes.gui.controllers.rooms
import careernotes.gui.controllers.{screen}
print(*sorted(sys.modules))
"""
ONLY_FOR_REPORTS = {"careernotes.report.document", "careernotes.gui.views.report", "subprocess"}
ONLY_FOR_KEY_FILES = "cryptography.hazmat.primitives.serialization.ssh"


def said_by(program: str) -> list[str]:
    """What a fresh process prints, with the allocator of a window."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONMALLOC": "malloc"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="only there is memory given back")
@pytest.mark.parametrize(
    ("freed", "back"), [(BY_COLLECTION, True), (BY_THE_LANE, True), (WHILE_IT_WORKS, False)]
)
def test_memory_freed_between_what_is_held_goes_back_when_something_was_done(freed: str, back: bool) -> None:
    full, left = map(int, said_by(HOLES.format(freed=freed)))
    assert (left < full / 2) is back


def test_a_page_that_was_left_holds_no_widget(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(fill_desk)
    assert shell.desk is not None
    given = on_the_lane(shell, qtbot, partial(demo_arguments, shell.desk))

    def alive_after_all_pages() -> int:
        for name in (*SCREENS, "today"):
            assert shell.navigator is not None
            shell.navigator.go(name, **(given[name] or {}))
            wait_quiet(qtbot, shell)
        qtbot.waitUntil(lambda: shell.navigator is not None and shell.navigator.name == "today")
        # The turn of the loop in which what was left is destroyed.
        qtbot.wait(1)
        return len(QApplication.allWidgets())

    once = alive_after_all_pages()
    assert alive_after_all_pages() <= once


def test_the_first_page_of_the_desk_loads_nothing_that_only_reports_and_key_files_need() -> None:
    loaded = set(said_by(LOADED.format(screen="today")))
    assert "careernotes.services.today" in loaded
    assert not loaded & {*ONLY_FOR_REPORTS, ONLY_FOR_KEY_FILES}


def test_the_page_of_reports_does_load_what_it_needs() -> None:
    assert set(said_by(LOADED.format(screen="report"))) >= ONLY_FOR_REPORTS
