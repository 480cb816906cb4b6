"""Is it gone? No row of it may answer to its key, and every page of both databases is read and searched.

Pieces of its texts are looked for on every page and in the journals, but not in rows of notes that fill a
page; what it was known by, everywhere; short texts only where no row is. What a record, draft or setting says
in the same words was not erased and is no residue. A row that should have gone is one, whatever it says.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from careernotes.domain.conversations import NoteBody
from careernotes.domain.records import RECORD_TYPES, shape_of
from careernotes.vault import rows
from careernotes.vault.connection import Connection, store_errors
from careernotes.vault.erasure_needles import PIECE, PIECE_BYTES, SHORTEST, Needles
from careernotes.vault.freshness import Progress, quiet
from careernotes.vault.guard import close_doors
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.page_sweep import Stretch, free_pages, journal_pages, leaves_of, stretches_of
from careernotes.vault.sealed_pages import PAGE
from careernotes.vault.search_index import index_errors
from careernotes.vault.strings import strings_in

_BEGINNING = re.compile(rb"(?s)(?=(.{%d}))" % SHORTEST)
# No piece begins in one part and ends in another.
_BETWEEN = bytes(PIECE_BYTES)
_ROOT = "SELECT rootpage FROM main.sqlite_schema WHERE type = 'table' AND name = ?"
_FOUND = "SELECT count(*) FROM main.words WHERE words MATCH ? AND rowid = ?"
_DOCUMENT = (
    "SELECT coalesce(record, '') || ' ' || coalesce(working, '') || ' ' || coalesce(next_time, '')"
    " FROM main.document WHERE id = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the search found: pages read, and how many pages and terms still tell. Of the *residue*, so many
    are rows *alive*.
    """

    pages: int
    searched: int
    residue: int
    terms: int
    alive: int = 0

    @property
    def gone(self) -> bool:
        """Whether nothing is left."""
        return self.residue == 0 and self.terms == 0


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
                    for piece in PIECE.findall(dead):
                        pieces[piece] = pieces.get(piece, 0) + 1
                pages += len(stretch)
            for page in _journal(vault, path, key):
                pieces.update(dict.fromkeys(PIECE.findall(page), 1))
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
    # A row that is still there says its words itself, so that they alone would be called no residue.
    alive = needles.rows_left(vault.notes)
    residue = sum(hits.values()) + alive
    return Proof(pages=pages, searched=searched, residue=residue, terms=left, alive=alive)


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
    if not needles.pieces.isdisjoint(PIECE.findall(_BETWEEN.join(sifted.sought))):
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
    for piece in needles.pieces.intersection(PIECE.findall(page)):
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
    pieces = {each for each in hits if len(each) == PIECE_BYTES}
    others, found = hits - pieces, set[bytes]()
    with store_errors("notes.db"):
        for text in _live_texts(connection):
            encoded = text.encode("utf-8", "replace")
            found |= pieces.intersection(PIECE.findall(encoded))
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
