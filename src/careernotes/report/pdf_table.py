"""One table of a report, printed in full; its heading comes again on every page it runs over."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from careernotes.report import pdf_style as look
from careernotes.report.document import Cell, Row, Table
from careernotes.report.palette import Role
from careernotes.report.wording import cell_short

_NAME_SHARE = {1: 0.6, 2: 0.5}
_NAME_SHARE_ELSE = 0.36
# A table of at most so many rows is not divided; a longer one begins where a few of its rows have room.
_ROW, _MOST_TOGETHER, _FEW = 16.0, 16, 8
_INDENT = 10.0


def data_table(table: Table, language: str) -> Iterator[Flowable]:
    """Caption, note and grid."""
    together = len(table.rows) if len(table.rows) <= _MOST_TOGETHER else _FEW
    yield CondPageBreak(70 + _ROW * together)
    yield Paragraph(escape(table.title.in_language(language)), look.HEADING)
    yield Paragraph(escape(table.note.in_language(language)), look.SMALL)
    yield Spacer(1, 4)
    head = [Paragraph(escape(table.row_head.in_language(language)), look.CELL_STRONG)]
    head += [Paragraph(escape(column.name.in_language(language)), look.CELL_HEAD) for column in table.columns]
    grouped = any(row.level for row in table.rows)
    rows = [head, *(_row(row, language, grouped=grouped) for row in table.rows)]
    share = _NAME_SHARE.get(len(table.columns), _NAME_SHARE_ELSE)
    name = look.WIDTH * share
    widths = [name, *((look.WIDTH - name) / len(table.columns) for _ in table.columns)]
    indents: list[look.Rule] = [
        ("LEFTPADDING", (0, n), (0, n), _INDENT) for n, row in enumerate(table.rows, start=1) if row.level
    ]
    kept: list[look.Rule] = [
        ("NOSPLIT", (0, n), (0, n + 1))
        for n, (row, below) in enumerate(pairwise(table.rows), start=1)
        if below.level > row.level
    ]
    yield Grid(rows, colWidths=widths, repeatRows=1, style=TableStyle([*_rules(), *indents, *kept]))
    yield Spacer(1, 10)


def _rules() -> list[look.Rule]:
    line = look.colour(Role.LINE)
    return [
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, line),
        # Drawn last: on a page the table runs over to, the line of the row before lies in the same place.
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, look.colour(Role.MUTED)),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-2, -1), 3),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("FONTNAME", (0, 0), (-1, -1), look.BODY.fontName),
    ]


def _row(row: Row, language: str, *, grouped: bool) -> list[Paragraph]:
    style = look.CELL_STRONG if grouped and not row.level else look.CELL
    name = Paragraph(escape(row.name.in_language(language)), style)
    return [name, *(_number(cell, language) for cell in row.cells)]


def _number(cell: Cell, language: str) -> Paragraph:
    return Paragraph(escape(cell_short(cell, language)), look.CELL_NUMBER if cell.shown else look.CELL_SYMBOL)
