"""The settings at every open, what the authorizer refuses, and that each check can fail."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from careernotes.sealing.keys import keyspec
from careernotes.vault import connection as module
from careernotes.vault.bundle import make_empty_file
from careernotes.vault.connection import Connection, assert_settings, attach, lock_alone, open_keyed, settle
from careernotes.vault.errors import AlreadyOpenError, DamagedVaultError, DiskFullError, UnsafeStoreError
from careernotes.vault.guard import close_doors
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.releases import ReleaseLedger

KEY, OTHER = bytearray(range(80)), bytearray(range(100, 180))
WANTED = {
    "cipher_log_level": "NONE", "cipher_memory_security": "0", "temp_store": 2, "secure_delete": 1,
    "cell_size_check": 1, "trusted_schema": 0, "foreign_keys": 1, "main.synchronous": 3,
    "th.synchronous": 3, "main.journal_mode": "truncate", "th.journal_mode": "truncate",
    "main.secure_delete": 1, "th.secure_delete": 1,
    "main.locking_mode": "exclusive", "th.locking_mode": "normal",
}  # fmt: skip


def two(tmp_path: Path) -> Connection:
    """Two files open as the vault opens them."""
    for name in ("notes.db", "themes.db"):
        make_empty_file(tmp_path / name)
    connection = open_keyed(tmp_path / "notes.db", KEY)
    lock_alone(connection, "notes.db")
    settle(connection, "main")
    attach(connection, tmp_path / "themes.db", OTHER)
    settle(connection, "th")
    return connection


def test_every_setting_is_in_force_in_an_open_vault(vault: OpenVault) -> None:
    connection = vault.notes.connection()
    found = {name: (connection.execute(f"PRAGMA {name}").fetchone() or (None,))[0] for name in WANTED}
    assert found == WANTED


def test_every_setting_is_in_force_in_the_release_ledger(vault: OpenVault) -> None:
    with vault.keys as keys:
        ledger = ReleaseLedger.open(vault.paths.releases, keys.releases, create=False)
    assert_settings(ledger._connection, "main")
    ledger.close()


@pytest.mark.parametrize(
    ("weaker", "named"),
    [
        ("synchronous=OFF", "main.synchronous"),
        ("synchronous=FULL", "main.synchronous"),
        ("th.synchronous=NORMAL", "th.synchronous"),
        ("journal_mode=MEMORY", "main.journal_mode"),
        ("th.journal_mode=DELETE", "th.journal_mode"),
        ("temp_store=1", "temp_store"),
        ("secure_delete=OFF", "secure_delete"),
        ("secure_delete=FAST", "secure_delete"),
        ("cell_size_check=OFF", "cell_size_check"),
        ("trusted_schema=ON", "trusted_schema"),
        ("foreign_keys=OFF", "foreign_keys"),
        ("cipher_log_level=ERROR", "cipher_log_level"),
        ("th.locking_mode=EXCLUSIVE", "th.locking_mode"),
    ],
)
def test_one_weaker_setting_is_caught(tmp_path: Path, weaker: str, named: str) -> None:
    """The positive control of the assertion made at every open."""
    connection = two(tmp_path)
    assert_settings(connection, "main", "th", alone=True)
    connection.execute(f"PRAGMA {weaker}")
    with pytest.raises(UnsafeStoreError) as caught:
        assert_settings(connection, "main", "th", alone=True)
    assert caught.value.facts == {"setting": named}
    connection.close()


def test_a_vault_with_a_weaker_setting_does_not_open(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    from careernotes.vault.opening import open_stores

    with vault.keys as keys:
        vault.close()
        # A later change of the list of settings, made by mistake: the constant weakened, not the check.
        monkeypatch.setattr(module, "_EACH", (("synchronous", "OFF", 3), *module._EACH[1:]))
        with pytest.raises(UnsafeStoreError):
            open_stores(vault.paths, keys)


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA temp_store=1",
        "PRAGMA main.synchronous=OFF",
        "PRAGMA journal_mode=MEMORY",
        "PRAGMA secure_delete=OFF",
        "PRAGMA trusted_schema=ON",
        "PRAGMA foreign_keys=OFF",
        "PRAGMA writable_schema=ON",
        "PRAGMA cipher_log_level=TRACE",
        "PRAGMA cipher_memory_security=ON",
        "PRAGMA main.locking_mode=NORMAL",
        "PRAGMA user_version=9",
        "PRAGMA wal_checkpoint",
        "ATTACH ':memory:' AS other",
        "DETACH th",
        "SELECT load_extension('/tmp/x.so')",
        "SELECT sqlcipher_export('th')",
        "CREATE TABLE main.copy (x)",
        "CREATE TEMP TABLE copy (x)",
        "CREATE TABLE th.copy (x TEXT)",
        "CREATE VIEW main.copy AS SELECT 1",
        "CREATE TEMP TRIGGER t AFTER INSERT ON main.setting BEGIN SELECT 1; END",
        "DROP TABLE main.note_body",
        "ALTER TABLE th.person ADD COLUMN name TEXT",
        "VACUUM INTO '/tmp/copy.db'",
        "REINDEX",
    ],
)
def test_an_open_vault_refuses_to_change_its_ways(vault: OpenVault, statement: str) -> None:
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|authorization denied|prohibited"):
        vault.notes.connection().execute(statement).fetchall()


def test_without_the_guard_the_same_statements_run(tmp_path: Path) -> None:
    """The positive control: it is the guard that refuses, nothing else."""
    connection = two(tmp_path)
    for statement in ("PRAGMA temp_store=1", "CREATE TABLE main.copy (x)", "ATTACH ':memory:' AS other"):
        connection.execute(statement)
    close_doors(connection)
    with pytest.raises(dbapi2.DatabaseError):
        connection.execute("PRAGMA temp_store=0")
    connection.close()


def test_temporary_content_stays_in_memory(vault: OpenVault, tmp_path: Path) -> None:
    connection = vault.notes.connection()
    before = set(Path("/tmp").glob("etilqs*"))
    rows = connection.execute(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)"
        " SELECT count(*) FROM (SELECT x, hex(randomblob(200)) AS y FROM n ORDER BY y)"
    ).fetchone()
    assert rows == (20_000,)
    assert set(Path("/tmp").glob("etilqs*")) <= before
    assert sorted(path.name for path in vault.paths.folder.iterdir() if "etilqs" in path.name) == []


def test_files_are_unreadable_without_their_key(vault: OpenVault) -> None:
    vault.close()
    for path in (vault.paths.notes, vault.paths.themes, vault.paths.releases):
        data = path.read_bytes()
        assert b"SQLite format" not in data
        assert b"CREATE TABLE" not in data
        assert b"Robin" not in data


@pytest.mark.parametrize("part", ["notes", "themes"])
def test_one_database_does_not_open_with_the_key_of_another(vault: OpenVault, part: str) -> None:
    with vault.keys as keys:
        vault.close()
        path, wrong = {
            "notes": (vault.paths.notes, keys.themes), "themes": (vault.paths.themes, keys.notes)
        }[part]  # fmt: skip
        connection = open_keyed(path, wrong)
        with pytest.raises(DamagedVaultError), module.store_errors(path.name):
            connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.close()


def test_a_missing_file_is_never_made_in_plaintext(tmp_path: Path) -> None:
    with pytest.raises(DamagedVaultError):
        open_keyed(tmp_path / "none.db", KEY).execute("SELECT 1 FROM sqlite_schema")
    assert not (tmp_path / "none.db").exists()


def test_the_key_given_is_the_full_form_of_163_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_empty_file(tmp_path / "a.db")
    # A malformed key is ignored in silence by SQLCipher, so the form is asserted before it is handed over.
    monkeypatch.setattr(module, "keyspec", lambda _: bytearray(80))
    with pytest.raises(UnsafeStoreError):
        open_keyed(tmp_path / "a.db", KEY)


def test_sqlcipher_is_silent_about_a_malformed_key(tmp_path: Path) -> None:
    """Why the form is asserted: the same call with a raw key says nothing."""
    plain = dbapi2.connect(str(tmp_path / "a.db"))
    assert plain.set_key(bytearray(80)) is None
    plain.close()
    assert len(keyspec(KEY)) == 163


def test_flipped_bits_in_the_first_16_bytes_do_no_harm(vault: OpenVault) -> None:
    """With the salt in the key the bytes that stand for it in the file are not read."""
    with vault.keys as keys:
        vault.close()
        data = bytearray(vault.paths.notes.read_bytes())
        for place in range(16):
            data[place] ^= 0xFF
        vault.paths.notes.write_bytes(data)
        connection = open_keyed(vault.paths.notes, keys.notes)
        assert connection.execute("SELECT count(*) FROM main.mentee").fetchone() == (0,)
        connection.close()


def test_a_second_process_is_told_that_the_vault_is_open(vault: OpenVault) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom careernotes.vault.lifecycle import open_with_passphrase\n"
        "from careernotes.errors import CareerNotesError\n"
        "try:\n    open_with_passphrase(Path(sys.argv[1]), sys.argv[2], allow_test=True)\n"
        "except CareerNotesError as error:\n    print(error.code)\n"
    )
    from tests.unit.vault.samples import PASSPHRASE

    done = subprocess.run(
        [sys.executable, "-c", code, str(vault.paths.folder), PASSPHRASE],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("CN109", "")


def test_a_second_opening_in_the_same_process_is_refused_too(vault: OpenVault) -> None:
    with vault.keys as keys:
        other = open_keyed(vault.paths.notes, keys.notes)
        with pytest.raises(AlreadyOpenError):
            lock_alone(other, "notes.db")
        other.close()


def test_nothing_is_printed_when_keys_are_wrong_or_files_damaged(
    vault: OpenVault, capfd: pytest.CaptureFixture[str]
) -> None:
    vault.close()
    vault.paths.notes.write_bytes(os.urandom(8192))
    with redirect_stderr(io.StringIO()) as told:
        connection = open_keyed(vault.paths.notes, KEY)
        with pytest.raises(DamagedVaultError), module.store_errors("notes.db"):
            connection.execute("SELECT 1 FROM sqlite_schema")
        connection.close()
    assert told.getvalue() == ""
    assert capfd.readouterr() == ("", "")


def test_a_page_by_page_copy_that_finds_the_disk_full_says_so(tmp_path: Path) -> None:
    """SQLite names the errors of its statements, and not those of such a copy."""
    source = open_keyed(tmp_path / "source.db", bytearray(range(80)), mode="rwc")
    target = open_keyed(tmp_path / "target.db", bytearray(range(1, 81)), mode="rwc")
    try:
        source.execute("CREATE TABLE t (x)")
        source.executemany("INSERT INTO t VALUES (?)", [("y" * 4_000,)] * 50)
        target.execute("PRAGMA max_page_count=10")
        with pytest.raises(DiskFullError), module.store_errors("target.db"):
            source.backup(target, name="main")
    finally:
        source.close()
        target.close()
