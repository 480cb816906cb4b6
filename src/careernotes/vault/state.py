"""The one row each database keeps about itself: who it is, and how far it got."""

from dataclasses import dataclass

from careernotes.vault.connection import Connection, counts_errors, store_errors
from careernotes.vault.errors import DamagedVaultError
from careernotes.vault.freshness import content_sum, kept_sums
from careernotes.vault.header import Head

# What fits in the 31 bits of a first page that hold it.
FIRST_PAGE_MARK = (1 << 31) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What notes.db and themes.db say about themselves.

    ``commit_seq`` rises with every change of the notes, ``counts_seq`` and ``themes_seq`` together with every
    change of the counts. ``unlocks`` were counted since the last change of the schema.
    """

    vault_id: str
    created_on: str
    header_generation: int
    commit_seq: int
    counts_seq: int
    themes_seq: int
    unlocks: int
    audit_head: bytes

    @property
    def facts_stale(self) -> bool:
        """Whether the counts do not belong to these notes and must be rebuilt."""
        return self.counts_seq != self.themes_seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a vault is: the passphrase its notes know of, and its last change."""

    generation: int
    commit_seq: int


def read_state(connection: Connection) -> State:
    """The state of both databases.

    Raises:
        DamagedVaultError: when a row is missing.
        DamagedCountsError: when that of themes.db cannot be read.
    """
    row = connection.execute(
        "SELECT vault_id, created_on, header_generation, commit_seq, counts_seq, unlocks, audit_head"
        " FROM main.state"
    ).fetchone()
    with counts_errors():
        themes = connection.execute("SELECT commit_seq FROM th.state").fetchone()
    if row is None or themes is None:
        raise DamagedVaultError(part="notes.db" if row is None else "themes.db")
    return State(
        vault_id=str(row[0]),
        created_on=str(row[1]),
        header_generation=int(str(row[2])),
        commit_seq=int(str(row[3])),
        counts_seq=int(str(row[4])),
        themes_seq=int(str(themes[0])),
        unlocks=int(str(row[5])),
        audit_head=row[6] if isinstance(row[6], bytes) else b"",
    )


def read_head(connection: Connection) -> Head:
    """How far this vault is, as its header remembers it from the moment it is locked."""
    with store_errors("notes.db"):
        state, sums = read_state(connection), kept_sums(connection)
    return Head(
        commit_seq=state.commit_seq,
        content_sum=content_sum(sums),
        themes_sum=content_sum(sums, "themes"),
        audit_head=state.audit_head,
    )


def write_first_state(
    connection: Connection, *, vault_id: str, created_on: str, generation: int, commit_seq: int = 0
) -> None:
    """The row of a new notes.db; with *commit_seq* it goes on from another one."""
    connection.execute(
        "INSERT INTO main.state (one, vault_id, created_on, commit_seq, header_generation)"
        " VALUES (1, ?, ?, ?, ?)",
        (vault_id, created_on, commit_seq, generation),
    )


def write_generation(connection: Connection, generation: int) -> None:
    """Remember the generation of the header in force, so that an older one is noticed."""
    connection.execute("UPDATE main.state SET header_generation = ?", (generation,))


def count_unlock(connection: Connection) -> int:
    """One unlock more since the last change of the schema; gives how many that makes."""
    row = connection.execute("UPDATE main.state SET unlocks = unlocks + 1 RETURNING unlocks").fetchone()
    return 0 if row is None else int(str(row[0]))


def next_commit(connection: Connection) -> Reached:
    """One step further in notes.db; the number is on the first page too, so that an old one is noticed.

    Gives how far this is, once it is committed.

    Raises:
        DamagedVaultError: when the row is missing.
    """
    row = connection.execute(
        "UPDATE main.state SET commit_seq = commit_seq + 1 RETURNING header_generation, commit_seq"
    ).fetchone()
    if row is None:
        raise DamagedVaultError(part="notes.db")
    generation, number = (int(str(each)) for each in row)
    _mark(connection, "main", number)
    return Reached(generation=generation, commit_seq=number)


def next_counts(connection: Connection, *, whole: bool) -> None:
    """One step further for the counts: after a commit both databases carry the same number of it.

    Counts that were stale stay so unless they were written anew as a *whole*.
    """
    state = read_state(connection)
    number = max(state.counts_seq, state.themes_seq) + 1
    behind = 1 if state.facts_stale and not whole else 0
    connection.execute("UPDATE main.state SET counts_seq = ?", (number + behind,))
    with counts_errors():
        connection.execute("UPDATE th.state SET commit_seq = ?", (number,))
        _mark(connection, "th", number)


def stamp(connection: Connection) -> None:
    """Put both marks in force as the rows are: after a database was made anew."""
    state = read_state(connection)
    _mark(connection, "main", state.commit_seq)
    _mark(connection, "th", state.themes_seq)


def marks_agree(connection: Connection) -> bool:
    """Whether the first page of each database is of the same moment as its state row."""
    state = read_state(connection)
    wanted = {"main": state.commit_seq & FIRST_PAGE_MARK, "th": state.themes_seq & FIRST_PAGE_MARK}
    return all(
        connection.execute(f"PRAGMA {database}.application_id").fetchone() == (mark,)
        for database, mark in wanted.items()
    )


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
        connection.execute("UPDATE main.state SET commit_seq = commit_seq + 1, counts_seq = counts_seq + 1")
        connection.execute("UPDATE th.state SET commit_seq = commit_seq + 1")
        stamp(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _mark(connection: Connection, database: str, number: int) -> None:
    connection.execute(f"PRAGMA {database}.application_id={number & FIRST_PAGE_MARK:d}")
