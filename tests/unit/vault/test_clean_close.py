"""A closed vault is free at once, whoever still holds an answer of it."""

from pathlib import Path

from tests.unit.vault.test_connection import KEY

from careernotes.vault.bundle import make_empty_file
from careernotes.vault.connection import Connection, lock_alone, open_keyed


def half_read(path: Path) -> tuple[Connection, object]:
    """A locked database, closed while one of its answers is still being read."""
    make_empty_file(path)
    connection = open_keyed(path, KEY)
    lock_alone(connection, path.name)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES (1), (2), (3)")
    rows = connection.execute("SELECT a FROM t")
    assert rows.fetchone() == (1,)
    connection.close()
    return connection, rows


def test_a_database_closed_with_an_answer_half_read_can_be_opened_again(tmp_path: Path) -> None:
    _held = half_read(tmp_path / "notes.db")
    again = open_keyed(tmp_path / "notes.db", KEY)
    lock_alone(again, "notes.db")
    assert again.execute("SELECT count(*) FROM t").fetchone() == (3,)
    again.close()


def test_a_closed_database_can_be_closed_again_while_an_answer_lives(tmp_path: Path) -> None:
    connection, rows = half_read(tmp_path / "notes.db")
    connection.close()
    assert rows is not None
    assert not getattr(connection, "_read")  # noqa: B009 - not part of what a connection promises


def test_answers_that_are_gone_are_not_remembered(tmp_path: Path) -> None:
    connection = open_keyed(tmp_path / "notes.db", KEY, mode="rwc")
    for _each in range(10):
        connection.execute("SELECT 1").fetchone()
    assert not getattr(connection, "_read")  # noqa: B009 - not part of what a connection promises
    connection.close()
