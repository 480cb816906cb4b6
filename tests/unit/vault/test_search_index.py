"""The look over the search index: never a false alarm, and no list of leaves with a gap."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from careernotes.vault.connection import Connection, DatabaseError
from careernotes.vault.migrations.m0001 import SEARCH
from careernotes.vault.search_index import index_errors

Row = tuple[int, str, str, str]


class Notes:
    """An index of the vault's own shape over notes that come, change and go."""

    def __init__(self, chance: random.Random) -> None:
        self.connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
        self._do("CREATE TABLE document (id INTEGER PRIMARY KEY, record, working, next_time)")
        for statement in SEARCH[1:]:
            self._do(statement)
        # Small blocks: a few notes make many leaves.
        self._do("INSERT INTO words (words, rank) VALUES ('pgsz', ?)", chance.choice((32, 64, 128, 3_970)))
        self._chance, self._rows, self._last = chance, dict[int, Row](), 0
        self._vocabulary = list(self._invented(chance.choice((5, 60, 1_000))))

    def step(self) -> None:
        """One note written, changed or removed, or the index told to tidy itself up."""
        what = self._chance.random()
        if what < 0.5 or not self._rows:
            self._last += 1
            self._write(self._last)
            return
        number = self._chance.choice(list(self._rows))
        if what < 0.9:
            self._remove(number)
            if what < 0.75:
                self._write(number)
        elif what < 0.93:
            self._do("INSERT INTO words (words) VALUES ('optimize')")
        elif what < 0.95:
            self._do("INSERT INTO words (words) VALUES ('rebuild')")
        else:
            # What FTS5 does by itself in a large index: a merge that stops half-way.
            self._do("INSERT INTO words (words, rank) VALUES ('merge', 4)")

    def hits(self) -> list[int]:
        """How many notes each word finds."""
        ask = "SELECT count(*) FROM words WHERE words MATCH ?"
        return [
            int(str(row[0])) for word in self._vocabulary for row in self.connection.execute(ask, (word,))
        ]

    def _write(self, number: int) -> None:
        row = (number, self._text(), self._text(), self._text())
        self._rows[number] = row
        self._do("INSERT INTO document VALUES (?, ?, ?, ?)", *row)
        self._do("INSERT INTO words (rowid, record, working, next_time) VALUES (?, ?, ?, ?)", *row)

    def _remove(self, number: int) -> None:
        row = self._rows.pop(number)
        columns = "(words, rowid, record, working, next_time) VALUES ('delete', ?, ?, ?, ?)"
        self._do(f"INSERT INTO words {columns}", *row)
        self._do("DELETE FROM document WHERE id = ?", number)

    def _text(self) -> str:
        words = self._chance.choices(self._vocabulary, k=self._chance.choice((0, 1, 5, 40, 200)))
        # In nearly every note: the list of where they stand takes many leaves, and a block above them.
        return " ".join([*self._chance.sample(("the", "and", "you"), k=2), *words])

    def _invented(self, most: int) -> Iterator[str]:
        for _each in range(most):
            yield "".join(self._chance.choices("abcdefghijklmnop", k=self._chance.choice((2, 3, 5, 9, 40))))

    def _do(self, statement: str, *values: int | str) -> None:
        self.connection.execute(statement, values)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.sampled_from((1, 10, 40, 120, 300)))
def test_nothing_is_wrong_with_an_index_whatever_was_written_and_removed(seed: int, steps: int) -> None:
    notes = Notes(random.Random(seed))
    for _each in range(steps):
        notes.step()
    assert index_errors(notes.connection) == 0
    notes.connection.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_segment_that_is_missing_in_the_list_of_leaves_is_found(seed: int) -> None:
    notes = Notes(random.Random(seed))
    for _each in range(30):
        notes.step()
    segments = notes.connection.execute("SELECT DISTINCT segid FROM words_idx").fetchall()
    whole, seen_by_its_own_check = notes.hits(), 0
    for segment in segments:
        notes.connection.execute("BEGIN")
        notes.connection.execute("DELETE FROM words_idx WHERE segid = ?", segment)
        # Unless all its words were gone: then nothing is lost with it.
        assert index_errors(notes.connection) > 0 or notes.hits() == whole
        try:
            notes.connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            seen_by_its_own_check += 1
        notes.connection.execute("ROLLBACK")
    # Why we look ourselves: FTS5 misses most of them.
    assert seen_by_its_own_check < len(segments)
    notes.connection.close()
