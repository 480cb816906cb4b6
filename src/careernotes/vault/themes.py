"""themes.db as the exporter sees it: read-only, whole numbers only, nothing else accepted."""

import re
from pathlib import Path

from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts, PersonFact, RatingFact
from careernotes.vault.connection import Connection, open_keyed, store_errors
from careernotes.vault.errors import (
    DamagedVaultError,
    ForeignThemesError,
    NewerVaultError,
    ReadOnlyFolderError,
    UnfinishedWriteError,
    VaultNotFoundError,
)

OLDEST, SCHEMA = 1, 3
_PART = "themes.db"
# Every table with its columns, in order; all of them whole numbers.
_TABLES = {
    "state": ("one", "commit_seq"),
    "person": (
        "person", "sensitive", "business_area", "level_band", "region", "tenure_band", "function_family",
        "chosen_by", "moment", "started_quarter", "ended_quarter",
    ),
    "meeting": ("meeting", "person", "quarter", "status", "mode"),
    "coding": ("meeting", "person", "quarter", "theme", "primary", "agreed"),
    "rating": ("person", "quarter", "asks", "helps", "opens"),
}  # fmt: skip


class ThemesReader:
    """Reads the coded facts of one vault, at one moment; close it when they are read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path, key80: bytearray) -> "ThemesReader":
        """A reader of *path*, which may be open in the app at the same time.

        Raises:
            VaultNotFoundError: when there is no such file.
            DamagedVaultError: when the key does not fit or the file is damaged.
            UnfinishedWriteError: when a crash left a journal that only the app can undo.
            ForeignThemesError, NewerVaultError: when its tables are not those of this version.
        """
        if not path.is_file():
            raise VaultNotFoundError
        reader = cls(open_keyed(path, key80, mode="ro", waits=True))
        try:
            reader._check()
        except (DamagedVaultError, ReadOnlyFolderError, ForeignThemesError, NewerVaultError) as error:
            reader.close()
            if isinstance(error, ReadOnlyFolderError) or (
                isinstance(error, DamagedVaultError) and _journal_left(path)
            ):
                raise UnfinishedWriteError from None
            raise
        return reader

    def facts(self) -> MentorFacts:
        """Everything in it, sorted, from one moment."""
        with store_errors(_PART):
            self._connection.execute("BEGIN")
            try:
                return MentorFacts(
                    persons=self._persons(),
                    meetings=self._meetings(),
                    codings=self._codings(),
                    ratings=self._ratings(),
                )
            finally:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _check(self) -> None:
        with store_errors(_PART):
            row = self._connection.execute("PRAGMA main.user_version").fetchone()
            version = 0 if row is None else int(str(row[0]))
            if version > SCHEMA:
                raise NewerVaultError
            if version < OLDEST or not _whole_numbers_only(self._connection):
                raise ForeignThemesError

    def _persons(self) -> tuple[PersonFact, ...]:
        rows = self._connection.execute(
            "SELECT person, sensitive, business_area, level_band, region, tenure_band, function_family,"
            " chosen_by, moment, started_quarter, ended_quarter FROM person ORDER BY person"
        )
        return tuple(
            PersonFact(
                person=n[0], sensitive=bool(n[1]), business_area=n[2], level_band=n[3], region=n[4],
                tenure_band=n[5], function_family=n[6], chosen_by=n[7], moment=n[8],
                started_quarter=n[9], ended_quarter=n[10],
            )
            for n in map(_numbers, rows)
        )  # fmt: skip

    def _meetings(self) -> tuple[MeetingFact, ...]:
        rows = self._connection.execute(
            "SELECT meeting, person, quarter, status, mode FROM meeting ORDER BY meeting"
        )
        return tuple(
            MeetingFact(meeting=n[0], person=n[1], quarter=n[2], status=n[3], mode=n[4])
            for n in map(_numbers, rows)
        )

    def _codings(self) -> tuple[CodingFact, ...]:
        rows = self._connection.execute(
            'SELECT meeting, person, quarter, theme, "primary", agreed FROM coding ORDER BY meeting, theme'
        )
        return tuple(
            CodingFact(
                meeting=n[0], person=n[1], quarter=n[2], theme=n[3], primary=bool(n[4]), agreed=bool(n[5])
            )
            for n in map(_numbers, rows)
        )

    def _ratings(self) -> tuple[RatingFact, ...]:
        rows = self._connection.execute(
            "SELECT person, quarter, asks, helps, opens FROM rating ORDER BY person, quarter"
        )
        return tuple(
            RatingFact(person=n[0], quarter=n[1], asks=n[2], helps=n[3], opens=n[4])
            for n in map(_numbers, rows)
        )


def _numbers(row: tuple[object, ...]) -> tuple[int, ...]:
    """A row of whole numbers; anything else is refused, whatever the schema claims."""
    numbers = []
    for value in row:
        if not isinstance(value, int):
            raise ForeignThemesError
        numbers.append(value)
    return tuple(numbers)


def _whole_numbers_only(connection: Connection) -> bool:
    """Whether there are exactly our tables, each STRICT, each column INTEGER, and nothing that computes."""
    found = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM main.sqlite_schema"):
        if kind == "table":
            found[str(name)] = str(sql)
        elif kind != "index":
            return False
    if set(found) != set(_TABLES):
        return False
    for name, sql in found.items():
        columns = connection.execute(f"PRAGMA main.table_info({name})").fetchall()
        if tuple(str(column[1]) for column in columns) != _TABLES[name]:
            return False
        strict = re.search(r"\)\s*STRICT(\s*,\s*WITHOUT\s+ROWID)?\s*$", sql) is not None
        if not strict or any(column[2] != "INTEGER" for column in columns):
            return False
    return True


def _journal_left(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0
