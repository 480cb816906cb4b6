import dataclasses
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from careernotes.domain.mentees import Mentee
from careernotes.vault.connection import Connection, open_keyed
from careernotes.vault.errors import DamagedVaultError, NewerVaultError
from careernotes.vault.migrating import NEWEST, STEPS, Step, migrate, schema_version
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.opening import open_stores

# What a later version might do: a column, a table, a count.
SECOND = Step(
    number=NEWEST + 1,
    notes=(
        "ALTER TABLE main.mentee ADD COLUMN pronoun TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE main.more (x TEXT) STRICT",
    ),
    themes=("CREATE TABLE th.more (x INTEGER) STRICT",),
    holds=lambda connection: connection.execute("SELECT count(*) FROM main.mentee").fetchone() == (1,),
)


@pytest.fixture
def unguarded(store: NotesStore) -> Connection:
    connection = store.connection()
    connection.set_authorizer(None)
    return connection


def take(vault: OpenVault, connection: Connection, *steps: Step) -> bool:
    with vault.keys as keys:
        return migrate(connection, vault.paths, keys, (*STEPS, *steps))


def test_a_new_vault_has_the_newest_schema_and_needs_no_copy(vault: OpenVault) -> None:
    assert schema_version(vault.notes.connection()) == NEWEST
    assert not vault.paths.backups.exists()


def test_the_steps_are_numbered_one_after_another() -> None:
    assert [step.number for step in STEPS] == list(range(1, NEWEST + 1))


def test_nothing_is_done_when_nothing_is_missing(vault: OpenVault, unguarded: Connection) -> None:
    assert not take(vault, unguarded)
    assert not vault.paths.backups.exists()


def test_a_step_is_taken_in_both_databases_after_a_copy_that_opens(
    vault: OpenVault, unguarded: Connection
) -> None:
    assert take(vault, unguarded, SECOND)
    assert unguarded.execute("PRAGMA main.user_version").fetchone() == (NEWEST + 1,)
    assert unguarded.execute("PRAGMA th.user_version").fetchone() == (NEWEST + 1,)
    assert unguarded.execute("SELECT pronoun FROM main.mentee").fetchone() == ("",)
    folder = vault.paths.backups / f"before-schema-{NEWEST + 1}-1"
    assert sorted(path.name for path in folder.iterdir() if "-journal" not in path.name) == [
        "notes.db",
        "themes.db",
    ]
    with vault.keys as keys:
        for name, key in (("notes.db", keys.notes), ("themes.db", keys.themes)):
            copy = open_keyed(folder / name, key)
            assert copy.execute("PRAGMA user_version").fetchone() == (NEWEST,)
            assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
            copy.close()
        copy = open_keyed(folder / "notes.db", keys.notes)
        assert copy.execute("SELECT alias FROM mentee").fetchall() == [("Robin 1",)]
        copy.close()


def test_a_copy_is_a_vault_that_can_be_opened(vault: OpenVault, unguarded: Connection) -> None:
    take(vault, unguarded, SECOND)
    folder = vault.paths.backups / f"before-schema-{NEWEST + 1}-1"
    with vault.keys as keys:
        vault.close()
        store, connection = open_stores(dataclasses.replace(vault.paths, folder=folder), keys)
        assert [found.alias for found in store.all(Mentee)] == ["Robin 1"]
        connection.close()


BROKEN = {
    "a statement that fails": dataclasses.replace(
        SECOND, themes=(*SECOND.themes, "INSERT INTO th.more VALUES ('text')")
    ),
    "a promise that does not hold": dataclasses.replace(SECOND, holds=lambda _: False),
    "a reference to nothing": dataclasses.replace(
        SECOND,
        notes=(*SECOND.notes, "CREATE TABLE main.loose (x TEXT REFERENCES mentee (mentee_id)) STRICT",
               "PRAGMA defer_foreign_keys=ON", "INSERT INTO main.loose VALUES ('nobody')"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_step_that_fails_is_undone_in_both_databases(
    vault: OpenVault, unguarded: Connection, name: str
) -> None:
    with pytest.raises((DamagedVaultError, dbapi2.Error)):
        take(vault, unguarded, BROKEN[name])
    assert schema_version(unguarded) == NEWEST
    tables = {str(row[0]) for row in unguarded.execute("SELECT name FROM main.sqlite_schema")}
    tables |= {str(row[0]) for row in unguarded.execute("SELECT name FROM th.sqlite_schema")}
    assert "more" not in tables
    assert vault.notes.count(Mentee) == 1
    assert (vault.paths.backups / f"before-schema-{NEWEST + 1}-1").is_dir()
    # The next try keeps its own copy and does not write over the first.
    assert take(vault, unguarded, SECOND)
    assert (vault.paths.backups / f"before-schema-{NEWEST + 1}-2").is_dir()


def test_a_vault_from_the_future_is_left_alone(vault: OpenVault, unguarded: Connection) -> None:
    unguarded.execute("PRAGMA main.user_version=9")
    with pytest.raises(NewerVaultError):
        take(vault, unguarded, SECOND)
    assert not vault.paths.backups.exists()


def test_a_migration_imports_nothing_of_the_product() -> None:
    folder = Path("src/careernotes/vault/migrations")
    files = list(folder.glob("m*.py"))
    assert files
    for path in files:
        assert "import" not in path.read_text(encoding="utf-8").split('"""', 2)[2], path
