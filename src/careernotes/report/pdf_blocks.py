"""From the blocks of a document to the flow of a PDF."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from careernotes.domain.words import Bilingual
from careernotes.report import pdf_style as look
from careernotes.report import wording
from careernotes.report.charts import drawings
from careernotes.report.document import (
    Block,
    Chart,
    Data,
    Document,
    Figures,
    Listing,
    Pairs,
    PairStyle,
    Voice,
    Words,
)
from careernotes.report.palette import Role
from careernotes.report.pdf_draw import Picture
from careernotes.report.pdf_table import data_table

_VOICES = {Voice.BODY: look.BODY, Voice.NOTE: look.NOTE, Voice.HEADING: look.HEADING}
_BOXES = {Voice.LEAD: look.LEAD, Voice.NOTICE: look.NOTICE}
_HEADING_NEEDS = 90.0
# A chart shorter than this share of a page is not divided.
_CHART_WHOLE = 0.4


def paragraph(text: str, style: ParagraphStyle, *, bullet: str | None = None) -> Paragraph:
    """Plain text as a paragraph; nothing in it is taken for markup."""
    return Paragraph(escape(text), style, bulletText=bullet)


class Together(KeepTogether):
    """Pieces that stay on one page; reportlab's own do not tell how high they are."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__(list(parts))
        self.parts = tuple(parts)


class Blocks:
    """Sets the blocks of one document in one language."""

    def __init__(self, document: Document, language: str) -> None:
        self._document, self._language = document, language

    def flow(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        """The pieces of some blocks, in order."""
        for at, block in enumerate(blocks):
            if not (at and _note(blocks, at - 1)):
                yield from self._block(block, _note(blocks, at))

    def _say(self, words: Bilingual) -> str:
        return words.in_language(self._language)

    def _block(self, block: Block, below: Sequence[Bilingual]) -> Iterator[Flowable]:
        match block:
            case Words():
                yield from self._words(block)
            case Listing():
                for item in block.items:
                    yield paragraph(self._say(item), look.BULLET, bullet="•")
                yield Spacer(1, 4)
            case Figures():
                yield from self._figures(block)
            case Chart():
                yield from self._chart(block, [paragraph(self._say(text), look.NOTE) for text in below])
            case Pairs(style=PairStyle.LEVERS):
                yield from self._levers(block)
            case Pairs():
                yield from self._pairs(block)
            case Data():
                yield from data_table(self._document.by_key[block.table], self._language)

    def _words(self, block: Words) -> Iterator[Flowable]:
        if block.voice in _BOXES:
            yield _boxed(
                paragraph(self._say(block.text), _BOXES[block.voice]), lead=block.voice is Voice.LEAD
            )
            yield Spacer(1, 14 if block.voice is Voice.LEAD else 8)
            return
        if block.voice is Voice.HEADING:
            yield CondPageBreak(_HEADING_NEEDS)
        yield paragraph(self._say(block.text), _VOICES[block.voice])

    def _figures(self, block: Figures) -> Iterator[Flowable]:
        named = [paragraph(self._say(item.name), look.FIGURE_NAME) for item in block.items]
        gap = 14.0
        wide = (look.WIDTH - gap * (len(named) - 1)) / len(named)
        style = look.figure_that_fits([self._say(item.said) for item in block.items], wide)
        said = [paragraph(self._say(item.said), style) for item in block.items]
        widths = [wide]
        rows: list[list[Paragraph | str]] = [[said[0]], [named[0]]]
        lines: list[look.Rule] = [("LINEABOVE", (0, 0), (0, 0), 1.4, look.colour(Role.ACCENT))]
        for place, (number, name) in enumerate(zip(said[1:], named[1:], strict=True), start=1):
            widths += [gap, wide]
            rows[0] += ["", number]
            rows[1] += ["", name]
            lines.append(("LINEABOVE", (place * 2, 0), (place * 2, 0), 1.4, look.colour(Role.ACCENT)))
        yield Table(
            rows, colWidths=widths, style=TableStyle([*lines, *_BARE, ("TOPPADDING", (0, 0), (-1, 0), 7)])
        )
        yield Spacer(1, 8)

    def _chart(self, chart: Chart, note: Sequence[Flowable]) -> Iterator[Flowable]:
        """Its pictures; *note*, what is to be known of its figures, stays with the last of them."""
        pictures = drawings(self._document, chart, self._language, width=look.WIDTH, apart=True)
        yield Spacer(1, 4)
        parts = [Picture(picture) for picture in pictures]
        if not parts:
            yield _boxed(paragraph(self._say(wording.TOO_FEW), look.NOTICE), lead=False)
            yield from note
            return
        if sum(picture.height for picture in pictures) >= _CHART_WHOLE * look.HEIGHT:
            yield from parts[:-1]
            parts = parts[-1:]
        yield Together([*parts, *note])

    def _levers(self, block: Pairs) -> Iterator[Flowable]:
        for pair in block.items:
            yield Together(
                [
                    paragraph(self._say(pair.name), look.STRONG),
                    paragraph(self._say(pair.text), look.BODY),
                    paragraph(self._say(wording.YOUR_ANSWER), look.SMALL),
                    Spacer(1, 18),
                    HRFlowable(width="100%", thickness=0.6, color=look.colour(Role.LINE), spaceAfter=11),
                ]
            )

    def _pairs(self, block: Pairs) -> Iterator[Flowable]:
        """The names in a column of their own: short, and found at once."""
        rows = [
            [paragraph(self._say(pair.name), look.STRONG), paragraph(self._say(pair.text), look.FACT)]
            for pair in block.items
        ]
        rules = TableStyle(
            [*_BARE, ("RIGHTPADDING", (0, 0), (0, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]
        )
        yield Table(rows, colWidths=[look.FACT_NAME, look.WIDTH - look.FACT_NAME], style=rules)


_BARE: list[look.Rule] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), look.BODY.fontName),
]


def _note(blocks: Sequence[Block], at: int) -> tuple[Bilingual, ...]:
    """The note under a chart, when a chart stands at this place and has one."""
    block, below = blocks[at], blocks[at + 1 : at + 2]
    notes = [each.text for each in below if isinstance(each, Words) and each.voice is Voice.NOTE]
    return tuple(notes) if isinstance(block, Chart) else ()


def _boxed(inside: Paragraph, *, lead: bool) -> Table:
    padding = 14 if lead else 11
    rules: list[look.Rule] = [
        ("LEFTPADDING", (0, 0), (-1, -1), padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), padding),
        ("TOPPADDING", (0, 0), (-1, -1), padding - 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding - 1),
        ("FONTNAME", (0, 0), (-1, -1), look.BODY.fontName),
    ]
    if lead:
        rules.append(("BACKGROUND", (0, 0), (-1, -1), look.colour(Role.WASH)))
    else:
        rules.append(("BOX", (0, 0), (-1, -1), 0.8, look.colour(Role.HATCH), None, (3, 2)))
    corners: tuple[Literal["ROUNDEDCORNERS"], list[float]] = ("ROUNDEDCORNERS", [look.RADIUS] * 4)
    return Table([[inside]], colWidths=[look.WIDTH], style=TableStyle([*rules, corners]))
