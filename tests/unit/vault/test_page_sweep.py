"""Many pages searched as one: what page by page finds is found, and nothing that lies between two pages."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.vault.samples import note, session

from careernotes.domain.conversations import Session
from careernotes.vault import erasure, erasure_needles, erasure_proof, page_sweep
from careernotes.vault.erasure_needles import Needles
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.page_sweep import Stretch, dead_bytes
from careernotes.vault.sealed_pages import GAP, USABLE

TEXT = b"e and that is what we said about the move to the other side of the house"
SHORT = b"said about the move"


def stretch_of(*pages: bytes, first: int = 2) -> Stretch:
    """Pages as they come from the reader, with something in each gap."""
    return Stretch(first=first, plain=b"".join(b"\xaa" * GAP + page for page in pages))


def needles(*, whole: tuple[bytes, ...] = ()) -> Needles:
    return Needles(
        pieces=frozenset(erasure_needles.PIECE.findall(TEXT)), short=frozenset({SHORT}), whole=whole, terms=()
    )


def page_with(text: bytes, at: int) -> bytes:
    """A page of some other table than the kinds with rows: nothing in it is dead."""
    return (b"\0" * at + text).ljust(USABLE, b"\0")[:USABLE]


def rows_page(gap: bytes, hole: bytes) -> bytes:
    """A leaf without rows, with words in its gap and in a hole."""
    head = bytes([13]) + (3_000).to_bytes(2) + bytes(2) + (2_000).to_bytes(2) + bytes(1)
    page = bytearray(USABLE)
    page[: len(head)] = head
    page[100 : 100 + len(gap)] = gap
    page[3_000:3_004] = bytes(2) + (4 + len(hole)).to_bytes(2)
    page[3_004 : 3_004 + len(hole)] = hole
    return bytes(page)


def search(
    stretch: Stretch, wanted: Needles, free: frozenset[int] = frozenset(), rows: frozenset[int] = frozenset()
) -> dict[bytes, int]:
    hits: dict[bytes, int] = {}
    erasure_proof._search(stretch, wanted, hits, free, rows)
    return hits


@settings(max_examples=60)
@given(at=st.integers(1, USABLE + 10), place=st.integers(0, 3))
def test_a_text_is_found_on_whichever_page_of_a_stretch_it_stands(at: int, place: int) -> None:
    pages = [page_with(TEXT, at) if place == number else bytes(USABLE) for number in range(4)]
    alone: dict[bytes, int] = {}
    erasure_proof._count_pieces(pages[place], needles(), alone)
    assert search(stretch_of(*pages), needles()) == alone
    assert bool(alone) == (at + 42 <= USABLE)


def test_it_is_counted_once_for_each_page() -> None:
    page = page_with(TEXT, 700)
    assert set(search(stretch_of(page, bytes(USABLE), page), needles()).values()) == {2}


@pytest.mark.parametrize("cut", range(3, len(TEXT) - 1, 7))
def test_halves_on_two_pages_are_no_hit_together(cut: int) -> None:
    before = bytes(USABLE - cut) + TEXT[:cut]
    after = TEXT[cut:].ljust(USABLE, b"\0")
    whole = (TEXT[: cut + 1],)
    assert not set(search(stretch_of(before, after), needles(whole=whole))) & set(whole)


def test_the_short_ones_are_looked_for_in_gaps_holes_and_free_pages_and_in_no_row() -> None:
    empty = bytes(USABLE)
    assert search(stretch_of(empty, rows_page(b"x " + SHORT, b"-")), needles()) == {SHORT: 1}
    assert search(stretch_of(empty, rows_page(b"", b"-" + SHORT)), needles()) == {SHORT: 1}
    live = page_with(b"\1" + SHORT, 500)
    assert search(stretch_of(empty, live), needles()) == {}
    assert search(stretch_of(empty, live), needles(), frozenset({3})) == {SHORT: 1}
    assert search(stretch_of(empty, live), needles(), frozenset({2})) == {}


@settings(max_examples=100)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from([2, 5, 10, 13, 0]), first=st.booleans())
def test_dead_bytes_of_a_page_never_come_from_its_neighbours(seed: int, kind: int, first: bool) -> None:
    """Whatever a page says of its own gap and holes, damaged or not."""
    chance = random.Random(seed)
    page = bytearray(chance.randbytes(USABLE).replace(b"N", b"n"))
    page[100 if first else 0] = kind
    around = b"N" * USABLE
    number = 1 if first else 7
    pages = [page, around] if first else [around, page, around]
    stretch = stretch_of(*map(bytes, pages), first=1 if first else 6)
    for free in (frozenset[int](), frozenset({number})):
        own = dead_bytes(bytes(page), first=first, free=bool(free))
        assert list(stretch.dead(free)) == ([own] if own else [])
        assert b"N" not in own


def test_a_real_vault_is_searched_the_same_however_many_pages_are_taken_at_once(
    vault: OpenVault, store: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction():
        for number in range(60):
            said = f"The note {number} and the rest of the one before, which we have seen to be done. "
            store.put_all([session(number), note(number, said * 9)])
    gathered = erasure.gather(store, [store.all(Session, session_id="s7")[0]])
    wanted = erasure_needles.needles_for(store, gathered)
    connection = store.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    with store.transaction():
        store.remove(Session, "s7")
    found = []
    for many in (1, 3, 256):
        monkeypatch.setattr(page_sweep, "_AT_ONCE", many)
        found.append(erasure_proof._look(vault, wanted, lambda _done, _total: None))
    assert found[0].residue > 0
    assert found[0] == found[1] == found[2]


def leaves(vault: OpenVault) -> dict[int, bytes]:
    """The pages with rows of notes, by the reader under test."""
    with vault.keys as keys:
        stream = vault.raw_file(vault.paths.notes)
        numbers = page_sweep.leaves_of(stream, keys.notes, erasure_proof._root_of_notes(vault))
        pages = dict(enumerate(page_sweep.pages_of(stream, keys.notes), start=1))
    return {number: page for number, page in pages.items() if number in numbers}


def fill(store: NotesStore) -> None:
    """Notes short and long, some of them taken out again."""
    chance = random.Random(5)
    with store.transaction():
        for number in range(400):
            said = f"note{number:04d} " + "words " * chance.choice([0, 3, 40, 300, 640, 1_500])
            store.put_all([session(number), note(number, said)])
    with store.transaction():
        for number in range(0, 400, 3):
            store.remove(Session, f"s{number}")


def test_every_note_lies_on_the_leaves_of_its_table_and_rows_fill_nearly_all_of_them(
    vault: OpenVault, store: NotesStore
) -> None:
    fill(store)
    found = leaves(vault)
    together = b"".join(found.values())
    assert all((b"note%04d" % number in together) == bool(number % 3) for number in range(400))
    full = [page for page in found.values() if page_sweep._full(page, 0)]
    # Not those from which a note goes on elsewhere.
    longest = [page for page in found.values() if page not in full]
    assert len(full) > 50
    assert all(b"words " * 650 not in page for page in full)
    assert 0 < len(longest) < len(found) / 2


def test_a_leaf_with_bytes_that_belong_to_no_row_is_searched_as_a_whole(
    vault: OpenVault, store: NotesStore
) -> None:
    fill(store)
    number, page = next((n, page) for n, page in leaves(vault).items() if page_sweep._full(page, 0))
    said = page[int.from_bytes(page[8:10]) :][:60]
    # The first row is taken from the list of rows, and its bytes stay.
    count = int.from_bytes(page[3:5])
    lost = page[:3] + (count - 1).to_bytes(2) + page[5:8] + page[10 : 8 + 2 * count] + bytes(2)
    lost += page[len(lost) :]
    rows = frozenset({number})
    none = frozenset[int]()
    for each, whole in ((page, False), (lost, True)):
        stretch = stretch_of(bytes(USABLE), each, bytes(USABLE), first=number - 1)
        assert any(said in part for part in stretch.sift(none, rows).sought) == whole
        # A free page, and one of any other table, always.
        assert any(said in part for part in stretch.sift(rows, rows).sought)
        assert any(said in part for part in stretch.sift(none, none).sought)


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), spoiled=st.integers(1, 30))
def test_a_damaged_leaf_is_read_without_failing(seed: int, spoiled: int) -> None:
    chance = random.Random(seed)
    page = bytearray(rows_page(b"", b""))
    page[1:8] = chance.randbytes(7)
    page[4] = chance.randrange(12)
    for _each in range(spoiled):
        page[chance.randrange(1, USABLE)] = chance.randrange(256)
    (part,) = stretch_of(bytes(page)).sift(frozenset(), frozenset({2})).sought or (b"",)
    assert part == bytes(page) or page_sweep._full(bytes(page), 0)
    assert page_sweep.leaves_of(io.BytesIO(b""), bytes(64), 3) == frozenset()


def test_a_text_that_a_note_still_says_is_no_residue_whether_its_row_is_read_or_not(
    vault: OpenVault, store: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out of the search would not have counted."""
    same = "We agreed that the next step is to see three people outside the function before the summer."
    with store.transaction():
        for number in range(1, 30):
            store.put_all([session(number), note(number, f"{number} {same}")])
    gathered = erasure.gather(store, [store.all(Session, session_id="s1")[0]])
    wanted = erasure_needles.needles_for(store, gathered)
    with store.transaction():
        erasure.remove_gathered(vault, gathered, erasure.ErasedWhat.SESSION, 1)
    quick = erasure_proof._look(vault, wanted, lambda _done, _total: None)
    monkeypatch.setattr(erasure_proof, "leaves_of", lambda *_given: frozenset())
    assert erasure_proof._look(vault, wanted, lambda _done, _total: None) == quick
    assert quick.gone


def test_a_file_cut_short_in_a_page_is_read_up_to_it() -> None:
    raw = io.BytesIO(bytes(4_096 * 3 + 100))
    assert [len(each) for each in page_sweep.stretches_of(raw, bytes(64))] == [3]
