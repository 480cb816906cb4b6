"""The report as a PDF for meeting and archive: byte for byte the same wherever and whenever it is made."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
)

from careernotes.domain.words import Bilingual
from careernotes.report import pdf_style as look
from careernotes.report import wording
from careernotes.report.document import Document, Pair, Pairs, PairStyle, Section
from careernotes.report.fonts import REGULAR
from careernotes.report.model import SealedModel
from careernotes.report.palette import Role
from careernotes.report.pdf_blocks import Blocks, Together, paragraph
from careernotes.report.pdf_canvas import quiet_canvas, without_library_names
from careernotes.report.pdf_draw import Picture
from careernotes.report.shapes import text_width

_METHOD = "method"
# A section begins where its heading and this much more have room; its parts keep themselves together.
_BEGINNING = 150.0
_FOOT_TOP = 76.0


def render(model: SealedModel, language: str) -> bytes:
    """The pages in one language."""
    look.register_fonts()
    return _Print(model, language).made()


class _Bookmark(Flowable):
    """A place the reader's side panel can jump to; takes no room."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self._key, self._title = key, title

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Leave the mark."""
        self.canv.bookmarkPage(self._key)
        self.canv.addOutlineEntry(self._title, self._key, level=0)


def _break_before(section: Section, pieces: Sequence[Flowable]) -> Flowable:
    """A new page only where the beginning of a section has no room.

    The method is read apart from the rest: it begins where it takes no more pages than on its own.
    """
    if section.key == _METHOD:
        return CondPageBreak(_height(pieces) % look.HEIGHT + _BEGINNING / 2)
    whole = (Together, Picture)
    chart = next((at for at, each in enumerate(pieces, start=1) if isinstance(each, whole)), 0)
    return CondPageBreak(max(_BEGINNING, _height(pieces[:chart])))


def _height(pieces: Sequence[Flowable]) -> float:
    """How much room they take: between two of them the larger space counts, and after the last none."""
    # Some pieces only know their height on a canvas; nothing is drawn on this one.
    scratch = Canvas(io.BytesIO())
    high = after = 0.0
    for each in pieces:
        for part in each.parts if isinstance(each, Together) else (each,):
            high += max(part.getSpaceBefore(), after) + part.wrapOn(scratch, look.WIDTH, look.HEIGHT)[1]
            after = part.getSpaceAfter()
    return high


def _lines(text: str, style: ParagraphStyle) -> list[str]:
    """*text* on as few lines as it needs, each ended where a sentence ends."""
    lines: list[str] = []
    for sentence in re.split(r"(?<=[.]) ", text):
        longer = f"{lines[-1]} {sentence}" if lines else sentence
        if lines and text_width(longer, style.fontSize) <= look.WIDTH:
            lines[-1] = longer
        else:
            lines.append(sentence)
    return lines


class _Print:
    """The pages of one report, laid out once."""

    def __init__(self, model: SealedModel, language: str) -> None:
        self._model, self._language = model, language
        self._document: Document = model.document

    def made(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        printer = BaseDocTemplate(out, pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT), lang=self._language)
        frame = Frame(
            look.SIDE,
            look.BOTTOM,
            look.WIDTH,
            look.HEIGHT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        printer.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self._page)])
        printer.build(list(self._flow()), canvasmaker=partial(quiet_canvas, at_the_end=self._numbers))
        return without_library_names(out.getvalue())

    def _say(self, words: Bilingual, **facts: str | int) -> str:
        return wording.say(words, self._language, **facts) if facts else words.in_language(self._language)

    def _flow(self) -> Iterator[Flowable]:
        document = self._document
        blocks = Blocks(document, self._language)
        yield paragraph(self._say(document.title), look.OVER)
        yield paragraph(self._say(document.programme), look.TITLE)
        yield paragraph(self._say(document.period_name), look.PERIOD)
        for place, section in enumerate(document.sections):
            pieces = list(self._section(section, blocks))
            if place:
                yield PageBreak() if place == 1 else _break_before(section, pieces)
            yield from pieces

    def _section(self, section: Section, blocks: Blocks) -> Iterator[Flowable]:
        yield paragraph(self._say(section.title), look.SECTION)
        yield _Bookmark(section.key, self._say(section.title))
        yield from blocks.flow(section.blocks)
        if section.key == _METHOD:
            own = Pair(name=wording.REPORT_HASH, text=Bilingual(self._model.hash, self._model.hash))
            yield from blocks.flow((Pairs(style=PairStyle.FACTS, items=(own,)),))

    def _page(self, canvas: Canvas, printer: BaseDocTemplate) -> None:
        document = self._document
        title = " · ".join(
            self._say(words) for words in (document.title, document.programme, document.period_name)
        )
        canvas.setTitle(title)
        self._head(canvas, printer.page)
        self._foot(canvas, printer.page)

    def _head(self, canvas: Canvas, page: int) -> None:
        if page == 1:
            return
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(look.colour(Role.MUTED))
        y = look.PAGE_HEIGHT - 36
        canvas.drawString(look.SIDE, y, self._say(self._document.programme))
        right = f"{self._say(self._document.title)} · {self._say(self._document.period_name)}"
        canvas.drawRightString(look.PAGE_WIDTH - look.SIDE, y, right)

    def _foot(self, canvas: Canvas, page: int) -> None:
        canvas.setStrokeColor(look.colour(Role.LINE))
        canvas.setLineWidth(0.6)
        canvas.line(look.SIDE, _FOOT_TOP, look.PAGE_WIDTH - look.SIDE, _FOOT_TOP)
        y = _FOOT_TOP - 5
        for words in (self._document.legend, self._document.independence):
            for line in _lines(self._say(words), look.FOOT):
                text = paragraph(line, look.FOOT)
                _, high = text.wrap(look.WIDTH, look.BOTTOM)
                y -= high
                text.drawOn(canvas, look.SIDE, y)
            y -= 2
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(look.colour(Role.MUTED))
        left = f"{self._say(wording.CODE, code=self._model.code)}  ·  {self._say(wording.ACCESSIBLE)}"
        canvas.drawString(look.SIDE, 24, left)
        canvas.doForm(_number(page))

    def _numbers(self, canvas: Canvas, pages: int) -> None:
        """Say of every page which it is, now that it is known how many there are."""
        for page in range(1, pages + 1):
            canvas.beginForm(_number(page), 0, 0, look.PAGE_WIDTH, look.PAGE_HEIGHT)
            canvas.setFont(REGULAR, 7)
            canvas.setFillColor(look.colour(Role.MUTED))
            text = self._say(wording.PAGE, page=page, pages=pages)
            canvas.drawRightString(look.PAGE_WIDTH - look.SIDE, 24, text)
            canvas.endForm()


def _number(page: int) -> str:
    return f"number-{page}"
