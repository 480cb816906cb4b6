"""Between a record and its row: one table for each kind, one column for each field."""

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from careernotes.domain.reading import MalformedError
from careernotes.domain.records import (
    RECORD_TYPES,
    REFERENCES,
    FieldShape,
    R,
    Record,
    plain_value,
    read_value,
    shape_of,
)
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
        readers = _readers(record_type)
        return make(**{name: read(value) for (name, read), value in zip(readers, row, strict=True)})
    except (MalformedError, ValueError):
        raise DamagedVaultError(part=table_of(record_type).name) from None


def condition(record_type: type, equals: Mapping[str, object]) -> tuple[str, tuple[SqlValue, ...]]:
    """A WHERE clause that fits *equals*, with its values; a field that does not exist is a bug.

    A tuple or a frozenset stands for any one of its values, none of them None.
    """
    if unknown := set(equals) - set(table_of(record_type).columns):
        raise TypeError(f"{table_of(record_type).name} has no field {min(unknown)}")
    if not equals:
        return "", ()
    parts: list[str] = []
    values: list[SqlValue] = []
    for column, value in equals.items():
        if isinstance(value, tuple | frozenset):
            parts.append(f"{column} IN ({', '.join('?' for _ in value)})")
            values += map(sql_value, value)
        else:
            # IS and not =, so that None finds what is not set.
            parts.append(f"{column} IS ?")
            values.append(sql_value(value))
    return f" WHERE {' AND '.join(parts)}", tuple(values)


def sql_value(value: object) -> SqlValue:
    """One field's value as SQLite keeps it."""
    plain = plain_value(value)
    return storable(plain) if isinstance(plain, str) else plain


def _name(record_type: type) -> str:
    return next(name for name, known in RECORD_TYPES.items() if known is record_type)


_READERS: dict[type, tuple[tuple[str, Callable[[SqlValue], object]], ...]] = {}


def _readers(record_type: type) -> tuple[tuple[str, Callable[[SqlValue], object]], ...]:
    """Name and reader of each field, made once: a list of four hundred people reads thousands of rows."""
    if record_type not in _READERS:
        _READERS[record_type] = tuple((shape.name, _reader(shape)) for shape in shape_of(record_type))
    return _READERS[record_type]


def _reader(shape: FieldShape) -> Callable[[SqlValue], object]:
    base, strictly = shape.base, partial(_read_strictly, shape)
    if base is str:
        return lambda value: value if isinstance(value, str) else strictly(value)
    if base is int:
        return lambda value: value if type(value) is int and abs(value) < 2**62 else strictly(value)
    if base is bool:
        return lambda value: bool(value) if isinstance(value, int) else strictly(value)
    if issubclass(base, enum.Enum):
        known: dict[SqlValue, enum.Enum] = {member.value: member for member in base}
        return lambda value: known[value] if value in known else strictly(value)
    if base is dt.date:
        return lambda value: dt.date.fromisoformat(value) if isinstance(value, str) else strictly(value)
    return strictly


def _read_strictly(shape: FieldShape, value: SqlValue) -> object:
    return read_value(shape, value, shape.name)


def _children() -> dict[type[Record], list[tuple[type[Record], str, bool]]]:
    """For each kind of record, who refers to it: the kind, the field, and whether the field may be empty."""
    found: dict[type[Record], list[tuple[type[Record], str, bool]]] = {}
    for child in RECORD_TYPES.values():
        for shape in shape_of(child)[1:]:
            if shape.name in REFERENCES:
                found.setdefault(REFERENCES[shape.name], []).append((child, shape.name, shape.optional))
    return found


CHILDREN = _children()
"""What refers to each kind of record."""
