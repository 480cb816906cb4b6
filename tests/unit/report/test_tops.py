"""What a report says where a figure ends at a top: the same in tables, pictures, sentences and files."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.samples import Sample

from careernotes.domain.words import Bilingual
from careernotes.report import csv_table, html, pdf
from careernotes.report.document import OR_MORE, Cell, Column, Document, Row, Table
from careernotes.report.heat import difference
from careernotes.report.model import SealedModel
from careernotes.report.published import published
from careernotes.report.sentences import about, themes
from careernotes.report.wording import cell_short, cell_text

X = "{http://www.w3.org/1999/xhtml}"
SAID = {"en": "about 1,240 or more", "nl": "ongeveer 1.240 of meer"}
SHORT = {"en": "1,240+", "nl": "1.240+"}


def test_a_top_is_said_as_so_many_or_more(language: str) -> None:
    top = Cell(1240, OR_MORE)
    assert (cell_short(top, language), cell_text(top, language)) == (SHORT[language], SAID[language])
    assert about(top).in_language(language).replace("\N{NO-BREAK SPACE}", " ") == SAID[language]


def _at_the_top(sample: Sample) -> SealedModel:
    """The sample with all its theme figures at a top."""

    def cut(table: Table) -> Table:
        if table.key not in {"themes", "where"}:
            return table
        rows = (
            replace(row, cells=tuple(Cell(c.value, OR_MORE) if c.shown else c for c in row.cells))
            if row.key != "people"
            else row
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    document: Document = sample.model.document
    return SealedModel(replace(document, tables=tuple(map(cut, document.tables))))


def test_every_rendering_marks_it(large: Sample, language: str) -> None:
    model = _at_the_top(large)
    value = next(r.cells[0].value for r in model.document.by_key["themes"].rows if r.cells[0].shown)
    assert value is not None
    short, said = cell_short(Cell(value, OR_MORE), language), cell_text(Cell(value, OR_MORE), language)
    page = ET.fromstring(html.render(model, language))  # noqa: S314 - our own page, made just now
    titles = {each.get("title"): each.text for each in page.iter(f"{X}abbr")}
    assert titles[said] == short
    assert any((each.text or "") == said for each in page.iter() if each.tag.endswith("text"))
    lines = csv_table.render(model).decode().splitlines()
    assert any(f",{value},t," in line for line in lines)
    assert pdf.render(model, language) != pdf.render(large.model, language)
    assert re.fullmatch(r"[0-9.,]+\+", short)


def test_the_figures_at_the_top_are_read_back(medium: Sample) -> None:
    assert not published(medium.model.document, medium.taxonomy).tops
    found = published(_at_the_top(medium).document, medium.taxonomy)
    assert found.tops
    assert found.tops <= found.shown.keys()


COUNTS = st.integers(20, 400)


@given(COUNTS, COUNTS, st.floats(0, 1), st.floats(0, 1), st.sampled_from([5, 10, 20]), st.integers(1, 20))
def test_a_mark_beside_tops_never_stands_where_the_true_shares_are_the_other_way(
    first: int, second: int, in_first: float, in_second: float, base: int, top: int
) -> None:
    wholes = first, second
    parts = round(in_first * first), round(in_second * second)
    everywhere = sum(parts) / sum(wholes)
    cells = []
    for part in parts:
        low = part - part % base
        cells.append(Cell(max(base, top * base), OR_MORE) if low >= top * base else Cell(low or None))
    cells = [cell if cell.shown else Cell(symbol="c") for cell in cells]
    table = _heat(tuple(cells), tuple(Cell(n - n % base) for n in wholes), base)
    for place, (part, whole) in enumerate(zip(parts, wholes, strict=True)):
        mark = difference(table, table.rows[1], place)
        assert not (mark == "▲" and part / whole <= everywhere)
        assert not (mark == "▼" and part / whole >= everywhere)


def test_an_area_at_the_top_is_never_marked_as_below_the_others() -> None:
    table = _heat((Cell(40, OR_MORE), Cell(380)), (Cell(100), Cell(400)), 5)
    assert difference(table, table.rows[1], 0) == ""
    told = _heat((Cell(40), Cell(380)), (Cell(100), Cell(400)), 5)
    assert difference(told, told.rows[1], 0) == "▼"


def _heat(parts: tuple[Cell, ...], wholes: tuple[Cell, ...], base: int) -> Table:
    name = Bilingual("a", "a")
    return Table(
        key="where",
        base=base,
        floor=max(10, base),
        title=name,
        row_head=name,
        note=name,
        columns=tuple(Column(key=f"area-{n}", name=name) for n in range(len(parts))),
        rows=(Row(key="people", name=name, cells=wholes), Row(key="group-a", name=name, cells=parts)),
    )


def test_groups_at_their_tops_are_named_as_that_and_not_as_those_of_the_most_people() -> None:
    """Of 90 people, 79 can be printed as 70 and 72 as 80+: which has more is not told."""
    name = Bilingual("a", "a")
    cells = (Cell(80, OR_MORE), Cell(70), Cell(60), Cell(50), Cell(40))
    rows = tuple(
        Row(key=f"g{n}", name=Bilingual(f"Group {n}", f"Groep {n}"), cells=(c,)) for n, c in enumerate(cells)
    )
    table = replace(
        _heat((Cell(80),), (Cell(90),), 10), key="themes", columns=(Column(key="people", name=name),)
    )
    said = themes(replace(table, rows=rows))
    assert said.en.replace("\N{NO-BREAK SPACE}", " ") == (
        "Theme groups at the highest number that is told: Group 0 (about 80 or more)."
    )
    level = themes(replace(table, rows=tuple(replace(row, cells=(Cell(70),)) for row in rows)))
    assert "too close to tell apart" in level.en
