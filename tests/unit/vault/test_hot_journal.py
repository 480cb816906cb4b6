"""A vault that crashed in the middle of a change and was then moved or copied to another path."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.vault.half_a_save import half_a_save
from tests.unit.vault.samples import PASSPHRASE

from careernotes.domain.conversations import NoteBody, Session
from careernotes.errors import CareerNotesError
from careernotes.vault import hot_journal, opening
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

MAGIC = bytes.fromhex("d9d505f920a163d7")
SUPER = "notes.db-mj0A1B2C3D4"


def crash(folder: Path) -> None:
    """Leave notes.db half written, with a journal that can undo it."""
    half_a_save(folder)
    assert (folder / "notes.db-journal").stat().st_size > 4_096


def name_super_journal(folder: Path, where: Path, *, there: bool) -> None:
    """What SQLite adds to a journal when a change covers two files."""
    name = os.fsencode(where / SUPER)
    total = sum(byte - 256 if byte > 127 else byte for byte in name) & 0xFFFF_FFFF
    tail = bytes(4) + name + len(name).to_bytes(4, "big") + total.to_bytes(4, "big") + MAGIC
    with (folder / "notes.db-journal").open("ab") as stream:
        stream.write(tail)
    if there:
        both = [os.fsencode(folder / f"{part}.db-journal") for part in ("notes", "themes")]
        (folder / SUPER).write_bytes(b"\0".join(both) + b"\0")


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_crashed_vault_that_was_moved_undoes_the_change_whole(
    vault: OpenVault, store: NotesStore, folder: Path
) -> None:
    vault.close()
    crash(folder)
    name_super_journal(folder, Path("/somewhere/else"), there=True)
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as again:
        assert again.notes.count(Session) == again.notes.count(NoteBody) == 0
        assert again.notes.integrity().fine
    assert not list(folder.glob("notes.db-mj*"))


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_without_the_repair_half_of_the_change_stays(
    vault: OpenVault, store: NotesStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: SQLite alone takes the change for committed."""
    vault.close()
    crash(folder)
    name_super_journal(folder, Path("/somewhere/else"), there=True)
    monkeypatch.setattr(opening, "settle_moved_journals", lambda _paths: None)
    try:
        with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as again:
            torn = again.notes.count(Session) != 0 or not again.notes.integrity().fine
    except CareerNotesError:
        torn = True
    assert torn


def test_a_committed_change_is_not_undone_by_a_journal_left_at_another_path(
    vault: OpenVault, folder: Path
) -> None:
    vault.close()
    journal = folder / "notes.db-journal"
    journal.write_bytes(bytes(8_192))
    name_super_journal(folder, Path("/somewhere/else"), there=False)
    hot_journal.settle_moved_journals(VaultPaths(folder))
    assert journal.stat().st_size == 0


def test_journals_of_a_vault_that_stayed_where_it_was_are_left_to_sqlite(
    vault: OpenVault, folder: Path
) -> None:
    vault.close()
    journal = folder / "notes.db-journal"
    journal.write_bytes(bytes(8_192))
    name_super_journal(folder, folder.absolute(), there=True)
    before = journal.read_bytes()
    hot_journal.settle_moved_journals(VaultPaths(folder))
    assert journal.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="locks of another process")
def test_the_journals_of_a_vault_somebody_has_open_are_never_touched(vault: OpenVault, folder: Path) -> None:
    journal = folder / "notes.db-journal"
    journal.write_bytes(bytes(8_192))
    name_super_journal(folder, Path("/somewhere/else"), there=True)
    before = journal.read_bytes()
    settle = "from pathlib import Path; import sys; from careernotes.vault.bundle import VaultPaths;"
    settle += "from careernotes.vault.hot_journal import settle_moved_journals as s;"
    settle += "s(VaultPaths(Path(sys.argv[1])))"
    subprocess.run(
        [sys.executable, "-c", settle, str(folder)], env={**os.environ, "PYTHONPATH": "src"}, check=True
    )
    assert journal.read_bytes() == before
    journal.write_bytes(b"")


@pytest.mark.parametrize("damage", [b"", b"short", bytes(40), MAGIC, bytes(8) + MAGIC])
def test_a_journal_that_names_nothing_is_left_alone(vault: OpenVault, folder: Path, damage: bytes) -> None:
    vault.close()
    journal = folder / "notes.db-journal"
    journal.write_bytes(damage)
    hot_journal.settle_moved_journals(VaultPaths(folder))
    assert journal.read_bytes() == damage
