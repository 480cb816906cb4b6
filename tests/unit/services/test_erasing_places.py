"""Copies of backups in folders that are, or once were, the second one: reached when there, named when not."""

import shutil
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, before, erase_one, take_on

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, erasing, proving, rekeying, restoring, unlocking
from careernotes.services.desk import Desk
from careernotes.services.erased import BackupsHoldError
from careernotes.vault import backup_places, erasure
from careernotes.vault.backup_shelf import files
from careernotes.vault.keeping import SettingName
from careernotes.vault.lifecycle import create_vault


@pytest.fixture(autouse=True)
def person(desk: Desk) -> None:
    take_on(desk, "Mira-07")


def opened(desk: Desk) -> Desk:
    return unlocking.unlock(desk.vault.paths.folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def names(folder: Path) -> tuple[str, ...]:
    return tuple(str(path) for path in files(folder))


def copy_to(desk: Desk, folder: Path) -> None:
    backups.choose_second_folder(desk, folder)
    assert backups.back_up(desk).copied is not None


def test_copies_in_the_folder_of_before_go_when_it_is_there(desk: Desk, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (stick / "holiday.cnbak").write_bytes(b"somebody else's")
    copy_to(desk, stick)
    copy_to(desk, other)
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()
    assert names(stick) == (str(stick / "holiday.cnbak"),)
    assert len(files(other)) == 1
    # Nothing of ours is there any more, not even its mark.
    assert [path.name for path in stick.iterdir()] == ["holiday.cnbak"]
    assert [place.folder for place in backup_places.places(desk.vault.notes.connection())] == [other]


def test_copies_in_the_folder_of_before_are_named_when_it_is_not_there(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    copy_to(desk, stick)
    copy_to(desk, other)
    held = names(stick)
    stick.rename(drawer)
    assert before(desk) == held
    assert erase_one(desk).unreached == held
    assert len(held) == 1
    # Back, it is looked into at the next occasion; a copy made since the erasure is not held against it.
    drawer.rename(stick)
    take_on(desk, "Tova-31")
    backups.tend(desk)
    assert names(stick) == ()
    assert erase_one(desk).unreached == ()


def test_copies_are_named_when_no_folder_is_chosen_any_more(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    backups.choose_second_folder(desk, None)
    held = names(stick)
    stick.rename(drawer)
    assert before(desk) == held
    assert erase_one(desk).unreached == held


def test_copies_in_a_folder_no_longer_chosen_that_went_with_the_erasure_are_not_named(
    desk: Desk, stick: Path
) -> None:
    copy_to(desk, stick)
    backups.choose_second_folder(desk, None)
    assert erase_one(desk).unreached == ()
    assert not list(stick.iterdir())
    take_on(desk, "Tova-31")
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()


def test_two_sticks_that_have_one_name_are_two(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    held = names(stick)
    stick.rename(drawer)
    stick.mkdir()
    assert backups.back_up(desk).copied is not None
    assert before(desk) == held
    assert erase_one(desk).unreached == held
    assert len(files(stick)) == 1
    assert len(files(drawer)) == 1


def test_one_stick_that_has_another_name_today_may_be_a_copy_so_its_old_name_is_named(
    desk: Desk, stick: Path, drawer: Path
) -> None:
    copy_to(desk, stick)
    held = names(stick)
    stick.rename(drawer)
    copy_to(desk, drawer)
    assert before(desk) == held
    # One too many: nothing is there any more under that name.
    assert erase_one(desk).unreached == held
    assert len(files(drawer)) == 1


def test_one_folder_that_has_two_names_is_one(desk: Desk, stick: Path, tmp_path: Path) -> None:
    copy_to(desk, stick)
    alias = tmp_path / "alias"
    alias.symlink_to(stick)
    copy_to(desk, alias)
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()
    assert len(files(stick)) == 1
    assert len(backup_places.places(desk.vault.notes.connection())) == 1


@pytest.mark.parametrize("backed_up", [True, False], ids=["used", "chosen only"])
@pytest.mark.parametrize("there", [True, False], ids=["in", "out"])
def test_a_stick_copied_to_a_new_one_is_another(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path, *, there: bool, backed_up: bool
) -> None:
    copy_to(desk, stick)
    held, new = names(stick), tmp_path / "new"
    shutil.copytree(stick, new)
    if not there:
        stick.rename(drawer)
    backups.choose_second_folder(desk, new)
    if backed_up:
        backups.back_up(desk)
    assert before(desk) == (() if there else held)
    assert erase_one(desk).unreached == (() if there else held)
    assert len(files(new)) == 1
    assert names(stick) == ()
    assert len(files(drawer) if drawer.exists() else ()) == (0 if there else 1)
    # Each has a mark of its own: the one in the drawer is looked into when it is back.
    assert len([path for path in new.iterdir() if path.suffix != ".cnbak"]) == 1
    if not there:
        drawer.rename(stick)
        take_on(desk, "Tova-31")
        backups.tend(desk)
        assert names(stick) == ()
        assert erase_one(desk).unreached == ()


def test_a_stick_copied_once_more_over_the_new_one_stays_another(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path
) -> None:
    copy_to(desk, stick)
    held, new = names(stick), tmp_path / "new"
    shutil.copytree(stick, new)
    copy_to(desk, new)
    shutil.copytree(stick, new, dirs_exist_ok=True)
    stick.rename(drawer)
    copy_to(desk, new)
    assert erase_one(desk).unreached == held
    assert len(files(new)) == 1


def test_a_copy_somebody_deleted_is_not_named(desk: Desk, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    copy_to(desk, stick)
    copy_to(desk, other)
    for path in files(stick):
        path.unlink()
    assert erase_one(desk).unreached == ()
    assert not list(stick.iterdir())


def test_after_a_restore_the_stick_in_the_drawer_is_named(desk: Desk, stick: Path, drawer: Path) -> None:
    backups.choose_second_folder(desk, stick)
    made = backups.back_up(desk).made
    proving.prove(desk, PASSPHRASE, allow_test=True)
    restoring.bring_back(desk, desk.vault.paths.backups / made.name, PASSPHRASE, allow_test=True)
    stick.rename(drawer)
    desk = opened(desk)
    # The copy of the very backup it came from is on no list in it.
    assert str(stick) in before(desk)
    assert str(stick) in erase_one(desk).unreached
    desk.close()


def test_after_a_restore_the_stick_is_known_though_it_is_not_the_chosen_one(
    desk: Desk, stick: Path, drawer: Path
) -> None:
    # As the command line does it.
    made = backups.back_up(desk, second=stick).made
    proving.prove(desk, PASSPHRASE, allow_test=True)
    restoring.bring_back(desk, desk.vault.paths.backups / made.name, PASSPHRASE, allow_test=True)
    stick.rename(drawer)
    desk = opened(desk)
    assert backups.second_folder(desk) is None
    assert str(stick) in erase_one(desk).unreached
    desk.close()


def test_after_new_keys_the_stick_that_was_out_is_named(desk: Desk, stick: Path, drawer: Path) -> None:
    copy_to(desk, stick)
    held = names(stick)
    stick.rename(drawer)
    new = rekeying.begin(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    rekeying.finish(desk, new, drop_old=True)
    desk = opened(desk)
    assert before(desk) == held
    assert erase_one(desk).unreached == held
    # In again, its copies open with the old keys only: they stay, and are named.
    drawer.rename(stick)
    take_on(desk, "Tova-31")
    assert before(desk) == held
    assert erase_one(desk).unreached == held
    assert set(held) <= set(names(stick))
    desk.close()


def test_a_copy_made_by_the_way_is_named_when_its_folder_is_away(
    desk: Desk, stick: Path, drawer: Path
) -> None:
    assert backups.back_up(desk, second=stick).copied is not None
    held = names(stick)
    stick.rename(drawer)
    assert before(desk) == held
    assert erase_one(desk).unreached == held


def test_a_chosen_folder_that_never_was_there_since_is_named(desk: Desk, stick: Path, drawer: Path) -> None:
    backups.choose_second_folder(desk, stick)
    stick.rename(drawer)
    assert before(desk) == (str(stick),)
    assert erase_one(desk).unreached == (str(stick),)


def test_a_memory_that_goes_with_the_list_would_be_noticed(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the places, what was struck from the list is named nowhere."""
    other = tmp_path / "other"
    other.mkdir()
    copy_to(desk, stick)
    copy_to(desk, other)
    stick.rename(drawer)
    with desk.store.transaction():
        desk.vault.notes.connection().execute(
            "DELETE FROM main.managed_backup WHERE folder_kind NOT IN ('vault', 'second')"
        )
    assert erase_one(desk).unreached == ()
    assert len(files(drawer)) == 1


def unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.iterdir

    def refuse(self: Path) -> object:
        if self == folder:
            raise PermissionError(13, "no")
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refuse)


def test_a_second_folder_that_cannot_be_looked_into_is_named_with_what_is_known(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to(desk, stick)
    held = names(stick)
    with monkeypatch.context() as patch:
        unreadable(stick, patch)
        assert set(before(desk)) == {*held, str(stick)}
        assert set(erase_one(desk).unreached) == {*held, str(stick)}
    assert set(held) <= set(names(stick))


def test_a_folder_of_its_own_that_cannot_be_looked_into_is_not_an_empty_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(desk)
    own = desk.vault.paths.backups
    held = {path.read_bytes() for path in files(own)}
    with monkeypatch.context() as patch:
        unreadable(own, patch)
        with pytest.raises(BackupsHoldError):
            erase_one(desk)
    assert erasure.unfinished(desk.store)
    assert {path.read_bytes() for path in files(own)} == held
    assert erasing.finish_waiting(desk).unreached == ()
    assert not held & {path.read_bytes() for path in files(own)}


def test_a_finished_backup_in_the_folder_of_one_under_way_goes_though_no_other_has_to(
    desk: Desk, stick: Path
) -> None:
    copy_to(desk, stick)
    left = []
    for folder in (desk.vault.paths.backups, stick):
        (made,) = files(folder)
        making = folder / f".making-{desk.vault.vault_id[:8]}-0123456789abcdef"
        making.mkdir()
        shutil.move(made, making / "backup")
        left.append(making)
    assert erase_one(desk).unreached == ()
    assert not [path for path in left if path.exists()]


def never_marked(desk: Desk, stick: Path) -> tuple[str, ...]:
    """The copy of a vault from before folders were marked; gives its path."""
    copy_to(desk, stick)
    with desk.store.transaction():
        desk.vault.notes.connection().execute(
            "DELETE FROM main.managed_backup WHERE folder_kind NOT IN ('vault', 'second')"
        )
    held = names(stick)
    for path in stick.iterdir():
        if str(path) not in held:
            path.unlink()
    return held


@pytest.mark.parametrize("how", ["chosen", "by the way", "none chosen"])
def test_a_stick_from_before_there_were_marks_is_named_though_another_folder_is_chosen(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path, how: str
) -> None:
    held, other = never_marked(desk, stick), tmp_path / "other"
    other.mkdir()
    stick.rename(drawer)
    if how == "by the way":
        backups.back_up(desk, second=other)
    else:
        backups.choose_second_folder(desk, other if how == "chosen" else None)
        backups.back_up(desk)
    # Nobody wrote down whether these are all.
    assert set(before(desk)) == {*held, str(stick)}
    assert set(erase_one(desk).unreached) == {*held, str(stick)}


def test_a_stick_from_before_there_were_marks_is_reached_when_it_is_in(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    never_marked(desk, stick)
    other = tmp_path / "other"
    other.mkdir()
    copy_to(desk, other)
    assert before(desk) == ()
    assert erase_one(desk).unreached == ()
    assert not list(stick.iterdir())


def test_another_stick_with_the_name_of_one_from_before_marks_is_not_taken_for_it(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path
) -> None:
    held, other = never_marked(desk, stick), tmp_path / "other"
    other.mkdir()
    stick.rename(drawer)
    stick.mkdir()
    copy_to(desk, other)
    assert set(erase_one(desk).unreached) == {*held, str(stick)}
    assert len(files(drawer)) == 1


@pytest.mark.parametrize(("inside", "named"), [("copies", True), ("backups", False)])
def test_copies_in_a_second_folder_inside_the_vault_are_named_with_it(
    desk: Desk, stick: Path, inside: str, *, named: bool
) -> None:
    """As it could be chosen once; in the folder of its own they go like any other there."""
    never_marked(desk, stick)
    folder = desk.vault.paths.folder / inside
    shutil.copytree(stick, folder, dirs_exist_ok=True)
    held = names(folder)
    desk.store.set_setting(SettingName.BACKUP_FOLDER, str(folder))
    assert before(desk) == (held if named else ())
    assert erase_one(desk).unreached == (held if named else ())
    assert (not set(held) & set(names(folder))) is not named


def test_a_restore_from_before_a_stick_was_chosen_knows_of_it(
    desk: Desk, stick: Path, drawer: Path, tmp_path: Path
) -> None:
    made, other = backups.back_up(desk).made, tmp_path / "other"
    other.mkdir()
    copy_to(desk, stick)
    copy_to(desk, other)
    held = names(stick)
    stick.rename(drawer)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    restoring.bring_back(desk, desk.vault.paths.backups / made.name, PASSPHRASE, allow_test=True)
    desk = opened(desk)
    assert backups.second_folder(desk) is None
    unreached = erase_one(desk).unreached
    assert {*held, str(stick)} <= set(unreached)
    # The one that is there is looked into.
    assert not [each for each in unreached if each.startswith(str(other))]
    assert names(other) == ()
    desk.close()


def test_a_restore_in_place_of_a_vault_that_does_not_open_goes_through(desk: Desk, stick: Path) -> None:
    copy_to(desk, stick)
    (made,) = files(desk.vault.paths.backups)
    folder = desk.vault.paths.folder
    desk.close()
    (folder / "notes.db").write_bytes(b"no database at all" * 500)
    backups.put_back(made, folder, passphrase=PASSPHRASE, allow_test=True)
    again = opened(desk)
    assert [place.folder for place in backup_places.places(again.vault.notes.connection())] == [stick]
    again.close()


def test_new_files_that_another_change_of_keys_left_are_named(desk: Desk, tmp_path: Path) -> None:
    folder = desk.vault.paths.folder
    left, other = folder / "rekey.aside-1", folder / "rekey.aside-2"
    for place in (left, other):
        place.mkdir()
    shutil.copy(folder / "header.a", left)
    foreign, profile = tmp_path / "another", KdfProfile.TEST
    create_vault(foreign, passphrase=PASSPHRASE, profile=profile, clock=StoppedClock(), allow_test=True)
    shutil.copy(foreign / "header.a", other)
    assert before(desk) == (str(left),)
    assert erase_one(desk).unreached == (str(left),)
