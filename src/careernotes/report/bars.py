"""Bars that lie down, with their words beside them; what is not shown is hatched and says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from careernotes.domain.words import LANGUAGES
from careernotes.report.document import OR_MORE, Cell, Row, Table
from careernotes.report.palette import Role
from careernotes.report.shapes import Drawing, Line, Rect, Shape, Text, text_width, wrap
from careernotes.report.wording import OF_STAFF, cell_text, number, say

_LABEL_SIZE, _ITEM_SIZE, _NOTE_SIZE = 9.5, 8.5, 8.0
_GAP = 10.0
_HATCH_WIDTH = 54.0
_INDENT = 12.0
_LABEL_SHARE, _ITEM_SHARE = 0.36, 0.04
_LEADING = 1.3
_LEAST_ROOM = 60.0
_BETWEEN = "  ·  "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where labels end, where bars start, and how many points one person is."""

    whole: float
    label: float
    start: float
    per_unit: float
    below: bool

    def width(self, value: int) -> float:
        return max(value * self.per_unit, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    size: float
    bar: float
    row: float
    role: Role
    indent: float


_GROUP = _Look(size=_LABEL_SIZE, bar=13.0, row=23.0, role=Role.ACCENT, indent=0.0)
_ITEM = _Look(size=_ITEM_SIZE, bar=8.0, row=16.5, role=Role.ITEM, indent=_INDENT)


def bar_drawings(
    table: Table, language: str, *, title: str, width: float, ranked: bool, apart: bool
) -> tuple[Drawing, ...]:
    """The bars of one table in one picture, or with *apart* one picture for each group and its items."""
    value = next(place for place, column in enumerate(table.columns) if not column.exact)
    blocks = _blocks(table.rows)
    if ranked:
        blocks = [
            (head, _ranked(items, value)) for head, items in sorted(blocks, key=lambda b: _rank(b[0], value))
        ]
    scale = _scale(table, value, width)
    described = _describe(table, value, language)
    pieces = [_Painter(table, value, scale, language).block(head, items) for head, items in blocks]
    if apart:
        return tuple(
            Drawing(width=width, height=height, title=title, description=described, shapes=tuple(shapes))
            for shapes, height in pieces
        )
    shapes: list[Shape] = []
    top = 0.0
    for piece, height in pieces:
        shapes.extend(_moved(shape, top) for shape in piece)
        top += height
    return (Drawing(width=width, height=top, title=title, description=described, shapes=tuple(shapes)),)


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, y1=shape.y1 + down, y2=shape.y2 + down)
    return replace(shape, y=shape.y + down)


def _blocks(rows: tuple[Row, ...]) -> list[tuple[Row, tuple[Row, ...]]]:
    blocks: list[tuple[Row, tuple[Row, ...]]] = []
    for row in rows:
        if row.level and blocks:
            head, items = blocks[-1]
            blocks[-1] = (head, (*items, row))
        else:
            blocks.append((row, ()))
    return blocks


def _rank(row: Row, column: int) -> int:
    value = row.cells[column].value
    return 1 if value is None else -value


def _ranked(items: tuple[Row, ...], column: int) -> tuple[Row, ...]:
    return tuple(sorted(items, key=lambda row: _rank(row, column)))


def _scale(table: Table, value: int, width: float) -> _Scale:
    # A table with rows under rows has longer names than one without, and its bars need less room.
    label = width * (_LABEL_SHARE + (_ITEM_SHARE if any(row.level for row in table.rows) else 0.0))
    start = label + _GAP
    most = max((row.cells[value].value or 0 for row in table.rows), default=0)
    # The same room in every language, so that a bar is as long in one as in the other.
    widest = Cell(most, OR_MORE if any(row.cells[value].symbol == OR_MORE for row in table.rows) else "")
    said = max(text_width(cell_text(widest, lang), _LABEL_SIZE) for lang in LANGUAGES)
    room = width - start - _GAP - said
    beside = room - (_note_room(table) if len(table.columns) > 1 else 0.0)
    # In a narrow picture the remark stands below its bar.
    below = beside < _LEAST_ROOM
    return _Scale(
        whole=width,
        label=label,
        start=start,
        below=below,
        per_unit=(room if below else beside) / max(most, 1),
    )


def _note_room(table: Table) -> float:
    longest = max((cell.value or 0 for row in table.rows for cell in row.cells), default=0)
    return max(text_width(say(OF_STAFF, lang, number=longest), _NOTE_SIZE) for lang in LANGUAGES) + _GAP


def _describe(table: Table, value: int, language: str) -> str:
    """The figures in words, for whoever does not see the bars."""
    column = table.columns[value]
    said = (
        f"{row.name.in_language(language)}: {cell_text(row.cells[value], language, exact=column.exact)}"
        for row in table.rows
        if not row.level
    )
    return "; ".join(said).replace("  ", " ") + "."


class _Painter:
    """Turns rows into shapes, from the top down."""

    def __init__(self, table: Table, value: int, scale: _Scale, language: str) -> None:
        self._table, self._value, self._scale, self._language = table, value, scale, language
        self._exact = next((place for place, column in enumerate(table.columns) if column.exact), None)

    def block(self, head: Row, items: tuple[Row, ...]) -> tuple[list[Shape], float]:
        """A group and the items under it, and how high they stand."""
        shapes: list[Shape] = []
        top = self._row(shapes, head, _GROUP, 0.0, strong=bool(items))
        for item in items:
            if item.cells[self._value].shown:
                top = self._row(shapes, item, _ITEM, top, strong=False)
        for note in self._notes(items):
            top = self._note(shapes, note, top)
        return shapes, top + (7.0 if items else 0.0)

    def _row(self, shapes: list[Shape], row: Row, look: _Look, top: float, *, strong: bool) -> float:
        scale, cell = self._scale, row.cells[self._value]
        lines = wrap(row.name.in_language(self._language), look.size, scale.label - look.indent)
        high = max(look.row, len(lines) * look.size * _LEADING + look.row - look.size * _LEADING)
        first = top + (high - len(lines) * look.size * _LEADING) / 2 + look.size
        for place, line in enumerate(lines):
            base = first + place * look.size * _LEADING
            shapes.append(Text(x=look.indent, y=base, text=line, size=look.size, strong=strong))
        middle = top + high / 2
        width = scale.width(cell.value) if cell.value is not None else _HATCH_WIDTH
        role = look.role if cell.shown else Role.HATCH
        shapes.append(
            Rect(
                x=scale.start,
                y=middle - look.bar / 2,
                width=width,
                height=look.bar,
                role=role,
                radius=3.0,
                hatched=not cell.shown,
            )
        )
        said = cell_text(cell, self._language)
        after = scale.start + width + 8.0
        value_role = Role.INK if cell.shown else Role.MUTED
        shapes.append(Text(x=after, y=middle + look.size * 0.36, text=said, size=look.size, role=value_role))
        if self._exact is None:
            return top + high
        exact = row.cells[self._exact]
        if not scale.below:
            self._staff(shapes, exact, after + text_width(said, look.size) + _GAP, middle)
            return top + high
        self._staff(shapes, exact, scale.start, middle + look.bar / 2 + _NOTE_SIZE)
        return top + high + _NOTE_SIZE

    def _staff(self, shapes: list[Shape], cell: Cell, x: float, middle: float) -> None:
        if cell.value is not None:
            said = say(OF_STAFF, self._language, number=number(cell.value, self._language))
            shapes.append(
                Text(x=x, y=middle + _NOTE_SIZE * 0.36, text=said, size=_NOTE_SIZE, role=Role.MUTED)
            )

    def _notes(self, items: tuple[Row, ...]) -> Iterator[str]:
        """One line for all items that carry the same symbol: quieter than a hatched bar for each."""
        kinds = {item.cells[self._value].symbol: item.cells[self._value] for item in items}
        for symbol, cell in sorted(kinds.items()):
            if cell.shown:
                continue
            names = tuple(
                row.name.in_language(self._language)
                for row in items
                if row.cells[self._value].symbol == symbol
            )
            yield f"{cell_text(cell, self._language)}: {_BETWEEN.join(names)}"

    def _note(self, shapes: list[Shape], note: str, top: float) -> float:
        swatch = 14.0
        x = _INDENT + swatch + 6.0
        for place, line in enumerate(wrap(note, _NOTE_SIZE, self._scale.whole - x)):
            if place == 0:
                shapes.append(
                    Rect(
                        x=_INDENT,
                        y=top + 3.5,
                        width=swatch,
                        height=8.0,
                        role=Role.HATCH,
                        radius=2.0,
                        hatched=True,
                    )
                )
            shapes.append(Text(x=x, y=top + 10.5, text=line, size=_NOTE_SIZE, role=Role.MUTED))
            top += _NOTE_SIZE * 1.4
        return top + 4.0
