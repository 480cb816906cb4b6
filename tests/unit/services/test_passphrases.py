"""Which words a made passphrase has, and how hard it is to guess."""

import math
import secrets
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careernotes.assets import read_text
from careernotes.services.passphrases import (
    ENOUGH_WORDS,
    generate_passphrase,
    list_words_in,
    offered_words,
    strength,
    words,
)

LEFT_OUT = read_text("words", "not-offered.txt").split()
# What five words may lose against the whole list.
MOST_LOST_BITS = 0.5


def bits(drawn_from: int) -> float:
    return ENOUGH_WORDS * math.log2(drawn_from)


def test_what_is_left_out_is_of_the_list_and_each_word_once_in_order() -> None:
    assert set(LEFT_OUT) <= set(words())
    assert sorted(set(LEFT_OUT)) == LEFT_OUT


def test_every_other_word_is_offered() -> None:
    assert set(offered_words()) == set(words()) - set(LEFT_OUT)
    assert len(offered_words()) == len(words()) - len(LEFT_OUT)


@pytest.mark.parametrize(
    "word", ["surgery", "diabetes", "deceased", "violator", "idiocy", "handgun", "autistic", "suffocate"]
)
def test_ugly_words_are_not_offered(word: str) -> None:
    assert word in words()
    assert word not in offered_words()


def test_leaving_words_out_costs_less_than_half_a_bit() -> None:
    assert bits(len(words())) - bits(len(offered_words())) < MOST_LOST_BITS


def test_a_list_cut_by_a_tenth_would_be_found_out() -> None:
    assert bits(len(words())) - bits(len(words()) * 9 // 10) > MOST_LOST_BITS


def test_the_bits_that_are_named_are_those_of_the_words_that_are_offered() -> None:
    said = " ".join(read_text("words", "README.md").split())
    offered = len(offered_words())
    assert f"the {len(LEFT_OUT)} of them that no passphrase is made with" in said
    assert f"from the other {offered:,} give {bits(offered):.1f} bits" in said


def test_words_are_drawn_from_all_that_are_offered_and_from_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Sequence[str]] = []

    def choice(among: Sequence[str]) -> str:
        asked.append(among)
        return among[-1]

    monkeypatch.setattr(secrets, "choice", choice)
    assert generate_passphrase().split() == [offered_words()[-1]] * ENOUGH_WORDS
    assert all(among is offered_words() for among in asked)


@given(st.lists(st.sampled_from(LEFT_OUT), min_size=ENOUGH_WORDS, max_size=8, unique=True))
@settings(max_examples=20)
def test_who_types_such_words_may(typed: list[str]) -> None:
    assert list_words_in(" ".join(typed)) == len(typed)


def test_a_passphrase_of_such_words_will_do() -> None:
    assert strength(" ".join(LEFT_OUT[::70])).accepted
