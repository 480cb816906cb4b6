"""A drive that goes away, or may not be written on: clear words, nothing lost, and the next one works."""

import ctypes
import os
import shutil
import stat
from pathlib import Path

import pytest
from tests.unit.services.conftest import take_on

from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
from careernotes.services import backups
from careernotes.services.desk import Desk
from careernotes.services.work import Work
from careernotes.vault.backup_errors import (
    BackupFolderGoneError,
    BackupFolderInsideError,
    BackupNotWritableError,
)
from careernotes.vault.backup_shelf import FolderKind
from careernotes.vault.keeping import SettingName

_NEW_MOUNTS, _READ_ONLY, _REMOUNT, _LAZY, _PRIVATE = 0x00020000, 1, 32, 2, 0x40000 | 0x4000


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A second folder with one copy in it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    take_on(desk, "Mira-07")
    backups.choose_second_folder(desk, folder)
    assert backups.back_up(desk).copied is not None
    return folder


def counted(desk: Desk, kind: FolderKind) -> list[str]:
    return [info.name for info in backups.known(desk) if info.counts and info.kind is kind]


def whole(desk: Desk) -> bool:
    return desk.vault.integrity().fine and backups.drill(desk).fine


def pulled_out_while_copying(folder: Path, pocket: Path) -> Work:
    """The folder goes away the moment a copy lies in it and is being read back."""

    def step(_done: float, _label: str) -> None:
        if folder.exists() and list(folder.glob(".making-*/copy")):
            folder.rename(pocket)

    return Work(on_step=step)


def test_a_drive_that_vanishes_half_way_is_said_and_the_next_one_works(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    take_on(desk, "Tova-31")
    there = sorted(path.name for path in stick.glob("*.cnbak"))
    report = backups.back_up(desk, pulled_out_while_copying(stick, tmp_path / "pocket"))
    assert isinstance(report.problem, BackupFolderGoneError)
    assert "not there" in report.problem.message
    assert report.made.counts
    assert report.copied is None
    assert len(counted(desk, FolderKind.VAULT)) == 2
    # What is on it is remembered, and the half copy does not count.
    assert counted(desk, FolderKind.SECOND) == there
    assert whole(desk)
    (tmp_path / "pocket").rename(stick)
    again = backups.back_up(desk)
    assert again.problem is None
    assert again.copied is not None
    assert sorted(path.name for path in stick.glob("*.cnbak")) == sorted([*there, again.copied.name])
    assert desk.store.count(Mentee) == 2


def test_the_folder_of_the_vault_itself_gone_half_way_leaves_the_notes_whole(desk: Desk, stick: Path) -> None:
    take_on(desk, "Tova-31")
    own = desk.vault.paths.backups

    def step(_done: float, _label: str) -> None:
        if list(own.glob(".making-*/notes.db")):
            shutil.rmtree(own)

    with pytest.raises(CareerNotesError) as said:
        backups.back_up(desk, Work(on_step=step))
    assert said.value.code in {"CN120", "CN121"}
    assert desk.vault.integrity().fine
    assert backups.back_up(desk).made.counts
    assert whole(desk)
    assert desk.store.count(Mentee) == 2


def in_own_mounts() -> ctypes.CDLL | None:
    """In a child process: mounts that nobody else sees; None where that may not be."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() != 0 or libc.unshare(_NEW_MOUNTS) != 0:
        return None
    libc.mount(None, b"/", None, _PRIVATE, None)
    return libc


def at_a_drive(desk: Desk, stick: Path, *, read_only: bool) -> int:
    """In the child: a real drive on the second folder, and what becomes of the backup; 0 when all is well."""
    libc = in_own_mounts()
    if libc is None:
        return 77
    place = os.fsencode(stick)
    if libc.mount(b"tmpfs", place, b"tmpfs", 0, b"size=64m") != 0:
        return 77
    take_on(desk, "Tova-31")
    gone = False

    def step(_done: float, _label: str) -> None:
        nonlocal gone
        if not gone and list(stick.glob(".making-*/copy")):
            gone = libc.umount2(place, _LAZY) == 0
            # An empty mount point that may not be written in, as a system leaves it.
            stick.rmdir()

    if read_only:
        libc.mount(b"tmpfs", place, b"tmpfs", _REMOUNT | _READ_ONLY, None)
    report = backups.back_up(desk, Work(on_step=step))
    wanted = BackupNotWritableError if read_only else BackupFolderGoneError
    if not isinstance(report.problem, wanted) or not report.made.counts or report.copied is not None:
        return 1
    if read_only:
        libc.mount(b"tmpfs", place, b"tmpfs", _REMOUNT, None)
    else:
        stick.mkdir()
        libc.mount(b"tmpfs", place, b"tmpfs", 0, b"size=64m")
    again = backups.back_up(desk)
    good = again.problem is None and again.copied is not None and (stick / again.copied.name).is_file()
    return 0 if good and whole(desk) and desk.store.count(Mentee) == 2 else 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs mounts of its own")
@pytest.mark.parametrize("read_only", [False, True], ids=["unmounted half-way", "read only"])
def test_a_real_drive_is_taken_away_or_locked(desk: Desk, stick: Path, *, read_only: bool) -> None:
    shutil.rmtree(stick)
    stick.mkdir()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            code = at_a_drive(desk, stick, read_only=read_only)
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == 77:
        pytest.skip("this system gives no mounts of its own")
    assert code == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_second_folder_that_may_not_be_written_is_said_and_the_next_one_works(
    desk: Desk, stick: Path
) -> None:
    take_on(desk, "Tova-31")
    stick.chmod(stat.S_IRUSR | stat.S_IXUSR)
    report = backups.back_up(desk)
    stick.chmod(stat.S_IRWXU)
    assert isinstance(report.problem, BackupNotWritableError)
    assert report.made.counts
    assert backups.back_up(desk).copied is not None


@pytest.mark.parametrize("inside", ["", "backups", "backups/own", "a link"])
def test_the_vault_itself_is_no_second_folder(desk: Desk, tmp_path: Path, inside: str) -> None:
    take_on(desk, "Mira-07")
    folder = desk.vault.paths.folder / ("backups" if inside == "a link" else inside)
    folder.mkdir(parents=True, exist_ok=True)
    if inside == "a link":
        (tmp_path / "link").symlink_to(folder)
        folder = tmp_path / "link"
    with pytest.raises(BackupFolderInsideError):
        backups.choose_second_folder(desk, folder)
    assert backups.second_folder(desk) is None
    with pytest.raises(BackupFolderInsideError):
        backups.back_up(desk, second=folder)
    # One chosen before this was refused holds no second copy, and nobody is told that it does.
    desk.store.set_setting(SettingName.BACKUP_FOLDER, str(folder))
    report = backups.back_up(desk)
    assert report.copied is None
    assert report.made.counts
    assert [info.kind for info in backups.known(desk)] == [FolderKind.VAULT]
