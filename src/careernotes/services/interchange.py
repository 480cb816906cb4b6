"""Everything in a vault as plain JSON lines, and back: nothing lost on the way out, nothing half taken in.

The format is written down in docs/interchange.md and resources/interchange/interchange-1.schema.json.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from careernotes.canonical import canonical_bytes
from careernotes.domain.reading import MalformedError
from careernotes.domain.records import (
    RECORD_TYPES,
    REFERENCES,
    Record,
    from_plain,
    key_of,
    kind_of,
    shape_of,
    to_plain,
)
from careernotes.errors import CareerNotesError
from careernotes.services import proving
from careernotes.services.coding import write_all_facts
from careernotes.services.desk import Desk
from careernotes.services.imported_rules import check_imported
from careernotes.services.imported_texts import check_texts
from careernotes.services.work import Work
from careernotes.vault.notes import NotesStore

FORMAT, VERSION = "careernotes-interchange", 1
LONGEST_LINE = 1_000_000
_STEP = 200


class ImportLineError(CareerNotesError):
    """One line of an import is wrong; the whole import is refused."""

    code = "CN570"
    message = "Line {line}, field {field}: expected {expected}."
    safe = "Nothing has been imported and your vault is unchanged."
    hint = "Correct that line in the file and import it again."
    exit_code = 5


class NotInterchangeError(CareerNotesError):
    """The file is something else, or from a newer program."""

    code = "CN571"
    message = "This is not a Career Notes interchange file that this version can read."
    safe = "Nothing has been imported and your vault is unchanged."
    hint = "Choose a file made with: careernotes-vault export."
    exit_code = 5


@dataclass(frozen=True, slots=True)
class ImportCount:
    """How many records came in, and how many were there already, byte for byte."""

    added: int
    already_there: int


def export_plain(desk: Desk, work: Work) -> Iterator[bytes]:
    """Every record of the vault as one JSON line each, a header first; lines refer to earlier lines only.

    Raises:
        NotProvedError: when the passphrase was not shown in the last minute.
    """
    proving.require(desk)
    store = desk.vault.notes
    yield canonical_bytes({"format": FORMAT, "version": VERSION}) + b"\n"
    for step, (kind, record_type) in enumerate(RECORD_TYPES.items()):
        work.step(step / len(RECORD_TYPES), kind)
        for record in _ordered(store.all(record_type)):
            yield canonical_bytes({"type": kind, **to_plain(record)}) + b"\n"


def import_plain(desk: Desk, lines: Iterable[bytes], work: Work) -> ImportCount:
    """Take in what :func:`export_plain` wrote: all of it, or nothing.

    Raises:
        NotInterchangeError: when the first line is not our header.
        ImportLineError: naming the line, the field and what was expected.
        CancelledError: when asked to stop; nothing is kept.
    """
    store = desk.vault.notes
    incoming = _Incoming(store)
    for number, line in enumerate(lines, start=1):
        if number % _STEP == 0:
            work.step(0.5, "read")
        _take_line(incoming, number, line)
    if not incoming.header_seen:
        raise NotInterchangeError
    check_imported(desk, incoming.fresh, incoming.refuse)
    work.step(0.6, "save")
    with store.transaction():
        store.put_all([record for record, _line in incoming.fresh.values()])
        work.step(0.9, "code")
        write_all_facts(desk)
    return ImportCount(added=len(incoming.fresh), already_there=incoming.already_there)


class _Incoming:
    """What has been read so far, and where it stood."""

    def __init__(self, store: NotesStore) -> None:
        self.store = store
        self.header_seen = False
        self.fresh: dict[tuple[type[Record], str], tuple[Record, int]] = {}
        self.already_there = 0

    def refuse(self, line: int, field: str, expected: str) -> ImportLineError:
        """The refusal for one line."""
        return ImportLineError(line=line, field=field, expected=expected)

    def known(self, record_type: type[Record], key: str) -> bool:
        """Whether a record was read before or lies in the vault."""
        return (record_type, key) in self.fresh or self.store.get(record_type, key) is not None


def _take_line(incoming: _Incoming, number: int, line: bytes) -> None:
    if len(line) > LONGEST_LINE:
        raise ImportLineError(line=number, field="line", expected=f"at most {LONGEST_LINE} bytes")
    if not line.strip():
        return
    plain = _object(number, line)
    if not incoming.header_seen:
        if plain.get("format") != FORMAT or plain.get("version") != VERSION:
            raise NotInterchangeError
        incoming.header_seen = True
        return
    record = _record(number, plain)
    _check_references(incoming, number, record)
    place = (type(record), key_of(record))
    if place in incoming.fresh:
        raise ImportLineError(
            line=number, field=shape_of(type(record))[0].name, expected="an identity not used before"
        )
    there = incoming.store.get(*place)
    if there is None:
        incoming.fresh[place] = (record, number)
    elif there == record:
        incoming.already_there += 1
    else:
        raise ImportLineError(
            line=number,
            field=shape_of(type(record))[0].name,
            expected="a record that is new, or the same as the one in the vault",
        )


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose fields stand there once; with one twice, two programs could read two things."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a field twice")
    return dict(pairs)


def _object(number: int, line: bytes) -> Mapping[str, object]:
    try:
        plain = json.loads(line.decode(), object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        if number == 1:
            raise NotInterchangeError from None
        raise ImportLineError(line=number, field="line", expected="one JSON object in UTF-8") from None
    if not isinstance(plain, dict):
        if number == 1:
            raise NotInterchangeError
        raise ImportLineError(line=number, field="line", expected="one JSON object")
    return plain


def _record(number: int, plain: Mapping[str, object]) -> Record:
    kind = plain.get("type")
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        raise ImportLineError(line=number, field="type", expected="one of " + ", ".join(RECORD_TYPES))
    fields = {name: value for name, value in plain.items() if name != "type"}
    try:
        record = from_plain(RECORD_TYPES[kind], fields, place=kind)
        check_texts(record)
    except MalformedError as error:
        raise ImportLineError(line=number, field=error.place, expected=error.expected) from None
    return record


def _check_references(incoming: _Incoming, number: int, record: Record) -> None:
    key_name = shape_of(type(record))[0].name
    for shape in shape_of(type(record)):
        target = REFERENCES.get(shape.name)
        value = getattr(record, shape.name)
        if target is None or shape.name == key_name or not value:
            continue
        if not incoming.known(target, str(value)):
            expected = f"the identity of a {kind_of(target)} on an earlier line or in the vault"
            raise ImportLineError(
                line=number, field=f"{kind_of(type(record))}.{shape.name}", expected=expected
            )


def _ordered(records: Iterable[Record]) -> list[Record]:
    """By identity, except that a record which points to its own kind comes after the one it points to."""
    waiting = sorted(records, key=key_of)
    done: dict[str, Record] = {}
    while waiting:
        ready = [r for r in waiting if getattr(r, "reopened_from", None) in {None, *done}]
        for record in ready or waiting:
            done[key_of(record)] = record
        waiting = [r for r in waiting if key_of(r) not in done]
    return list(done.values())
