"""A few answers from quarter to quarter: one row of bars for each question, with the number on every bar."""

from collections.abc import Sequence

from careernotes.report.palette import Role
from careernotes.report.shapes import Anchor, Drawing, Line, Rect, Shape, Text

_WIDTH, _LABEL, _ROW, _FOOT, _SIZE = 420.0, 176.0, 58.0, 22.0, 11.0
_BAR, _MOST_QUARTERS = 30.0, 8

Series = tuple[str, Sequence[int | None]]


def quarter_drawing(
    *, title: str, description: str, quarters: Sequence[str], series: Sequence[Series], highest: int
) -> Drawing:
    """The last quarters of every series; a quarter without an answer has a dash and no bar."""
    shown = tuple(quarters)[-_MOST_QUARTERS:]
    step = (_WIDTH - _LABEL) / max(len(shown), 1)
    shapes: list[Shape] = []
    for row, (name, values) in enumerate(series):
        base = (row + 1) * _ROW - 8
        shapes.append(Text(x=0, y=base - 4, text=name, size=_SIZE))
        shapes.append(Line(x1=_LABEL, y1=base, x2=_WIDTH, y2=base, role=Role.LINE))
        for place, value in enumerate(tuple(values)[-_MOST_QUARTERS:]):
            middle = _LABEL + step * (place + 0.5)
            shapes += _bar(middle, base, value, highest, min(_BAR, step * 0.7))
    foot = len(series) * _ROW + _FOOT - 6
    shapes += [
        Text(
            x=_LABEL + step * (place + 0.5), y=foot, text=name, size=_SIZE - 1, role=Role.MUTED,
            anchor=Anchor.MIDDLE,
        )
        for place, name in enumerate(shown)
    ]  # fmt: skip
    height = len(series) * _ROW + _FOOT
    return Drawing(width=_WIDTH, height=height, title=title, description=description, shapes=tuple(shapes))


def _bar(middle: float, base: float, value: int | None, highest: int, width: float) -> list[Shape]:
    if value is None:
        return [Text(x=middle, y=base - 4, text="–", size=_SIZE, role=Role.MUTED, anchor=Anchor.MIDDLE)]
    height = (_ROW - 26) * value / highest
    return [
        Rect(x=middle - width / 2, y=base - height, width=width, height=height, role=Role.ACCENT, radius=2),
        Text(x=middle, y=base - height - 3, text=str(value), size=_SIZE, anchor=Anchor.MIDDLE),
    ]
