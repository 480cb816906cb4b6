"""A real vault for each test, made with the cheap derivation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, FixedClock, engagement, mentee

from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.lifecycle import CreatedVault, create_vault
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the vault of this test is: a name that must be quoted in a URI."""
    return tmp_path / "Ünïque #1 %41.careernotes"


@pytest.fixture
def created(folder: Path) -> Iterator[CreatedVault]:
    """A new, open vault with its sheet."""
    made = create_vault(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    yield made
    made.vault.close()


@pytest.fixture
def vault(created: CreatedVault) -> OpenVault:
    """A new, open vault."""
    return created.vault


@pytest.fixture
def store(vault: OpenVault) -> NotesStore:
    """The notes of a vault with one mentoring relation."""
    vault.notes.put_all([mentee(), engagement()])
    return vault.notes
