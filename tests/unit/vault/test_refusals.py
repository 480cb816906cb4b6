"""Every refusal, provoked with real files: it has its own code and sentences, and nothing is lost."""

import contextlib
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, FixedClock, engagement, mentee, note, session

from careernotes.domain.conversations import Session
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault import bundle, errors
from careernotes.vault.bundle import cloud_folder
from careernotes.vault.lifecycle import change_passphrase, create_vault, open_with_passphrase, open_with_sheet
from careernotes.vault.migrating import NEWEST
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

ERRORS = [
    value
    for _, value in inspect.getmembers(errors, inspect.isclass)
    if issubclass(value, CareerNotesError) and value is not CareerNotesError
]


def make(folder: Path) -> OpenVault:
    return create_vault(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    ).vault


def reopen(folder: Path) -> OpenVault:
    return open_with_passphrase(folder, PASSPHRASE, allow_test=True)


def refused(folder: Path) -> type[CareerNotesError] | None:
    try:
        reopen(folder).close()
    except CareerNotesError as error:
        return type(error)
    return None


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_each_refusal_says_what_happened_what_is_safe_and_what_to_do(error: type[CareerNotesError]) -> None:
    for sentence in (error.message, error.safe, error.hint):
        assert sentence.endswith((".", "?"))
        assert sentence[0].isupper()
    assert sum(other.code == error.code for other in ERRORS) == 1
    assert error.code[:3] == "CN1"


def test_nothing_at_the_place(tmp_path: Path) -> None:
    assert refused(tmp_path / "none") is errors.VaultNotFoundError
    with pytest.raises(errors.VaultNotFoundError):
        open_with_sheet(tmp_path / "none", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_or_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Robin")
    assert refused(tmp_path / "letter.txt") is errors.ForeignFileError
    assert refused(tmp_path) is errors.ForeignFileError
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_with_foreign_databases_is_refused(vault: OpenVault, folder: Path) -> None:
    vault.close()
    for data in (b"SQLite format 3\x00" + bytes(4080), os.urandom(8192), b"short"):
        vault.paths.notes.write_bytes(data)
        assert refused(folder) is errors.DamagedVaultError
        assert vault.paths.notes.read_bytes() == data


def test_lost_notes_are_said_to_be_lost_and_no_empty_vault_takes_their_place(
    vault: OpenVault, folder: Path
) -> None:
    vault.close()
    vault.paths.notes.unlink()
    assert refused(folder) is errors.DamagedVaultError
    assert not vault.paths.notes.exists()


def test_a_schema_of_a_later_version_is_refused_and_left_alone(vault: OpenVault, folder: Path) -> None:
    connection = vault.notes.connection()
    connection.set_authorizer(None)
    connection.execute(f"PRAGMA main.user_version={NEWEST + 1}")
    vault.close()
    before = vault.paths.notes.read_bytes()
    assert refused(folder) is errors.NewerVaultError
    assert vault.paths.notes.read_bytes() == before


def test_an_open_vault_is_not_opened_twice(vault: OpenVault, folder: Path) -> None:
    assert refused(folder) is errors.AlreadyOpenError
    vault.close()
    assert refused(folder) is None


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/me/OneDrive - Work/a.careernotes", "OneDrive"),
        ("/home/me/Dropbox/x/a.careernotes", "Dropbox"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/a", "iCloud"),
        ("/home/me/Google Drive/a", "Google Drive"),
        ("/home/me/Nextcloud/a", "Nextcloud"),
        ("/home/me/Documents/a.careernotes", None),
        ("/home/me/box of notes/a", None),
    ],
)
def test_a_place_that_is_copied_away_is_pointed_out(path: str, service: str | None) -> None:
    warning = cloud_folder(Path(path))
    assert (warning.service if warning is not None else None) == service


# ------------------------------------------------------------------ disks


class SmallDisk:
    """A real file system of a few hundred kilobytes, in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._call("mount", "-t", "tmpfs", "-o", "size=1200k,mode=700", "tmpfs")

    def fill(self, *, leaving: int = 0) -> None:
        """Use up all space but *leaving* bytes."""
        free = shutil.disk_usage(self.path).free
        with (self.path / "ballast").open("wb") as stream:
            stream.write(bytes(max(0, free - leaving)))

    def fill_up(self) -> None:
        """Use up what is left."""
        with (self.path / "ballast2").open("wb") as stream, contextlib.suppress(OSError):
            while True:
                os.write(stream.fileno(), bytes(4096))

    def free(self) -> None:
        for path in self.path.glob("ballast*"):
            path.unlink()

    def freeze(self, *, frozen: bool) -> None:
        self._call("mount", "-o", "remount,ro" if frozen else "remount,rw")

    def remove(self) -> None:
        subprocess.run(["umount", "-l", str(self.path)], check=True)

    def _call(self, *command: str) -> None:
        subprocess.run([*command, str(self.path)], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    try:
        small = SmallDisk(place)
    except subprocess.CalledProcessError:
        pytest.skip("this machine does not let anybody mount")
    yield small
    small.remove()


def test_a_full_disk_loses_nothing_and_saving_works_again_later(disk: SmallDisk) -> None:
    vault = make(disk.path / "a.careernotes")
    store = vault.notes
    store.put_all([mentee(), engagement()])
    disk.fill(leaving=24_000)
    kept = 0

    def save(number: int) -> int:
        store.put_all([session(number), note(number, f"word{number} " * 300)])
        return number + 1

    with contextlib.suppress(errors.DiskFullError):
        while kept < 400:
            kept = save(kept)
    assert kept < 400
    # Readable while full, nothing half-written, everything acknowledged is there.
    assert store.count(Session) == kept
    assert store.integrity().fine
    vault.close()
    disk.fill_up()
    again = reopen(disk.path / "a.careernotes")
    assert again.notes.count(Session) == kept
    assert len(again.notes.newest_sessions()) == min(kept, 100)
    disk.free()
    again.notes.put_all([session(999), note(999)])
    assert again.notes.count(Session) == kept + 1
    again.close()


def test_a_full_disk_while_changing_the_passphrase_leaves_the_old_one_working(disk: SmallDisk) -> None:
    folder = disk.path / "a.careernotes"
    vault = make(folder)
    disk.fill()
    with pytest.raises(errors.DiskFullError):
        change_passphrase(vault, "new", KdfProfile.TEST, allow_test=True)
    vault.close()
    disk.free()
    assert refused(folder) is None
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".new") == []


def test_a_full_disk_is_no_reason_not_to_open_with_one_copy_of_the_header(disk: SmallDisk) -> None:
    folder = disk.path / "a.careernotes"
    make(folder).close()
    (folder / "header.a").unlink()
    disk.fill_up()
    vault = reopen(folder)
    assert vault.notices == frozenset()
    vault.close()
    disk.free()
    vault = reopen(folder)
    assert vault.notices == {errors.Notice.HEADER_HEALED}
    vault.close()


def test_a_full_disk_while_making_a_vault_leaves_nothing_behind(disk: SmallDisk) -> None:
    for leaving in (0, 4_096, 40_000, 120_000):
        disk.fill(leaving=leaving)
        with pytest.raises(errors.DiskFullError):
            make(disk.path / "a.careernotes")
        assert [path.name for path in disk.path.iterdir()] == ["ballast"]
        disk.free()
    make(disk.path / "a.careernotes").close()


def test_a_read_only_disk_is_said_to_be_one(disk: SmallDisk) -> None:
    folder = disk.path / "a.careernotes"
    make(folder).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    disk.freeze(frozen=True)
    assert refused(folder) is errors.ReadOnlyFolderError
    with pytest.raises(errors.ReadOnlyFolderError):
        make(disk.path / "b.careernotes")
    disk.freeze(frozen=False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert refused(folder) is None


def test_a_database_that_may_not_grow_is_a_full_disk(store: NotesStore) -> None:
    """The same message where nobody can mount: SQLite itself reports that there is no room."""
    connection = store.connection()
    connection.set_authorizer(None)
    pages = connection.execute("PRAGMA main.page_count").fetchone()
    assert pages is not None
    connection.execute(f"PRAGMA main.max_page_count={pages[0]}")
    with pytest.raises(errors.DiskFullError):
        store.put_all([session(1), note(1, "many words " * 1_500)])
    connection.execute("PRAGMA main.max_page_count=1000000")
    assert store.count(Session) == 0
    store.put_all([session(1), note(1)])
    assert store.integrity().fine


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_folder_without_the_right_to_write_is_said_to_be_one(tmp_path: Path) -> None:
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o500)
    # Root may write anywhere but into a folder made immutable; without that there is nothing to test.
    if os.geteuid() == 0 and not immutable(parent, on=True):
        pytest.skip("root may write everywhere here")
    try:
        with pytest.raises(errors.ReadOnlyFolderError):
            make(parent / "a.careernotes")
    finally:
        immutable(parent, on=False)
        parent.chmod(0o700)


def immutable(path: Path, *, on: bool) -> bool:
    """Set or clear the immutable flag; tells whether that worked."""
    if shutil.which("chattr") is None:
        return False
    done = subprocess.run(["chattr", "+i" if on else "-i", str(path)], capture_output=True, check=False)
    return done.returncode == 0


def test_the_system_errors_are_told_apart() -> None:
    import errno

    for number, expected in (
        (errno.ENOSPC, errors.DiskFullError),
        (errno.EROFS, errors.ReadOnlyFolderError),
        (errno.EACCES, errors.ReadOnlyFolderError),
        (errno.EIO, errors.FailingDiskError),
        (errno.EINVAL, OSError),
    ):
        with pytest.raises(expected), bundle.disk_errors():
            raise OSError(number, os.strerror(number))
