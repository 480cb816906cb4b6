"""A vault that does not open is brought back from a backup at the entrance; the damaged one stays."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, focused, make_vault, unlock_by_typing, wait_quiet
from tests.gui.people_life import fill_desk, on_lane

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.locking import anything_typed
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.settings import Settings
from careernotes.gui.views.entrance_restore import BESIDE, EntranceRestoreCard
from careernotes.gui.views.unlock import UnlockView
from careernotes.services import backups
from careernotes.vault.backup_shelf import files


class Ending:
    """Notes that the process would have ended."""

    ended = False

    def heard(self) -> None:
        """Nobody watches this window."""

    def hidden(self) -> None:
        """Nothing to do."""

    def begin(self) -> None:
        """Nothing to show next."""

    def end(self) -> None:
        self.ended = True


Start = Callable[..., ShellController]
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with three people in it and a backup of them; its notes do not read any more."""
    folder = make_vault(tmp_path / "mentor.careernotes", fill_desk, backups.back_up)
    (folder / "notes.db").write_bytes(os.urandom(40_960))
    return folder


def entrance(shell: ShellController) -> UnlockView:
    (view,) = [each for each in shell.window.findChildren(UnlockView) if each.isVisible()]
    return view


def tries(qtbot: QtBot, shell: ShellController, passphrase: str = PASSPHRASE) -> None:
    qtbot.keyClicks(focused(qtbot, shell), f"{passphrase}\r")
    qtbot.waitUntil(lambda: bool(entrance(shell).banner.text), timeout=20_000)
    wait_quiet(qtbot, shell)


def asks_for_a_backup(qtbot: QtBot, shell: ShellController) -> EntranceRestoreCard:
    way = entrance(shell).restore
    assert way is not None
    assert way.isVisible()
    way.setFocus()
    qtbot.keyClick(way, SPACE)
    wait_quiet(qtbot, shell)
    (card,) = entrance(shell).findChildren(EntranceRestoreCard)
    return card


def aliases(shell: ShellController) -> list[str]:
    desk = shell.desk
    assert desk is not None
    return sorted(each.alias for each in on_lane(shell, lambda: desk.store.all(Mentee)))


def test_a_damaged_vault_is_brought_back_in_its_place_by_keyboard_and_set_aside_whole(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    damaged = (vault / "notes.db").read_bytes()
    shell = start(vault)
    tries(qtbot, shell)
    assert "CN112" in entrance(shell).banner.text
    card = asks_for_a_backup(qtbot, shell)
    assert card.which.box.count() == 1
    assert focused(qtbot, shell) is card.secret.edit
    assert f'careernotes-vault salvage "{vault}"' in card.salvage.text()
    qtbot.keyClicks(card.secret.edit, "words of another day\r")
    qtbot.waitUntil(lambda: "another passphrase" in card.secret.below.text(), timeout=20_000)
    assert (vault / "notes.db").read_bytes() == damaged
    wait_quiet(qtbot, shell)
    qtbot.keyClicks(focused(qtbot, shell), f"{PASSPHRASE}\r")
    qtbot.waitUntil(lambda: "restored and checked" in entrance(shell).banner.text, timeout=30_000)
    (aside,) = vault.parent.glob("mentor.before-restore-*.careernotes")
    assert aside.name in entrance(shell).banner.text
    assert (aside / "notes.db").read_bytes() == damaged
    unlock_by_typing(qtbot, shell)
    assert aliases(shell) == ["Bilu-22", "Mira-07", "Tova-31"]
    assert shell.desk is not None
    # It was put back on purpose, and nobody is warned of it.
    assert not shell.desk.vault.notices


def test_it_can_go_beside_the_damaged_one_which_is_not_touched(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    shell = start(vault)
    tries(qtbot, shell)
    card = asks_for_a_backup(qtbot, shell)
    card.where.answer(BESIDE)
    assert "mentor.restored-1" in card.goes_to.text()
    qtbot.keyClicks(card.secret.edit, f"{PASSPHRASE}\r")
    qtbot.waitUntil(lambda: "restored and checked" in entrance(shell).banner.text, timeout=30_000)
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None
    assert shell.desk.vault.paths.folder == vault.with_name("mentor.restored-1.careernotes")
    assert len(aliases(shell)) == 3
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before


def test_a_damaged_backup_is_refused_and_everything_stays_as_it_is(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    (backup,) = files(vault / "backups")
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    shell = start(vault)
    tries(qtbot, shell)
    card = asks_for_a_backup(qtbot, shell)
    qtbot.keyClicks(card.secret.edit, f"{PASSPHRASE}\r")
    qtbot.waitUntil(lambda: "CN123" in card.problem.text, timeout=30_000)
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in vault.parent.glob("*.careernotes*")) == [vault.name]
    # Back to the passphrase, with nothing typed left behind.
    card.back.setFocus()
    qtbot.keyClick(card.back, SPACE)
    assert entrance(shell).passphrase.isVisible()
    assert focused(qtbot, shell) is entrance(shell).passphrase.edit


@pytest.mark.parametrize("left", ["backups only", "nothing"])
def test_with_its_files_missing_a_vault_comes_back_from_a_stick(
    qtbot: QtBot, start: Start, vault: Path, tmp_path: Path, settings: Settings, left: str
) -> None:
    (backup,) = files(vault / "backups")
    stick = tmp_path / "stick.cnbak"
    shutil.copy(backup, stick)
    for path in list(vault.iterdir()):
        if path.is_file():
            path.unlink()
    if left == "nothing":
        shutil.rmtree(vault)
    shell = start(vault)
    if left == "backups only":
        tries(qtbot, shell)
    else:
        assert "CN111" in entrance(shell).banner.text
    card = asks_for_a_backup(qtbot, shell)
    assert card.which.box.count() == (1 if left == "backups only" else 0)
    # What the file dialog answers.
    card.add_file(str(stick))
    qtbot.keyClicks(card.secret.edit, f"{PASSPHRASE}\r")
    qtbot.waitUntil(lambda: "restored and checked" in entrance(shell).banner.text, timeout=30_000)
    unlock_by_typing(qtbot, shell)
    assert len(aliases(shell)) == 3


@pytest.mark.parametrize("found", [[], [("/b/old.cnbak", "11 June")], [("/stick.cnbak", "11 June")]])
def test_a_file_chosen_while_the_search_goes_on_stays_chosen(
    qtbot: QtBot, found: list[tuple[str, str]]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = EntranceRestoreCard(window, place="a", beside="b", salvage="c")
    card.add_file("/stick.cnbak")
    card.show_choices(found)
    assert card.which.value == "/stick.cnbak"
    offered = [card.which.box.itemData(place) for place in range(card.which.box.count())]
    assert sorted(offered) == sorted({"/stick.cnbak", *(path for path, _words in found)})
    assert not card.problem.text


def test_a_wrong_passphrase_offers_no_restoring(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    folder = make_vault(tmp_path / "whole.careernotes")
    shell = start(folder)
    tries(qtbot, shell, "not the words")
    assert "CN101" in entrance(shell).banner.text
    assert entrance(shell).restore is None


def test_a_lock_asked_for_in_the_middle_of_it_ends_nothing_and_no_passphrase_stays_typed(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    ending = Ending()
    shell = start(vault, how_to_end=ending)
    tries(qtbot, shell)
    card = asks_for_a_backup(qtbot, shell)
    qtbot.keyClicks(card.secret.edit, PASSPHRASE)
    # Control: what is typed would end the process, and nothing else does.
    assert anything_typed(shell.window.host)
    qtbot.keyClick(card.secret.edit, ENTER)
    assert shell.runner.finishing
    assert card.secret.text() == ""
    shell.ask_lock()
    shell.lock()
    assert not ending.ended
    qtbot.waitUntil(lambda: "restored and checked" in entrance(shell).banner.text, timeout=30_000)
    unlock_by_typing(qtbot, shell)
    assert len(aliases(shell)) == 3
