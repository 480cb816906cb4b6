"""Counts that are damaged or of another moment never keep a vault shut, nor a note from being saved."""

import dataclasses
import errno
import os
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, coding_fact, meeting_fact, person_fact, session

from careernotes.vault import counts_anew
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import open_keyed
from careernotes.vault.counts import counts_on_disk_agree
from careernotes.vault.counts_anew import begin_counts_anew
from careernotes.vault.errors import (
    DamagedCountsError,
    DamagedVaultError,
    FailingDiskError,
    Notice,
    ReadOnlyFolderError,
)
from careernotes.vault.heads import judge
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import set_counts_aside
from careernotes.vault.state import read_head

PAGE = 4096


def reopen(folder: Path) -> OpenVault:
    return open_with_passphrase(folder, PASSPHRASE, allow_test=True)


def count(store: NotesStore, first: int, last: int) -> None:
    with store.transaction():
        person = store.facts.person_number("e1")
        store.facts.put_person(person_fact(person))
        for number in range(first, last):
            store.put(session(number))
            meeting = store.facts.meeting_number(f"s{number}")
            store.facts.put_meeting(meeting_fact(meeting, person))
            store.facts.replace_codings(meeting, [coding_fact(meeting, person, t) for t in (1, 2, 3)])


@pytest.fixture
def counted(store: NotesStore) -> NotesStore:
    """Enough counts for every table to fill a page or more."""
    count(store, 1, 60)
    return store


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def flip(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[page * PAGE + 2000] ^= 1
    path.write_bytes(data)


def test_one_bit_anywhere_in_the_counts_blocks_neither_the_vault_nor_a_note(
    vault: OpenVault, counted: NotesStore
) -> None:
    path = vault.paths.themes
    vault.close()
    whole, notes = path.read_bytes(), vault.paths.notes.read_bytes()
    headers = [header.read_bytes() for header in vault.paths.headers]
    assert pages_of(path) >= 8
    for page in range(pages_of(path)):
        path.write_bytes(whole)
        vault.paths.notes.write_bytes(notes)
        for header, data in zip(vault.paths.headers, headers, strict=True):
            header.write_bytes(data)
        flip(path, page)
        with reopen(vault.paths.folder) as again:
            assert Notice.COUNTS_REBUILT in again.notices, page
            assert Notice.NOTES_CHANGED not in again.notices
            with again.notes.transaction():
                again.notes.facts.clear()
            count(again.notes, 100, 110)
            assert again.integrity().fine, page
        with reopen(vault.paths.folder) as last:
            assert last.notices == frozenset()


def test_whole_counts_are_left_alone(vault: OpenVault, counted: NotesStore) -> None:
    folder = vault.paths.folder
    vault.close()
    with reopen(folder) as again:
        assert again.notices == frozenset()
        assert counts_on_disk_agree(again)
    assert not list(folder.glob("*.damaged-*"))


def test_a_page_of_the_counts_damaged_while_the_vault_is_open_is_named_and_mended_where_it_was_met(
    vault: OpenVault, counted: NotesStore
) -> None:
    path, folder = vault.paths.themes, vault.paths.folder
    vault.close()
    with reopen(folder) as again:
        # What the connection knows of the file is forgotten, as after hours of other work.
        with again.keys as keys:
            other = open_keyed(path, keys.themes)
        other.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA application_id=1")
        other.execute("COMMIT")
        other.close()
        for page in range(1, pages_of(path)):
            flip(path, page)
        with pytest.raises(DamagedCountsError) as refused:
            count(again.notes, 100, 101)
        assert refused.value.facts == {"part": "themes.db"}
        assert isinstance(refused.value, DamagedVaultError)
        # Begun anew at once: the same can be done again, and stays stale until all is written.
        count(again.notes, 100, 101)
        assert again.facts_stale
        assert again.integrity().freshness.ok
        assert counts_on_disk_agree(again)
        with again.notes.transaction():
            again.notes.facts.clear()
        assert not again.facts_stale
    assert list(folder.glob("themes.db.damaged-*"))
    with reopen(folder) as last:
        count(last.notes, 100, 101)


def test_an_old_page_of_the_counts_is_found_on_disk_though_the_vault_is_open(
    vault: OpenVault, counted: NotesStore
) -> None:
    path, folder = vault.paths.themes, vault.paths.folder
    vault.close()
    before = path.read_bytes()
    with reopen(folder) as again:
        count(again.notes, 1, 5)
        with again.notes.transaction():
            for number in range(1, 60, 2):
                again.notes.facts.drop_session(f"s{number}")
    after = path.read_bytes()
    found = 0
    for page in range(min(len(before), len(after)) // PAGE):
        old = before[page * PAGE : (page + 1) * PAGE]
        if old == after[page * PAGE : (page + 1) * PAGE]:
            continue
        with reopen(folder) as again:
            assert counts_on_disk_agree(again)
            good = path.read_bytes()
            path.write_bytes(good[: page * PAGE] + old + good[(page + 1) * PAGE :])
            found += not counts_on_disk_agree(again)
            path.write_bytes(good)
    assert found >= 2


def test_the_head_of_the_last_lock_covers_the_counts_too(vault: OpenVault) -> None:
    now = read_head(vault.notes.connection())
    then = dataclasses.replace(now, themes_sum=bytes(32))
    other = dataclasses.replace(now, themes_sum=b"x" * 32)
    assert judge(now, now) == frozenset()
    assert judge(other, then) == {Notice.NOTES_CHANGED}
    assert judge(other, then, counts_stale=True) == frozenset()


def refused(_paths: VaultPaths) -> None:
    raise PermissionError(errno.EACCES, "another program has it open")


def test_counts_that_cannot_be_exchanged_stay_in_use_and_are_exchanged_later(
    vault: OpenVault, counted: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vault.integrity().fine
    with monkeypatch.context() as busy:
        busy.setattr(counts_anew, "set_counts_aside", refused)
        for _attempt in range(2):
            with pytest.raises(ReadOnlyFolderError):
                begin_counts_anew(vault)
            counted.put(session(90))
            count(counted, 91, 93)
            assert counted.freshness().ok
    begin_counts_anew(vault)
    assert vault.facts_stale
    counted.put(session(94))
    assert counted.freshness().ok


def test_counts_of_which_the_new_file_does_not_arrive_are_the_old_ones_again(
    vault: OpenVault, counted: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name.endswith(".anew"):
            raise OSError(errno.EIO, "the disk fails")
        return rename(path, target)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "rename", fails)
        with pytest.raises(FailingDiskError):
            begin_counts_anew(vault)
    count(counted, 91, 93)
    assert not vault.facts_stale
    assert vault.integrity().fine
    vault.close()
    again = reopen(vault.paths.folder)
    assert not again.notices
    again.close()


def test_notes_are_saved_while_there_are_no_counts_at_all_and_they_come_back(
    vault: OpenVault, counted: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(counts_anew, "set_counts_aside", refused)
        themes = vault.paths.themes
        # Noise from its first byte: what is let go of cannot be had back.
        themes.write_bytes(os.urandom(themes.stat().st_size))
        for _attempt in range(2):
            with pytest.raises(ReadOnlyFolderError):
                begin_counts_anew(vault)
            with pytest.raises(DamagedCountsError):
                count(counted, 91, 93)
    with pytest.raises(DamagedCountsError):
        count(counted, 91, 93)
    count(counted, 91, 93)
    assert vault.facts_stale
    assert counted.freshness().ok


def test_a_file_read_past_sqlite_is_read_as_it_is_now(vault: OpenVault, counted: NotesStore) -> None:
    for number in range(60, 63):
        vault.raw_file(vault.paths.notes).seek(0)
        assert vault.raw_file(vault.paths.notes).read(100) == vault.paths.notes.read_bytes()[:100]
        counted.put(session(number))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the open files of a process")
def test_nothing_holds_the_old_counts_while_they_are_renamed(
    vault: OpenVault, counted: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Windows renames no file that anybody has open.
    vault.integrity()
    vault.raw_file(vault.paths.themes)
    held: list[str] = []

    def looks(paths: VaultPaths) -> object:
        links = [each.readlink() for each in Path("/proc/self/fd").iterdir() if each.exists()]
        held.extend(each.name for each in links if each == paths.themes)
        return set_counts_aside(paths)

    with monkeypatch.context() as looking:
        looking.setattr(counts_anew, "set_counts_aside", looks)
        begin_counts_anew(vault)
    assert held == []
    assert vault.integrity().free_pages == 0
