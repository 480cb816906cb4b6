"""Removed text is nowhere: every page of both databases and their journals is decrypted and read."""

import pytest
from tests.unit.vault.pages import decrypted_pages, journal_pages
from tests.unit.vault.samples import note, session

from careernotes.domain.conversations import Session
from careernotes.domain.mentees import Mentee
from careernotes.vault.keeping import Draft
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault

CANARY = "zanzibarcanary"


def hits(vault: OpenVault) -> int:
    """How many pages hold the canary; closes the vault."""
    with vault.keys as keys:
        vault.close()
        pages: list[bytes] = []
        for path, key in ((vault.paths.notes, keys.notes), (vault.paths.themes, keys.themes)):
            pages += decrypted_pages(path, key)
            pages += journal_pages(path.with_name(path.name + "-journal"), key)
    # The reader works: the schema can be read.
    assert any(b"CREATE TABLE" in page for page in pages)
    return sum(CANARY.encode() in page for page in pages)


def fill(store: NotesStore) -> None:
    with store.transaction():
        for number in range(30):
            store.put_all([session(number), note(number, f"ordinary words {number} " * 60)])
    store.put_all([session(50, next_time=CANARY), note(50, f"{CANARY} told {CANARY}x " * 400)])
    store.save_draft(Draft(key="d", body=CANARY * 500, updated_at=1))


def test_the_reader_finds_text_that_is_there(vault: OpenVault, store: NotesStore) -> None:
    fill(store)
    assert hits(vault) > 3


def test_a_removed_session_and_draft_leave_nothing(vault: OpenVault, store: NotesStore) -> None:
    fill(store)
    store.discard_draft("d")
    store.remove(Session, "s50")
    assert hits(vault) == 0


def test_a_removed_mentee_leaves_nothing(vault: OpenVault, store: NotesStore) -> None:
    fill(store)
    store.discard_draft("d")
    store.remove(Mentee, "m1")
    assert hits(vault) == 0


def test_overwritten_text_leaves_nothing(vault: OpenVault, store: NotesStore) -> None:
    fill(store)
    store.save_draft(Draft(key="d", body="short", updated_at=2))
    store.put_all([session(50), note(50, "short")])
    assert hits(vault) == 0


def test_without_secure_delete_the_text_stays(vault: OpenVault, store: NotesStore) -> None:
    """The positive control: the setting does the work."""
    fill(store)
    connection = store.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    store.discard_draft("d")
    store.remove(Session, "s50")
    assert hits(vault) > 0


@pytest.mark.parametrize("text", ["", "x" * 20_000])
def test_a_note_of_any_length_can_be_removed(vault: OpenVault, store: NotesStore, text: str) -> None:
    store.put_all([session(1), note(1, text)])
    store.remove(Session, "s1")
    assert store.integrity().fine
