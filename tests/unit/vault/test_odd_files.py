"""Pipes, devices, links and folders where the vault keeps its files."""

import os
import shutil
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE

from careernotes.vault.bundle import write_file
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.open_vault import OpenVault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links with a name")
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


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["header.a", "header.b"])
def test_an_odd_copy_of_the_header_is_a_damaged_one_and_the_other_opens(
    vault: OpenVault, name: str, kind: str
) -> None:
    folder = vault.paths.folder
    vault.close()
    make_odd(folder / name, kind)
    open_with_passphrase(folder, PASSPHRASE, allow_test=True).close()
    if "folder" not in kind:
        assert (folder / name).read_bytes() == vault.paths.header_a.read_bytes()
        assert not (folder / name).is_symlink()
    if kind == "link elsewhere":
        assert (folder.parent / "elsewhere").read_bytes() == b"precious"


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
