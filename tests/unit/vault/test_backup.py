"""Backups: only what was opened and compared counts, nothing good goes, and each gives its vault back."""

import datetime as dt
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.vault.samples import PASSPHRASE, mentee

from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import backup as backups
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup import changed_since, copy_backup, make_backup, prove_listed
from careernotes.vault.backup_errors import (
    BackupDiskFullError,
    BackupFolderGoneError,
    DamagedBackupError,
    NotABackupError,
)
from careernotes.vault.backup_keeping import adopt, drop_named, rotate
from careernotes.vault.backup_proof import KeyedBackup, prove_backup
from careernotes.vault.backup_rotation import Kept, to_keep
from careernotes.vault.backup_shelf import FolderKind, files, listed
from careernotes.vault.connection import open_keyed
from careernotes.vault.errors import (
    AlreadyExistsError,
    AlreadyOpenError,
    DiskFullError,
    WrongPassphraseError,
    WrongSheetError,
)
from careernotes.vault.lifecycle import (
    CreatedVault,
    change_passphrase,
    open_with_passphrase,
    open_with_sheet,
)
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.restore import restore_with_passphrase, restore_with_sheet, try_out

OTHER = "another five words entirely different abacus"
DAY = 86_400
NOW = 1_790_000_000


def path_of(vault: OpenVault, name: str) -> Path:
    return vault.paths.backups / name


def in_list(vault: OpenVault) -> list[tuple[str, bool]]:
    return [(info.name, info.counts) for info in listed(vault.notes.connection(), FolderKind.VAULT)]


def test_a_backup_is_listed_noted_and_leaves_nothing_else(store: NotesStore, vault: OpenVault) -> None:
    info = make_backup(vault)
    assert [path.name for path in vault.paths.backups.iterdir()] == [info.name]
    assert in_list(vault) == [(info.name, True)]
    assert vault.trail.entries()[-1].code is AuditCode.BACKED_UP
    assert not changed_since(vault)
    store.put(mentee(2))
    assert changed_since(vault)
    assert vault.integrity().fine


def test_no_word_of_the_notes_is_readable_in_it(store: NotesStore, vault: OpenVault) -> None:
    store.put(mentee(9))
    data = path_of(vault, make_backup(vault).name).read_bytes()
    assert b"Robin" not in data
    assert b"CREATE TABLE" not in data
    assert b"SQLite format" not in data


def test_its_databases_open_neither_with_the_keys_of_the_vault_nor_with_those_of_another_backup(
    store: NotesStore, vault: OpenVault, tmp_path: Path
) -> None:
    first, second = make_backup(vault, now=lambda: NOW), make_backup(vault, now=lambda: NOW + 5)
    master = vault.reveal_master()
    one, two = (KeyedBackup.of(path_of(vault, info.name), master) for info in (first, second))
    one.take_out("notes.db", tmp_path / "notes.db")
    with vault.keys as keys:
        for key in (keys.notes, two.key("notes.db")):
            stranger = open_keyed(tmp_path / "notes.db", key)
            with pytest.raises(Exception, match="not a database"):
                stranger.execute("SELECT count(*) FROM sqlite_schema")
            stranger.close()
    own = open_keyed(tmp_path / "notes.db", one.key("notes.db"))
    assert own.execute("SELECT count(*) FROM mentee").fetchone() == (1,)
    own.close()


def test_every_flipped_bit_is_found(store: NotesStore, vault: OpenVault, tmp_path: Path) -> None:
    """300 random places, and every byte of the manifest; the same file whole is accepted (control)."""
    path, master = path_of(vault, make_backup(vault).name), vault.reveal_master()
    data, chance, copy = path.read_bytes(), random.Random(7), tmp_path / "flipped.cnbak"
    places = [chance.randrange(len(data)) for _each in range(300)] + list(range(1_200))
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        with pytest.raises((DamagedBackupError, NotABackupError, CareerNotesError)):
            prove_backup(KeyedBackup.of(copy, master), tmp_path)
    copy.write_bytes(data)
    assert prove_backup(KeyedBackup.of(copy, master), tmp_path)
    for length in (len(data) - 1, len(data) // 2, 30, 0):
        copy.write_bytes(data[:length])
        with pytest.raises((DamagedBackupError, NotABackupError)):
            KeyedBackup.of(copy, master)
    copy.write_bytes(data + b"x")
    with pytest.raises(DamagedBackupError):
        KeyedBackup.of(copy, master)


def test_one_of_other_content_is_refused_by_the_proof(
    store: NotesStore, vault: OpenVault, tmp_path: Path
) -> None:
    path, master = path_of(vault, make_backup(vault).name), vault.reveal_master()
    sums = prove_backup(KeyedBackup.of(path, master), tmp_path)
    store.put(mentee(2))
    with pytest.raises(DamagedBackupError):
        prove_backup(KeyedBackup.of(path, master), tmp_path, {**sums, "notes.mentee": 1})


def test_a_backup_that_cannot_be_proved_is_not_kept(
    store: NotesStore, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is cut on its way to the disk: nothing is listed, nothing is left."""
    whole = backups._write

    def cut(*arguments: object) -> Path:
        made = whole(*arguments)  # type: ignore[arg-type]
        with made.open("r+b") as stream:
            stream.truncate(made.stat().st_size - 4_096)
        return made

    monkeypatch.setattr(backups, "_write", cut)
    with pytest.raises(DamagedBackupError):
        make_backup(vault)
    assert in_list(vault) == []
    assert list(vault.paths.backups.iterdir()) == []


@pytest.mark.parametrize("into_place", [True, False])
def test_it_gives_the_vault_back_and_what_was_there_is_moved_aside(
    created: CreatedVault, store: NotesStore, folder: Path, tmp_path: Path, into_place: bool
) -> None:
    vault = created.vault
    info = make_backup(vault)
    store.put(mentee(2))
    backup = path_of(vault, info.name)
    vault.close()
    into = folder if into_place else tmp_path / "elsewhere.careernotes"
    done = restore_with_passphrase(backup, into, PASSPHRASE, allow_test=True)
    again = open_with_passphrase(into, PASSPHRASE, allow_test=True)
    assert [m.alias for m in again.notes.all(Mentee)] == ["Robin 1"]
    assert again.integrity().fine
    assert again.notices == frozenset()
    assert [entry.code for entry in again.trail.entries()][-2:] == [AuditCode.RESTORED, AuditCode.UNLOCKED]
    again.close()
    beside = folder.with_name("Ünïque #1 %41.before-restore-1.careernotes")
    assert done.aside == (beside if into_place else None)
    old = open_with_passphrase(done.aside or folder, PASSPHRASE, allow_test=True)
    assert old.notes.count(Mentee) == 2
    old.close()
    if into_place:
        # The backups stay with the vault, listed anew, and count once they are proved again.
        with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as found:
            assert in_list(found) == []
            (listed_again,) = adopt(found, found.paths.backups, FolderKind.VAULT)
            assert in_list(found) == [(info.name, False)]
            assert prove_listed(found, listed_again, found.paths.backups)
            assert in_list(found) == [(info.name, True)]


def test_it_opens_with_the_sheet_or_the_passphrase_of_its_own_day_and_nothing_else(
    created: CreatedVault, store: NotesStore, tmp_path: Path
) -> None:
    vault = created.vault
    backup = path_of(vault, make_backup(vault).name)
    change_passphrase(vault, OTHER, KdfProfile.TEST, allow_test=True)
    vault.close()
    with pytest.raises(WrongPassphraseError):
        restore_with_passphrase(backup, tmp_path / "a", OTHER, allow_test=True)
    with pytest.raises(WrongSheetError):
        restore_with_sheet(backup, tmp_path / "a", "0" * 48)
    assert not (tmp_path / "a").exists()
    restore_with_sheet(backup, tmp_path / "b.careernotes", created.recovery_sheet)
    open_with_passphrase(tmp_path / "b.careernotes", PASSPHRASE, allow_test=True).close()
    open_with_sheet(tmp_path / "b.careernotes", created.recovery_sheet).close()


@pytest.mark.parametrize("beside", ["a plain file", "nothing"])
def test_a_folder_with_another_backups_folder_in_it_is_no_vault_to_be_moved_aside(
    store: NotesStore, vault: OpenVault, tmp_path: Path, beside: str
) -> None:
    backup, documents = tmp_path / "b.cnbak", tmp_path / "Documents"
    shutil.copyfile(path_of(vault, make_backup(vault).name), backup)
    (documents / "backups").mkdir(parents=True)
    if beside == "a plain file":
        (documents / "backups" / "phone.zip").write_bytes(b"mine")
    with pytest.raises(AlreadyExistsError):
        restore_with_passphrase(backup, documents, PASSPHRASE, allow_test=True)
    assert (documents / "backups").is_dir()
    # What is left of a vault is: its backups.
    shutil.copyfile(backup, documents / "backups" / backup.name)
    done = restore_with_passphrase(backup, documents, PASSPHRASE, allow_test=True)
    assert done.aside is not None
    assert (done.aside / "backups" / backup.name).is_file()


def test_an_empty_folder_is_taken_as_the_place_and_not_moved_aside(
    store: NotesStore, vault: OpenVault, tmp_path: Path
) -> None:
    backup, place = tmp_path / "b.cnbak", tmp_path / "empty"
    shutil.copyfile(path_of(vault, make_backup(vault).name), backup)
    place.mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    done = restore_with_passphrase(backup, place, PASSPHRASE, allow_test=True)
    assert done.aside is None
    assert {path.name for path in tmp_path.iterdir()} == before
    open_with_passphrase(place, PASSPHRASE, allow_test=True).close()


def test_nothing_is_restored_over_an_open_vault_or_over_something_else(
    store: NotesStore, vault: OpenVault, tmp_path: Path, folder: Path
) -> None:
    backup = tmp_path / "b.cnbak"
    shutil.copyfile(path_of(vault, make_backup(vault).name), backup)
    other = tmp_path / "photos"
    other.mkdir()
    (other / "one.jpg").write_bytes(b"mine")
    with pytest.raises(AlreadyExistsError):
        restore_with_passphrase(backup, other, PASSPHRASE, allow_test=True)
    assert [path.name for path in other.iterdir()] == ["one.jpg"]
    vault.close()



    code = (
        "import sys; from pathlib import Path; from careernotes.vault.lifecycle import open_with_passphrase\n"
        f"v = open_with_passphrase(Path(sys.argv[1]), {PASSPHRASE!r}, allow_test=True)\n"
        "print('open', flush=True); sys.stdin.readline(); v.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other_window:
        assert other_window.stdout is not None
        assert other_window.stdout.readline() == "open\n"
        with pytest.raises(AlreadyOpenError):
            restore_with_passphrase(backup, folder, PASSPHRASE, allow_test=True)
        other_window.communicate("\n")
    assert other_window.returncode == 0
    open_with_passphrase(folder, PASSPHRASE, allow_test=True).close()


def test_a_damaged_backup_restores_nothing(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    vault = created.vault
    backup = path_of(vault, make_backup(vault).name)
    vault.close()
    data = bytearray(backup.read_bytes())
    data[-9_000] ^= 4
    backup.write_bytes(data)
    with pytest.raises(DamagedBackupError):
        restore_with_passphrase(backup, folder, PASSPHRASE, allow_test=True)
    with pytest.raises(DamagedBackupError):
        restore_with_sheet(backup, folder, created.recovery_sheet)
    assert [path.name for path in folder.parent.iterdir() if "careernotes" in path.name] == [folder.name]
    open_with_passphrase(folder, PASSPHRASE, allow_test=True).close()


def test_a_cut_between_the_two_renames_is_put_right_by_the_next_unlock(
    created: CreatedVault, store: NotesStore, folder: Path
) -> None:
    created.vault.close()
    folder.rename(folder.with_name(f"{folder.name}.coming"))
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, OTHER, allow_test=True)
    assert not folder.exists()
    vault = open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    assert vault.notes.count(Mentee) == 1
    vault.close()


def test_the_drill_tells_a_good_one_from_a_damaged_one_and_leaves_nothing(
    store: NotesStore, vault: OpenVault
) -> None:
    path = path_of(vault, make_backup(vault).name)
    assert try_out(vault, path, vault.paths.backups)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert not try_out(vault, path, vault.paths.backups)
    assert [left.name for left in vault.paths.backups.iterdir()] == [path.name]


def test_rotation_keeps_the_good_ones_when_a_newer_one_is_damaged(
    store: NotesStore, vault: OpenVault
) -> None:
    """Two may stay. The newer is damaged: it no longer counts, and an older good one stays instead."""
    names = []
    for number in range(4):
        store.put(mentee(number + 2))
        names.append(make_backup(vault, now=lambda at=NOW + number: at).name)
    whole = path_of(vault, names[2]).read_bytes()
    path_of(vault, names[2]).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    kept = Kept(last=2, days=0, weeks=0, longest_days=1)
    rotate(vault, vault.paths.backups, FolderKind.VAULT, kept, now=lambda: NOW + 10)
    left = {path.name for path in files(vault.paths.backups)}
    assert left == {names[3], names[2], names[1]}
    assert in_list(vault) == [(names[3], True), (names[2], False), (names[1], True)]


@given(
    st.lists(st.integers(0, 900 * DAY), max_size=120), st.integers(0, 900 * DAY), st.integers(30, 900)
)
def test_rotation_keeps_the_newest_the_last_and_each_day_week_and_month(
    made: list[int], now: int, longest: int
) -> None:
    kept = Kept(longest_days=longest)
    stay = to_keep(made, now, kept)
    assert stay <= set(made)
    assert not made or max(made) in stay
    current = sorted({m for m in made if m >= now - longest * DAY}, reverse=True)
    assert set(current[:10]) <= stay
    assert {m for m in stay if m < now - longest * DAY} <= {max(made, default=0)}

    def date(moment: int) -> dt.date:
        return dt.datetime.fromtimestamp(moment, dt.UTC).date()

    assert {(date(m).year, date(m).month) for m in current} == {
        (date(m).year, date(m).month) for m in stay if m in current
    }
    days = sorted({date(m) for m in current}, reverse=True)[:7]
    assert set(days) <= {date(m) for m in stay}
    assert len(stay) <= 10 + 7 + 4 + 31 + 1


def test_a_second_folder_gets_the_same_bytes_and_may_be_gone(
    store: NotesStore, vault: OpenVault, tmp_path: Path
) -> None:
    info, stick = make_backup(vault), tmp_path / "stick"
    with pytest.raises(BackupFolderGoneError):
        copy_backup(vault, info, stick)
    stick.mkdir()
    copied = copy_backup(vault, info, stick)
    assert (stick / copied.name).read_bytes() == path_of(vault, info.name).read_bytes()
    assert not changed_since(vault, FolderKind.SECOND)
    shutil.rmtree(stick)
    with pytest.raises(BackupFolderGoneError):
        adopt(vault, stick, FolderKind.SECOND)
    # A stick that is out is no reason to forget what is on it.
    assert [i.name for i in listed(vault.notes.connection(), FolderKind.SECOND)] == [copied.name]


def test_a_full_disk_is_said_and_leaves_notes_and_backups_as_they_were(
    store: NotesStore, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_backup(vault)
    store.put(mentee(2))

    def full(*_arguments: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(backups, "write_backup", full)
    with pytest.raises(BackupDiskFullError):
        make_backup(vault)
    assert [path.name for path in vault.paths.backups.iterdir()] == [before.name]
    assert vault.notes.count(Mentee) == 2
    assert changed_since(vault)


def test_all_of_them_go_when_nothing_may_stay_in_a_copy(store: NotesStore, vault: OpenVault) -> None:
    make_backup(vault, now=lambda: NOW)
    make_backup(vault, now=lambda: NOW + 1)
    with vault.notes.transaction():
        vault.notes.connection().execute("DELETE FROM main.managed_backup WHERE made_at = ?", (NOW,))
    (vault.paths.backups / "note.txt").write_text("mine")
    adopt(vault, vault.paths.backups, FolderKind.VAULT)
    names = [info.name for info in listed(vault.notes.connection())]
    assert drop_named(vault, vault.paths.backups, FolderKind.VAULT, names) == 2
    assert [path.name for path in vault.paths.backups.iterdir()] == ["note.txt"]
    assert in_list(vault) == []
