"""Between a record and its row: one table for each kind, one column for each field."""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from careernotes.domain.reading import MalformedError
from careernotes.domain.records import RECORD_TYPES, FieldShape, R, Record, plain_value, read_value, shape_of
from careernotes.vault.connection import Row, SqlValue, storable
from careernotes.vault.errors import DamagedVaultError


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table of one kind of record. Names come from the record types, never from outside."""

    name: str
    key: str
    columns: tuple[str, ...]
    upsert: str
    select: str


_TABLES: dict[type, Table] = {}


def table_of(record_type: type) -> Table:
    """The table of one type of record with its statements, made once."""
    if record_type not in _TABLES:
        _TABLES[record_type] = _make_table(record_type)
    return _TABLES[record_type]


def _make_table(record_type: type) -> Table:
    name, columns = _name(record_type), tuple(shape.name for shape in shape_of(record_type))
    key, others = columns[0], columns[1:]
    changes = ", ".join(f"{column} = excluded.{column}" for column in others)
    marks = ", ".join("?" for _ in columns)
    return Table(
        name=name,
        key=key,
        columns=columns,
        # Not INSERT OR REPLACE: that gives a row a new number, and the search index points to the old one.
        upsert=f"INSERT INTO main.{name} ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - names of record fields
        f"ON CONFLICT ({key}) DO UPDATE SET {changes}",
        select=f"SELECT {', '.join(columns)} FROM main.{name}",  # noqa: S608 - names of record fields
    )


def to_row(record: Record) -> tuple[SqlValue, ...]:
    """The values of *record* in the order of its columns."""
    return tuple(sql_value(getattr(record, column)) for column in table_of(type(record)).columns)


def from_row(record_type: type[R], row: Row) -> R:
    """The record in one row.

    Raises:
        DamagedVaultError: when a value is not of its field's type; the value itself is never quoted.
    """
    make: Callable[..., R] = record_type
    try:
        values = (_read(shape, value) for shape, value in zip(shape_of(record_type), row, strict=True))
        return make(**dict(zip(table_of(record_type).columns, values, strict=True)))
    except (MalformedError, ValueError):
        raise DamagedVaultError(part=table_of(record_type).name) from None


def condition(record_type: type, equals: Mapping[str, object]) -> tuple[str, tuple[SqlValue, ...]]:
    """A WHERE clause that fits *equals*, with its values; a field that does not exist is a bug."""
    if unknown := set(equals) - set(table_of(record_type).columns):
        raise TypeError(f"{table_of(record_type).name} has no field {min(unknown)}")
    if not equals:
        return "", ()
    # IS and not =, so that None finds what is not set.
    clause = " AND ".join(f"{column} IS ?" for column in equals)
    return f" WHERE {clause}", tuple(sql_value(value) for value in equals.values())


def sql_value(value: object) -> SqlValue:
    """One field's value as SQLite keeps it."""
    plain = plain_value(value)
    return storable(plain) if isinstance(plain, str) else plain


def _name(record_type: type) -> str:
    return next(name for name, known in RECORD_TYPES.items() if known is record_type)


def _read(shape: FieldShape, value: SqlValue) -> object:
    if shape.base is str:
        if isinstance(value, str):
            return value
    elif shape.base is bool and isinstance(value, int):
        return bool(value)
    elif isinstance(value, str) and issubclass(shape.base, enum.Enum):
        return shape.base(value)
    elif isinstance(value, str) and shape.base is dt.date:
        return dt.date.fromisoformat(value)
    return read_value(shape, value, shape.name)
