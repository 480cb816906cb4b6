"""Sheets that people read to each other: one page of A4 each, in both languages, with nothing else on it."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.unit.disclosure.support import make_kit

from careernotes.assets import read_text
from careernotes.exporter.sheets import (
    keeper_sheet,
    key_sheet,
    kit_sheet,
    kit_words,
    mentor_sheet,
    write_sheet,
)
from careernotes.i18n import LANGUAGES, _, set_language
from careernotes.report import pdf_style as look
from careernotes.report.paper import Blanks, Paper, Said, Spoken, Steps, Ticks, as_text
from careernotes.report.paper_pdf import render
from careernotes.report.shapes import text_width
from careernotes.sealing.enrolment_file import Enrolled, spoken
from careernotes.sealing.programme_keys import PublicKeys, Role

KIT = make_kit()
KEY = PublicKeys(role=Role.LEAD, sign_key="ab" * 32, box_key="cd" * 32)
FEW = Enrolled(programme_id=KIT.programme_id, role=Role.TRUSTEE, edition=3, mentors=("01" * 32, "02" * 32))
SHEETS: dict[str, tuple[Callable[[], Paper], str]] = {
    "key": (lambda: key_sheet(KEY), spoken(KEY.sign_key)),
    "enrolment": (lambda: mentor_sheet(KIT, "12" * 32), spoken("12" * 32)),
    "kit": (lambda: kit_sheet(KIT), " ".join(kit_words(KIT).values())),
    "list": (lambda: keeper_sheet(KIT, FEW), spoken(FEW.content_hash())),
}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


def on_page(data: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_one_page_of_a4_with_every_word_and_a_place_to_sign(name: str, language: str) -> None:
    set_language(language)
    make, words = SHEETS[name]
    data = render(make(), language)
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    said = on_page(data)
    assert all(word in said for word in words.split())
    assert _("Signature") in said or _("Signature of the trustee") in said
    assert _("Date") in said or _("Compared on") in said


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_tells_nothing_of_the_day_the_person_or_the_program_that_made_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = SHEETS[name][0]()
    first = render(paper, "en")
    monkeypatch.setenv("USER", "somebody.important")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert render(paper, "en") == first
    assert set(PdfReader(io.BytesIO(first)).metadata or {}) == {"/Title"}
    assert not re.search(rb"CreationDate|ModDate|/Author|/Producer|/Creator|ReportLab", first)


def test_the_words_are_numbered_and_stand_in_the_order_they_are_read() -> None:
    said = on_page(render(key_sheet(KEY), "en"))
    numbered = " ".join(f"{at} {word}" for at, word in enumerate(spoken(KEY.sign_key).split(), start=1))
    assert numbered in said


def test_the_widest_words_there_are_stay_on_one_line() -> None:
    look.register_fonts()
    known = read_text("words", "eff-large.txt").split()
    widest = sorted(known, key=lambda word: text_width(word, 10.0))[-8:]
    data = render(Paper(title="t", owner="o", parts=(Spoken(words=" ".join(widest)),), foot="f"), "en")
    said = on_page(data).split()
    assert all(word in said for word in widest)


def test_a_long_list_goes_on_over_pages_that_are_numbered_and_loses_nobody() -> None:
    many = tuple(f"{number:064x}" for number in range(60))
    enrolled = Enrolled(programme_id=KIT.programme_id, role=Role.LEAD, mentors=many)
    reader = PdfReader(io.BytesIO(render(keeper_sheet(KIT, enrolled), "en")))
    assert len(reader.pages) > 1
    said = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert all(spoken(signer) in said for signer in many)
    assert f"{len(reader.pages)} / {len(reader.pages)}" in said


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_sheet_as_text_has_the_same_words(name: str, tmp_path: Path) -> None:
    paper, words = SHEETS[name][0](), SHEETS[name][1]
    write_sheet(tmp_path / "sheet.txt", paper)
    text = (tmp_path / "sheet.txt").read_text(encoding="utf-8")
    assert all(word in text for word in words.split())
    assert max(map(len, text.splitlines())) < 100


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
PARTS = st.one_of(
    st.builds(Said, text=TEXT),
    st.builds(Spoken, words=TEXT, name=TEXT),
    st.builds(Steps, lines=st.tuples(TEXT, TEXT)),
    st.builds(Blanks, names=st.lists(TEXT, max_size=5).map(tuple)),
    st.builds(Ticks, words=st.lists(TEXT, max_size=4).map(tuple), write=TEXT),
)


NOTHING_SAID = Paper(title="a", owner="b", parts=(Spoken(words=" ", name="c"),), foot="d")


@example(NOTHING_SAID)
@settings(max_examples=15, deadline=None)
@given(st.builds(Paper, title=TEXT, owner=TEXT, parts=st.lists(PARTS, max_size=5).map(tuple), foot=TEXT))
def test_no_text_is_taken_for_markup_or_breaks_a_sheet(paper: Paper) -> None:
    assert render(paper, "en").startswith(b"%PDF")
    assert as_text(paper).startswith(paper.title)
