"""``kit show`` for a person: plain words in both languages, and nothing that a program alone would say."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.e2e.programme import make_programme
from tests.unit.disclosure.support import make_kit

from careernotes.domain.kit import DIMENSIONS, PolicyFloors
from careernotes.exporter.kit_lines import floor_names, kit_lines
from careernotes.exporter.kits import show_kit
from careernotes.exporter.sheets import kit_words
from careernotes.exporter.speech import Answer, Speech
from careernotes.i18n import set_language

PRINTS = {name: f"ABCD-{name.upper()}" for name in ("kit", "lead", "trustee", "trustee_box", "lead_box")}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.mark.parametrize("tongue", ["en", "nl"])
def test_no_name_of_a_field_is_shown(tongue: str) -> None:
    set_language(tongue)
    kit = make_kit()
    prints = {name: name.upper() for name in PRINTS}
    text = "\n".join(kit_lines(kit, dict.fromkeys(prints, "ABCD")))
    for name in (*prints, *PolicyFloors.__slots__, *DIMENSIONS):
        assert "_" not in name or name not in text, name
    assert "_" not in text


def test_every_floor_of_a_kit_has_a_name_of_its_own() -> None:
    assert set(floor_names()) == set(PolicyFloors.__slots__)
    assert len(set(floor_names().values())) == len(floor_names())


@settings(max_examples=30, deadline=None)
@given(floors=st.fixed_dictionaries({name: st.integers(0, 900) for name in PolicyFloors.__slots__}))
def test_the_value_of_every_floor_stands_beside_its_name(floors: dict[str, int]) -> None:
    least = PolicyFloors()
    raised = {name: getattr(least, name) + more for name, more in floors.items()}
    lines = kit_lines(make_kit(floors=raised), PRINTS)
    for name, words in floor_names().items():
        assert f"  {raised[name]:>5}  {words}" in lines


def test_what_is_to_be_compared_comes_before_any_text_of_the_kit() -> None:
    kit = make_kit()
    lines = kit_lines(kit, PRINTS)
    title = lines.index(kit.title.en)
    first = "\n".join(lines[:title])
    for text in (*kit_words(kit).values(), *PRINTS.values(), "Figures are rounded at random."):
        assert text in first


def test_the_words_have_the_names_they_have_on_the_printed_sheet() -> None:
    kit = make_kit()
    lines = kit_lines(kit, PRINTS)
    for name, label in (("kit", "The kit"), ("lead", "Programme lead"), ("trustee", "Trustee")):
        words = kit_words(kit)[name]
        assert [line.split(words)[0].strip() for line in lines if line.endswith(words)] == [label]


def test_whose_words_were_typed_is_said_first(tmp_path: Path) -> None:
    kit = make_programme(tmp_path / "programme", shared=True).kit
    for name, label in (("kit", "The kit"), ("lead", "Programme lead"), ("trustee", "Trustee")):
        shown = show_kit(kit, heard=show_kit(kit).result["words"][name])  # type: ignore[index,call-overload,arg-type]
        assert shown.lines[0] == f"The words you typed are those of: {label}"
    assert not show_kit(kit).lines[0].startswith("The words you typed")


def test_a_program_still_gets_the_names_of_the_fields(tmp_path: Path) -> None:
    shown = show_kit(make_programme(tmp_path / "programme", shared=True).kit).result
    assert set(shown) == {"kind", "kit", "kit_hash", "fingerprints", "words"}
    assert set(shown["fingerprints"]) == set(PRINTS)  # type: ignore[arg-type] - an object


def test_a_reader_of_an_answer_may_leave_and_one_of_a_warning_may_not() -> None:
    speech = Speech(as_json=False)
    with _reader_gone():
        speech.answer(Answer(result={}, lines=["a line"] * 9))
    with pytest.raises(BrokenPipeError), _reader_gone():
        speech.before(["a list leaves your computer"])


@contextmanager
def _reader_gone() -> Iterator[None]:
    here, there = os.pipe()
    os.close(here)
    stream = os.fdopen(there, "w")
    try:
        with redirect_stdout(stream):
            yield
    finally:
        with suppress(BrokenPipeError):
            stream.close()
