"""The one row each database keeps about itself: who it is, and how far it got."""

from dataclasses import dataclass

from careernotes.vault.connection import Connection
from careernotes.vault.errors import DamagedVaultError


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What notes.db and themes.db say about themselves."""

    vault_id: str
    created_on: str
    header_generation: int
    notes_seq: int
    themes_seq: int

    @property
    def facts_stale(self) -> bool:
        """Whether the counts do not belong to these notes and must be rebuilt."""
        return self.notes_seq != self.themes_seq


def read_state(connection: Connection) -> State:
    """The state of both databases.

    Raises:
        DamagedVaultError: when a row is missing.
    """
    row = connection.execute(
        "SELECT vault_id, created_on, header_generation, commit_seq FROM main.state"
    ).fetchone()
    themes = connection.execute("SELECT commit_seq FROM th.state").fetchone()
    if row is None or themes is None:
        raise DamagedVaultError(part="notes.db" if row is None else "themes.db")
    return State(
        vault_id=str(row[0]),
        created_on=str(row[1]),
        header_generation=int(str(row[2])),
        notes_seq=int(str(row[3])),
        themes_seq=int(str(themes[0])),
    )


def write_first_state(connection: Connection, *, vault_id: str, created_on: str, generation: int) -> None:
    """The row of a new notes.db."""
    connection.execute(
        "INSERT INTO main.state (one, vault_id, created_on, commit_seq, header_generation)"
        " VALUES (1, ?, ?, 0, ?)",
        (vault_id, created_on, generation),
    )


def write_generation(connection: Connection, generation: int) -> None:
    """Remember the generation of the header in force, so that an older one is noticed."""
    connection.execute("UPDATE main.state SET header_generation = ?", (generation,))


def next_commit(connection: Connection) -> None:
    """One step further, in both databases: after a commit both carry the same number."""
    state = read_state(connection)
    number = max(state.notes_seq, state.themes_seq) + 1
    connection.execute("UPDATE main.state SET commit_seq = ?", (number,))
    connection.execute("UPDATE th.state SET commit_seq = ?", (number,))


def check_writable(connection: Connection) -> None:
    """Fails as a write would; SQLite opens what it may not write in silence. Changes nothing."""
    connection.execute("BEGIN")
    try:
        connection.execute("UPDATE main.state SET commit_seq = commit_seq")
        connection.execute("UPDATE th.state SET commit_seq = commit_seq")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def write_both(connection: Connection) -> None:
    """A real write to both that keeps any difference between them: it empties what a crash left."""
    connection.execute("BEGIN")
    try:
        connection.execute("UPDATE main.state SET commit_seq = commit_seq + 1")
        connection.execute("UPDATE th.state SET commit_seq = commit_seq + 1")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
