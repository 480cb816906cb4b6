"""Charts in a narrow window and beside each other: nothing runs over the edge, all bars speak alike."""

import pytest
from tests.unit.report.samples import Sample

from careernotes.domain.words import Bilingual
from careernotes.report.charts import drawings
from careernotes.report.document import Chart, ChartKind
from careernotes.report.shapes import Anchor, Rect, Text, text_width


@pytest.mark.parametrize("width", [250.0, 430.0, 500.0])
def test_no_words_of_a_picture_run_over_its_edge(sample: Sample, language: str, width: float) -> None:
    document = sample.model.document
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    for chart in charts:
        if chart.kind is ChartKind.HEAT:
            continue
        for drawing in drawings(document, chart, language, width=width):
            for shape in drawing.shapes:
                if isinstance(shape, Text) and shape.anchor is Anchor.START:
                    assert shape.x + text_width(shape.text, shape.size) <= width + 1, shape.text
                if isinstance(shape, Rect):
                    assert shape.width > 0
                    assert shape.x + shape.width <= width + 1


def test_every_part_of_a_bar_says_the_same_kind_of_words(medium: Sample, language: str) -> None:
    chart = Chart(kind=ChartKind.STACK, table="manager", title=Bilingual("Managers", "Leidinggevenden"))
    (drawing,) = drawings(medium.model.document, chart, language, width=493)
    about = {"en": "about", "nl": "ongeveer"}[language]
    said = [shape.text for shape in drawing.shapes if isinstance(shape, Text) and " · " in shape.text]
    assert said
    assert len({about in text for text in said}) == 1
    assert len({"(" in text for text in said}) == 1
