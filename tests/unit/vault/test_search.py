import datetime as dt
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2
from tests.unit.vault.samples import DAY, engagement, mentee, note, session

from careernotes.domain.vocabulary import NoteLayer
from careernotes.vault.migrations.m0001 import NOTES
from careernotes.vault.notes import NotesStore
from careernotes.vault.search import match_query, search
from careernotes.vault.words import TOKENIZER, _tokenizer, index_words

TRICKY = [
    '"', "'", '""', "a\"b", "AND", "OR NOT", "NEAR(a b)", "a*", "*", "^a", "a-b", "-", "+a +b", "record : a",
    "{record}: a", "a OR b", "(", "((((", ")", "a:b", ":", ";--", "'; DROP TABLE session; --", "\x00",
    "a\x00b", "%", "_", "\\", "[[a]]",
    "\U0001f600", "a\U0001f600b", "\U0001f469\u200d\U0001f467", "\u202eabc",
    "\ud800", "\u00e9", "e\u0301", "\ufb01", "\u0130", "\u4e2d\u6587", "\u0627", "\u200b", " ", "\n\t",
    "a" * 5_000, "a " * 500,
    # Marks and letters that separate words for the index, though not for Python; and the other way round.
    "0\u093a0", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0e44\u0e17\u0e22\u0e35\u0e48\u0e07",
    "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u09ac\u09be\u0982\u09b2\u09be", "\u0301",
    "\u0301a", "0\u03780",
    "?1", "?", "$x", "@a", "#1", "1.5", "1e9", "NULL", "<b>", "&amp;", "~!@#$%^&*()_+`-={}|[]\\:\";'<>?,./",
]  # fmt: skip

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
WITHIN = st.characters(exclude_categories=()).map(lambda sign: f"0{sign}0 ")
SCRIPTS = (
    "\u0939\u093f\u0928\u094d\u0926\u0940", "\u0e44\u0e17\u0e22",
    "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
    "\u09ac\u09be\u0982\u09b2\u09be", "\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48",
)  # fmt: skip


@pytest.fixture
def filled(store: NotesStore) -> NotesStore:
    store.put_all([mentee(2), engagement(2)])
    for number in range(6):
        store.put_all([
            session(number, held_on=DAY + dt.timedelta(days=number), relation=1 + number % 2),
            note(number, f"Promotion talk {number}: her manager's re-organisation, café plans, 360-feedback"),
        ])  # fmt: skip
    store.put_all(
        [session(9, held_on=DAY - dt.timedelta(days=9), next_time="Ask about Curaçao"), note(9, "budget")]
    )
    store.put(note(9, "hunch about the reorganisation", NoteLayer.WORKING))
    return store


def ids(store: NotesStore, text: str, **options: object) -> list[str]:
    return [hit.session_id for hit in search(store, text, **options)]  # type: ignore[arg-type]


def test_the_newest_sessions_come_first_whatever_was_added_last(filled: NotesStore) -> None:
    assert ids(filled, "promotion") == [f"s{n}" for n in (5, 4, 3, 2, 1, 0)]
    assert ids(filled, "promotion", limit=2) == ["s5", "s4"]


def test_every_word_counts_as_the_beginning_of_a_word(filled: NotesStore) -> None:
    assert len(ids(filled, "prom ma")) == 6
    assert len(ids(filled, "PROM 360")) == 6
    assert ids(filled, "romotion") == []
    assert ids(filled, "promotion nowhere") == []


def test_accents_and_case_do_not_matter(filled: NotesStore) -> None:
    assert len(ids(filled, "cafe")) == len(ids(filled, "CAFÉ")) == len(ids(filled, "cafe\u0301")) == 6
    assert ids(filled, "curacao") == ["s9"]


def test_words_are_split_as_in_the_notes(filled: NotesStore) -> None:
    assert len(ids(filled, "re-organisation")) == 6
    assert len(ids(filled, "manager's")) == 6
    assert ids(filled, "promotion NOT talk") == []
    assert len(ids(filled, '"promotion" (talk)')) == 6


def test_one_relation_can_be_searched_alone(filled: NotesStore) -> None:
    assert ids(filled, "promotion", engagement_id="e2") == ["s5", "s3", "s1"]
    assert ids(filled, "promotion", engagement_id="nobody") == []


def test_a_hit_says_where_it_is_and_marks_what_was_found(filled: NotesStore) -> None:
    (hit,) = search(filled, "cura")
    assert (hit.layer, hit.snippet, hit.alias, hit.held_on) == (
        "next_time", "Ask about [[Curaçao]]", "Robin 1", DAY - dt.timedelta(days=9)
    )  # fmt: skip
    assert search(filled, "hunch")[0].layer == "working"
    assert search(filled, "budget")[0].layer == "record"
    assert "Curaçao" not in repr(hit)


def test_words_in_different_layers_of_one_session_are_found_together(filled: NotesStore) -> None:
    assert ids(filled, "budget hunch curacao") == ["s9"]


def test_a_long_note_gives_a_short_snippet_around_the_word(filled: NotesStore) -> None:
    filled.put(note(0, "filler " * 900 + "needle\nin here " + "filler " * 900))
    (hit,) = search(filled, "needle")
    assert "[[needle]] in here" in hit.snippet
    assert len(hit.snippet) < 160


def test_what_was_changed_is_found_and_what_it_was_is_not(filled: NotesStore) -> None:
    filled.put(note(0, "something else"))
    assert "s0" not in ids(filled, "promotion")
    assert ids(filled, "something") == ["s0"]
    filled.put(session(0, held_on=DAY + dt.timedelta(days=99), next_time="moved"))
    assert ids(filled, "something moved") == ["s0"]
    assert filled.integrity().fine


def test_a_note_moved_to_another_session_is_found_there_only(filled: NotesStore) -> None:
    import dataclasses

    filled.put(dataclasses.replace(note(9, "budget"), session_id=session(0).session_id))
    assert ids(filled, "budget") == ["s0"]
    assert filled.integrity().fine


@pytest.mark.parametrize("text", TRICKY)
def test_nothing_typed_raises_or_is_taken_as_an_operator(filled: NotesStore, text: str) -> None:
    assert len(search(filled, text)) <= 7


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING | st.text("\"'*^-+():{}ANDORNOTEAR \x00", max_size=40) | st.lists(WITHIN).map("".join))
def test_no_input_raises(filled: NotesStore, text: str) -> None:
    assert len(search(filled, text)) <= 7


def test_no_mark_or_letter_of_any_script_raises_inside_a_word(filled: NotesStore) -> None:
    """Every mark there is, and every hundredth of all other characters, between two figures."""
    marks = [chr(point) for point in range(0x110000) if unicodedata.category(chr(point)).startswith("M")]
    assert len(marks) > 2_000
    signs = marks + [chr(point) for point in range(0, 0x110000, 101)]
    for first in range(0, len(signs), 6):
        search(filled, " ".join(f"0{sign}0" for sign in signs[first : first + 6]))


def test_every_word_is_one_word_of_the_index_and_stays_so() -> None:
    """For all of Unicode: what the query quotes is never a phrase, which this index could not answer. Of the
    planes that no version has a character in, and of those for private use, every sixteenth will do.
    """
    points = [*range(0x40000), *range(0xE0000, 0xF0000), *range(0x40000, 0xE0000, 16)]
    points += range(0xF0000, 0x110000, 16)
    for first in range(0, len(points), 2_048):
        text = " ".join(f"0{chr(point)}0" for point in points[first : first + 2_048])
        words = index_words(text)
        assert index_words(" ".join(words)) == words
    assert index_words("0\u093a0") == ["0", "0"]


def test_words_of_other_scripts_are_found(filled: NotesStore) -> None:
    for number, word in enumerate(SCRIPTS):
        filled.put(note(number, f"before {word} after"))
    for number, word in enumerate(SCRIPTS):
        assert ids(filled, word) == [f"s{number}"]


def test_the_words_are_split_as_the_index_is_made() -> None:
    assert f"tokenize='{TOKENIZER}'" in " ".join(NOTES)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_text_that_is_stored_is_indexed_and_taken_out_again(store: NotesStore, text: str) -> None:
    with store.transaction():
        store.put_all([session(1, next_time=text), note(1, text), note(1, text, NoteLayer.WORKING)])
    assert store.integrity().search_index == 0
    store.put(note(1, "plain"))
    assert ids(store, "plain") == ["s1"]
    assert store.integrity().search_index == 0


def test_the_raw_text_would_raise(filled: NotesStore) -> None:
    """The positive control: without splitting and quoting, these inputs are errors of the index."""
    statement = "SELECT count(*) FROM main.words WHERE words MATCH ?"
    failures = 0
    for text in (text for text in TRICKY if text != "\ud800"):
        try:
            filled.connection().execute(statement, (text,)).fetchall()
        except dbapi2.Error:
            failures += 1
    assert failures > 20


def test_a_query_holds_quoted_words_only() -> None:
    assert match_query('a-b "c" OR') == '"a"* "b"* "c"* "or"*'
    assert match_query("\U0001f600 --- ''") == ""
    assert len(match_query("word " * 100).split()) == 12


def longest_block(store: NotesStore) -> int:
    """Of an index with some thousand words of their own."""
    store.put_all([mentee(), engagement()])
    for number in range(60):
        own = " ".join(f"{number:03d}word{word:03d}" for word in range(80))
        store.put_all([session(number), note(number, own)])
    store.connection().execute("INSERT INTO main.words (words) VALUES ('optimize')")
    row = store.connection().execute("SELECT max(length(block)) FROM main.words_data").fetchone()
    return int(str(row[0])) if row else 0


def test_a_block_of_the_index_stays_on_one_encrypted_page(store: NotesStore) -> None:
    # 35 bytes of a page of 4,016 are not for one row, and five of the row are not for the block.
    assert 3_800 < longest_block(store) <= 4_016 - 35 - 5


def test_blocks_made_for_plain_pages_would_not(store: NotesStore) -> None:
    """The positive control."""
    with store.transaction():
        store.connection().execute("INSERT INTO main.words (words, rank) VALUES ('pgsz', 4050)")
    assert longest_block(store) > 4_016 - 35 - 5


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x7E, min_codepoint=1), max_size=40))
def test_plain_text_has_the_words_that_the_tables_of_the_index_say(text: str) -> None:
    assert index_words(text) == _tokenizer().words(text)
