"""Pages to hand over, as a PDF in memory: each sheet as large as fits on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

_LARGEST, _SMALLEST, _STEP = 10.5, 6.5, 0.5
_MARGIN_MM = 16.0
_FOOT_SHARE = 24
_INK = "#1f2430"


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One part of a sheet in both languages; *own* are words of the two people, which stand once."""

    heading: tuple[str, str]
    lines: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    own: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its title in both languages, its parts, lines to sign on, and the foot."""

    title: tuple[str, str]
    parts: tuple[Both, ...] = field(repr=False)
    sign: tuple[str, ...] = ()
    foot: str = ""


def as_pdf(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a PDF file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheets[0].title[0])
    writer.setCreator("")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    draw(writer, sheets)
    buffer.close()
    return bytes(data.data())


def draw(device: QPagedPaintDevice, sheets: Sequence[Sheet]) -> int:
    """Draws the sheets, each on a page of its own where it fits; says how many pages there were."""
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    painter = QPainter(device)
    room = QRectF(painter.viewport())
    pages = 0
    for sheet in sheets:
        document = _fitted(sheet, device, QSizeF(room.width(), room.height() * (1 - 1 / _FOOT_SHARE)))
        for at in range(document.pageCount()):
            if pages:
                device.newPage()
            pages += 1
            _draw_page(painter, document, at, room, sheet.foot)
    painter.end()
    return pages


def _draw_page(painter: QPainter, document: QTextDocument, at: int, room: QRectF, foot: str) -> None:
    size = document.pageSize()
    painter.save()
    painter.translate(0, -at * size.height())
    document.drawContents(painter, QRectF(0, at * size.height(), size.width(), size.height()))
    painter.restore()
    painter.setFont(QFont(document.defaultFont().family(), 7))
    painter.setPen(QColor(_INK))
    below = QRectF(0, size.height(), room.width(), room.height() - size.height())
    flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    painter.drawText(below, int(flags), foot)


def _fitted(sheet: Sheet, device: QPagedPaintDevice, room: QSizeF) -> QTextDocument:
    size = _LARGEST
    while True:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(device)
        font = QFont(document.defaultFont())
        font.setPointSizeF(size)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setHtml(_html(sheet))
        document.setPageSize(room)
        if document.pageCount() == 1 or size <= _SMALLEST:
            return document
        size -= _STEP


def _html(sheet: Sheet) -> str:
    first, second = (escape(text) for text in sheet.title)
    rows = [
        f'<tr><td width="48%"><h2>{first}</h2></td><td width="4%"></td><td><h2>{second}</h2></td></tr>',
        *(row for part in sheet.parts for row in _rows(part)),
    ]
    signs = "".join(f'<td><br><br>__________________________<br>{escape(each)}</td>' for each in sheet.sign)
    lines = f'<table width="100%"><tr>{signs}</tr></table>' if signs else ""
    table = "".join(rows)
    body = f'<table width="100%" cellspacing="0" cellpadding="2">{table}</table>{lines}'
    return f'<body style="color:{_INK}">{body}</body>'


def _rows(part: Both) -> list[str]:
    first, second = (escape(text) for text in part.heading)
    rows = [f"<tr><td><b>{first}</b></td><td></td><td><b>{second}</b></td></tr>"] if first or second else []
    rows += [f'<tr><td colspan="3">{escape(text)}</td></tr>' for text in part.own]
    rows += [f"<tr><td>{escape(en)}</td><td></td><td>{escape(nl)}</td></tr>" for en, nl in part.lines]
    return rows
