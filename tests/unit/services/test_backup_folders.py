"""A folder with copies that is away is named after each erasure, until its owner says that it is gone."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, before, erase_one, take_on

from careernotes.services import backup_folders, backups, proving, restoring, unlocking
from careernotes.services.backup_folders import NoSuchFolderError, StillThereError
from careernotes.services.desk import Desk
from careernotes.vault import backup_places
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup_shelf import files
from careernotes.vault.errors import DiskFullError


@pytest.fixture(autouse=True)
def people(desk: Desk) -> None:
    for alias in ("Mira-07", "Tova-31", "Bilu-22"):
        take_on(desk, alias)


def copy_to(desk: Desk, folder: Path) -> None:
    backups.choose_second_folder(desk, folder)
    assert backups.back_up(desk).copied is not None


def only_key(desk: Desk) -> str:
    (found,) = backup_folders.away(desk)
    return found.key


def codes(desk: Desk) -> list[AuditCode]:
    told = {AuditCode.COPIES_GONE, AuditCode.COPIES_BACK}
    return [entry.code for entry in desk.vault.trail.entries() if entry.code in told]


@pytest.mark.parametrize("chosen", [True, False])
def test_a_stick_that_was_destroyed_is_named_until_that_is_said_and_never_after(
    desk: Desk, stick: Path, drawer: Path, chosen: bool
) -> None:
    copy_to(desk, stick)
    if not chosen:
        backups.choose_second_folder(desk, None)
    stick.rename(drawer)
    (away,) = backup_folders.away(desk)
    assert (away.folder, away.copies, away.gone_on) == (stick, 1, None)
    # The control: as long as nothing is said, it is named.
    assert before(desk) != ()
    assert erase_one(desk).unreached != ()
    backup_folders.say_gone(desk, away.key)
    assert [each.gone_on for each in backup_folders.away(desk)] == [desk.today]
    assert backups.second_folder(desk) is None
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()
    assert codes(desk) == [AuditCode.COPIES_GONE]
    assert desk.store.integrity().fine


def test_it_is_taken_back_as_if_it_had_never_been_said(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    known = before(desk)
    key = only_key(desk)
    backup_folders.say_gone(desk, key)
    backup_folders.say_back(desk, key)
    assert [each.gone_on for each in backup_folders.away(desk)] == [None]
    assert before(desk) == known
    assert erase_one(desk).unreached != ()
    assert codes(desk) == [AuditCode.COPIES_GONE, AuditCode.COPIES_BACK]


def test_saying_it_twice_writes_one_line(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    key = only_key(desk)
    backup_folders.say_back(desk, key)
    for _again in range(2):
        backup_folders.say_gone(desk, key)
    assert codes(desk) == [AuditCode.COPIES_GONE]


def test_a_stick_that_turns_up_again_counts_again_and_loses_what_was_erased(
    desk: Desk, stick: Path, drawer: Path
) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    backup_folders.say_gone(desk, only_key(desk))
    drawer.rename(stick)
    assert backup_folders.away(desk) == ()
    assert erase_one(desk).unreached == ()
    assert files(stick) == ()


def test_a_stick_that_is_chosen_again_is_no_longer_gone(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    backup_folders.say_gone(desk, only_key(desk))
    drawer.rename(stick)
    copy_to(desk, stick)
    stick.rename(drawer)
    assert [each.gone_on for each in backup_folders.away(desk)] == [None]
    assert before(desk) != ()


def test_a_folder_that_is_connected_cannot_be_said_to_be_gone(desk: Desk, stick: Path) -> None:
    copy_to(desk, stick)
    (place,) = backup_places.places(desk.vault.notes.connection())
    with pytest.raises(StillThereError):
        backup_folders.say_gone(desk, place.mark)
    for say in (backup_folders.say_gone, backup_folders.say_back):
        with pytest.raises(NoSuchFolderError):
            say(desk, "another")
    assert backups.second_folder(desk) == stick
    assert codes(desk) == []


def test_one_of_two_sticks_with_one_name_is_gone_and_the_other_is_still_named(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path
) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    stick.mkdir()
    copy_to(desk, stick)
    stick.rename(tmp_path / "second drawer")
    first, second = backup_folders.away(desk)
    assert first.folder == second.folder == stick
    backup_folders.say_gone(desk, first.key)
    assert [each.gone_on is None for each in backup_folders.away(desk)].count(True) == 1
    assert before(desk) != ()
    assert backups.second_folder(desk) == stick
    backup_folders.say_gone(desk, second.key)
    assert backups.second_folder(desk) is None
    assert before(desk) == ()


def test_a_stick_from_before_there_were_marks_can_be_gone_too(
    desk: Desk, stick: Path, drawer: Path
) -> None:
    copy_to(desk, stick)
    with desk.store.transaction():
        desk.vault.notes.connection().execute(
            "DELETE FROM main.managed_backup WHERE folder_kind NOT IN ('vault', 'second')"
        )
    stick.rename(drawer)
    (away,) = backup_folders.away(desk)
    assert (away.folder, away.copies) == (stick, 1)
    backup_folders.say_gone(desk, away.key)
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()


def test_what_was_said_goes_along_with_a_restore(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    made = backups.back_up(desk).made
    backup_folders.say_gone(desk, only_key(desk))
    file, folder = desk.vault.paths.backups / made.name, desk.vault.paths.folder
    proving.prove(desk, PASSPHRASE, allow_test=True)
    restoring.bring_back(desk, file, PASSPHRASE, allow_test=True)
    again = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
    assert [each.gone_on is None for each in backup_folders.away(again)] == [False]
    again.close()


def test_nothing_is_said_when_it_cannot_be_written(
    desk: Desk, stick: Path, drawer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to(desk, stick)
    stick.rename(drawer)
    key = only_key(desk)

    def full(*_given: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as patch:
        patch.setattr(desk.vault.trail, "append", full)
        with pytest.raises(DiskFullError):
            backup_folders.say_gone(desk, key)
    assert backups.second_folder(desk) == stick
    assert [each.gone_on for each in backup_folders.away(desk)] == [None]
    assert before(desk) != ()
    # The control: with room for it, all of it is said.
    backup_folders.say_gone(desk, key)
    assert backups.second_folder(desk) is None
    assert codes(desk) == [AuditCode.COPIES_GONE]
