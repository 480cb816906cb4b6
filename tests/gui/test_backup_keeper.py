"""Backups make themselves in a quiet moment, once for each quiet, and nobody waits for them."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet

from careernotes.gui.controllers.backup_keeper import QUIET_SECONDS, BackupKeeper
from careernotes.gui.controllers.shell import ShellController


class Hands:
    """A boot clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def made(tmp_path: Path) -> list[str]:
    """The names of the backups in the vault."""
    return sorted(path.name for path in (tmp_path / "mentor.careernotes" / "backups").glob("*.cnbak"))


def test_a_backup_is_made_after_a_quiet_while_and_not_before_and_not_twice(
    qtbot: QtBot, desk_window: Callable[..., ShellController], tmp_path: Path
) -> None:
    hands = Hands()
    shell = desk_window(now=hands)
    BackupKeeper(shell)
    shell.idle.start(shell.settings.idle_minutes)
    hands.seconds += QUIET_SECONDS - 2
    shell.idle.check()
    wait_quiet(qtbot, shell)
    assert made(tmp_path) == []
    hands.seconds += 4
    shell.idle.check()
    qtbot.waitUntil(lambda: len(made(tmp_path)) == 1, timeout=20_000)
    wait_quiet(qtbot, shell)
    hands.seconds += 5
    shell.idle.check()
    wait_quiet(qtbot, shell)
    shell.idle.touched.emit()
    hands.seconds += 5
    shell.idle.check()
    wait_quiet(qtbot, shell)
    # Nothing changed meanwhile, so nothing was due.
    assert len(made(tmp_path)) == 1
    desk = shell.desk
    assert desk is not None
    assert desk.vault.is_open
