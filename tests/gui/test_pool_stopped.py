"""Stop in the middle of a pool, in the window: nothing left, the ledger as it was, and it can begin again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.e2e.programme import PASSPHRASE, Programme, passphrase_frame
from tests.e2e.test_exporter_stopped import CHEAP, contents, filled_pool
from tests.gui.conftest import wait_quiet
from tests.gui.report_steps import open_pool

from careernotes.exporter.speech import OPENED
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.pool import PoolView
from careernotes.gui.widgets.under_way import ENOUGH

Begin = Callable[..., ShellController]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("cheap_exporter")]


def begun(qtbot: QtBot, view: PoolView, programme: Programme) -> None:
    """Everything is filled in and typed, and Enter is pressed."""
    view.form.fill(
        {
            "kit": str(programme.kit), "key": str(programme.trustee), "inbox": str(programme.inbox),
            "ledger": str(programme.ledger), "period": "2026-H1",
        }
    )  # fmt: skip
    qtbot.keyClicks(view.form.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(view.form.passphrase.edit, Qt.Key.Key_Return)


def stop_in_the_attack(qtbot: QtBot, shell: ShellController, view: PoolView) -> None:
    """Stop is pressed by keyboard when the attack is under way."""
    qtbot.waitUntil(lambda: view.under_way.line.value() >= OPENED * ENOUGH, timeout=60_000)
    stop = view.under_way.stop
    assert isinstance(stop, QPushButton)
    assert stop.isVisible()
    stop.setFocus()
    qtbot.keyClick(stop, Qt.Key.Key_Space)
    wait_quiet(qtbot, shell)
    assert view.under_way.isHidden()
    assert "Stopped." in view.banner.text


def test_a_look_and_a_release_that_are_stopped_leave_everything_as_it_was(
    qtbot: QtBot, start: Begin, tmp_path: Path
) -> None:
    programme = filled_pool(tmp_path / "pool")
    undisturbed = Programme(folder=shutil.copytree(programme.folder, tmp_path / "undisturbed"))
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    begun(qtbot, view, programme)
    stop_in_the_attack(qtbot, shell, view)
    assert view.form.isVisible()
    assert view.release.isHidden()

    begun(qtbot, view, programme)
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(view.form.isHidden)
    before = {**contents(programme.ledger), "key": programme.trustee.read_bytes()}
    out = tmp_path / "out"
    view.release.place.set_text(str(out))
    qtbot.keyClicks(view.release.typed.edit, "2026-H1")
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    stop_in_the_attack(qtbot, shell, view)
    assert "See whether it was released" in view.banner.text
    assert {**contents(programme.ledger), "key": programme.trustee.read_bytes()} == before
    assert not out.exists()
    assert view.release.done.isHidden()

    qtbot.keyClicks(view.release.typed.edit, "" if view.release.typed.text() else "2026-H1")
    qtbot.keyClick(view.release.typed.edit, Qt.Key.Key_Return)
    wait_quiet(qtbot, shell)
    qtbot.waitUntil(view.release.done.isVisible, timeout=60_000)
    control = tmp_path / "control"
    done = undisturbed.pool_process(
        "--keys-stdin", "--release", "--out", control, stdin=passphrase_frame(), module=CHEAP
    )
    assert done.code == 0
    assert contents(out) == contents(control)


def exporters() -> list[str]:
    """The exporter's processes that this one has started and that still run."""
    children = Path("/proc/self/task").glob("*/children")
    numbers = [number for each in children for number in each.read_text().split()]
    lines = [Path("/proc", number, "cmdline") for number in numbers]
    return [number for number, line in zip(numbers, lines, strict=True) if b"exporter" in line.read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no way to see its processes")
def test_leaving_for_the_entrance_stops_the_process_too(qtbot: QtBot, start: Begin, tmp_path: Path) -> None:
    programme = filled_pool(tmp_path / "pool")
    shell = start(tmp_path / "none.careernotes")
    view = open_pool(qtbot, shell)
    begun(qtbot, view, programme)
    qtbot.waitUntil(lambda: view.under_way.line.value() >= OPENED * ENOUGH, timeout=60_000)
    assert exporters()
    way = next(each for each in shell.window.findChildren(QPushButton) if each.text() == "To the entrance")
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not exporters(), timeout=5000)
    wait_quiet(qtbot, shell)
    assert shell.navigator is None
