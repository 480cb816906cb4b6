"""Pipes, devices, links and folders where the vault keeps its files."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.bundle import write_file
from careernotes.vault.errors import (
    DamagedVaultError,
    ForeignFileError,
    Notice,
    VaultNotFoundError,
    WrongPassphraseError,
)
from careernotes.vault.lifecycle import CreatedVault, change_passphrase, open_with_passphrase, open_with_sheet
from careernotes.vault.open_vault import OpenVault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links with a name")
NEW = "another five plain words"
ODD = ("pipe", "device", "folder", "full folder", "loop", "link elsewhere")


def make_odd(path: Path, kind: str) -> None:
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind in {"folder", "full folder"}:
        path.mkdir()
        if kind == "full folder":
            (path / "x").touch()
    else:
        elsewhere = path.parent.parent / "elsewhere"
        elsewhere.write_bytes(b"precious")
        path.symlink_to({"device": "/dev/zero", "loop": path, "link elsewhere": elsewhere}[kind])


def moved_aside(folder: Path, name: str) -> list[Path]:
    """What was found in the place of a copy and kept beside it."""
    return sorted(folder.glob(f"{name}.*.aside"))


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_an_odd_copy_of_the_header_is_moved_aside_and_healed_from_the_other(
    vault: OpenVault, name: str, kind: str
) -> None:
    folder = vault.paths.folder
    vault.close()
    make_odd(folder / name, kind)
    before = (folder / name).lstat()
    opened = open_with_passphrase(folder, PASSPHRASE, allow_test=True)
    assert opened.notices == {Notice.HEADER_HEALED}
    opened.close()
    assert not (folder / name).is_symlink()
    assert vault.paths.header_a.read_bytes() == vault.paths.header_b.read_bytes()
    (kept,) = moved_aside(folder, name)
    assert (kept.lstat().st_ino, kept.lstat().st_mode) == (before.st_ino, before.st_mode)
    if kind == "full folder":
        assert (kept / "x").is_file()
    if kind == "link elsewhere":
        assert (folder.parent / "elsewhere").read_bytes() == b"precious"


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("names", [["header.a"], ["header.b"], ["header.a", "header.b"]])
def test_a_change_of_passphrase_goes_on_when_something_odd_took_the_place_of_a_copy(
    vault: OpenVault, names: list[str], kind: str
) -> None:
    folder = vault.paths.folder
    for name in names:
        make_odd(folder / name, kind)
    change_passphrase(vault, NEW, KdfProfile.TEST, allow_test=True)
    vault.close()
    assert vault.paths.header_a.read_bytes() == vault.paths.header_b.read_bytes()
    assert [len(moved_aside(folder, name)) for name in names] == [1] * len(names)
    open_with_passphrase(folder, NEW, allow_test=True).close()
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(folder, PASSPHRASE, allow_test=True)


_MOUNTED = """
import subprocess, sys
from pathlib import Path
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.errors import ReadOnlyFolderError
from careernotes.vault.lifecycle import change_passphrase, open_with_passphrase

folder, old, new = Path(sys.argv[1]), *sys.argv[2:]
vault = open_with_passphrase(folder, old, allow_test=True)
taken = folder / "header.a"
taken.unlink()
taken.mkdir()
if subprocess.run(["mount", "-t", "tmpfs", "none", taken], capture_output=True).returncode:
    sys.exit("cannot mount")
try:
    change_passphrase(vault, new, KdfProfile.TEST, allow_test=True)
except ReadOnlyFolderError:
    vault.close()
    open_with_passphrase(folder, old, allow_test=True).close()
    print("refused and opens")
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs mounts of its own")
def test_what_cannot_be_moved_aside_is_a_refusal_in_words_and_the_vault_still_opens(vault: OpenVault) -> None:
    """A disk mounted in the place of a copy cannot be renamed. Nobody else sees the mount; it ends with its
    process.
    """
    vault.close()
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", sys.executable, "-c", _MOUNTED,
         str(vault.paths.folder), PASSPHRASE, NEW],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "cannot mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this system does not let us mount")
    assert done.stdout == "refused and opens\n", done.stderr


def test_a_link_laid_out_under_a_name_to_come_is_never_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "header.a.new").symlink_to(victim)
    write_file(tmp_path / "header.a", b"data")
    assert (victim.read_bytes(), (tmp_path / "header.a").read_bytes()) == (b"precious", b"data")
    assert {path.name for path in tmp_path.iterdir()} == {"victim", "header.a.new", "header.a"}


def test_a_vault_behind_a_link_opens(vault: OpenVault, tmp_path: Path) -> None:
    folder = vault.paths.folder
    vault.close()
    (tmp_path / "way").symlink_to(folder)
    behind = open_with_passphrase(tmp_path / "way", PASSPHRASE, allow_test=True)
    assert behind.notes.integrity().fine
    behind.close()
    shutil.rmtree(folder)


_OPENED = """
import sys
from pathlib import Path
from careernotes.errors import CareerNotesError
from careernotes.vault.lifecycle import open_with_passphrase
try:
    open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True).close()
    print("opened")
except CareerNotesError as error:
    print(error.code, error.facts.get("part"))
"""


def said(folder: Path) -> str:
    """What an unlock says, in a process of its own: it may hang."""
    done = subprocess.run(
        [sys.executable, "-c", _OPENED, str(folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")},
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("kind", ["pipe", "folder", "link elsewhere"])
@pytest.mark.parametrize("name", ["notes.db", "notes.db-journal", "notes.db-wal"])
def test_something_odd_in_the_place_of_the_notes_or_their_journal_is_named(
    vault: OpenVault, name: str, kind: str
) -> None:
    folder = vault.paths.folder
    vault.close()
    (folder / name).touch()
    make_odd(folder / name, kind)
    assert said(folder) == f"CN130 {name}"
    elsewhere = folder.parent / "elsewhere"
    assert not elsewhere.exists() or elsewhere.read_bytes() == b"precious"


@pytest.mark.parametrize("kind", ["pipe", "folder", "link elsewhere", "loop"])
@pytest.mark.parametrize("name", ["themes.db", "themes.db-journal"])
def test_something_odd_in_the_place_of_the_counts_is_set_aside(
    vault: OpenVault, name: str, kind: str
) -> None:
    folder = vault.paths.folder
    vault.close()
    (folder / name).touch()
    make_odd(folder / name, kind)
    assert said(folder) == "opened"
    assert os.path.lexists(folder / f"{name}.damaged-1")
    assert said(folder) == "opened"


@pytest.mark.parametrize("kind", ["pipe", "folder", "full folder", "link elsewhere"])
def test_something_odd_named_like_what_a_crash_leaves_is_left_alone(vault: OpenVault, kind: str) -> None:
    folder = vault.paths.folder
    vault.close()
    odd = folder / "notes.db-mjDEAD"
    odd.touch()
    make_odd(odd, kind)
    assert [said(folder), said(folder)] == ["opened", "opened"]
    assert os.path.lexists(odd)


def test_an_empty_notes_db_is_said_to_be_damaged_also_to_the_sheet(created: CreatedVault) -> None:
    paths = created.vault.paths
    created.vault.close()
    paths.notes.write_bytes(b"")
    with pytest.raises(DamagedVaultError):
        open_with_passphrase(paths.folder, PASSPHRASE, allow_test=True)
    for path in paths.headers:
        path.unlink()
    with pytest.raises(DamagedVaultError):
        open_with_sheet(paths.folder, created.recovery_sheet)


def test_where_a_name_leads_nowhere_there_is_no_vault(tmp_path: Path) -> None:
    ring = tmp_path / "ring.careernotes"
    ring.symlink_to(ring)
    with pytest.raises(VaultNotFoundError):
        open_with_passphrase(ring, PASSPHRASE, allow_test=True)


def test_a_folder_of_links_only_is_not_taken_for_a_vault(vault: OpenVault, tmp_path: Path) -> None:
    vault.close()
    links = tmp_path / "links.careernotes"
    links.mkdir()
    for path in (*vault.paths.headers, vault.paths.notes):
        (links / path.name).symlink_to(path)
    with pytest.raises(ForeignFileError):
        open_with_passphrase(links, PASSPHRASE, allow_test=True)


@pytest.mark.parametrize("number", [21, 123, 1167])
def test_a_drive_without_a_disk_is_no_vault_either(
    vault: OpenVault, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_path: object, **_how: object) -> os.stat_result:
        error = OSError(errno.EINVAL, "the device is not ready")
        error.winerror = number  # type: ignore[attr-defined]
        raise error

    vault.close()
    with monkeypatch.context() as windows:
        windows.setattr(Path, "stat", away)
        with pytest.raises(VaultNotFoundError):
            vault.paths.check_there()
