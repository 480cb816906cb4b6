"""What to look for after an erasure: the rows themselves, and what would betray that they were there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.records import Record, key_of
from careernotes.vault.connection import store_errors
from careernotes.vault.erasure import Gathered
from careernotes.vault.notes import NotesStore

# Pieces of a text are taken where these two signs stand, which both languages are full of.
PIECE_BYTES = 40
PIECE = re.compile(rb"(?s)e (?=(.{%d}))" % PIECE_BYTES)
# Shorter texts and identities stand everywhere by chance.
SHORTEST, _SHORTEST_ALIVE = 5, 12
_TERM = re.compile(r"[^\W\d_]{4,}")
_TERMS_EACH = 3


@dataclass(frozen=True, kw_only=True)
class Needles:
    """What to look for. Made before anything is removed."""

    pieces: frozenset[bytes] = field(repr=False)
    short: frozenset[bytes] = field(repr=False)
    whole: tuple[bytes, ...] = field(repr=False)
    terms: tuple[tuple[int, str], ...] = field(repr=False)
    rows: tuple[tuple[type[Record], str], ...] = field(default=(), repr=False)
    drafts: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def beginnings(self) -> frozenset[bytes]:
        """With what a short one begins."""
        return frozenset(each[:SHORTEST] for each in self.short)

    def rows_left(self, store: NotesStore) -> int:
        """How many of the rows and drafts that were to go can still be read."""
        rows = sum(store.get(record_type, key) is not None for record_type, key in self.rows)
        return rows + sum(store.draft(key) is not None for key in self.drafts)


def needles_for(store: NotesStore, gathered: Gathered) -> Needles:
    """What would betray that it is still there: pieces of every text, every identity, words of the index."""
    pieces: set[bytes] = set()
    short: set[bytes] = set()
    for text in gathered.texts:
        encoded = text.encode("utf-8", "replace")
        found = PIECE.findall(encoded)
        pieces.update(found)
        if len(encoded) >= SHORTEST:
            short.add(encoded[:64])
            short.add(encoded[-64:])
    short.update(key.encode() for key in gathered.ids if len(key) >= SHORTEST)
    terms = tuple(_terms(store, gathered.records))
    whole = tuple(key_of(root).encode() for root in gathered.roots)
    return Needles(
        pieces=frozenset(pieces), short=frozenset(short),
        whole=tuple(key for key in whole[:64] if len(key) >= _SHORTEST_ALIVE), terms=terms,
        rows=tuple((type(each), key_of(each)) for each in gathered.records), drafts=gathered.drafts,
    )  # fmt: skip


def _terms(store: NotesStore, records: Iterable[Record]) -> Iterator[tuple[int, str]]:
    """For each document the longest words: the rarest, as a rule."""
    numbers: dict[str, int | None] = {}
    sessions = {each.session_id: each for each in records if isinstance(each, Session)}
    for each in records:
        if not isinstance(each, NoteBody):
            continue
        if each.session_id not in numbers:
            session = sessions.get(each.session_id) or store.get(Session, each.session_id)
            numbers[each.session_id] = _session_number(store, session) if session is not None else None
        number = numbers[each.session_id]
        words = sorted({word.casefold() for word in _TERM.findall(each.body)}, key=len)[-_TERMS_EACH:]
        yield from ((number, word) for word in words if number is not None)


def _session_number(store: NotesStore, session: Session) -> int | None:
    """The place of a session in the search index; None when it is gone."""
    with store_errors("notes.db"):
        row = store.connection().execute(
            "SELECT id FROM main.session WHERE session_id = ?", (session.session_id,)
        ).fetchone()  # fmt: skip
    return None if row is None else int(str(row[0]))
