"""Words that stand in the search index only: a live row, which writing the file anew would copy."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on
from tests.unit.vault.pages import decrypted_pages

from careernotes.domain.mentees import Mentee
from careernotes.services import erasing, proving
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.erased import ResidueError
from careernotes.vault import erasure, erasure_proof
from careernotes.vault.erasure import Gathered
from careernotes.vault.notes import NotesStore

CANARY = "zanzibarcanary"


@pytest.fixture
def strayed(desk: Desk) -> Desk:
    """Somebody to erase, somebody who stays, and a word of the first in the index at a place of the other."""
    for alias in ("Mira-07", "Tova-31"):
        key = take_on(desk, alias)
        record_conversation(desk, replace(start_session(desk, key), record=f"With {alias} about {CANARY}."))
    stray(desk)
    return desk


def stray(desk: Desk) -> None:
    connection = desk.vault.notes.connection()
    (number,) = connection.execute("SELECT max(id) FROM main.session").fetchone() or (0,)
    with desk.store.transaction():
        connection.execute("INSERT INTO main.words (rowid, record) VALUES (?, 'zebrafish')", (number,))


def erase_everybody(desk: Desk) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    for each in desk.store.all(Mentee):
        erasing.erase_person(desk, each.mentee_id)


def cut_short(desk: Desk) -> None:
    """The removal of everybody; nothing was looked for yet."""
    gathered = erasure.gather(desk.store, desk.store.all(Mentee))
    with desk.store.transaction():
        erasure.remove_gathered(desk.vault, gathered, erasure.ErasedWhat.RETENTION, desk.moment)
    assert indexed(desk, "zebrafish") == 1


def indexed(desk: Desk, word: str) -> int:
    connection = desk.vault.notes.connection()
    row = connection.execute("SELECT count(*) FROM main.words WHERE words MATCH ?", (word,)).fetchone()
    return 0 if row is None else int(str(row[0]))


def settings(desk: Desk) -> list[tuple[object, ...]]:
    return list(desk.vault.notes.connection().execute("SELECT k, v FROM main.words_config ORDER BY k"))


def test_an_erasure_that_is_finished_later_leaves_no_word_in_the_index(strayed: Desk) -> None:
    cut_short(strayed)
    before = settings(strayed)
    assert erasing.finish_waiting(strayed).number == 1
    assert indexed(strayed, f"zebrafish OR {CANARY}") == 0
    assert strayed.vault.integrity().fine
    assert settings(strayed) == before
    with strayed.vault.keys as keys:
        strayed.close()
        pages = decrypted_pages(strayed.vault.paths.notes, keys.notes)
    assert not any(b"zebrafish" in page for page in pages)


def test_without_it_the_look_says_so(strayed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: an index that is left as it is keeps the receipt waiting."""

    def leave(_store: NotesStore) -> None:
        """A weakened build."""

    cut_short(strayed)
    with monkeypatch.context() as patch:
        patch.setattr(erasure_proof, "_index_anew", leave)
        with pytest.raises(ResidueError):
            erasing.finish_waiting(strayed)
    assert erasure.unfinished(strayed.store)
    assert erasing.finish_waiting(strayed).number == 1
    assert indexed(strayed, "zebrafish") == 0


def test_a_word_the_look_finds_in_the_index_is_put_right_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = take_on(desk, "Mira-07")
    text = "We talked about aquariums and zebrafish."
    record_conversation(desk, replace(start_session(desk, key), record=text))
    connection = desk.vault.notes.connection()
    (number,) = connection.execute("SELECT max(id) FROM main.session").fetchone() or (0,)
    found: list[int] = []
    left = erasure_proof._terms_left

    @contextlib.contextmanager
    def kept(_store: NotesStore, _gathered: Gathered) -> Iterator[None]:
        """A weakened build: the index keeps what it had."""
        yield
        connection.execute("INSERT INTO main.words (rowid, record) VALUES (?, ?)", (number, text))

    def terms_left(*given: Any) -> int:
        found.append(left(*given))
        return found[-1]

    monkeypatch.setattr(erasure, "_index_written_anew", kept)
    monkeypatch.setattr(erasure_proof, "_terms_left", terms_left)
    erase_everybody(desk)
    assert found == [3, 0]
    assert indexed(desk, "zebrafish") == 0
    assert erasure.unfinished(desk.store) == ()
    assert desk.vault.integrity().fine
