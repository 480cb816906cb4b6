import os
import shutil
import stat
from pathlib import Path

import pytest
from tests.unit.vault.samples import DAY, PASSPHRASE, FixedClock, note, person_fact, session

from careernotes.domain.conversations import Session
from careernotes.sealing.kdf import KdfProfile, WeakKdfError
from careernotes.vault.errors import AlreadyExistsError, WrongSheetError
from careernotes.vault.lifecycle import (
    CreatedVault,
    check_sheet,
    check_sheet_groups,
    create_vault,
    open_with_passphrase,
    open_with_sheet,
)
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.recovery_sheet import plain
from careernotes.vault.themes import ThemesReader


def reopen(folder: Path) -> OpenVault:
    return open_with_passphrase(folder, PASSPHRASE, allow_test=True)


def test_a_new_vault_is_whole_private_and_open(created: CreatedVault, folder: Path) -> None:
    vault = created.vault
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith("-journal")) == [
        "header.a", "header.b", "notes.db", "releases.db", "themes.db",
    ]  # fmt: skip
    assert (vault.is_open, vault.sheet_used, vault.notices, vault.facts_stale) == (
        True,
        False,
        frozenset(),
        False,
    )
    assert vault.created_on == DAY
    assert len(vault.vault_id) == 32
    assert vault.notes.integrity().fine


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_only_the_owner_can_read_the_folder_and_its_files(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    store.put(session(1))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_rights_do_not_depend_on_the_mask_of_the_user(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = create_vault(
            tmp_path / "a.careernotes",
            passphrase="x",
            profile=KdfProfile.TEST,
            clock=FixedClock(),
            allow_test=True,
        )
        made.vault.close()
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a.careernotes").iterdir()}
    assert modes == {0o600}


def test_what_was_saved_is_there_after_closing(vault: OpenVault, store: NotesStore, folder: Path) -> None:
    store.put_all([session(1), note(1)])
    vault.close()
    vault.close()
    again = reopen(folder)
    assert again.notes.all(Session) == (session(1),)
    assert again.vault_id == vault.vault_id
    again.close()


def test_a_vault_below_the_floor_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(WeakKdfError):
        create_vault(tmp_path / "a.careernotes", passphrase="x", profile=KdfProfile.TEST, clock=FixedClock())
    assert list(tmp_path.iterdir()) == []


def test_a_cheap_vault_does_not_open_without_saying_so(vault: OpenVault, folder: Path) -> None:
    vault.close()
    with pytest.raises(WeakKdfError):
        open_with_passphrase(folder, PASSPHRASE)


def test_the_real_floor_makes_and_opens_a_vault(tmp_path: Path) -> None:
    folder = tmp_path / "real.careernotes"
    create_vault(folder, passphrase=PASSPHRASE, profile=KdfProfile.FLOOR, clock=FixedClock()).vault.close()
    vault = open_with_passphrase(folder, PASSPHRASE)
    assert vault.notes.integrity().fine
    vault.close()


@pytest.mark.parametrize("there", ["file", "full folder"])
def test_nothing_that_exists_is_covered(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "a.careernotes"
    if there == "file":
        folder.write_text("mine")
    else:
        folder.mkdir()
        (folder / "mine").write_text("mine")
    with pytest.raises(AlreadyExistsError):
        create_vault(folder, passphrase="x", profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


def test_an_empty_folder_can_become_a_vault(tmp_path: Path) -> None:
    (tmp_path / "a.careernotes").mkdir()
    made = create_vault(
        tmp_path / "a.careernotes",
        passphrase="x",
        profile=KdfProfile.TEST,
        clock=FixedClock(),
        allow_test=True,
    )
    made.vault.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.careernotes"]


def test_no_two_vaults_share_anything(tmp_path: Path) -> None:
    made = [
        create_vault(
            tmp_path / name, passphrase="same", profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
        )
        for name in ("a", "b")
    ]
    assert made[0].vault.vault_id != made[1].vault.vault_id
    assert made[0].recovery_sheet != made[1].recovery_sheet
    for each in made:
        each.vault.close()
    with pytest.raises(WrongSheetError):
        open_with_sheet(tmp_path / "a", made[1].recovery_sheet)


def test_the_sheet_opens_the_vault_with_four_wrong_characters(created: CreatedVault, folder: Path) -> None:
    created.vault.close()
    typed = "????" + plain(created.recovery_sheet)[4:].lower()
    vault = open_with_sheet(folder, typed)
    assert (vault.sheet_used, vault.vault_id) == (True, created.vault.vault_id)
    vault.close()


@pytest.mark.parametrize("headers", [True, False])
def test_a_sheet_that_is_not_this_vaults_opens_nothing(
    created: CreatedVault, folder: Path, headers: bool
) -> None:
    created.vault.close()
    if not headers:
        for path in created.vault.paths.headers:
            path.unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for sheet in ("", "A" * 48, created.recovery_sheet[:-1], "Z" * 12 + plain(created.recovery_sheet)[12:]):
        with pytest.raises(WrongSheetError):
            open_with_sheet(folder, sheet)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_sheet_can_be_checked_without_opening_anything_anew(created: CreatedVault) -> None:
    sheet = plain(created.recovery_sheet)
    assert check_sheet(created.vault, sheet) == 0
    assert check_sheet(created.vault, "?" + sheet[1:]) == 1
    with pytest.raises(WrongSheetError):
        check_sheet(created.vault, "0" * 48 if sheet != "0" * 48 else "1" * 48)
    with pytest.raises(WrongSheetError):
        check_sheet(created.vault, "short")
    assert check_sheet_groups(created.recovery_sheet, {3: sheet[12:16]})


def test_the_sheet_never_shows_in_a_repr(created: CreatedVault) -> None:
    assert created.recovery_sheet not in repr(created)


def test_keys_are_fresh_each_time_and_wiping_one_set_leaves_the_vault_usable(vault: OpenVault) -> None:
    with vault.keys as first:
        themes = bytes(first.themes)
    with vault.keys as second:
        assert bytes(second.themes) == themes
    vault.close()
    assert not any(vault._master.reveal())


@pytest.mark.parametrize("harm", ["missing", "empty", "random", "other key"])
def test_lost_counts_are_begun_anew_and_marked_as_stale(
    vault: OpenVault, store: NotesStore, folder: Path, harm: str
) -> None:
    with store.transaction():
        store.put(session(1))
        store.facts.put_person(person_fact(store.facts.person_number("e1")))
    vault.close()
    path = vault.paths.themes
    damaged = {"empty": b"", "random": os.urandom(8192), "other key": vault.paths.releases.read_bytes()}
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(damaged[harm])
    again = reopen(folder)
    assert again.facts_stale
    assert again.notes.count(Session) == 1
    if harm in {"random", "other key"}:
        assert (folder / "themes.db.damaged-1").read_bytes() == damaged[harm]
    with again.notes.transaction():
        again.notes.facts.clear()
        again.notes.facts.put_person(person_fact(again.notes.facts.person_number("e1")))
    assert not again.facts_stale
    with again.keys as keys:
        reader = ThemesReader.open(path, keys.themes)
    assert len(reader.facts().persons) == 1
    reader.close()
    again.close()
    last = reopen(folder)
    assert not last.facts_stale
    last.close()


def test_counts_put_back_from_an_earlier_day_are_noticed(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    vault.close()
    earlier = vault.paths.themes.read_bytes()
    again = reopen(folder)
    with again.notes.transaction():
        again.notes.facts.put_person(person_fact(again.notes.facts.person_number("e1")))
    again.close()
    vault.paths.themes.write_bytes(earlier)
    last = reopen(folder)
    assert last.facts_stale
    assert not last.notes.integrity().fine
    last.close()


def test_a_moved_vault_opens(vault: OpenVault, folder: Path, tmp_path: Path) -> None:
    vault.close()
    shutil.copytree(folder, tmp_path / "copy.careernotes")
    again = reopen(tmp_path / "copy.careernotes")
    assert again.vault_id == vault.vault_id
    again.close()
