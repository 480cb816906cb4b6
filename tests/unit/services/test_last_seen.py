"""An old folder put back is noticed from outside the vault."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import last_seen, trail, unlocking
from careernotes.services.workplace import Desk
from careernotes.vault import entering
from careernotes.vault.audit import AuditCode
from careernotes.vault.errors import DiskFullError, Notice
from careernotes.vault.keeping import SettingName

PASSPHRASE = "zebra tulip anchor violin mosaic"
OTHER = "copper island meadow trumpet basil"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "a.careernotes"
    unlocking.create(path, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True).desk.close()
    return path


def undone(desk: Desk) -> None:
    with desk.store.transaction():
        desk.store.set_setting(SettingName.LANGUAGE, "nl")
        raise ZeroDivisionError


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


@pytest.mark.parametrize("ended", ["by a lock", "by a kill"])
def test_what_a_lock_keeps_is_right_whether_or_not_its_line_was_written(
    ended: str, folder: Path, tmp_path: Path
) -> None:
    """The process may be gone before the line of the lock is there; then the next unlock takes its number."""
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    shutil.copytree(folder, tmp_path / "old")
    for value in ("nl", "en"):
        desk.store.set_setting(SettingName.LANGUAGE, value)
    memory = last_seen.at_lock("", desk)
    shutil.copytree(folder, tmp_path / "left")
    desk.close()
    left = folder if ended == "by a lock" else tmp_path / "left"
    assert visit(left, memory)[1] == frozenset()
    assert visit(tmp_path / "old", memory)[1] == {Notice.BUNDLE_OLDER}


def test_what_is_kept_while_a_vault_is_open_shows_an_old_copy_after_a_crash(
    folder: Path, tmp_path: Path
) -> None:
    """A window that crashed kept nothing at its end: the copy was made after its unlock, and put back."""
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    memory = at_unlock = last_seen.welcome("", desk)
    desk.store.set_setting(SettingName.LANGUAGE, "nl")
    shutil.copytree(folder, tmp_path / "old")
    for value in ("en", "nl", "en"):
        desk.store.set_setting(SettingName.LANGUAGE, value)
        memory = last_seen.further(memory, desk)
    shutil.copytree(folder, tmp_path / "crashed")
    # It never goes back, nor behind what a lock has kept by now.
    locked = last_seen.at_lock(memory, desk)
    assert last_seen.further(locked, desk) == locked
    desk.close()
    shutil.copytree(tmp_path / "old", tmp_path / "old again")
    assert visit(tmp_path / "crashed", memory)[1] == frozenset()
    assert visit(tmp_path / "old", memory)[1] == {Notice.BUNDLE_OLDER}
    # Control: with the number of the unlock alone nothing is noticed.
    assert visit(tmp_path / "old again", at_unlock)[1] == frozenset()


def test_an_unlock_for_which_the_disk_has_no_room_is_no_older_vault(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the line of the lock nor that of the unlock could be written: the number has not moved."""
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    desk.store.set_setting(SettingName.LANGUAGE, "nl")
    memory = last_seen.at_lock("", desk)
    shutil.copytree(folder, tmp_path / "left")
    desk.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "left", folder)

    def full(*_given: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(entering, "_note_unlock", full)
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    try:
        assert last_seen.compare(memory, desk) is None
        # Control: one change less, and it is told.
        vault_id, generation, number = memory.split(":")
        ahead = f"{vault_id}:{generation}:{int(number) + 1}"
        assert last_seen.compare(ahead, desk) is Notice.BUNDLE_OLDER
    finally:
        desk.close()


def test_how_far_a_vault_got_is_known_without_its_databases(folder: Path) -> None:
    """A thread that has nothing to do with them asks, while another one is using them."""
    desk = unlocking.unlock(folder, PASSPHRASE, allow_test=True)
    try:
        for value in ("nl", "en"):
            desk.store.set_setting(SettingName.LANGUAGE, value)
            with ThreadPoolExecutor() as others:
                seen = others.submit(last_seen.seen_now, desk.vault).result()
            state = desk.store.state()
            assert (seen.generation, seen.commit_seq) == (state.header_generation, state.commit_seq)
        # What is undone was not reached.
        with pytest.raises(ZeroDivisionError):
            undone(desk)
        assert last_seen.seen_now(desk.vault) == seen
        unlocking.change_passphrase(desk, OTHER, profile=KdfProfile.TEST, allow_test=True)
        state = desk.store.state()
        seen = last_seen.seen_now(desk.vault)
        assert (seen.generation, seen.commit_seq) == (state.header_generation, state.commit_seq)
        assert seen.generation == 2
    finally:
        desk.close()


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
