"""A whole folder put back: this computer remembers how far the vault was, and the window says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import unlock_by_typing, wait_quiet

from careernotes.gui.controllers.rooms import notices
from careernotes.gui.controllers.shell import ShellController
from careernotes.vault.errors import Notice
from careernotes.vault.keeping import SettingName

DeskWindow = Callable[..., ShellController]
OLDER = {Notice.BUNDLE_OLDER}


def work(qtbot: QtBot, shell: ShellController, value: str) -> None:
    """One change in the vault."""
    assert shell.desk is not None
    store = shell.desk.store
    shell.runner.submit(lambda: store.set_setting(SettingName.LANGUAGE, value))
    wait_quiet(qtbot, shell)


def lock(qtbot: QtBot, shell: ShellController) -> None:
    shell.lock()
    wait_quiet(qtbot, shell)


def put_back(folder: Path, kept: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)


def told(qtbot: QtBot, shell: ShellController) -> set[Notice]:
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None
    return set(shell.desk.vault.notices)


@pytest.mark.parametrize("copied", ["before the unlock", "while it was open"])
def test_a_whole_folder_put_back_is_said_in_the_window(
    copied: str, qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    folder, kept = tmp_path / "mentor.careernotes", tmp_path / "kept"
    shell = desk_window()
    lock(qtbot, shell)
    if copied == "before the unlock":
        shutil.copytree(folder, kept)
    unlock_by_typing(qtbot, shell)
    if copied == "while it was open":
        shutil.copytree(folder, kept)
    for value in ("nl", "en", "nl"):
        work(qtbot, shell, value)
    lock(qtbot, shell)
    # Control: the folder as it was left is not said to be old.
    assert told(qtbot, shell) & OLDER == set()
    lock(qtbot, shell)
    put_back(folder, kept)
    assert told(qtbot, shell) & OLDER == OLDER
    assert shell.desk is not None
    assert shell.frame is not None
    assert shell.frame.problem.text.endswith(notices(shell.desk))
    lock(qtbot, shell)
    # Said once: from here on this is the vault.
    assert told(qtbot, shell) & OLDER == set()


def test_what_another_window_remembered_counts(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    """A window waits ready behind the one in front: it reads the file again when it unlocks."""
    shell = desk_window()
    assert shell.desk is not None
    vault_id = shell.desk.vault.vault_id
    lock(qtbot, shell)
    path = next((tmp_path / "settings").glob("*.ini"))
    text = path.read_text(encoding="utf-8")
    assert vault_id in text
    entry = next(word for word in text.replace("=", " ").split() if word.strip('"').startswith(vault_id))
    ahead = entry.strip('"').rsplit(":", 1)[0] + ":999999"
    path.write_text(text.replace(entry.strip('"'), ahead), encoding="utf-8")
    assert told(qtbot, shell) & OLDER == OLDER
