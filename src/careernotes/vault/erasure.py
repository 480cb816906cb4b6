"""Erasing: what hangs on a record is removed and overwritten in both databases, with one receipt."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.records import RECORD_TYPES, REFERENCES, Record, key_of, kind_of, shape_of
from careernotes.vault import erasure_alive
from careernotes.vault.audit import AuditCode
from careernotes.vault.connection import store_errors
from careernotes.vault.erasure_alive import Meant
from careernotes.vault.keeping import SettingName
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.search_index import written_anew
from careernotes.vault.state import read_head
from careernotes.vault.strings import strings_in

_PART = "notes.db"
NOTHING_KNOWN: Mapping[str, int] = MappingProxyType({})
LINE_OF_LOOK = "line_of_look"
_REMEMBERED = (SettingName.LAST_VIEW, SettingName.LAST_PERSON)


class ErasedWhat(IntEnum):
    """What a receipt is about; the numbers are for ever."""

    PERSON = 1
    SESSION = 2
    NOTE = 3
    RETENTION = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that goes with some records: the records themselves, and drafts about them."""

    roots: tuple[Record, ...] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    drafts: tuple[str, ...] = field(repr=False)
    texts: tuple[str, ...] = field(repr=False)

    @property
    def ids(self) -> frozenset[str]:
        """The identities of all of them."""
        return frozenset(key_of(each) for each in self.records) | frozenset(self.drafts)

    @property
    def sessions(self) -> frozenset[str]:
        """The conversations the notes among them belong to."""
        return frozenset(each.session_id for each in self.records if isinstance(each, NoteBody))

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        found: dict[str, int] = {}
        for each in self.records:
            found[kind_of(type(each))] = found.get(kind_of(type(each)), 0) + 1
        if self.drafts:
            found["draft"] = len(self.drafts)
        return found


def gather(store: NotesStore, roots: Iterable[Record]) -> Gathered:
    """What has to go when *roots* go: all that cannot stand without them, and every draft about that."""
    roots = tuple(roots)
    found: dict[tuple[type, str], Record] = {}
    waiting = list(roots)
    while waiting:
        record = waiting.pop()
        place = (type(record), key_of(record))
        if place in found:
            continue
        found[place] = record
        waiting += _hanging_on(store, record)
    records = tuple(found.values())
    ids = {key_of(each) for each in records if not isinstance(each, NoteBody)}
    drafts = [each for each in store.drafts() if each.key in ids or ids.intersection(strings_in(each.body))]
    # A note alone takes the draft of its session along: it may hold the same words.
    sessions = {each.session_id for each in records if isinstance(each, NoteBody)}
    drafts += [draft for draft in store.drafts() if draft.key in sessions and draft not in drafts]
    texts = [text for record in records for text in _texts(record)]
    texts += [text for draft in drafts for text in strings_in(draft.body)]
    return Gathered(
        roots=roots, records=records, drafts=tuple(draft.key for draft in drafts), texts=tuple(texts)
    )


def _hanging_on(store: NotesStore, record: Record) -> list[Record]:
    own_key = shape_of(type(record))[0].name
    if REFERENCES.get(own_key) is not type(record):
        return []
    return [
        child
        for child_type in RECORD_TYPES.values()
        for shape in shape_of(child_type)[1:]
        if shape.name == own_key and not shape.optional
        for child in store.all(child_type, **{own_key: key_of(record)})
    ]


def _texts(record: Record) -> list[str]:
    values = (getattr(record, shape.name) for shape in shape_of(type(record))[1:] if shape.base is str)
    return [value for value in values if value]


def remove_gathered(
    vault: OpenVault,
    gathered: Gathered,
    what: ErasedWhat,
    moment: int,
    known: Mapping[str, int] = NOTHING_KNOWN,
) -> int:
    """Remove it all, inside the caller's transaction, with a line in the trail; gives the receipt's number.

    What is *known* of copies that are out stands on it from the first moment: afterwards nobody knows. It is
    finished by :func:`finish_receipt` once it was looked whether anything is left.
    """
    with _index_written_anew(vault.notes, gathered):
        receipt, meant = _remove(vault, gathered, what, moment, known)
        erasure_alive.remember(vault.notes, {receipt: meant})
    return receipt


def remove_each(vault: OpenVault, roots: Iterable[Record], what: ErasedWhat, moment: int) -> tuple[int, ...]:
    """Like :func:`remove_gathered` for several roots, each with a line and a receipt of its own.

    A receipt about several together would stand for none of them: see :func:`was_erased`.
    """
    store, roots = vault.notes, tuple(roots)
    with _index_written_anew(store, gather(store, roots)):
        # One by one: what hung on another root went with it.
        done = dict(
            _remove(vault, gather(store, [root]), what, moment, NOTHING_KNOWN)
            for root in roots
            if store.get(type(root), key_of(root)) is not None
        )
        erasure_alive.remember(store, done)
    return tuple(done)


def remove_again(store: NotesStore, gathered: Gathered) -> None:
    """Remove what an erasure left alive, inside the caller's transaction; its receipt is there already."""
    with _index_written_anew(store, gathered):
        _take_out(store, gathered)


def _remove(
    vault: OpenVault, gathered: Gathered, what: ErasedWhat, moment: int, known: Mapping[str, int]
) -> tuple[int, Meant]:
    store = vault.notes
    drafts = tuple(draft for key in gathered.drafts if (draft := store.draft(key)) is not None)
    identities = frozenset(key_of(each) for each in gathered.records)
    _take_out(store, gathered)
    subject = subject_of(vault, gathered.roots)
    with store_errors(_PART):
        cursor = store.connection().execute(
            "INSERT INTO main.erasure_receipt (erased_at, what, subject, content_sum) VALUES (?, ?, ?, ?)",
            (moment, int(what), subject, bytes(32)),
        )
        receipt = int(cursor.lastrowid)
        _count(store, receipt, {**gathered.counts(), **known})
    vault.trail.append(AuditCode.ERASED, subject)
    return receipt, Meant(identities=identities, drafts=drafts)


def _take_out(store: NotesStore, gathered: Gathered) -> None:
    for root in gathered.roots:
        store.remove(type(root), key_of(root))
    for key in gathered.drafts:
        store.discard_draft(key)
    # Where the mentor was is remembered by the session, what stood half typed there is of its notes.
    _forget_remembered(store, gathered.ids | gathered.sessions)
    with store_errors(_PART):
        for key in gathered.ids:
            store.connection().execute("DELETE FROM main.announcement WHERE record_id = ?", (key,))


def _index_written_anew(store: NotesStore, gathered: Gathered) -> contextlib.AbstractContextManager[None]:
    told = any(isinstance(each, Session | NoteBody) for each in gathered.records)
    return written_anew(store.connection()) if told else contextlib.nullcontext()


def finish_receipt(vault: OpenVault, receipt: int, counts: Mapping[str, int]) -> None:
    """Add what was found afterwards, and the sum of the content as it is now."""
    connection = vault.notes.connection()
    head = read_head(connection)
    with vault.notes.transaction(), store_errors(_PART):
        _count(vault.notes, receipt, counts)
        connection.execute(
            "UPDATE main.erasure_receipt SET content_sum = ? WHERE id = ?", (head.content_sum, receipt)
        )


def note_found(vault: OpenVault, receipt: int, counts: Mapping[str, int], *, clean: bool = False) -> None:
    """Add what was found so far; the receipt waits still. When nothing was (*clean*), it also says after
    which line of the trail: no backup from before is free of what was removed, page by page.
    """
    if clean:
        last = max((entry.seq for entry in vault.trail.entries()), default=0)
        counts = {**counts, LINE_OF_LOOK: last}
    with vault.notes.transaction(), store_errors(_PART):
        _count(vault.notes, receipt, counts)


def unfinished(store: NotesStore) -> tuple[int, ...]:
    """Receipts of erasures that were cut short after the removal, the oldest first."""
    with store_errors(_PART):
        rows = store.connection().execute(
            "SELECT id FROM main.erasure_receipt WHERE content_sum = ? ORDER BY id", (bytes(32),)
        )
        return tuple(int(str(number)) for (number,) in rows.fetchall())


def subject_of(vault: OpenVault, roots: Iterable[Record]) -> bytes:
    """A keyed hash that stands for what was erased: the same for the same identity."""
    return _subject(vault, [key_of(root) for root in roots])


def _subject(vault: OpenVault, identities: Iterable[str]) -> bytes:
    with vault.keys as keys:
        return erasure_alive.subject(keys.audit, identities)


def was_erased(vault: OpenVault, key: str) -> bool:
    """Whether a receipt stands for what had this identity, and for nothing else with it."""
    with store_errors(_PART):
        found = vault.notes.connection().execute(
            "SELECT 1 FROM main.erasure_receipt WHERE subject = ?", (_subject(vault, [key]),)
        )
        return bool(found.fetchall())


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt:
    """One receipt as it is kept: a moment, a hash and counts. No text."""

    number: int
    erased_at: int
    what: ErasedWhat
    subject: bytes
    counts: Mapping[str, int]


def receipts(store: NotesStore) -> tuple[ErasureReceipt, ...]:
    """Every receipt, the oldest first."""
    connection = store.connection()
    with store_errors(_PART):
        rows = connection.execute(
            "SELECT id, erased_at, what, subject FROM main.erasure_receipt ORDER BY id"
        ).fetchall()
        return tuple(
            ErasureReceipt(
                number=int(str(number)), erased_at=int(str(at)), what=ErasedWhat(int(str(what))),
                subject=subject if isinstance(subject, bytes) else b"",
                counts={
                    str(part): int(str(count))
                    for part, count in connection.execute(
                        "SELECT part, number FROM main.erasure_count WHERE receipt = ?", (number,)
                    )
                },
            )
            for number, at, what, subject in rows
        )  # fmt: skip


def drop_receipts(store: NotesStore, before: int) -> int:
    """Remove receipts older than a moment; inside the caller's transaction. Says how many."""
    with store_errors(_PART):
        connection = store.connection()
        connection.execute(
            "DELETE FROM main.erasure_count WHERE receipt IN"
            " (SELECT id FROM main.erasure_receipt WHERE erased_at < ?)",
            (before,),
        )
        return connection.execute("DELETE FROM main.erasure_receipt WHERE erased_at < ?", (before,)).rowcount


def _count(store: NotesStore, receipt: int, counts: Mapping[str, int]) -> None:
    for part, number in counts.items():
        store.connection().execute(
            "INSERT INTO main.erasure_count (receipt, part, number) VALUES (?, ?, ?)"
            " ON CONFLICT (receipt, part) DO UPDATE SET number = excluded.number",
            (receipt, part, number),
        )


def _forget_remembered(store: NotesStore, ids: frozenset[str]) -> None:
    """Where the mentor was and what stood half typed, when it was about somebody who goes."""
    for name in _REMEMBERED:
        if ids.intersection(strings_in(store.setting(name))):
            store.set_setting(name, "")
