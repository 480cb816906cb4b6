"""Folders the system does not let us look into: our sentences, never a bare error of the system."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, FixedClock

from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.errors import ReadOnlyFolderError, VaultNotFoundError
from careernotes.vault.lifecycle import create_vault, open_with_passphrase, open_with_sheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
NOBODY = 65_534


@contextlib.contextmanager
def without_power() -> Iterator[None]:
    """As an ordinary user: for root there is no folder without rights."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder nobody may enter or list, with a folder in it."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place) / "closed"
        (folder / "inner").mkdir(parents=True)
        folder.chmod(0)
        yield folder
        folder.chmod(0o700)


def create(folder: Path) -> None:
    profile = KdfProfile.TEST
    create_vault(folder, passphrase=PASSPHRASE, profile=profile, clock=FixedClock(), allow_test=True)


@pytest.mark.parametrize("inner", ["", "inner"])
def test_a_folder_without_rights_is_refused_in_words(closed: Path, inner: str) -> None:
    folder = closed / inner
    with without_power():
        with pytest.raises(PermissionError):  # control: the system really refuses
            list(folder.iterdir())
        # Newer systems say only that nothing can be seen there.
        with pytest.raises((ReadOnlyFolderError, VaultNotFoundError)):
            open_with_passphrase(folder, PASSPHRASE, allow_test=True)
        with pytest.raises((ReadOnlyFolderError, VaultNotFoundError)):
            open_with_sheet(folder, "AAAA")
        with pytest.raises(ReadOnlyFolderError):
            create(folder)


@pytest.mark.parametrize("below", ["vault", "deeper/vault"])
def test_a_place_below_a_file_is_refused_in_words(tmp_path: Path, below: str) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("mine")
    with pytest.raises(VaultNotFoundError):
        open_with_passphrase(file / below, PASSPHRASE, allow_test=True)
    with pytest.raises(ReadOnlyFolderError):
        create(file / below)
    assert file.read_text() == "mine"
