"""``kit show`` for a person: plain words in both languages, and nothing that a program alone would say."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.e2e.programme import make_programme
from tests.unit.disclosure.support import make_kit

from careernotes.domain.kit import DIMENSIONS, PolicyFloors
from careernotes.errors import CancelledError
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


ENOUGH = ["a line that somebody who has read enough does not read"] * 999
SAID: dict[str, Callable[[Speech], None]] = {
    "inbox": lambda speech: speech.inbox({"accepted": 3, "signers": list(ENOUGH)}),
    "answer": lambda speech: speech.answer(Answer(result={"lines": list(ENOUGH)}, lines=ENOUGH)),
    "refused": lambda speech: speech.refused(CancelledError()),
    "bug": lambda speech: speech.bug("ValueError", "somewhere:1"),
}


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("said", SAID)
def test_whoever_reads_may_leave_and_the_run_goes_on(said: str, as_json: bool) -> None:
    went_on = 0
    with _reader_gone():
        for _time in range(2):
            SAID[said](Speech(as_json=as_json))
            went_on += 1
    assert went_on == 2


def test_a_warning_and_the_progress_for_a_program_that_is_gone_stop_the_run() -> None:
    with pytest.raises(BrokenPipeError), _reader_gone():
        Speech(as_json=False).before(["a list leaves your computer"])
    with pytest.raises(BrokenPipeError), _reader_gone():
        Speech(as_json=True).progress(0.5, "count")


@pytest.mark.parametrize(("number", "goes_on"), [(errno.EINVAL, True), (errno.ENOSPC, False)])
def test_windows_has_its_own_word_for_a_reader_who_is_gone(number: int, goes_on: bool) -> None:
    class Gone(io.StringIO):
        """A stream whose pipe answers once as Windows does when it is closed at the other end."""

        broken = True

        def flush(self) -> None:
            if self.broken:
                self.broken = False
                raise OSError(number, "")

        def fileno(self) -> int:
            return there

    there = os.open(os.devnull, os.O_WRONLY)
    gone = Gone()
    with redirect_stdout(gone), nullcontext() if goes_on else pytest.raises(OSError):  # noqa: PT011  its number decides
        Speech(as_json=False).answer(Answer(result={}, lines=["a line"]))
    os.close(there)
    assert not gone.broken


@contextmanager
def _reader_gone() -> Iterator[None]:
    here, there = os.pipe()
    os.close(here)
    stream = os.fdopen(there, "w")
    try:
        with redirect_stdout(stream), redirect_stderr(stream):
            yield
    finally:
        with suppress(BrokenPipeError):
            stream.close()
