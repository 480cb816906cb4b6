"""What is typed in the search field: filters apart from words, in both languages, and nothing misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careernotes.domain.search_terms import NAMES, Filter, quoted, read_quarter, read_typed, without

WORDS = st.lists(st.text("abcé'-.!", min_size=1, max_size=6), max_size=4).map(" ".join)
VALUES = st.text("abcé -", min_size=1, max_size=8).filter(lambda value: value.strip() == value)


@given(before=WORDS, key=st.sampled_from(sorted(NAMES)), value=VALUES, after=WORDS)
def test_a_filter_is_taken_from_among_the_words_and_can_be_taken_out_again(
    before: str, key: str, value: str, after: str
) -> None:
    text = f"{before} {quoted(key, value)} {after}"
    typed = read_typed(text)
    assert typed.words.split() == [*before.split(), *after.split()]
    assert [(term.kind, term.value) for term in typed.terms] == [(NAMES[key], value)]
    assert read_typed(without(text, typed.terms[0].text)).terms == ()


@given(text=st.text(max_size=40))
def test_anything_typed_is_read_without_a_word_lost_that_is_no_filter(text: str) -> None:
    typed = read_typed(text)
    if ":" not in text:
        assert typed.terms == ()
        assert typed.words == " ".join(text.split())


@pytest.mark.parametrize("text", ["note: ask", "http://x", "12:30", "a:b"])
def test_a_colon_behind_another_word_is_a_sign(text: str) -> None:
    assert read_typed(text).terms == ()
    assert read_typed(text).words == text


def test_dutch_names_mean_the_same() -> None:
    pairs = {"wie": "who", "thema": "theme", "laag": "layer", "voor": "before", "na": "after", "k": "q"}
    for dutch, english in pairs.items():
        assert read_typed(f"{dutch}:x").terms[0].kind is read_typed(f"{english}:x").terms[0].kind
    assert read_typed("WIE:x").terms[0].kind is Filter.WHO


@given(year=st.integers(1990, 2100), number=st.integers(1, 4), letter=st.sampled_from("QqKk"))
def test_a_quarter_is_read_in_either_language(year: int, number: int, letter: str) -> None:
    assert read_quarter(f"{year}{letter}{number}", 1999) == year * 4 + number - 1
    assert read_quarter(f"{letter}{number}", year) == year * 4 + number - 1
    assert read_quarter(f"{year}{letter}5", year) is None
