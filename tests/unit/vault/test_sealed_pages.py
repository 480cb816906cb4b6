"""Pages read past SQLite: one by one as many at once, and the list of those no table uses to its very end."""

from functools import partial
from pathlib import Path

import pytest
from tests.unit.vault.samples import note, session

from careernotes.domain.conversations import Session
from careernotes.vault.free_pages import dirty_free_pages
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.sealed_pages import PAGE, PageCipher, free_pages


@pytest.fixture
def shrunk(vault: OpenVault, store: NotesStore) -> tuple[Path, bytearray, bytes, int]:
    """A closed database with free pages, its key, what it was before, and how many pages are free."""
    with store.transaction():
        for number in range(60):
            store.put_all([session(number), note(number, f"word{number} " * 400)])
    path = vault.paths.notes
    before = path.read_bytes()
    with store.transaction():
        for number in range(60):
            store.remove(Session, f"s{number}")
    store.connection().set_authorizer(None)
    row = store.connection().execute("PRAGMA main.freelist_count").fetchone()
    assert row is not None
    with vault.keys as keys:
        key = bytearray(keys.notes)
    vault.close()
    return path, key, before, int(str(row[0]))


def test_pages_opened_in_one_go_are_those_opened_one_by_one(
    shrunk: tuple[Path, bytearray, bytes, int],
) -> None:
    path, key, _before, _free = shrunk
    cipher, raw = PageCipher(key), path.read_bytes()
    with path.open("rb") as stream:
        single = [cipher.read(stream, number) for number in range(1, len(raw) // PAGE + 1)]
        assert cipher.read(stream, len(raw) // PAGE + 1) is None
    assert single == list(cipher.open_many(raw, first=True))
    assert len(single) > 40
    sealed = [raw[start : start + PAGE] for start in range(0, len(raw), PAGE)]
    assert all(cipher.fits(page, number) for number, page in enumerate(sealed, start=1))
    assert not cipher.fits(raw[PAGE : 2 * PAGE], 3)


def test_free_pages_are_listed_to_the_last_and_hold_nothing(
    shrunk: tuple[Path, bytearray, bytes, int],
) -> None:
    path, key, _before, free = shrunk
    with path.open("rb") as stream:
        listed = free_pages(partial(PageCipher(key).read, stream))
        assert listed.whole
        assert len(listed.all) == free > 20
        assert dirty_free_pages(stream, key) == 0


def test_an_old_page_put_back_on_a_free_one_is_counted(shrunk: tuple[Path, bytearray, bytes, int]) -> None:
    path, key, before, _free = shrunk
    with path.open("r+b") as stream:
        leaf = max(free_pages(partial(PageCipher(key).read, stream)).leaves)
        stream.seek((leaf - 1) * PAGE)
        stream.write(before[(leaf - 1) * PAGE : leaf * PAGE])
        stream.flush()
        assert dirty_free_pages(stream, key) == 1


def test_a_list_that_cannot_be_followed_is_told(shrunk: tuple[Path, bytearray, bytes, int]) -> None:
    path, key, before, _free = shrunk
    with path.open("r+b") as stream:
        (trunk, *_more) = free_pages(partial(PageCipher(key).read, stream)).trunks
        stream.seek((trunk - 1) * PAGE)
        stream.write(before[(trunk - 1) * PAGE : trunk * PAGE])
        stream.flush()
        assert not free_pages(partial(PageCipher(key).read, stream)).whole
        assert dirty_free_pages(stream, key) >= 1
