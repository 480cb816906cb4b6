"""What was erased is in no corner of the search index, and reading a page past SQLite gives what is there."""

import pytest
from tests.unit.vault.pages import decrypted_pages
from tests.unit.vault.samples import coding, engagement, mentee, note, session

from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.mentees import Mentee
from careernotes.domain.records import key_of
from careernotes.vault import erasure, erasure_needles, erasure_proof
from careernotes.vault.keeping import Draft
from careernotes.vault.notes import NotesStore
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.page_sweep import dead_bytes, free_pages, pages_of

CANARY = b"zanzibar"


def fill(store: NotesStore) -> None:
    """So many words of their own that they fill pages of the index."""
    with store.transaction():
        for number in range(80):
            own = " ".join(f"zanzibar{number:03d}x{word:03d}" for word in range(40))
            store.put_all([session(number), note(number, own)])
        store.put_all([mentee(2), engagement(2)])
        for number in range(100, 140):
            own = " ".join(f"ordinary{number:03d}x{word:03d}" for word in range(40))
            store.put_all([session(number, relation=2), note(number, own)])


def on_pages(vault: OpenVault) -> int:
    with vault.keys as keys:
        stream = vault.raw_file(vault.paths.notes)
        return sum(CANARY in page for page in pages_of(stream, keys.notes))


def test_words_of_an_erased_person_are_in_no_part_of_the_index(vault: OpenVault, store: NotesStore) -> None:
    fill(store)
    assert on_pages(vault) > 15
    person = store.get(Mentee, "m1")
    assert person is not None
    gathered = erasure.gather(store, [person])
    with store.transaction():
        erasure.remove_gathered(vault, gathered, erasure.ErasedWhat.PERSON, 1)
    assert on_pages(vault) == 0
    assert store.integrity().fine
    row = store.connection().execute("SELECT v FROM main.words_config WHERE k = 'secure-delete'").fetchone()
    assert row == (1,)


def test_without_writing_the_index_anew_words_stay_in_its_list_of_pages(
    vault: OpenVault, store: NotesStore
) -> None:
    """The positive control, and why FTS5's own secure-delete is not enough."""
    fill(store)
    with store.transaction():
        for number in range(80):
            store.remove(Session, f"s{number}")
    assert on_pages(vault) > 0


def test_the_page_reader_reads_what_the_independent_reader_of_the_tests_reads(
    vault: OpenVault, store: NotesStore
) -> None:
    fill(store)
    with vault.keys as keys:
        vault.close()
        with vault.paths.notes.open("rb") as stream:
            found = list(pages_of(stream, keys.notes))
        told = decrypted_pages(vault.paths.notes, keys.notes)
    assert len(found) == len(told) > 10
    # On the first page the salt takes the place of sixteen bytes.
    assert found[0][16:] == told[0]
    assert found[1:] == told[1:]


def test_the_holes_of_a_page_are_read_and_its_rows_are_not(vault: OpenVault, store: NotesStore) -> None:
    """Without overwriting, a removed row is dead bytes; the rows beside it are not."""
    connection = store.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    store.put_all([session(1, next_time="deadwords " * 3), session(2, next_time="livewords " * 3)])
    store.remove(Session, "s1")
    with vault.keys as keys:
        stream = vault.raw_file(vault.paths.notes)
        free = free_pages(stream, keys.notes)
        dead = b"".join(
            dead_bytes(page, first=number == 1, free=number in free)
            for number, page in enumerate(pages_of(stream, keys.notes), start=1)
        )
    assert b"deadwords" in dead
    assert b"livewords" not in dead


@pytest.mark.parametrize("places", [0, 3])
def test_a_text_that_somebody_else_wrote_too_is_no_residue(
    vault: OpenVault, store: NotesStore, places: int
) -> None:
    same = "We agreed that the next step is to see three people outside the function before the summer."
    store.put_all([session(1), note(1, same)])
    for number in range(2, 2 + places):
        store.put_all([session(number), note(number, same)])
    gathered = erasure.gather(store, [store.all(Session, session_id="s1")[0]])
    needles = erasure_needles.needles_for(store, gathered)
    # Before the removal it is the rows themselves, and nothing beside them: it is still said.
    before = erasure_proof._look(vault, needles, lambda _done, _total: None)
    assert before.residue == len(gathered.records) == 2
    with store.transaction():
        erasure.remove_gathered(vault, gathered, erasure.ErasedWhat.SESSION, 1)
    assert erasure_proof.prove_gone(vault, needles).gone


@pytest.mark.parametrize(
    ("removed", "left"),
    [
        ((NoteBody, ThemeCoding, Session, Draft), 0),
        ((NoteBody, ThemeCoding, Draft), 1),
        ((ThemeCoding, Session), 1),
        ((ThemeCoding, Draft), 2),
        ((), 4),
    ],
)
def test_an_erasure_that_leaves_a_row_alive_is_not_called_gone(
    vault: OpenVault, store: NotesStore, removed: tuple[type, ...], left: int
) -> None:
    """Weakened ones, and one that is whole: what a row that stays says is on no page beside it."""
    said = "We agreed that the next step is to see three people outside the function before the summer."
    store.put_all([session(1), note(1, said), coding(1)])
    store.save_draft(Draft(key="s1", body=f'["{said}"]', updated_at=1))
    gathered = erasure.gather(store, [store.all(Session, session_id="s1")[0]])
    needles = erasure_needles.needles_for(store, gathered)
    with store.transaction():
        for each in gathered.records:
            if type(each) in removed and type(each) is not Session:
                store.remove(type(each), key_of(each))
        if Session in removed:
            store.remove(Session, "s1")
        if Draft in removed:
            store.discard_draft("s1")
    proof = erasure_proof.prove_gone(vault, needles)
    assert proof.residue == left
    assert proof.gone == (left == 0)
