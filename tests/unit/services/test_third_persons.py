"""Names of other people are found as a hint; a role takes their place wherever the name stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careernotes.services.third_persons import Found, find_names, replacements


def names(text: str, *known: str) -> list[str]:
    return [found.text for found in find_names(text, known=known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She spoke with Piet about it.", ["Piet"]),
        ("Piet says no. Then Anna agreed.", ["Piet", "Anna"]),
        ("Met mevrouw van den Berg gesproken.", ["Berg"]),
        ("We asked Jan van der Meer and Ms Okonkwo.", ["Jan van der Meer", "Ms Okonkwo"]),
        ("Energy was high. Nothing else.", []),
        ("On Monday in English, CERN and HR.", []),
        ("Vorige week dinsdag in Utrecht.", []),
        ("Then Monday Anna called.", ["Anna"]),
        ("a worry about starting again", []),
        ("Zij sprak met Zoë en José.", ["Zoë", "José"]),
        ("", []),
    ],
)
def test_names_are_found_and_what_only_has_a_capital_is_not(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_mentees_own_name_is_nobody_else() -> None:
    assert names("I told Mira so; Mira de Wit knows.", "mira", "wit") == []
    assert names("I told Mira so.") == ["Mira"]


def test_a_role_has_a_capital_where_a_sentence_begins() -> None:
    text = "Piet said so. We told Piet; Pieter not."
    found = replacements(text, "Piet", "a colleague")
    assert [each.text for each in found] == ["A colleague", "a colleague"]
    assert put(text, found) == "A colleague said so. We told a colleague; Pieter not."


def put(text: str, changes: tuple[Found, ...]) -> str:
    for start, end, instead in reversed(changes):
        text = text[:start] + instead + text[end:]
    return text


@settings(max_examples=30)
@given(st.text(alphabet="aPiet .A\U0001f642é\n", max_size=40))
def test_what_is_found_stands_there_and_nothing_overlaps(text: str) -> None:
    end = 0
    for found in find_names(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end


@settings(max_examples=30)
@given(st.text(alphabet="aPiet .\n", max_size=40))
def test_no_name_is_left_once_it_was_replaced(text: str) -> None:
    left = put(text, replacements(text, "Piet", "a colleague"))
    assert replacements(left, "Piet", "a colleague") == ()
