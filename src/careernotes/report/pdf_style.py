"""Type and spacing of the PDF: one embedded family, few sizes, generous space."""

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from careernotes.report.fonts import REGULAR, SEMIBOLD, font_file
from careernotes.report.palette import LIGHT, Role
from careernotes.report.shapes import text_width

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE, TOP, BOTTOM = 51.0, 58.0, 86.0
WIDTH = PAGE_WIDTH - 2 * SIDE
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
RADIUS = 7.0
# Leaves a hash of 64 digits one line.
FACT_NAME = 92.0


Rule = tuple[str, tuple[int, int], tuple[int, int], *tuple[object, ...]]
"""One line of a table style."""


@cache
def register_fonts() -> None:
    """Make the embedded faces known to reportlab; it keeps them for the whole process."""
    for name in (REGULAR, SEMIBOLD):
        pdfmetrics.registerFont(TTFont(name, str(font_file(name))))


def colour(role: Role) -> Color:
    """A colour on paper."""
    return HexColor(LIGHT[role])


def _style(
    name: str,
    size: float,
    leading: float,
    *,
    role: Role = Role.INK,
    strong: bool = False,
    before: float = 0.0,
    after: float = 0.0,
) -> ParagraphStyle:
    font = SEMIBOLD if strong else REGULAR
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour(role),
        spaceBefore=before,
        spaceAfter=after,
        bulletFontName=REGULAR,
        bulletColor=colour(Role.ACCENT),
        splitLongWords=1,
    )


OVER = _style("over", 10.5, 14, role=Role.ACCENT, strong=True, after=3)
TITLE = _style("title", 21, 26, strong=True, after=4)
PERIOD = _style("period", 11, 15, role=Role.MUTED, after=16)
SECTION = _style("section", 18, 23, strong=True, before=24, after=10)
HEADING = _style("heading", 11.5, 16, strong=True, before=14, after=5)
BODY = _style("body", 10, 15, after=8)
FACT = _style("fact", 10, 15)
LEAD = _style("lead", 12, 18)
NOTE = _style("note", 8.5, 12.5, role=Role.MUTED, before=6, after=6)
NOTICE = _style("notice", 10, 15)
STRONG = _style("strong", 10, 15, strong=True)
FIGURES = tuple(_style(f"figure-{size}", size, 19, strong=True) for size in (16, 14, 12.5, 11, 9.5))
FIGURE_NAME = _style("figure-name", 8.5, 12, role=Role.MUTED)
SMALL = _style("small", 8.5, 12.5, role=Role.MUTED)
CELL = _style("cell", 8.5, 11)
CELL_STRONG = _style("cell-strong", 8.5, 11, strong=True)
CELL_NUMBER = _style("cell-number", 8.5, 11)
CELL_NUMBER.alignment = 2
CELL_HEAD = _style("cell-head", 8, 10.5, strong=True)
CELL_HEAD.alignment = 2
CELL_SYMBOL = _style("cell-symbol", 8.5, 11, role=Role.MUTED)
CELL_SYMBOL.alignment = 2
FOOT = _style("foot", 7, 9, role=Role.MUTED)
BULLET = _style("bullet", 10, 15, after=4)
BULLET.leftIndent = 13
BULLET.bulletIndent = 0


def figure_that_fits(said: list[str], width: float) -> ParagraphStyle:
    """The largest style in which every big number stands on one line."""
    fits = (style for style in FIGURES if all(text_width(text, style.fontSize) <= width for text in said))
    return next(fits, FIGURES[-1])
