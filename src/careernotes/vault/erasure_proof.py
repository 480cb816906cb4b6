"""Is it really gone? Every page of both databases and their journals is read and searched."""

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.records import RECORD_TYPES, Record, key_of, shape_of
from careernotes.vault import rows
from careernotes.vault.connection import Connection, store_errors
from careernotes.vault.erasure import Gathered
from careernotes.vault.freshness import Progress, quiet
from careernotes.vault.guard import close_doors
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.page_sweep import Stretch, free_pages, journal_pages, leaves_of, stretches_of
from careernotes.vault.sealed_pages import PAGE
from careernotes.vault.search_index import index_errors
from careernotes.vault.strings import strings_in

# Pieces of a text are taken where these two signs stand, which both languages are full of.
_PIECE_BYTES = 40
_PIECE = re.compile(rb"(?s)e (?=(.{%d}))" % _PIECE_BYTES)
# Shorter texts and identities stand everywhere by chance.
_SHORTEST, _SHORTEST_ALIVE = 5, 12
_BEGINNING = re.compile(rb"(?s)(?=(.{%d}))" % _SHORTEST)
# No piece begins in one part and ends in another.
_BETWEEN = bytes(_PIECE_BYTES)
_ROOT = "SELECT rootpage FROM main.sqlite_schema WHERE type = 'table' AND name = ?"
_TERM = re.compile(r"[^\W\d_]{4,}")
_TERMS_EACH = 3
_FOUND = "SELECT count(*) FROM main.words WHERE words MATCH ? AND rowid = ?"
_DOCUMENT = (
    "SELECT coalesce(record, '') || ' ' || coalesce(working, '') || ' ' || coalesce(next_time, '')"
    " FROM main.document WHERE id = ?"
)


@dataclass(frozen=True, kw_only=True)
class Needles:
    """What to look for. Made before anything is removed."""

    pieces: frozenset[bytes] = field(repr=False)
    short: frozenset[bytes] = field(repr=False)
    whole: tuple[bytes, ...] = field(repr=False)
    terms: tuple[tuple[int, str], ...] = field(repr=False)

    @cached_property
    def beginnings(self) -> frozenset[bytes]:
        """With what a short one begins."""
        return frozenset(each[:_SHORTEST] for each in self.short)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the search found: pages read, and how many pages and terms still tell."""

    pages: int
    searched: int
    residue: int
    terms: int

    @property
    def gone(self) -> bool:
        """Whether nothing is left."""
        return self.residue == 0 and self.terms == 0


def needles_for(store: NotesStore, gathered: Gathered) -> Needles:
    """What would betray that it is still there: pieces of every text, every identity, words of the index."""
    pieces: set[bytes] = set()
    short: set[bytes] = set()
    for text in gathered.texts:
        encoded = text.encode("utf-8", "replace")
        found = _PIECE.findall(encoded)
        pieces.update(found)
        if len(encoded) >= _SHORTEST:
            short.add(encoded[:64])
            short.add(encoded[-64:])
    short.update(key.encode() for key in gathered.ids if len(key) >= _SHORTEST)
    terms = tuple(_terms(store, gathered.records))
    whole = tuple(key_of(root).encode() for root in gathered.roots)
    return Needles(
        pieces=frozenset(pieces), short=frozenset(short),
        whole=tuple(key for key in whole[:64] if len(key) >= _SHORTEST_ALIVE), terms=terms,
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


def prove_gone(vault: OpenVault, needles: Needles, progress: Progress = quiet) -> Proof:
    """Read everything and search it; what somebody else's record still says in the same words is no residue.

    When SQLite left something behind in a corner of a page, both files are written anew and read once more;
    and before that the search index, when it still knows a word.
    """
    proof = _look(vault, needles, progress)
    if not proof.gone:
        if proof.terms:
            _index_anew(vault.notes)
        rewrite(vault.notes.connection())
        proof = _look(vault, needles, progress)
    return proof


def prove_rewritten(vault: OpenVault, progress: Progress = quiet) -> Proof:
    """For an erasure that was cut short: what was removed is known no more, so nothing may be left at all.

    The search index and both files are written anew, and what then stands between the rows is read: words
    that stand in no record any more are residue.
    """
    # First: what lies in the index is a live row, and would be copied as one.
    _index_anew(vault.notes)
    rewrite(vault.notes.connection())
    pieces: dict[bytes, int] = {}
    pages = 0
    with vault.keys as keys:
        for path, key in ((vault.paths.notes, keys.notes), (vault.paths.themes, keys.themes)):
            total = -(-path.stat().st_size // PAGE)
            stream = vault.raw_file(path)
            free = free_pages(stream, key)
            for stretch in stretches_of(stream, key):
                progress(stretch.first, total)
                for dead in stretch.dead(free):
                    for piece in _PIECE.findall(dead):
                        pieces[piece] = pieces.get(piece, 0) + 1
                pages += len(stretch)
            for page in _journal(vault, path, key):
                pieces.update(dict.fromkeys(_PIECE.findall(page), 1))
                pages += 1
    still = _still_said(vault.notes.connection(), frozenset(pieces)) if pieces else frozenset()
    left = sum(count for piece, count in pieces.items() if piece not in still)
    terms = index_errors(vault.notes.connection())
    return Proof(pages=pages, searched=len(pieces), residue=left, terms=terms)


def _look(vault: OpenVault, needles: Needles, progress: Progress) -> Proof:
    hits: dict[bytes, int] = {}
    pages = 0
    with vault.keys as keys:
        for path, key in ((vault.paths.notes, keys.notes), (vault.paths.themes, keys.themes)):
            total = -(-path.stat().st_size // PAGE)
            stream = vault.raw_file(path)
            free = free_pages(stream, key)
            root = _root_of_notes(vault) if path == vault.paths.notes else 0
            notes = leaves_of(stream, key, root)
            for stretch in stretches_of(stream, key):
                progress(stretch.first, total)
                _search(stretch, needles, hits, free, notes)
                pages += len(stretch)
            for page in _journal(vault, path, key):
                _count_pieces(page, needles, hits)
                _count_whole(page, needles, hits)
                _search_dead(page, needles, hits)
                pages += 1
    if hits:
        still = _still_said(vault.notes.connection(), frozenset(hits))
        hits = {needle: count for needle, count in hits.items() if needle not in still}
    searched = len(needles.pieces) + len(needles.short) + len(needles.whole)
    left = _terms_left(vault.notes.connection(), needles.terms)
    return Proof(pages=pages, searched=searched, residue=sum(hits.values()), terms=left)


def _root_of_notes(vault: OpenVault) -> int:
    with store_errors(vault.paths.notes.name):
        name = rows.table_of(NoteBody).name
        row = vault.notes.connection().execute(_ROOT, (name,)).fetchone()
    return int(str(row[0])) if row is not None else 0


def _journal(vault: OpenVault, database: Path, key: bytes | bytearray) -> Iterator[bytes]:
    journal = database.with_name(f"{database.name}-journal")
    # Between two transactions it is empty: TRUNCATE.
    if journal.is_file() and journal.stat().st_size:
        yield from journal_pages(vault.raw_file(journal), key)


def _search(
    stretch: Stretch,
    needles: Needles,
    hits: dict[bytes, int],
    free: frozenset[int],
    notes: frozenset[int],
) -> None:
    """First all pages of a stretch as one: what is on any of them is found there too.

    What a row of the table of *notes* says, a note that stays says: no residue (:func:`_still_said`).
    """
    sifted = stretch.sift(free, notes)
    if not needles.pieces.isdisjoint(_PIECE.findall(_BETWEEN.join(sifted.sought))):
        for page in stretch.one_by_one():
            for part in page.sift(free, notes).sought:
                _count_pieces(part, needles, hits)
    if any(key in stretch.plain for key in needles.whole):
        for whole in stretch.pages():
            _count_whole(whole, needles, hits)
    if _may_begin(b"\0".join(sifted.dead), needles):
        for dead in sifted.dead:
            _search_dead(dead, needles, hits)


def _count_pieces(page: bytes, needles: Needles, hits: dict[bytes, int]) -> None:
    for piece in needles.pieces.intersection(_PIECE.findall(page)):
        hits[piece] = hits.get(piece, 0) + 1


def _count_whole(page: bytes, needles: Needles, hits: dict[bytes, int]) -> None:
    for key in needles.whole:
        if key in page:
            hits[key] = hits.get(key, 0) + 1


def _search_dead(dead: bytes, needles: Needles, hits: dict[bytes, int]) -> None:
    for each in needles.short if _may_begin(dead, needles) else ():
        if each in dead:
            hits[each] = hits.get(each, 0) + 1


def _may_begin(dead: bytes, needles: Needles) -> bool:
    """Whether any short needle begins in these bytes: there are thousands, and hardly a page has any left."""
    return not needles.beginnings.isdisjoint(_BEGINNING.findall(dead))


def _still_said(connection: Connection, hits: frozenset[bytes]) -> frozenset[bytes]:
    """Those of the hits that stand in a record, draft or setting that was not erased."""
    pieces = {each for each in hits if len(each) == _PIECE_BYTES}
    others, found = hits - pieces, set[bytes]()
    with store_errors("notes.db"):
        for text in _live_texts(connection):
            encoded = text.encode("utf-8", "replace")
            found |= pieces.intersection(_PIECE.findall(encoded))
            found |= {each for each in others - found if each in encoded}
    return frozenset(found)


def _live_texts(connection: Connection) -> Iterator[str]:
    for record_type in RECORD_TYPES.values():
        names = [shape.name for shape in shape_of(record_type) if shape.base is str]
        if names:
            # Names of fields of our own record types.
            table = rows.table_of(record_type).name
            for row in connection.execute(f"SELECT {', '.join(names)} FROM main.{table}"):  # noqa: S608 - see above
                yield from (str(value) for value in row if value)
    for statement in ("SELECT body FROM main.draft", "SELECT value FROM main.setting"):
        for (value,) in connection.execute(statement):
            yield str(value)
            yield from strings_in(str(value))


def _terms_left(connection: Connection, terms: Iterable[tuple[int, str]]) -> int:
    """How many words the index still knows, though the text they stood in is gone."""
    left = 0
    with store_errors("notes.db"):
        for number, word in terms:
            if connection.execute(_FOUND, (f'"{word}"', number)).fetchone() != (0,):
                text = connection.execute(_DOCUMENT, (number,)).fetchone()
                left += text is None or word not in str(text[0]).casefold()
    return left


def _index_anew(store: NotesStore) -> None:
    with store.transaction(), store_errors("notes.db"):
        store.connection().execute("INSERT INTO main.words (words) VALUES ('rebuild')")


def rewrite(connection: Connection) -> None:
    """Write both files anew, page by page, in place: what stood between the rows is overwritten."""
    connection.set_authorizer(None)
    try:
        with store_errors("notes.db"):
            connection.execute("VACUUM main")
            connection.execute("VACUUM th")
    finally:
        with contextlib.suppress(RuntimeError):
            close_doors(connection)
