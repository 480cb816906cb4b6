"""Theme groups by area: a number in every cell, a shade for its share, a mark for certain differences."""

from collections.abc import Sequence

from careernotes.report.document import OR_MORE, Cell, Row, Table
from careernotes.report.palette import Role
from careernotes.report.shapes import Anchor, Drawing, Rect, Shape, Text, text_width, wrap
from careernotes.report.wording import (
    LESS_OFTEN,
    MORE_OFTEN,
    NOT_SHOWN_WORDS,
    SHADE_KEY,
    SHADES,
    cell_short,
    cell_text,
)

PEOPLE_ROW = "people"
"""The row that says how many people were counted, by which a share is reckoned."""
_FILLS = (Role.SHADE_1, Role.SHADE_2, Role.SHADE_3, Role.SHADE_4)
_ON = (Role.INK, Role.INK, Role.ON_SHADE_3, Role.ON_SHADE_4)
_STEPS = (10, 25, 40)
_LABEL, _SMALL = 9.0, 8.0
_HEADS = (8.0, 7.5, 7.0, 6.5)
_LABEL_WIDTH = 118.0
_ROW, _GAP = 25.0, 3.0
_UP, _DOWN = "▲", "▼"


def heat_drawing(table: Table, language: str, *, title: str, width: float) -> Drawing:
    """Rows are theme groups, columns are areas."""
    shapes: list[Shape] = []
    wide = (width - _LABEL_WIDTH - _GAP * len(table.columns)) / len(table.columns)
    top = _heads(shapes, table, language, wide)
    people = next(row for row in table.rows if row.key == PEOPLE_ROW)
    for row in table.rows:
        lines = wrap(row.name.in_language(language), _LABEL, _LABEL_WIDTH - 8.0)
        high = max(_ROW, len(lines) * _LABEL * 1.25 + 6.0)
        for place, line in enumerate(lines):
            base = top + (high - len(lines) * _LABEL * 1.25) / 2 + _LABEL * 0.95 + place * _LABEL * 1.25
            shapes.append(Text(x=0.0, y=base, text=line, size=_LABEL, strong=row is people))
        for place, cell in enumerate(row.cells):
            x = _LABEL_WIDTH + place * (wide + _GAP)
            mark = "" if row is people else difference(table, row, place)
            share = None if row is people else _step(cell, people.cells[place])
            _cell(shapes, cell, (x, top, wide, high), step=share, mark=mark, language=language)
        top += high + _GAP
    top = _key(shapes, language, top + 12.0, width)
    return Drawing(
        width=width, height=top, title=title, description=_describe(table, language), shapes=tuple(shapes)
    )


def difference(table: Table, row: Row, place: int) -> str:
    """A mark when an area differs from all areas together whatever the rounding did; else nothing.

    A published figure may be off by up to the base less one, and one that is not shown may be anything up to
    the people of its area, as may one that says "or more", or with noise anything under the floor; so shares
    are compared as ranges, and a mark stands only where the ranges do not meet.
    """
    people = next(each for each in table.rows if each.key == PEOPLE_ROW)
    if not row.cells[place].shown:
        return ""
    inside = [_range(cell, table) for cell in people.cells]
    ranges = [_range(cell, table, most) for cell, (_least, most) in zip(row.cells, inside, strict=True)]
    here, everywhere = _share(ranges[place], inside[place]), _share(_sum(ranges), _sum(inside))
    if here[0] > everywhere[1]:
        return _UP
    return _DOWN if here[1] < everywhere[0] else ""


def _range(cell: Cell, table: Table, most: int = 0) -> tuple[int, int]:
    if cell.value is None:
        small = max(table.floor - 1, 0)
        return 0, small if table.error else max(most, small)
    high = cell.value + table.off
    return max(cell.value - table.off, 0), max(most, high) if cell.symbol == OR_MORE else high


def _sum(ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _share(part: tuple[int, int], whole: tuple[int, int]) -> tuple[float, float]:
    return part[0] / max(whole[1], 1), part[1] / max(whole[0], 1)


def _step(cell: Cell, people: Cell) -> int | None:
    if cell.value is None or not people.value:
        return None
    share = 100 * cell.value // people.value
    return sum(share >= step for step in _STEPS)


def _heads(shapes: list[Shape], table: Table, language: str, wide: float) -> float:
    names = [column.name.in_language(language) for column in table.columns]
    size = next((s for s in _HEADS if _words_fit(names, s, wide)), _HEADS[-1])
    heads = [wrap(name, size, wide) for name in names]
    most = max(map(len, heads))
    for place, lines in enumerate(heads):
        x = _LABEL_WIDTH + place * (wide + _GAP) + wide / 2
        for number_, line in enumerate(lines):
            y = (most - len(lines) + number_) * size * 1.25 + size
            shapes.append(Text(x=x, y=y, text=line, size=size, role=Role.MUTED, anchor=Anchor.MIDDLE))
    return most * size * 1.25 + 6.0


def _words_fit(names: list[str], size: float, wide: float) -> bool:
    return all(text_width(word, size) <= wide for name in names for word in name.split())


def _cell(
    shapes: list[Shape],
    cell: Cell,
    box: tuple[float, float, float, float],
    *,
    step: int | None,
    mark: str,
    language: str,
) -> None:
    x, y, wide, high = box
    middle, base = x + wide / 2, y + high / 2 + _LABEL * 0.36
    if cell.value is None:
        shapes.append(Rect(x=x, y=y, width=wide, height=high, role=Role.HATCH, radius=3.0, hatched=True))
        shapes.append(
            Rect(x=middle - 7.0, y=y + high / 2 - 7.0, width=14.0, height=14.0, role=Role.CARD, radius=3.0)
        )
        shapes.append(
            Text(x=middle, y=base, text=cell.symbol, size=_LABEL, role=Role.MUTED, anchor=Anchor.MIDDLE)
        )
        return
    role = Role.INK
    if step is not None:
        shapes.append(Rect(x=x, y=y, width=wide, height=high, role=_FILLS[step], radius=3.0))
        role = _ON[step]
    said = cell_short(cell, language) + (f" {mark}" if mark else "")
    shapes.append(
        Text(x=middle, y=base, text=said, size=_LABEL, role=role, strong=True, anchor=Anchor.MIDDLE)
    )


def _key(shapes: list[Shape], language: str, top: float, width: float) -> float:
    shapes.append(Text(x=0.0, y=top, text=SHADE_KEY.in_language(language), size=_SMALL, role=Role.MUTED))
    top += 8.0
    x = 0.0
    entries: list[tuple[Role | None, str]] = [
        (role, w.in_language(language)) for role, w in zip(_FILLS, SHADES, strict=True)
    ]
    entries += [(Role.HATCH, f"c  {NOT_SHOWN_WORDS.in_language(language)}")]
    entries += [
        (None, f"{_UP} {MORE_OFTEN.in_language(language)}"),
        (None, f"{_DOWN} {LESS_OFTEN.in_language(language)}"),
    ]
    for role, said in entries:
        swatch = 18.0 if role else 0.0
        needed = swatch + text_width(said, _SMALL)
        if x and x + needed > width:
            x, top = 0.0, top + 15.0
        if role:
            shapes.append(
                Rect(x=x, y=top, width=13.0, height=10.0, role=role, radius=2.0, hatched=role is Role.HATCH)
            )
        shapes.append(Text(x=x + swatch, y=top + 8.5, text=said, size=_SMALL, role=Role.MUTED))
        x += needed + 16.0
    return top + 14.0


def _describe(table: Table, language: str) -> str:
    said = []
    for row in table.rows:
        cells = zip(table.columns, row.cells, strict=True)
        parts = ", ".join(
            f"{column.name.in_language(language)} {cell_text(cell, language)}" for column, cell in cells
        )
        said.append(f"{row.name.in_language(language)}: {parts}.")
    return " ".join(said).replace("  ", " ")
