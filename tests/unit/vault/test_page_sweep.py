"""Many pages searched as one: what page by page finds is found, and nothing that lies between two pages."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.vault.samples import note, session

from careernotes.domain.conversations import Session
from careernotes.vault import erasure, erasure_proof, page_sweep
from careernotes.vault.erasure_proof import Needles
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
        pieces=frozenset(erasure_proof._PIECE.findall(TEXT)), short=frozenset({SHORT}), whole=whole, terms=()
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


def search(stretch: Stretch, wanted: Needles, free: frozenset[int] = frozenset()) -> dict[bytes, int]:
    hits: dict[bytes, int] = {}
    erasure_proof._search(stretch, wanted, hits, free)
    return hits


@settings(max_examples=60)
@given(at=st.integers(1, USABLE + 10), place=st.integers(0, 3))
def test_a_text_is_found_on_whichever_page_of_a_stretch_it_stands(at: int, place: int) -> None:
    pages = [page_with(TEXT, at) if place == number else bytes(USABLE) for number in range(4)]
    alone: dict[bytes, int] = {}
    erasure_proof._search_page(pages[place], needles(), alone)
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
    wanted = erasure_proof.needles_for(store, gathered)
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


def test_a_file_cut_short_in_a_page_is_read_up_to_it() -> None:
    raw = io.BytesIO(bytes(4_096 * 3 + 100))
    assert [len(each) for each in page_sweep.stretches_of(raw, bytes(64))] == [3]
