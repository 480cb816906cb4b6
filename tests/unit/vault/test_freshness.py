"""A row, a page or a file that is not the one written last is found, whoever holds the keys of the pages."""

import contextlib
import dataclasses
import hashlib
import hmac
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.torture import page_replay
from tests.torture.page_replay import keyed, make_two, noticed, replay
from tests.unit.vault.samples import (
    PASSPHRASE,
    coding,
    engagement,
    meeting_fact,
    mentee,
    note,
    person_fact,
    session,
)

from careernotes.domain.conversations import Session
from careernotes.sealing.keys import vault_keys
from careernotes.vault.connection import Connection, DatabaseError, SqlValue, attach
from careernotes.vault.counts import counts_on_disk_agree
from careernotes.vault.errors import BrokenReferenceError, Notice
from careernotes.vault.freshness import content_sum, kept_sums, recount, verify
from careernotes.vault.keeping import Draft, SettingName
from careernotes.vault.lifecycle import CreatedVault, open_with_passphrase
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.row_hasher import RowHasher, row_bytes

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(codec="utf-8")) | st.binary()
ROWS = st.lists(VALUES, max_size=5)


def reopen(folder: Path) -> OpenVault:
    return open_with_passphrase(folder, PASSPHRASE, allow_test=True)


@given(ROWS, ROWS)
def test_two_rows_have_the_same_bytes_only_when_they_are_the_same(
    first: list[SqlValue], second: list[SqlValue]
) -> None:
    same = [(type(v), v) for v in first] == [(type(v), v) for v in second]
    assert (row_bytes("t", first) == row_bytes("t", second)) is same


def test_the_number_of_a_row_is_the_code_the_format_says() -> None:
    key = bytes(range(32))
    message = b"t5:notest1:ai7;nb2:\x00\x01"
    expected = hmac.new(key, message, hashlib.sha256).digest()
    assert RowHasher(key).of("notes", ("a", 7, None, b"\0\1")) == int.from_bytes(expected, "big")


def busy(store: NotesStore) -> None:
    """Every way in which the vault writes: adding, replacing, removing, counts, drafts and settings."""
    for number in range(1, 9):
        with store.transaction():
            store.put_all([session(number), note(number), coding(number)])
            person, meeting = store.facts.person_number("e1"), store.facts.meeting_number(f"s{number}")
            store.facts.put_person(person_fact(person))
            store.facts.put_meeting(meeting_fact(meeting, person))
    store.put(note(3, "Another wording."))
    store.remove(Session, "s4")
    store.set_setting(SettingName.LANGUAGE, "nl")
    store.save_draft(Draft(key="s5", body="half a thought", updated_at=1))
    store.save_draft(Draft(key="s5", body="half a thought more", updated_at=2))
    store.discard_draft("s5")
    with store.transaction():
        store.facts.clear()
        store.facts.put_person(person_fact(store.facts.person_number("e1")))


def test_the_sums_follow_every_way_of_writing(store: NotesStore) -> None:
    before = content_sum(kept_sums(store.connection()))
    busy(store)
    assert store.freshness().ok
    assert store.integrity().fine
    assert content_sum(kept_sums(store.connection())) != before


def triggers(store: NotesStore) -> int:
    counted = "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'trigger'"
    row = store.connection().execute(counted).fetchone()
    return int(str(row[0])) if row else 0


def test_nothing_is_written_before_it_is_watched(vault: OpenVault, store: NotesStore) -> None:
    busy(store)
    everything = triggers(store)
    vault.close()
    with reopen(vault.paths.folder) as again:
        # The trail alone, for the line about the unlock.
        assert triggers(again.notes) == 3
        for statement in ("UPDATE main.note_body SET body = 'x'", "DELETE FROM th.meeting"):
            with pytest.raises(DatabaseError, match="not authorized"):
                again.notes.connection().execute(statement)
        with pytest.raises(DatabaseError, match="not authorized"), again.notes.transaction(trail_only=True):
            again.notes.put(note(3, "Unseen."))
        assert again.notes.integrity().fine
        again.notes.put(note(3, "Seen."))
        assert triggers(again.notes) == everything > 90
        assert again.notes.integrity().fine


def test_a_transaction_that_is_undone_leaves_the_sums_as_they_were(store: NotesStore) -> None:
    busy(store)
    before = kept_sums(store.connection())
    with pytest.raises(BrokenReferenceError):
        store.put_all([session(20), note(20), session(21, relation=99)])
    with contextlib.suppress(RuntimeError), store.transaction():
        store.put_all([session(22)])
        raise RuntimeError
    assert kept_sums(store.connection()) == before
    store.put(session(23))
    assert store.freshness().ok


def test_a_setting_of_the_index_that_is_undone_is_not_counted_later(store: NotesStore) -> None:
    def refused() -> None:
        with store.transaction():
            store.connection().execute("INSERT INTO main.words (words, rank) VALUES ('pgsz', 2000)")
            # As far as a commit comes when it is the disk that refuses it.
            store._settle()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()
    assert store.freshness().ok
    with store.transaction():
        pass
    store.set_setting(SettingName.LAST_VIEW, "people")
    assert store.freshness().ok


def test_a_statement_that_fails_half_way_inside_a_transaction_is_not_counted(store: NotesStore) -> None:
    busy(store)
    with store.transaction():
        store.put(session(30))
        # The third of three in one call holds a number that cannot be stored; the caller goes on regardless.
        with pytest.raises(OverflowError):
            store.put_all([session(31), note(31), dataclasses.replace(note(32), edited_at=2**70)])
    assert store.freshness().ok


def test_what_is_written_twice_and_taken_back_leaves_the_same_sum(store: NotesStore) -> None:
    store.put_all([session(1), note(1)])
    before = content_sum(kept_sums(store.connection()))
    store.put_all([session(2), note(2)])
    store.remove(Session, "s2")
    assert content_sum(kept_sums(store.connection())) == before


TAMPERINGS: dict[str, str] = {
    "a changed text": "UPDATE main.note_body SET body = 'other' WHERE note_id = 'n2-record'",
    "a changed date": "UPDATE main.session SET held_on = '2020-01-01' WHERE session_id = 's2'",
    "a removed row": "DELETE FROM main.theme_coding WHERE session_id = 's2'",
    "an added row": "INSERT INTO main.setting (name, value) VALUES ('x', 'y')",
    "a row replaced by itself under another number": "UPDATE main.mentee SET id = id + 1",
    "another setting of the search index": "UPDATE main.words_config SET v = 0 WHERE k = 'secure-delete'",
    "two rows exchanged": "UPDATE main.note_body SET session_id ="
    " CASE session_id WHEN 's2' THEN 's3' WHEN 's3' THEN 's2' ELSE session_id END",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_row_changed_by_somebody_with_the_key_is_found(
    vault: OpenVault, store: NotesStore, name: str
) -> None:
    busy(store)
    with vault.keys as keys:
        key, sums = bytearray(keys.notes), bytearray(keys.sum)
    vault.close()
    with keyed(vault.paths.folder, key) as connection:
        connection.execute(TAMPERINGS[name])
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        report = verify(connection, sums, databases=("main",))
        assert not report.notes_ok
        assert len(report.wrong_tables) == 1
    assert noticed(vault.paths.folder)


def test_a_count_changed_in_themes_db_is_found(vault: OpenVault, store: NotesStore) -> None:
    busy(store)
    with vault.keys as keys:
        key = bytearray(keys.themes)
    master = vault.reveal_master()
    vault.close()
    with keyed(vault.paths.folder, key, "themes.db") as connection:
        connection.execute("UPDATE person SET region = region + 1")
    with vault_keys(master) as keys, keyed(vault.paths.folder, keys.notes) as connection:
        attach(connection, vault.paths.themes, keys.themes)
        report = verify(connection, keys.sum)
    assert (report.notes_ok, report.themes_ok, report.wrong_tables) == (True, False, ("themes.person",))
    # An unlock reads every page but sums nothing; the check on demand and the one before an export do.
    with reopen(vault.paths.folder) as again:
        assert not again.integrity().fine
        assert not counts_on_disk_agree(again)


def test_whoever_has_only_the_key_of_the_pages_cannot_make_the_sum_right(
    vault: OpenVault, store: NotesStore
) -> None:
    busy(store)
    with vault.keys as keys:
        key = bytearray(keys.notes)
    vault.close()

    def forge(connection: Connection) -> None:
        connection.execute("UPDATE main.setting SET value = 'xx'")
        connection.execute("BEGIN")
        recount(connection, bytes(32), ("main",))
        connection.execute("COMMIT")

    with keyed(vault.paths.folder, key) as connection:
        forge(connection)
    with reopen(vault.paths.folder) as again:
        assert not again.notes.freshness().ok


def test_old_pages_put_back_are_all_found_and_the_pages_alone_tell_nothing(tmp_path: Path) -> None:
    """The second half is the positive control: a build that checks only its pages takes every one of them."""
    now, then = make_two(tmp_path, sessions=60)
    assert not noticed(now)
    for name, most in (("notes.db", 40), ("themes.db", 12)):
        tally = replay(now, then, name, most=most)
        assert tally.tried >= 6
        assert tally.missed == []
        assert tally.found_by_pages_alone == 0


OLD_FILES: dict[str, tuple[str, ...]] = {
    "notes.db": ("notes.db",),
    "themes.db": ("themes.db",),
    "both databases": ("notes.db", "themes.db"),
}


@pytest.mark.parametrize("name", OLD_FILES)
def test_a_whole_old_file_is_told_at_the_next_unlock(tmp_path: Path, name: str) -> None:
    now, then = make_two(tmp_path, sessions=12)
    for file in OLD_FILES[name]:
        shutil.copyfile(then / file, now / file)
    with reopen(now) as vault:
        assert vault.notices & {Notice.NOTES_OLDER, Notice.COUNTS_REBUILT}
        assert (Notice.NOTES_OLDER in vault.notices) is ("notes.db" in OLD_FILES[name])
    with reopen(now) as vault:
        # Said once: what the mentor goes on with is then what the header knows.
        assert Notice.NOTES_OLDER not in vault.notices


def test_other_notes_of_the_same_number_are_told(vault: OpenVault, store: NotesStore) -> None:
    busy(store)
    vault.close()
    shutil.copytree(vault.paths.folder, safe := vault.paths.folder.with_name("safe.careernotes"))
    for text, folder in (("one", vault.paths.folder), ("two", safe)):
        with reopen(folder) as other:
            other.notes.set_setting(SettingName.LAST_VIEW, text)
    shutil.copyfile(safe / "notes.db", vault.paths.notes)
    with reopen(vault.paths.folder) as again:
        assert again.notices == {Notice.NOTES_CHANGED}


def test_an_end_without_a_lock_is_no_old_file(vault: OpenVault, store: NotesStore, tmp_path: Path) -> None:
    busy(store)
    # What a power cut leaves: newer notes beside a header from before.
    crashed = tmp_path / "crashed.careernotes"
    shutil.copytree(vault.paths.folder, crashed)
    with reopen(crashed) as again:
        assert again.notices == frozenset()
        assert again.notes.integrity().fine


def test_the_first_removal_of_all_is_summed_in_its_own_commit(
    vault: OpenVault, store: NotesStore, tmp_path: Path
) -> None:
    """It is then that the search index changes its own version; a crash right after it is no damage."""
    store.put_all([mentee(), engagement(), session(1), note(1), session(2), note(2)])
    version = "SELECT v FROM main.words_config WHERE k = 'version'"
    before = store.connection().execute(version).fetchone()
    store.remove(Session, "s2")
    assert store.connection().execute(version).fetchone() != before
    crashed = tmp_path / "crashed.careernotes"
    shutil.copytree(vault.paths.folder, crashed)
    with reopen(crashed) as again:
        assert again.notes.integrity().fine


def test_making_a_vault_and_locking_it_leaves_the_same_head_in_both_copies(created: CreatedVault) -> None:
    created.vault.notes.put_all([mentee(), engagement()])
    created.vault.close()
    paths = created.vault.paths
    assert paths.header_a.read_bytes() == paths.header_b.read_bytes()


def test_the_page_reader_of_the_replays_sees_pages_that_differ(tmp_path: Path) -> None:
    """The control of the control: the replays do put another content back."""
    now, then = make_two(tmp_path, sessions=12)
    with reopen(now) as vault, vault.keys as keys:
        key = bytes(keys.notes)
    assert len(page_replay.old_pages(now / "notes.db", then / "notes.db", key)) >= 8
    assert page_replay.old_pages(now / "notes.db", now / "notes.db", key) == []


