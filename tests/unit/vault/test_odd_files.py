"""Pipes, devices, links and folders where the vault keeps its files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.bundle import write_file
from careernotes.vault.errors import Notice, WrongPassphraseError
from careernotes.vault.lifecycle import change_passphrase, open_with_passphrase
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
