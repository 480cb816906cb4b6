"""An old folder put back is noticed from outside the vault."""

import shutil
from pathlib import Path

import pytest

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import last_seen, trail, unlocking
from careernotes.vault.audit import AuditCode
from careernotes.vault.errors import Notice
from careernotes.vault.keeping import SettingName

PASSPHRASE = "zebra tulip anchor violin mosaic"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "a.careernotes"
    unlocking.create(path, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True).desk.close()
    return path


def visit(folder: Path, memory: str) -> tuple[str, frozenset[Notice]]:
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    try:
        memory = last_seen.welcome(memory, desk)
        desk.store.set_setting(SettingName.LANGUAGE, "nl")
        return memory, desk.vault.notices
    finally:
        desk.close()


def test_a_whole_old_folder_is_noticed_once_and_no_other(folder: Path, tmp_path: Path) -> None:
    memory, notices = visit(folder, "")
    assert notices == frozenset()
    shutil.copytree(folder, tmp_path / "old")
    for _each in range(2):
        memory, notices = visit(folder, memory)
        assert notices == frozenset()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "old", folder)
    forgotten = visit(folder, "")[1]
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "old", folder)
    memory, notices = visit(folder, memory)
    assert notices == {Notice.BUNDLE_OLDER}
    assert visit(folder, memory)[1] == frozenset()
    # The control: inside the old folder everything agrees, so without the memory nothing is said.
    assert forgotten == frozenset()


def test_a_memory_somebody_wrote_nonsense_in_is_no_memory(folder: Path) -> None:
    for memory in ("x", "a:b:c", ":::", "1:2", "a:9:" + "9" * 40, "\n \t"):
        assert visit(folder, memory)[1] == frozenset()


def test_the_memory_keeps_the_last_eight_vaults(folder: Path) -> None:
    memory = " ".join(f"{number:032x}:1:1" for number in range(20))
    kept = visit(folder, memory)[0].split()
    assert len(kept) == 8
    assert kept[1:] == memory.split()[:7]


def test_a_use_case_leaves_a_line_and_gets_eight_words(folder: Path) -> None:
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    words = trail.note(desk, AuditCode.EXPORTED, bytes(32))
    assert len(words.split()) == 8
    assert words == trail.receipt(desk)
    assert desk.vault.trail.entries()[-1].code is AuditCode.EXPORTED
    assert trail.note(desk, AuditCode.EXPORTED, bytes(32)) != words
    desk.close()
