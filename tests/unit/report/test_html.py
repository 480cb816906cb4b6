"""The HTML page: well-formed, alone in the world, and readable by whoever reads it."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from tests.unit.report.samples import Sample

from careernotes.report import html
from careernotes.report.document import Chart, ChartKind
from careernotes.report.model import parse_model

X = "{http://www.w3.org/1999/xhtml}"
MOST_BYTES = 400_000
# Every address that may stand in the page: the name of the vocabulary, which is never fetched.
ALLOWED = {"http://www.w3.org/1999/xhtml"}


def _page(sample: Sample, language: str) -> ET.Element:
    return ET.fromstring(html.render(sample.model, language))  # noqa: S314 - our own page, made just now


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_page_is_well_formed_small_and_in_its_language(sample: Sample, language: str) -> None:
    page = _page(sample, language)

    assert page.get("lang") == language
    assert len(html.render(sample.model, language)) < MOST_BYTES


def test_nothing_in_the_page_is_fetched_or_run(sample: Sample, language: str) -> None:
    page, text = _page(sample, language), html.render(sample.model, language).decode()

    assert set(re.findall(r"https?://[^\"'\s<>)]+", text)) <= ALLOWED
    assert not {element.tag.removeprefix(X) for element in page.iter()} & {
        "script", "iframe", "object", "embed", "form", "input", "link", "base", "img", "video", "audio",
    }  # fmt: skip
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src"}:
                assert value.startswith("#")
    assert set(re.findall(r"url\(([\"']?\w+)", text)) <= {'"data'} | {"#hatch"}


def test_the_browser_is_told_to_fetch_nothing(sample: Sample) -> None:
    policy = next(
        meta.get("content", "")
        for meta in _page(sample, "en").iter(f"{X}meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy.startswith("default-src 'none'; font-src data:; style-src 'sha256-")


def test_headings_go_down_one_step_at_a_time(sample: Sample, language: str) -> None:
    levels = [
        int(e.tag[-1])
        for e in _page(sample, language).iter()
        if re.fullmatch(rf"{re.escape(X)}h[1-6]", e.tag)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_says_what_it_shows(sample: Sample, language: str) -> None:
    page = _page(sample, language)
    known = {element.get("id"): element for element in page.iter() if element.get("id")}
    pictures = [svg for svg in page.iter(f"{X}svg") if svg.get("role") == "img"]
    charts = [b for s in sample.model.document.sections for b in s.blocks if isinstance(b, Chart)]

    assert len(pictures) == len(charts)
    assert all(svg in pictures or svg.get("aria-hidden") == "true" for svg in page.iter(f"{X}svg"))
    for picture in pictures:
        named = [known[name] for name in (picture.get("aria-labelledby") or "").split()]
        assert [element.tag for element in named] == [f"{X}title", f"{X}desc"]
        assert all(_text(element) for element in named)


def test_a_picture_is_described_with_the_figures_it_shows(medium: Sample) -> None:
    (described,) = [
        _text(desc) for desc in _page(medium, "en").iter(f"{X}desc") if "Chose this mentor" in _text(desc)
    ]

    assert "Chose this mentor themselves: about 80" in described
    assert "Invited by the mentor: c not shown" in described


def test_every_table_has_a_caption_and_headings_with_a_scope(sample: Sample, language: str) -> None:
    tables = list(_page(sample, language).iter(f"{X}table"))

    assert len(tables) == (len(sample.model.document.tables) if sample.model.document.base else 0)
    for table in tables:
        assert _text(table.find(f"{X}caption"))
        assert all(head.get("scope") in {"row", "col"} for head in table.iter(f"{X}th"))
        for row in table.find(f"{X}tbody"):
            assert row[0].get("scope") == "row"


def test_every_symbol_in_a_table_says_what_it_means(medium: Sample, language: str) -> None:
    meanings = {abbr.get("title") for abbr in _page(medium, language).iter(f"{X}abbr")}

    assert meanings == ({"c: not shown"} if language == "en" else {"c: niet getoond"})


def test_no_name_is_given_twice_and_every_link_leads_somewhere(sample: Sample, language: str) -> None:
    page = _page(sample, language)
    names = [element.get("id") for element in page.iter() if element.get("id")]

    assert len(names) == len(set(names))
    assert {link.get("href", "")[1:] for link in page.iter(f"{X}a")} <= set(names)


def test_the_first_link_skips_to_the_report(sample: Sample) -> None:
    first = next(_page(sample, "en").iter(f"{X}a"))

    assert (first.get("class"), first.get("href")) == ("skip", "#report")


def test_the_legend_stands_at_the_head_the_foot_and_on_every_printed_page(
    sample: Sample, language: str
) -> None:
    page = _page(sample, language)
    legend = sample.model.document.legend.in_language(language)
    places = [element for element in page.iter() if (element.text or "").strip() == legend]
    printed = re.search(r'@page\{@bottom-left\{content:"([^"]*)"', _text(next(page.iter(f"{X}style"))))

    assert len(places) == 2
    assert printed is not None
    assert printed[1] == legend


def test_text_of_a_kit_is_never_taken_for_markup(own: Sample) -> None:
    evil = 'A "quoted" <script>alert(1)</script> & more'
    text = own.model.canonical().decode()
    title = own.kit.title.en
    model = parse_model(text.replace(title, evil.replace('"', '\\"')).encode())
    page = ET.fromstring(html.render(model, "en"))  # noqa: S314 - our own page, made just now

    assert _text(next(page.iter(f"{X}h1"))) == evil
    assert not list(page.iter(f"{X}script"))


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_of_chart_stands_in_the_large_report(large: Sample, kind: ChartKind) -> None:
    charts = [b for s in large.model.document.sections for b in s.blocks if isinstance(b, Chart)]

    assert kind in {chart.kind for chart in charts}
