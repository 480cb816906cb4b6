import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from tests.unit.vault.samples import (
    PASSPHRASE,
    coding_fact,
    engagement,
    meeting_fact,
    mentee,
    person_fact,
    rating_fact,
    session,
)

from careernotes.ledger.facts import MentorFacts
from careernotes.vault.bundle import make_empty_file
from careernotes.vault.connection import open_keyed
from careernotes.vault.errors import (
    DamagedVaultError,
    ForeignThemesError,
    NewerVaultError,
    UnfinishedWriteError,
    VaultNotFoundError,
)
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.migrations import m0001
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.themes import SCHEMA, ThemesReader

KEY = bytearray(range(80))


def put_facts(store: NotesStore) -> tuple[int, int]:
    with store.transaction():
        store.put_all([mentee(2), engagement(2), session(1), session(2, relation=2)])
        for n in (1, 2):
            person, meeting = store.facts.person_number(f"e{n}"), store.facts.meeting_number(f"s{n}")
            store.facts.put_person(person_fact(person, sensitive=n == 1, region=n))
            store.facts.put_meeting(meeting_fact(meeting, person))
            store.facts.replace_codings(meeting, [coding_fact(meeting, person, theme) for theme in (9, 3, 4)])
            store.facts.put_rating(rating_fact(person))
    return person, meeting


def read(vault: OpenVault) -> MentorFacts:
    with vault.keys as keys:
        reader = ThemesReader.open(vault.paths.themes, keys.themes)
    try:
        return reader.facts()
    finally:
        reader.close()


def test_facts_come_back_sorted_while_the_app_holds_the_vault(vault: OpenVault, store: NotesStore) -> None:
    put_facts(store)
    facts = read(vault)
    assert [len(part) for part in (facts.persons, facts.meetings, facts.codings, facts.ratings)] == [
        2,
        2,
        6,
        2,
    ]
    assert list(facts.persons) == sorted(facts.persons, key=lambda fact: fact.person)
    assert list(facts.codings) == sorted(facts.codings, key=lambda fact: (fact.meeting, fact.theme))
    assert {fact.region for fact in facts.persons} == {1, 2}
    assert sorted(fact.sensitive for fact in facts.persons) == [False, True]
    assert facts == read(vault)


def test_replacing_and_forgetting_facts(vault: OpenVault, store: NotesStore) -> None:
    person, meeting = put_facts(store)
    with store.transaction():
        store.facts.replace_codings(meeting, [coding_fact(meeting, person, 7)])
        store.facts.put_person(person_fact(person, moment=3))
    facts = read(vault)
    assert [c.theme for c in facts.codings if c.meeting == meeting] == [7]
    assert [p.moment for p in facts.persons if p.person == person] == [3]
    with store.transaction():
        store.facts.forget_person(person)
    facts = read(vault)
    assert person not in {f.person for f in (*facts.persons, *facts.meetings, *facts.codings, *facts.ratings)}
    assert len(facts.persons) == 1
    with store.transaction():
        store.facts.clear()
    assert read(vault) == MentorFacts(persons=(), meetings=(), codings=(), ratings=())


def test_a_coding_of_another_meeting_is_a_bug(store: NotesStore) -> None:
    person, meeting = put_facts(store)
    with pytest.raises(ValueError, match="another meeting"), store.transaction():
        store.facts.replace_codings(meeting, [coding_fact(meeting + 1, person)])


@pytest.mark.parametrize("table", ["state", "person", "meeting", "coding", "rating"])
def test_no_table_takes_text_bytes_fractions_or_nothing(store: NotesStore, table: str) -> None:
    put_facts(store)
    connection = store.connection()
    columns = [str(row[1]) for row in connection.execute(f"PRAGMA th.table_info({table})")]
    assert columns
    for column in columns:
        for value in ("Robin", "12 Robin", b"\x01", 1.5, None, -1, 2**63 - 1):
            if column == "one" and value is None:
                continue
            if column == "commit_seq" and value in {-1, 2**63 - 1}:
                continue
            with pytest.raises(dbapi2.IntegrityError):
                connection.execute(f'UPDATE th.{table} SET "{column}" = ?', (value,))  # type: ignore[list-item]


def test_there_is_no_text_or_blob_column_at_all(store: NotesStore) -> None:
    connection = store.connection()
    tables = [
        str(row[0]) for row in connection.execute("SELECT name FROM th.sqlite_schema WHERE type = 'table'")
    ]
    assert set(tables) == {"state", "person", "meeting", "coding", "rating"}
    kinds = {row[2] for table in tables for row in connection.execute(f"PRAGMA th.table_info({table})")}
    assert kinds == {"INTEGER"}


def themes_file(tmp_path: Path, *statements: str, version: int = 1) -> Path:
    """A themes.db by itself, with the real schema and then *statements*."""
    path = tmp_path / "themes.db"
    make_empty_file(path)
    connection = open_keyed(path, KEY)
    for statement in (*(text.replace("th.", "") for text in m0001.THEMES), *statements):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={version}")
    connection.close()
    return path


def test_the_real_schema_by_itself_is_accepted(tmp_path: Path) -> None:
    reader = ThemesReader.open(themes_file(tmp_path), KEY)
    facts = reader.facts()
    assert (facts.persons, facts.meetings) == ((), ())
    reader.close()


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE notes (body TEXT) STRICT",
        "CREATE TABLE more (x INTEGER) STRICT",
        "ALTER TABLE person ADD COLUMN name TEXT",
        "ALTER TABLE person ADD COLUMN extra INTEGER",
        "DROP TABLE rating",
        "CREATE VIEW shown AS SELECT person FROM person",
        "CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM rating; END",
        "CREATE VIRTUAL TABLE words USING fts5 (text)",
        "ALTER TABLE person RENAME COLUMN region TO place",
    ],
)
def test_anything_more_or_less_in_the_schema_is_refused(tmp_path: Path, change: str) -> None:
    with pytest.raises(ForeignThemesError):
        ThemesReader.open(themes_file(tmp_path, change), KEY)


def test_a_table_that_is_not_strict_is_refused(tmp_path: Path) -> None:
    loose = (
        "CREATE TABLE rating (person INTEGER, quarter INTEGER, asks INTEGER, helps INTEGER, opens INTEGER)"
    )
    with pytest.raises(ForeignThemesError):
        ThemesReader.open(themes_file(tmp_path, "DROP TABLE rating", loose), KEY)


def test_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewerVaultError):
        ThemesReader.open(themes_file(tmp_path, version=SCHEMA + 1), KEY)
    (tmp_path / "themes.db").unlink()
    with pytest.raises(ForeignThemesError):
        ThemesReader.open(themes_file(tmp_path, version=0), KEY)


def test_a_missing_file_or_wrong_key_is_refused_and_nothing_is_made(tmp_path: Path, vault: OpenVault) -> None:
    with pytest.raises(VaultNotFoundError):
        ThemesReader.open(tmp_path / "none.db", KEY)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(DamagedVaultError):
        ThemesReader.open(vault.paths.themes, KEY)
    with vault.keys as keys:
        vault.close()
        with pytest.raises(DamagedVaultError):
            ThemesReader.open(vault.paths.notes, keys.themes)


def test_the_reader_cannot_write(vault: OpenVault, store: NotesStore) -> None:
    with vault.keys as keys:
        reader = ThemesReader.open(vault.paths.themes, keys.themes)
    with pytest.raises(dbapi2.DatabaseError, match="readonly"):
        reader._connection.execute("DELETE FROM person")
    reader.close()


def test_another_process_reads_while_a_transaction_is_open(vault: OpenVault, store: NotesStore) -> None:
    put_facts(store)
    with vault.keys as keys, store.transaction():
        store.facts.clear()
        assert count_in_child(vault, keys.themes) == "2"
    with vault.keys as keys:
        assert count_in_child(vault, keys.themes) == "0"


READ_IN_CHILD = (
    "import sys\nfrom pathlib import Path\nfrom careernotes.vault.themes import SCHEMA, ThemesReader\n"
    "from careernotes.errors import CareerNotesError\n"
    "key = bytearray(sys.stdin.buffer.read())\n"
    "try:\n    print(len(ThemesReader.open(Path(sys.argv[1]), key).facts().persons))\n"
    "except CareerNotesError as error:\n    print(error.code)\n"
)


def count_in_child(vault: OpenVault, key: bytearray, path: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_CHILD, str(path or vault.paths.themes)],
        input=bytes(key),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert done.stderr == b""
    return done.stdout.decode().strip()


def test_a_commit_waits_for_a_reader_instead_of_failing(vault: OpenVault, store: NotesStore) -> None:
    put_facts(store)
    with vault.keys as keys:
        key = bytearray(keys.themes)
    started, finish = threading.Event(), threading.Event()

    def hold() -> None:
        connection = open_keyed(vault.paths.themes, key, mode="ro", waits=True)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM person").fetchall()
        started.set()
        finish.wait(20)
        connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert started.wait(20)
    threading.Timer(0.3, finish.set).start()
    with store.transaction():
        store.facts.clear()
    thread.join()
    assert read(vault).persons == ()


CRASH_IN_COMMIT = (
    "import os, sys\nfrom pathlib import Path\nfrom careernotes.vault.lifecycle import open_with_passphrase\n"
    "vault = open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)\n"
    "c = vault.notes.connection()\n"
    "c.set_authorizer(None)\n"
    "c.execute('PRAGMA th.cache_size=1')\nc.execute('PRAGMA th.cache_spill=1')\nc.execute('BEGIN')\n"
    "for n in range(1, 3000):\n"
    "    c.execute('INSERT INTO th.person VALUES (?,0,0,0,0,0,0,0,0,8000,0)', (n * 10**12,))\n"
    "os.kill(os.getpid(), 9)\n"
)


def test_a_hot_journal_is_refused_by_the_reader_and_healed_by_the_app(
    vault: OpenVault, store: NotesStore
) -> None:
    put_facts(store)
    with vault.keys as keys:
        key = bytearray(keys.themes)
    vault.close()
    done = subprocess.run(
        [sys.executable, "-c", CRASH_IN_COMMIT, str(vault.paths.folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert done.returncode == -9
    journal = vault.paths.themes.with_name("themes.db-journal")
    assert journal.stat().st_size > 0
    before = vault.paths.themes.read_bytes()
    with pytest.raises(UnfinishedWriteError):
        ThemesReader.open(vault.paths.themes, key)
    assert count_in_child(vault, key) == "CN113"
    assert vault.paths.themes.read_bytes() == before
    again = open_with_passphrase(vault.paths.folder, PASSPHRASE, allow_test=True)
    assert len(read(again).persons) == 2
    assert journal.stat().st_size == 0
    again.close()
