"""The colours of drawings beside a timeline and of a journey, measured where they meet, in all palettes."""

import datetime as dt
from itertools import pairwise

import pytest
from tests.contrast import contrast
from tests.unit.gui.test_figures import held

from careernotes.gui.controllers.timeline_charts import rhythm_figure, theme_figure
from careernotes.gui.models.figures import Span, span_drawing
from careernotes.gui.theme.chart_colors import chart_colors
from careernotes.gui.theme.tokens import (
    DARK,
    DARK_STRONG,
    GRAPHICS_CONTRAST,
    LIGHT,
    LIGHT_STRONG,
    STRONG_GRAPHICS,
    STRONG_TEXT,
    TEXT_CONTRAST,
    Tokens,
)
from careernotes.gui.widgets.quarter_chart import quarter_drawing
from careernotes.report.palette import Role
from careernotes.report.shapes import Drawing, Rect, Text, text_width

PALETTES = {"light": LIGHT, "dark": DARK, "light, strong": LIGHT_STRONG, "dark, strong": DARK_STRONG}
BARS = (Role.ACCENT, Role.ITEM, Role.HATCH)
TODAY = dt.date(2026, 11, 17)


def drawings() -> dict[str, Drawing]:
    """Each picture with the values that draw its darkest and its highest parts."""
    days = [TODAY - dt.timedelta(days=days) for days in (0, 119, 126, 133, 140, 147)]
    themes = [held(day, ["Next step", "Confidence"][: 1 + place % 2]) for place, day in enumerate(days * 3)]
    rhythm = rhythm_figure([held(day, []) for day in days], every_weeks=3, today=TODAY)
    heat = theme_figure(themes, today=TODAY)
    assert rhythm is not None
    assert heat is not None
    states = (("reached", True, False), ("open", False, False), ("let go", False, True))
    spans = [
        Span(name="A goal", start=0, end=1, state=state, reached=reached, dropped=dropped)
        for state, reached, dropped in states
    ]
    quarters = quarter_drawing(
        title="t", description="d", quarters=("Q1", "Q2", "Q3"), series=[("Helps", (1, None, 5))], highest=5
    )
    return {
        "rhythm": rhythm.drawing,
        "themes": heat.drawing,
        "goals": span_drawing("t", "d", spans),
        "quarters": quarters,
    }


def under(drawing: Drawing, text: Text) -> set[Role]:
    """What a text lies on: bars and boxes drawn before it, or the card."""
    wide = text_width(text.text, text.size)
    left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor.value]
    top = text.y - text.size * 0.72
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    met = [
        box
        for box in boxes
        if box.x < left + wide and left < box.x + box.width and box.y < text.y and top < box.y + box.height
    ]
    whole = any(box.x <= left and left + wide <= box.x + box.width and box.y <= top for box in met)
    return {box.role for box in met} | (set() if whole else {Role.CARD})


def unreadable(drawing: Drawing, tokens: Tokens, least: float) -> list[str]:
    """The texts of a drawing that do not stand out from what they lie on."""
    colors = chart_colors(tokens)
    return [
        text.text
        for text in drawing.shapes
        if isinstance(text, Text)
        and min(contrast(colors[text.role], colors[role]) for role in under(drawing, text)) < least
    ]


@pytest.mark.parametrize("palette", PALETTES)
def test_every_word_of_a_drawing_can_be_read_where_it_stands(palette: str) -> None:
    tokens = PALETTES[palette]
    wrong = {name: unreadable(each, tokens, TEXT_CONTRAST) for name, each in drawings().items()}
    assert wrong == {"rhythm": [], "themes": [], "goals": [], "quarters": []}


@pytest.mark.parametrize("palette", PALETTES)
def test_every_bar_stands_out_from_its_card_and_more_so_where_more_contrast_is_wanted(palette: str) -> None:
    colors = chart_colors(PALETTES[palette])
    strong = "strong" in palette
    least = STRONG_GRAPHICS if strong else GRAPHICS_CONTRAST
    assert {role for role in BARS if contrast(colors[role], colors[Role.CARD]) < least} == set()
    text = STRONG_TEXT if strong else TEXT_CONTRAST
    words = (Role.INK, Role.MUTED, Role.ACCENT)
    assert {role for role in words if contrast(colors[role], colors[Role.CARD]) < text} == set()


def test_words_that_lie_over_a_bar_are_found() -> None:
    rhythm = drawings()["rhythm"]
    bar = next(shape for shape in rhythm.shapes if isinstance(shape, Rect) and shape.height > 40)
    words = Text(x=bar.x, y=bar.y + 20, text="x", size=9.0, role=Role.ACCENT)
    over = Drawing(
        width=rhythm.width, height=rhythm.height, title="", description="", shapes=(*rhythm.shapes, words)
    )
    assert unreadable(over, LIGHT, TEXT_CONTRAST) == ["x"]


def test_a_state_and_a_number_are_written_beside_every_bar_and_not_left_to_its_colour() -> None:
    for name in ("goals", "rhythm", "quarters"):
        drawing = drawings()[name]
        bars = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
        ends = [shape for shape in drawing.shapes if isinstance(shape, Text)]
        for bar in bars:
            assert any(0 < bar.y - text.y < 12 for text in ends), name
    states = [text.text for text in drawings()["goals"].shapes if isinstance(text, Text)]
    assert all(first != second for first, second in pairwise(states))
