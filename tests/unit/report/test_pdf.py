"""The PDF: embedded fonts, no trace of a machine, the legend on every page."""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from reportlab.pdfgen.canvas import Canvas
from tests.unit.report.samples import Sample

from careernotes.assets import read_json
from careernotes.canonical import canonical_bytes
from careernotes.report import pdf, pdf_blocks
from careernotes.report import pdf_style as look
from careernotes.report.document import Chart, Voice, Words
from careernotes.report.model import SealedModel, parse_model

_WELL = 0.75
MONTH = re.compile(r"\b20\d\d-\d\d-\d\d\b|\d\d:\d\d")


@cache
def _read(canonical: bytes, language: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(parse_model(canonical), language)))


def _pages(model: SealedModel, language: str) -> list[str]:
    return [_flat(page.extract_text()) for page in _read(model.canonical(), language).pages]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_page_carries_the_legend_the_code_and_its_number(sample: Sample, language: str) -> None:
    pages = _pages(sample.model, language)
    word = {"en": "Page {} of {}", "nl": "Pagina {} van {}"}[language]

    for number, page in enumerate(pages, start=1):
        assert _flat(sample.model.document.legend.in_language(language)) in page
        assert _flat(sample.model.document.independence.in_language(language)) in page
        assert sample.model.code in page
        assert word.format(number, len(pages)) in page


def test_every_word_of_the_model_is_printed(sample: Sample, language: str) -> None:
    printed = " ".join(_pages(sample.model, language))
    for section in sample.model.document.sections:
        assert section.title.in_language(language) in printed
    for table in sample.model.document.tables:
        for row in table.rows:
            assert _close(row.name.in_language(language)) in _close(printed), row.name


def _close(text: str) -> str:
    """Without spaces and hyphens: a column may break a word."""
    return re.sub(r"[\s-]+", "", text)


def test_the_glance_is_one_page(sample: Sample, language: str) -> None:
    second = _pages(sample.model, language)[1]

    assert sample.model.document.sections[1].title.in_language(language) in second


def test_the_method_is_two_pages_at_most(sample: Sample, language: str) -> None:
    pages = _pages(sample.model, language)
    first = next(n for n, page in enumerate(pages) if _method_title(sample, language) in page)
    last = next(n for n, page in enumerate(pages) if sample.model.hash in page)

    assert last - first <= 1


def _method_title(sample: Sample, language: str) -> str:
    section = next(section for section in sample.model.document.sections if section.key == "method")
    return f"{section.title.in_language(language)} {section.blocks[0].text.in_language(language)[:30]}"


def test_the_file_says_nothing_of_who_made_it_when_and_with_what(sample: Sample, language: str) -> None:
    found = _read(sample.model.canonical(), language)
    said = {key: str(value) for key, value in (found.metadata or {}).items()}

    assert said.keys() == {"/Title"}
    assert sample.model.document.programme.in_language(language) in said["/Title"]
    assert found.xmp_metadata is None
    assert not re.search(
        rb"reportlab|opensource|python|/Producer|/CreationDate|D:2",
        pdf.render(sample.model, language),
        re.IGNORECASE,
    )


def test_nothing_in_the_text_looks_like_a_day_or_an_hour(sample: Sample, language: str) -> None:
    assert not MONTH.search(" ".join(_pages(sample.model, language)))


def test_every_font_is_embedded(sample: Sample, language: str) -> None:
    fonts = _fonts(_read(sample.model.canonical(), language))

    assert len(fonts) == 2
    assert all(_embedded(font) for font in fonts.values())


def test_a_font_that_is_not_embedded_would_be_seen() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(10, 10, "x")
    canvas.save()

    assert not all(_embedded(font) for font in _fonts(PdfReader(out)).values())


def test_the_file_names_its_language_and_has_a_side_panel(sample: Sample, language: str) -> None:
    found = _read(sample.model.canonical(), language)

    assert found.trailer["/Root"]["/Lang"] == language
    assert len(found.outline) == len(sample.model.document.sections)


def _fonts(found: PdfReader) -> dict[str, DictionaryObject]:
    fonts: dict[str, DictionaryObject] = {}
    for page in found.pages:
        for font in page["/Resources"]["/Font"].values():
            fonts[str(font["/BaseFont"])] = font.get_object()
    return fonts


def _embedded(font: DictionaryObject) -> bool:
    return "/FontDescriptor" in font and "/FontFile2" in font["/FontDescriptor"]


def _filled(data: bytes) -> float:
    """Which part of the pages is used, on average, without the first and the last."""
    pages = PdfReader(io.BytesIO(data)).pages[1:-1]
    used = [look.PAGE_HEIGHT - look.TOP - _lowest(page) for page in pages]
    return sum(used) / len(used) / look.HEIGHT


def _lowest(page: PageObject) -> float:
    """Where the lowest words above the foot stand."""
    found = [look.PAGE_HEIGHT]

    def visit(text: str, page_at: list[float], text_at: list[float], *_font: object) -> None:
        high = text_at[5] * page_at[3] + page_at[5]
        if text.strip() and high > look.BOTTOM:
            found.append(high)

    page.extract_text(visitor_text=visit)
    return min(found)


def test_the_pages_are_well_filled(sample: Sample, language: str) -> None:
    if len(PdfReader(io.BytesIO(pdf.render(sample.model, language))).pages) > 3:
        assert _filled(pdf.render(sample.model, language)) > _WELL


def test_a_page_for_each_section_would_be_found_out(
    medium: Sample, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_BEGINNING", look.HEIGHT)
    assert _filled(pdf.render(medium.model, language)) < _WELL


def test_the_foot_breaks_its_lines_where_a_sentence_ends(medium: Sample, language: str) -> None:
    document = medium.model.document
    lines = _read(medium.model.canonical(), language).pages[1].extract_text().splitlines()
    for words in (document.legend, document.independence):
        last = words.in_language(language).split(". ")[-1]
        assert [line for line in lines if line.endswith(last)]
        rests = [line.strip() for line in lines if line.strip() and last.endswith(line.strip())]
        assert set(rests) <= {last}


def _charts_apart_from_their_notes(model: SealedModel, language: str) -> list[str]:
    """The charts whose note begins a page, away from what it is about."""
    notes = [
        below.text.in_language(language)
        for section in model.document.sections
        for block, below in pairwise(section.blocks)
        if isinstance(block, Chart) and isinstance(below, Words) and below.voice is Voice.NOTE
    ]
    # Head and foot of a page are written first, and the number of pages ends them.
    pages = _pages(model, language)
    tops = [page.split(f" {len(pages)} ", 1)[-1] for page in pages]
    return [note for note in notes if any(top.startswith(_flat(note)) for top in tops)]


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[SealedModel]:
    """A report whose pages end between a chart and its note unless they are kept together."""
    monkeypatch.setattr(look, "HEIGHT", look.HEIGHT - 28)
    _read.cache_clear()
    yield parse_model(canonical_bytes(read_json("samples", "pool-report.json")))
    _read.cache_clear()


def test_the_note_of_a_chart_stays_with_it(shipped: SealedModel, language: str) -> None:
    assert _charts_apart_from_their_notes(shipped, language) == []


def test_a_note_that_goes_its_own_way_would_be_found_out(
    shipped: SealedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_blocks, "_note", lambda *_given: ())
    assert _charts_apart_from_their_notes(shipped, "nl")
