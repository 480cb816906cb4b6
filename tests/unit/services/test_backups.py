"""Backups as a mentor knows them."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.services import backups, unlocking
from careernotes.services.desk import Desk
from careernotes.services.work import Work
from careernotes.vault import restore_parts
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup_errors import BackupFolderGoneError
from careernotes.vault.errors import DiskFullError, FailingDiskError, ReadOnlyFolderError


def test_one_is_due_when_something_changed_and_not_otherwise(desk: Desk) -> None:
    assert backups.is_due(desk)
    report = backups.back_up(desk)
    assert report.made.counts
    assert not backups.is_due(desk)
    take_on(desk, "Mira-07")
    assert backups.is_due(desk)


def test_a_stick_gets_a_copy_and_one_that_is_out_is_told_while_the_backup_counts(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(BackupFolderGoneError):
        backups.choose_second_folder(desk, stick)
    stick.mkdir()
    assert backups.choose_second_folder(desk, stick) is None
    first = backups.back_up(desk)
    assert first.problem is None
    assert first.copied is not None
    assert (stick / first.copied.name).is_file()
    shutil.rmtree(stick)
    second = backups.back_up(desk)
    assert second.made.counts
    assert second.copied is None
    assert isinstance(second.problem, BackupFolderGoneError)


def test_a_folder_that_goes_to_a_cloud_is_warned_about(desk: Desk, tmp_path: Path) -> None:
    cloud = tmp_path / "Dropbox"
    cloud.mkdir()
    warning = backups.choose_second_folder(desk, cloud)
    assert warning is not None
    assert warning.service == "Dropbox"


def test_a_trial_is_due_after_a_month_and_noted(desk: Desk) -> None:
    with pytest.raises(backups.NoBackupError):
        backups.drill(desk)
    assert not backups.drill_is_due(desk)
    backups.back_up(desk)
    done = backups.drill(desk)
    assert done.fine
    assert not backups.drill_is_due(desk)
    later = StoppedClock()
    folder = desk.vault.paths.folder
    desk.close()
    again = unlocking.unlock(folder, PASSPHRASE, clock=later, allow_test=True)
    moment = later.now() + dt.timedelta(days=31)

    class Later(StoppedClock):
        def now(self) -> dt.datetime:
            return moment

    assert backups.drill_is_due(replace(again, clock=Later()))
    again.close()


def test_a_damaged_backup_fails_the_trial_and_counts_no_more(desk: Desk) -> None:
    made = backups.back_up(desk).made
    path = desk.vault.paths.backups / made.name
    data = bytearray(path.read_bytes())
    data[-5_000] ^= 1
    path.write_bytes(data)
    assert not backups.drill(desk).fine
    assert [info.counts for info in backups.known(desk)] == [False]
    assert backups.is_due(desk)


def drilled(desk: Desk) -> list[bool]:
    return [any(each.ref) for each in desk.vault.trail.entries() if each.code is AuditCode.DRILLED]


def test_a_trial_that_is_stopped_says_nothing_about_the_backup_and_stays_due(
    desk: Desk, clock: StoppedClock
) -> None:
    backups.back_up(desk)
    clock.forward(days=31)
    assert backups.drill_is_due(desk)
    asked = iter([False, False, False])
    with pytest.raises(CancelledError):
        backups.drill(desk, Work(lambda *_given: None, lambda: next(asked, True)))
    assert drilled(desk) == []
    assert backups.drill_is_due(desk)
    assert [info.counts for info in backups.known(desk)] == [True]
    assert not list(desk.vault.paths.backups.glob(".*"))


@pytest.mark.parametrize("failure", [DiskFullError, ReadOnlyFolderError, FailingDiskError])
def test_a_trial_without_room_says_nothing_about_the_backup_and_stays_due(
    desk: Desk, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, failure: type[CareerNotesError]
) -> None:
    backups.back_up(desk)
    clock.forward(days=31)

    def fail(*_given: object) -> None:
        raise failure

    monkeypatch.setattr(restore_parts, "make_folder", fail)
    with pytest.raises(failure):
        backups.drill(desk)
    assert drilled(desk) == []
    assert backups.drill_is_due(desk)


def test_after_a_damaged_backup_the_trial_is_due_for_the_next_one(desk: Desk, clock: StoppedClock) -> None:
    backups.back_up(desk)
    take_on(desk, "Mira-07")
    made = backups.back_up(desk).made
    clock.forward(days=31)
    path = desk.vault.paths.backups / made.name
    data = bytearray(path.read_bytes())
    data[-5_000] ^= 1
    path.write_bytes(data)
    assert not backups.drill(desk).fine
    assert backups.drill_is_due(desk)
    assert backups.drill(desk).fine
    assert not backups.drill_is_due(desk)
    assert drilled(desk) == [False, True]
