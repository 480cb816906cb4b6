"""Search with filters; the same answer without the index; and an index that is built anew."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gui.people_life import fill_desk, take_on, talk

from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftAction
from careernotes.services.searching import index_anew, look_for
from careernotes.services.work import Work
from careernotes.vault.search import Narrowed, search
from careernotes.vault.search_index import index_errors
from careernotes.vault.search_scan import scan

WORDS = "manager", "talk", "move", "product", "openings", "watched", "peers", "energy", "quiet", "advice"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Three people, and somebody last year with an action that is still open."""
    fill_desk(desk)
    key = take_on(desk, "Zoki-50")
    talk(desk, key, "A quiet talk about a move abroad.", days_ago=400, actions=(DraftAction(text="Write"),))
    return desk


def found(desk: Desk, text: str) -> list[str]:
    return sorted({note.alias for note in look_for(desk, text).notes})


def test_each_filter_narrows_alone_and_with_words(filled: Desk) -> None:
    assert found(filled, "who:tova") == ["Tova-31"]
    assert found(filled, "wie:mira manager") == ["Mira-07"]
    assert found(filled, "who:nobody") == []
    assert found(filled, "theme:mob.sideways") == ["Mira-07"]
    assert found(filled, "is:open move") == ["Mira-07", "Zoki-50"]
    assert found(filled, "is:uncoded who:tova") == ["Tova-31"]
    half_a_year_ago = (filled.today - dt.timedelta(days=183)).isoformat()
    assert found(filled, f"before:{half_a_year_ago}") == ["Zoki-50"]
    assert found(filled, f"after:{half_a_year_ago}") == ["Mira-07", "Tova-31"]
    assert found(filled, "layer:work advice") == ["Mira-07"]
    assert found(filled, "layer:record advice") == []
    assert found(filled, "is:nonsense") == found(filled, "q:nonsense") == []
    old = filled.today - dt.timedelta(days=400)
    assert found(filled, f"k:{old.year}K{(old.month + 2) // 3}") == ["Zoki-50"]


def test_people_are_alternatives(filled: Desk) -> None:
    assert found(filled, "who:tova who:zoki") == ["Tova-31", "Zoki-50"]


def test_a_word_that_is_nearly_the_same_is_offered_only_when_nothing_is_found(filled: Desk) -> None:
    looked = look_for(filled, "managre")
    assert (looked.notes, looked.like, looked.like_count) == ((), "manager", 2)
    assert look_for(filled, "manager").like == ""
    assert look_for(filled, "xylophone").like == ""


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), layer=st.sampled_from(["", "record"]))
def test_the_scan_finds_what_the_index_finds(filled: Desk, words: list[str], layer: str) -> None:
    text, only = " ".join(words), Narrowed(layer=layer)
    indexed = [(hit.session_id, hit.layer) for hit in search(filled.store, text, only=only)]
    assert [(hit.session_id, hit.layer) for hit in scan(filled.store, text, only=only)] == indexed


def test_a_damaged_index_is_passed_over_and_built_anew(filled: Desk) -> None:
    whole = look_for(filled, "manager")
    connection = filled.store.connection()
    with filled.store.transaction():
        connection.execute("UPDATE main.words_data SET block = x'00' WHERE id > 10")
    damaged = look_for(filled, "manager")
    assert damaged.scanned
    assert not whole.scanned
    assert [note.session_id for note in damaged.notes] == [note.session_id for note in whole.notes]
    steps: list[float] = []
    index_anew(Work(on_step=lambda done, _label: steps.append(done)), filled)
    assert steps == sorted(steps)
    assert index_errors(connection) == 0
    assert look_for(filled, "manager") == whole
