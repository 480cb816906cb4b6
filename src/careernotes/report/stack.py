"""Answers in three bins as one bar for each question; words stand in the bar, colour never alone."""

from careernotes.report.document import Cell, Row, Table
from careernotes.report.palette import Role
from careernotes.report.shapes import Anchor, Drawing, Rect, Shape, Text, text_width, wrap
from careernotes.report.wording import NOT_SHOWN_WORDS, PARTLY_HIDDEN, cell_text, number

_FILLS = (Role.BIN_LOW, Role.BIN_MIDDLE, Role.BIN_HIGH)
_ON = (Role.ON_BIN_LOW, Role.ON_BIN_MIDDLE, Role.ON_BIN_HIGH)
_LABEL, _SMALL = 9.5, 8.5
_BAR = 26.0
_HIDDEN_SHARE = 0.2
_GAP = 2.0
_INSIDE = 10.0
# The kinds that carry the name of the answer: with "about" or without, in full or in short.
_KINDS = 3


def stack_drawing(table: Table, language: str, *, title: str, width: float) -> Drawing:
    """One bar of a hundred per cent for each row; the widths come from the published figures alone."""
    shapes: list[Shape] = []
    top = _key(shapes, table, language, width)
    # Every part of every bar says the same kind of words, where they fit.
    level = next((each for each in range(_KINDS) if _all_fit(table, language, width, each)), 0)
    said: list[str] = []
    for row in table.rows:
        name = row.name.in_language(language)
        for line in wrap(name, _LABEL, width):
            shapes.append(Text(x=0.0, y=top + _LABEL, text=line, size=_LABEL, strong=True))
            top += _LABEL * 1.35
        bins = _bins(row)
        _bar(shapes, bins, table, language=language, top=top + 3.0, width=width, level=level)
        top += 3.0 + _BAR + 14.0
        parts = (
            f"{_name(table, place, language)} {cell_text(cell, language)}" for place, cell in enumerate(bins)
        )
        said.append(f"{name}: {', '.join(parts)}.".replace("  ", " "))
    if any(not cell.shown for row in table.rows for cell in _bins(row)):
        for line in wrap(PARTLY_HIDDEN.in_language(language), _SMALL, width):
            shapes.append(Text(x=0.0, y=top, text=line, size=_SMALL, role=Role.MUTED))
            top += _SMALL * 1.4
    return Drawing(width=width, height=top, title=title, description=" ".join(said), shapes=tuple(shapes))


def _bins(row: Row) -> tuple[Cell, ...]:
    """The three answers; a table may have more columns (how many were rated) behind them."""
    return row.cells[: len(_FILLS)]


def _name(table: Table, place: int, language: str) -> str:
    return table.columns[place].name.in_language(language)


def _key(shapes: list[Shape], table: Table, language: str, width: float) -> float:
    x, top = 0.0, 0.0
    for place, role in enumerate(_FILLS):
        name = _name(table, place, language)
        needed = 16.0 + text_width(name, _SMALL)
        if x and x + needed > width:
            x, top = 0.0, top + 15.0
        shapes.extend(
            (
                Rect(x=x, y=top, width=10.0, height=10.0, role=role, radius=2.0),
                Text(x=x + 16.0, y=top + 8.5, text=name, size=_SMALL, role=Role.MUTED),
            )
        )
        x += needed + 18.0
    return top + 26.0


def _widths(bins: tuple[Cell, ...], width: float) -> list[float]:
    """How wide each part of a bar is; a part without a figure has the same width everywhere."""
    room = width - _GAP * (len(bins) - 1)
    hidden = sum(not cell.shown for cell in bins)
    shown_room = room * (1 - _HIDDEN_SHARE * hidden)
    total = sum(cell.value or 0 for cell in bins)
    if not total:
        return [room / len(bins) for _ in bins]
    return [room * _HIDDEN_SHARE if cell.value is None else shown_room * cell.value / total for cell in bins]


def _all_fit(table: Table, language: str, width: float, level: int) -> bool:
    """Whether every part of every bar has room for its words of this kind."""
    return all(
        text_width(_ways(_name(table, place, language), cell.value, language)[level], _SMALL)
        <= wide - _INSIDE
        for row in table.rows
        for place, (cell, wide) in enumerate(zip(_bins(row), _widths(_bins(row), width), strict=True))
        if cell.value is not None
    )


def _bar(
    shapes: list[Shape],
    bins: tuple[Cell, ...],
    table: Table,
    *,
    language: str,
    top: float,
    width: float,
    level: int,
) -> None:
    x = 0.0
    for place, (cell, wide) in enumerate(zip(bins, _widths(bins, width), strict=True)):
        if cell.value is None or not any(each.value for each in bins):
            shapes.append(
                Rect(x=x, y=top, width=wide, height=_BAR, role=Role.HATCH, radius=3.0, hatched=True)
            )
            _hidden_words(shapes, cell, language, x=x + wide / 2, top=top, width=wide)
        else:
            shapes.append(Rect(x=x, y=top, width=wide, height=_BAR, role=_FILLS[place], radius=3.0))
            ways = _ways(_name(table, place, language), cell.value, language)[level:]
            shapes.append(
                Text(
                    x=x + wide / 2,
                    y=top + 16.5,
                    text=_that_fits(ways, wide),
                    size=_SMALL,
                    role=_ON[place],
                    strong=True,
                    anchor=Anchor.MIDDLE,
                )
            )
        x += wide + _GAP


def _ways(name: str, value: int, language: str) -> tuple[str, ...]:
    """What a part of a bar may say, from most to least; the key above says the name in full."""
    about, plain = cell_text(Cell(value), language), number(value, language)
    first = name.split(" (", maxsplit=1)[0]
    return (f"{name} · {about}", f"{first} · {about}", f"{first} · {plain}", about, plain)


def _that_fits(ways: tuple[str, ...], width: float) -> str:
    fitting = (said for said in ways if text_width(said, _SMALL) <= width - _INSIDE)
    return next(fitting, ways[-1])


def _hidden_words(
    shapes: list[Shape], cell: Cell, language: str, *, x: float, top: float, width: float
) -> None:
    said = f"{cell.symbol}  {NOT_SHOWN_WORDS.in_language(language)}"
    if text_width(said, _SMALL) > width - 8.0:
        said = cell.symbol
    wide = text_width(said, _SMALL) + 8.0
    # A plain patch behind the words keeps them readable on the hatching.
    shapes.append(
        Rect(x=x - wide / 2, y=top + 6.0, width=wide, height=_BAR - 12.0, role=Role.CARD, radius=2.0)
    )
    shapes.append(Text(x=x, y=top + 16.5, text=said, size=_SMALL, role=Role.MUTED, anchor=Anchor.MIDDLE))
