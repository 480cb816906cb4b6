"""A sheet of paper as a PDF: large words on A4, byte for byte the same wherever and whenever it is made."""

import io
from collections.abc import Iterator, Sequence
from html import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from careernotes.report import pdf_style as look
from careernotes.report.fonts import REGULAR
from careernotes.report.palette import Role
from careernotes.report.paper import Blanks, Paper, Part, Said, Spoken, Steps, Ticks
from careernotes.report.pdf_canvas import quiet_canvas, without_library_names

_ACROSS = 4
# Larger than a report: it is held beside a telephone.
_WORD = ParagraphStyle("paper-word", parent=look.STRONG, fontSize=15, leading=20)
_BODY = ParagraphStyle("paper-body", parent=look.BODY, fontSize=11.5, leading=17)
_STEP = ParagraphStyle(
    "paper-step", parent=_BODY, leftIndent=20, bulletFontSize=11.5, bulletIndent=0, spaceAfter=6
)
_GAP, _LINE_HIGH, _BETWEEN = 10.0, 32.0, 24.0
_BOX = 9.0


def render(paper: Paper, language: str) -> bytes:
    """The sheet as a file; it is laid out twice, the first time only to know how many pages there are."""
    look.register_fonts()
    _, pages = _made(paper, language, pages=0)
    data, _ = _made(paper, language, pages=pages)
    return data


def _made(paper: Paper, language: str, *, pages: int) -> tuple[bytes, int]:
    def page(canvas: Canvas, printer: BaseDocTemplate) -> None:
        canvas.setTitle(f"{paper.title} · {paper.owner}")
        canvas.setStrokeColor(look.colour(Role.LINE))
        canvas.setLineWidth(0.6)
        canvas.line(look.SIDE, 50, look.PAGE_WIDTH - look.SIDE, 50)
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(look.colour(Role.MUTED))
        canvas.drawString(look.SIDE, 36, paper.foot)
        if pages > 1:
            canvas.drawRightString(look.PAGE_WIDTH - look.SIDE, 36, f"{printer.page} / {pages}")

    out = io.BytesIO()
    printer = BaseDocTemplate(out, pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT), lang=language)
    high = look.PAGE_HEIGHT - look.TOP - 62
    frame = Frame(
        look.SIDE, 62, look.WIDTH, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    printer.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=page)])
    printer.build(list(_flow(paper)), canvasmaker=quiet_canvas)
    return without_library_names(out.getvalue()), printer.page


def _flow(paper: Paper) -> Iterator[Flowable]:
    yield _said(paper.owner, look.OVER)
    yield _said(paper.title, look.TITLE)
    yield Spacer(1, _GAP)
    for part in paper.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Flowable]:
    match part:
        case Spoken(words=words):
            if words.split():
                yield _spoken(part)
        case Steps(lines=lines):
            for number, line in enumerate(lines, start=1):
                yield Paragraph(escape(line), _STEP, bulletText=f"{number}.")
        case Said(text=text):
            yield _said(text, _BODY)
        case Ticks(words=words, write=write):
            for each in words:
                yield _tick(each, write)
        case Blanks(names=names):
            yield from _blanks(names)


def _said(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _spoken(part: Spoken) -> Flowable:
    """The words in rows of four, each with its number: whoever loses the thread finds it again."""
    cells = [_cell(number, word) for number, word in enumerate(part.words.split(), start=1)]
    rows = [cells[at : at + _ACROSS] for at in range(0, len(cells), _ACROSS)]
    rules: list[look.Rule] = [
        ("BACKGROUND", (0, 0), (-1, -1), look.colour(Role.WASH)),
        ("LEFTPADDING", (0, 0), (-1, -1), 12),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    grid = Table(
        rows,
        colWidths=[look.WIDTH / _ACROSS] * _ACROSS,
        style=TableStyle(rules),
        cornerRadii=[look.RADIUS] * 4,
    )
    name = [_said(part.name, look.HEADING)] if part.name else []
    return KeepTogether([*name, Spacer(1, 2), grid, Spacer(1, _GAP)])


def _cell(number: int, word: str) -> Table:
    return Table(
        [[_said(str(number), look.SMALL), _said(word, _WORD)]],
        colWidths=[12, look.WIDTH / _ACROSS - 26],
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        ),
    )


def _tick(words: str, write: str) -> Flowable:
    """A box, the words, and below them a line for a name."""
    grid = Table(
        [[_Box(), _said(words, look.FACT)], ["", _said(write, look.SMALL)]],
        colWidths=[18, look.WIDTH - 18],
        rowHeights=[18, 22],
        style=TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (1, 1), (1, 1), 0.6, look.colour(Role.HATCH)),
            ]
        ),
    )
    return KeepTogether([grid, Spacer(1, 6)])


def _blanks(names: Sequence[str]) -> Iterator[Flowable]:
    """Lines to write on, two beside each other, each with its name below."""
    wide = (look.WIDTH - _BETWEEN) / 2
    for at in range(0, len(names), 2):
        pair = list(names[at : at + 2])
        single = len(pair) == 1
        row = [_said(pair[0], look.SMALL), "", "" if single else _said(pair[1], look.SMALL)]
        line = look.colour(Role.HATCH)
        rules: list[look.Rule] = [
            ("LINEABOVE", (0, 1), (0, 1), 0.6, line),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
        if not single:
            rules.append(("LINEABOVE", (2, 1), (2, 1), 0.6, line))
        grid = Table(
            [["", "", ""], row],
            colWidths=[wide, _BETWEEN, wide],
            rowHeights=[_LINE_HIGH, None],
            style=TableStyle(rules),
        )
        yield grid
    yield Spacer(1, _GAP)


class _Box(Flowable):
    """A square to tick."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As wide as high."""
        return _BOX, _BOX + 3

    def draw(self) -> None:
        """Its outline."""
        self.canv.setStrokeColor(look.colour(Role.MUTED))
        self.canv.setLineWidth(0.8)
        self.canv.rect(0.4, 0, _BOX, _BOX)
