"""Erasing: what hangs on a record is removed and overwritten in both databases, with one receipt."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.records import RECORD_TYPES, REFERENCES, Record, key_field, key_of, kind_of, shape_of
from careernotes.vault import erasure_alive
from careernotes.vault.audit import AuditCode
from careernotes.vault.connection import store_errors
from careernotes.vault.erasure_alive import Meant
from careernotes.vault.erasure_receipts import (
    LINE_OF_LOOK,
    ErasedWhat,
    ErasureReceipt,
    count,
    drop_receipts,
    identity_hash,
    receipts,
    unfinished,
    was_erased,
)
from careernotes.vault.keeping import Draft, SettingName, session_of
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.search_index import written_anew
from careernotes.vault.state import read_head
from careernotes.vault.strings import named_strings_in, strings_in

__all__ = [
    "LINE_OF_LOOK", "NOTHING_KNOWN", "ErasedWhat", "ErasureReceipt", "Gathered", "drop_receipts",
    "finish_receipt", "gather", "note_found", "receipts", "remove_again", "remove_each", "remove_gathered",
    "subject_of", "unfinished", "was_erased",
]  # fmt: skip

_PART = "notes.db"
NOTHING_KNOWN: Mapping[str, int] = MappingProxyType({})
# Under which names a draft tells of records, and which of them says about whom it is.
_NAMED: Mapping[str, type[Record]] = {key_field(each): each for each in RECORD_TYPES.values()} | REFERENCES
_SAYS_WHOSE = {key_field(Engagement), key_field(Mentee)}
_REMEMBERED = (SettingName.LAST_VIEW, SettingName.LAST_PERSON)


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


def gather(store: NotesStore, roots: Iterable[Record], *, and_drafts_of_notes: bool = True) -> Gathered:
    """What has to go when *roots* go: all that cannot stand without them, and every draft about that.

    A note alone takes the draft of its conversation along (*and_drafts_of_notes*): it may hold the words.
    """
    roots = tuple(roots)
    found: dict[tuple[type[Record], str], Record] = {}
    waiting = list(roots)
    while waiting:
        record = waiting.pop()
        place = (type(record), key_of(record))
        if place in found:
            continue
        found[place] = record
        waiting += _hanging_on(store, record)
    records = tuple(found.values())
    places = {place for place in found if place[0] is not NoteBody}
    drafts = [each for each in store.drafts() if _is_about(each, places)]
    sessions = {each.session_id for each in records if isinstance(each, NoteBody) and and_drafts_of_notes}
    drafts += [draft for draft in store.drafts() if session_of(draft.key) in sessions and draft not in drafts]
    texts = [text for record in records for text in _texts(record)]
    texts += [text for draft in drafts for text in strings_in(draft.body)]
    return Gathered(
        roots=roots, records=records, drafts=tuple(draft.key for draft in drafts), texts=tuple(texts)
    )


def _is_about(draft: Draft, places: set[tuple[type[Record], str]]) -> bool:
    """Whether the draft is of one of these, or names one: by its kind, where it says of which it is."""
    told = named_strings_in(draft.body)
    if any(name in _SAYS_WHOSE for name, _text in told):
        named = {(record_type, text) for name, text in told if (record_type := _NAMED.get(name)) is not None}
        return (Session, draft.key) in places or not places.isdisjoint(named)
    return not {key for _record_type, key in places}.isdisjoint([draft.key, *(text for _name, text in told)])


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
        # What was half typed about the conversation of a note was written since.
        _take_out(store, gathered, gathered.ids)


def _remove(
    vault: OpenVault, gathered: Gathered, what: ErasedWhat, moment: int, known: Mapping[str, int]
) -> tuple[int, Meant]:
    store = vault.notes
    drafts = tuple(draft for key in gathered.drafts if (draft := store.draft(key)) is not None)
    identities = frozenset((kind_of(type(each)), key_of(each)) for each in gathered.records)
    # Where the mentor was is remembered by the session, what stood half typed there is of its notes.
    _take_out(store, gathered, gathered.ids | gathered.sessions)
    subject = subject_of(vault, gathered.roots)
    with store_errors(_PART):
        cursor = store.connection().execute(
            "INSERT INTO main.erasure_receipt (erased_at, what, subject, content_sum) VALUES (?, ?, ?, ?)",
            (moment, int(what), subject, bytes(32)),
        )
        receipt = int(cursor.lastrowid)
        count(store, receipt, {**gathered.counts(), **known})
    vault.trail.append(AuditCode.ERASED, subject)
    return receipt, Meant(identities=identities, drafts=drafts)


def _take_out(store: NotesStore, gathered: Gathered, remembered_by: frozenset[str]) -> None:
    for root in gathered.roots:
        store.remove(type(root), key_of(root))
    for key in gathered.drafts:
        store.discard_draft(key)
    _forget_remembered(store, remembered_by)
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
        count(vault.notes, receipt, counts)
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
        count(vault.notes, receipt, counts)


def subject_of(vault: OpenVault, roots: Iterable[Record]) -> bytes:
    """A keyed hash that stands for what was erased: the same for the same identity."""
    with vault.keys as keys:
        return identity_hash(keys.audit, [key_of(root) for root in roots])


def _forget_remembered(store: NotesStore, ids: frozenset[str]) -> None:
    """Where the mentor was and what stood half typed, when it was about somebody who goes."""
    for name in _REMEMBERED:
        if ids.intersection(strings_in(store.setting(name))):
            store.set_setting(name, "")
    # A command is one word; what it is about stands behind its colon.
    used = store.setting(SettingName.RECENT_COMMANDS).split()
    left = [each for each in used if each.rpartition(":")[2] not in ids]
    if left != used:
        store.set_setting(SettingName.RECENT_COMMANDS, " ".join(left))
