import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careernotes.vault.recovery_sheet import (
    ALPHABET,
    CHARACTERS,
    check_sheet_groups,
    plain,
    read_sheet,
    write_sheet,
)

roots = st.binary(min_size=20, max_size=20)


def spoil(sheet: str, places: list[int], steps: list[int]) -> str:
    """The sheet with another character of the alphabet at each of some places."""
    typed = list(plain(sheet))
    for place, step in zip(places, steps, strict=True):
        typed[place] = ALPHABET[(ALPHABET.index(typed[place]) + step) % len(ALPHABET)]
    return "".join(typed)


@given(roots)
def test_a_sheet_has_twelve_groups_of_four_and_reads_back(root: bytes) -> None:
    sheet = write_sheet(root)
    assert re.fullmatch(rf"([{ALPHABET}]{{4}} ){{11}}[{ALPHABET}]{{4}}", sheet)
    assert read_sheet(sheet) == (bytearray(root), 0)


@settings(max_examples=400, deadline=None)
@given(roots, st.data())
def test_any_four_wrong_characters_are_put_right(root: bytes, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    places = data.draw(st.lists(st.integers(0, CHARACTERS - 1), min_size=count, max_size=count, unique=True))
    steps = data.draw(st.lists(st.integers(1, 31), min_size=count, max_size=count))
    assert read_sheet(spoil(write_sheet(root), places, steps)) == (bytearray(root), count)


@settings(max_examples=200, deadline=None)
@given(roots, st.data())
def test_eight_wrong_characters_are_put_right_when_spread_over_both_codes(
    root: bytes, data: st.DataObject
) -> None:
    places = [
        2 * place + code
        for code in (0, 1)
        for place in data.draw(st.lists(st.integers(0, 23), min_size=4, max_size=4, unique=True))
    ]
    steps = data.draw(st.lists(st.integers(1, 31), min_size=8, max_size=8))
    assert read_sheet(spoil(write_sheet(root), places, steps)) == (bytearray(root), 8)


def test_a_whole_group_written_over_is_put_right() -> None:
    sheet = write_sheet(bytes(range(20)))
    assert read_sheet("ZZZZ" + sheet[4:]) == (bytearray(range(20)), 4)


def test_five_wrong_characters_in_one_code_never_give_the_same_root_by_luck() -> None:
    """The positive control: beyond four the code gives up or errs: a result must open something."""
    chance, refused, wrong = random.Random(3), 0, 0
    for _ in range(300):
        root = chance.randbytes(20)
        places = [2 * place for place in chance.sample(range(24), 5)]
        read = read_sheet(spoil(write_sheet(root), places, [chance.randint(1, 31) for _ in range(5)]))
        refused += read is None
        wrong += read is not None and bytes(read[0]) != root
    assert refused + wrong == 300
    assert refused > 200


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_a_root_or_nothing(text: str) -> None:
    read = read_sheet(text)
    assert read is None or len(read[0]) == 20


@pytest.mark.parametrize("length", [0, 44, 47, 49, 96])
def test_another_number_of_characters_is_refused(length: int) -> None:
    assert read_sheet((plain(write_sheet(bytes(20))) * 2)[:length]) is None


def test_case_dashes_and_letters_that_look_alike_do_not_matter() -> None:
    root = bytes(range(100, 120))
    sheet = write_sheet(root)
    typed = sheet.lower().replace(" ", "-").replace("0", "o").replace("1", "l").replace("v", "u")
    assert read_sheet(typed) == (bytearray(root), 0)


def test_a_character_outside_the_alphabet_counts_as_one_mistake() -> None:
    sheet = plain(write_sheet(bytes(range(20))))
    spoiled = "é" + sheet[1:]
    read = read_sheet(spoiled)
    assert read is not None
    assert read == (bytearray(range(20)), 1)


def test_retyped_groups_must_be_those_of_the_sheet() -> None:
    sheet = write_sheet(bytes(range(20)))
    groups = sheet.split()
    assert check_sheet_groups(sheet, {0: groups[0].lower(), 5: f" {groups[5]} ", 11: groups[11]})
    assert not check_sheet_groups(sheet, {0: groups[0], 5: groups[6]})
    assert not check_sheet_groups(sheet, {})
    assert not check_sheet_groups(sheet, {12: ""})
    assert not check_sheet_groups(sheet, {-1: groups[11]})


@pytest.mark.parametrize("length", [0, 19, 21])
def test_a_root_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        write_sheet(bytes(length))
