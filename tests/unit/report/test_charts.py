"""Charts: every word fits, what is not shown is hatched and says so, and only published figures decide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.contrast import contrast
from tests.unit.report.samples import Sample

from careernotes.domain.words import Bilingual
from careernotes.report import pdf_style
from careernotes.report.charts import drawings
from careernotes.report.document import Cell, Chart, ChartKind, Column, Row, Table
from careernotes.report.fonts import SEMIBOLD
from careernotes.report.heat import difference
from careernotes.report.palette import DARK, LIGHT, Role
from careernotes.report.shapes import Anchor, Drawing, Rect, Text, text_width, wrap
from careernotes.report.stack import stack_drawing

WIDTHS = (pdf_style.WIDTH, 500.0)


def test_no_word_stands_outside_its_picture(sample: Sample, language: str) -> None:
    for drawing in _all(sample, language):
        for shape in drawing.shapes:
            if isinstance(shape, Text):
                left, right = _span(shape)
                assert left >= -0.5, shape
                assert right <= drawing.width + 0.5, shape
                assert 0 < shape.y <= drawing.height, shape


def test_no_two_words_on_one_line_touch(sample: Sample, language: str) -> None:
    for drawing in _all(sample, language):
        lines: dict[int, list[Text]] = {}
        for shape in drawing.shapes:
            if isinstance(shape, Text):
                lines.setdefault(round(shape.y), []).append(shape)
        for line in lines.values():
            spans = sorted((_span(text), text.text) for text in line)
            for (first, before), (second, after) in pairwise(spans):
                assert second[0] >= first[1] - 0.5, (before, after)


def test_no_text_is_wider_than_it_was_reckoned(sample: Sample, language: str) -> None:
    pdf_style.register_fonts()
    for drawing in _all(sample, language):
        for shape in drawing.shapes:
            if isinstance(shape, Text):
                assert (
                    stringWidth(shape.text, SEMIBOLD, shape.size) <= text_width(shape.text, shape.size) + 0.01
                )


def test_what_is_not_shown_is_hatched_and_named(medium: Sample, language: str) -> None:
    chart = Chart(kind=ChartKind.BARS, table="chosen", title=Bilingual("Ways", "Wegen"))
    (drawing,) = drawings(medium.model.document, chart, language, width=500)
    words = {"en": "c  not shown", "nl": "c  niet getoond"}[language]

    assert sum(isinstance(shape, Rect) and shape.hatched for shape in drawing.shapes) == 1
    assert any(isinstance(shape, Text) and shape.text == words for shape in drawing.shapes)


def test_a_longer_bar_is_a_larger_published_figure(sample: Sample) -> None:
    for drawing in _all(sample, "en"):
        bars = [s.width for s in drawing.shapes if isinstance(s, Rect) and s.role in {Role.ACCENT, Role.ITEM}]
        said = [s.text for s in drawing.shapes if isinstance(s, Text) and s.text.startswith("about ")]
        if len(bars) == len(said):
            numbers = [int(text.removeprefix("about ").replace(",", "")) for text in said]
            assert sorted(bars) == [bar for _, bar in sorted(zip(numbers, bars, strict=True))]


def test_pieces_for_pages_together_are_the_whole_picture(medium: Sample) -> None:
    chart = Chart(kind=ChartKind.BARS, table="themes", title=Bilingual("Themes", "Thema's"), ranked=True)
    (whole,) = drawings(medium.model.document, chart, "en", width=500)
    pieces = drawings(medium.model.document, chart, "en", width=500, apart=True)

    assert len(pieces) == len(medium.taxonomy.groups)
    assert sum(piece.height for piece in pieces) == pytest.approx(whole.height)
    assert [s.text for p in pieces for s in p.shapes if isinstance(s, Text)] == [
        s.text for s in whole.shapes if isinstance(s, Text)
    ]


def test_a_table_without_a_figure_gives_no_picture(sparse: Sample) -> None:
    chart = Chart(kind=ChartKind.STACK, table="manager", title=Bilingual("Managers", "Leidinggevenden"))

    assert drawings(sparse.model.document, chart, "en", width=500) == ()


def test_a_hidden_answer_takes_the_same_room_whatever_it_hides() -> None:
    hidden = {
        shape.width
        for values in ((30, 20), (60, 10), (200, 40))
        for shape in stack_drawing(_stack(*values), "en", title="", width=500).shapes
        if isinstance(shape, Rect) and shape.hatched
    }

    assert len(hidden) == 1


@given(
    st.integers(20, 400),
    st.integers(20, 400),
    st.integers(0, 300),
    st.integers(0, 300),
    st.sampled_from([5, 10, 20]),
    st.sampled_from([None, 0, 1]),
)
def test_a_mark_of_difference_never_stands_where_the_true_shares_are_the_other_way(
    first: int, second: int, in_first: int, in_second: int, base: int, by_chance: int | None
) -> None:
    true = [(min(in_first, first), first), (min(in_second, second), second)]
    everywhere = sum(part for part, _ in true) / sum(whole for _, whole in true)
    for up in (0, 1):
        parts = [None if n == by_chance else _rounded(p, base, up) for n, (p, _) in enumerate(true)]
        table = _heat(parts, [_rounded(w, base, up) for _, w in true], base)
        for place, (part, whole) in enumerate(true):
            mark = difference(table, table.rows[1], place)
            assert not (mark == "▲" and part / whole <= everywhere)
            assert not (mark == "▼" and part / whole >= everywhere)


def test_a_clear_difference_gets_its_mark() -> None:
    table = _heat([320, 100], [520, 1000], 20)

    assert difference(table, table.rows[1], 0) == "▲"
    assert difference(table, table.rows[1], 1) == "▼"


def test_no_area_is_above_the_others_while_one_of_them_is_not_shown_and_may_be_anything() -> None:
    table = _heat([320, None], [520, 520], 20)

    assert difference(table, table.rows[1], 0) == ""


@given(st.text(alphabet="abcdefgh ij", max_size=80), st.floats(40, 200))
def test_wrapping_keeps_every_letter_and_fits(text: str, width: float) -> None:
    lines = wrap(text, 9, width)

    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 9) <= width for line in lines)


TEXT_ON = [
    (Role.INK, Role.CARD), (Role.INK, Role.GROUND), (Role.INK, Role.WASH), (Role.MUTED, Role.CARD),
    (Role.MUTED, Role.GROUND), (Role.ACCENT, Role.CARD), (Role.ACCENT, Role.GROUND),
    (Role.ON_ACCENT, Role.ACCENT),
    (Role.ON_BIN_LOW, Role.BIN_LOW), (Role.ON_BIN_MIDDLE, Role.BIN_MIDDLE), (Role.ON_BIN_HIGH, Role.BIN_HIGH),
    (Role.INK, Role.SHADE_1), (Role.INK, Role.SHADE_2), (Role.ON_SHADE_3, Role.SHADE_3),
    (Role.ON_SHADE_4, Role.SHADE_4),
]  # fmt: skip
GRAPHICS = [Role.ACCENT, Role.ITEM, Role.HATCH, Role.BIN_LOW, Role.BIN_MIDDLE, Role.BIN_HIGH]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(palette: dict[Role, str]) -> None:
    measured = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in TEXT_ON}

    assert min(measured.values()) >= 4.5, {pair: ratio for pair, ratio in measured.items() if ratio < 4.5}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_bar_stands_out_from_its_card(palette: dict[Role, str]) -> None:
    measured = {role: contrast(palette[role], palette[Role.CARD]) for role in GRAPHICS}

    assert min(measured.values()) >= 3.0, {role: ratio for role, ratio in measured.items() if ratio < 3.0}


def test_the_measure_of_contrast_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _all(sample: Sample, language: str) -> Iterator[Drawing]:
    document = sample.model.document
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                for width in WIDTHS:
                    yield from drawings(document, block, language, width=width)


def _span(text: Text) -> tuple[float, float]:
    wide = text_width(text.text, text.size)
    start = {Anchor.START: text.x, Anchor.MIDDLE: text.x - wide / 2, Anchor.END: text.x - wide}[text.anchor]
    return start, start + wide


def _stack(low: int, high: int) -> Table:
    names = [Bilingual(n, n) for n in ("low", "middle", "high")]
    table = _heat([low, high], [100, 100], 5)
    cells = (Cell(low), Cell(None, "c"), Cell(high))
    columns = tuple(Column(key=name.en, name=name) for name in names)
    return replace(table, columns=columns, rows=(Row(key="one", name=names[0], cells=cells),))


def _heat(parts: Sequence[int | None], wholes: Sequence[int | None], base: int) -> Table:
    empty = Bilingual("", "")
    floor = max(10, base)

    def row(key: str, values: Sequence[int | None]) -> Row:
        cells = (Cell(v) if v is not None and v >= floor else Cell(None, "c") for v in values)
        return Row(key=key, name=empty, cells=tuple(cells))

    return Table(
        key="where", base=base, floor=floor, title=empty, row_head=empty, note=empty,
        columns=tuple(Column(key=str(n), name=empty) for n in range(len(parts))),
        rows=(row("people", wholes), row("group", parts)),
    )  # fmt: skip


def _rounded(count: int, base: int, up: int) -> int:
    return count - count % base + (base if up and count % base else 0)
