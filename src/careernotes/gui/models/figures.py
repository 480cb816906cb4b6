"""The pictures beside a timeline, each with the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from careernotes.report.palette import Role
from careernotes.report.shapes import Anchor, Drawing, Line, Rect, Shape, Text, text_width, wrap

WIDTH = 420.0
_SIZE, _SMALL, _ROW, _BAR, _TOP = 10.0, 9.0, 24.0, 10.0, 22.0
_NAME_SHARE, _GAP, _LINE = 0.46, 3.0, 13.0
_RHYTHM_HEIGHT, _MOST_BARS = 110.0, 16
# Room for the words on the line, and for the number on the highest bar.
_OVER_BARS = 32.0
_SHADES = (
    (Role.SHADE_1, Role.INK),
    (Role.SHADE_2, Role.INK),
    (Role.SHADE_3, Role.ON_SHADE_3),
    (Role.SHADE_4, Role.ON_SHADE_4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, and the table that says the same."""

    drawing: Drawing
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One goal: from when to when it ran, as shares of the whole width, and how it stands."""

    name: str = field(repr=False)
    start: float
    end: float
    state: str
    reached: bool
    dropped: bool


def heat_drawing(
    title: str, said: str, names: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]
) -> Drawing:
    """How often each name came up in each column: a darker box for more, with its number in it."""
    left = WIDTH * _NAME_SHARE
    wide = (WIDTH - left) / max(len(columns), 1)
    shapes: list[Shape] = [
        _middle(left + at * wide + (wide - _GAP) / 2, _TOP - 9, name, role=Role.MUTED)
        for at, name in enumerate(columns)
    ]
    y = _TOP
    for name, row in zip(names, counts, strict=True):
        lines = wrap(name, _SIZE, left - 8)
        shapes += [Text(x=0, y=y + 15 + at * _LINE, text=text, size=_SIZE) for at, text in enumerate(lines)]
        high = _ROW + (len(lines) - 1) * _LINE
        for at, count in enumerate(row):
            x, shade = left + at * wide, _SHADES[min(max(count, 1), len(_SHADES)) - 1]
            box = Rect(x=x, y=y, width=wide - _GAP, height=high - _GAP, role=shade[0], radius=3)
            if count:
                middle = y + (high - _GAP) / 2 + 4
                shapes += [box, _middle(x + (wide - _GAP) / 2, middle, str(count), role=shade[1])]
        y += high
    return Drawing(width=WIDTH, height=y, title=title, description=said, shapes=tuple(shapes))


def span_drawing(title: str, said: str, spans: Sequence[Span]) -> Drawing:
    """One bar for each goal, as long as it ran, with its words above and its state behind."""
    shapes: list[Shape] = []
    for line, span in enumerate(spans):
        y = line * 2 * _ROW
        state = text_width(span.state, _SMALL)
        shapes.append(Text(x=0, y=y + 13, text=shortened(span.name, _SIZE, WIDTH - state - 12), size=_SIZE))
        shapes.append(
            Text(x=WIDTH, y=y + 13, text=span.state, size=_SMALL, role=Role.MUTED, anchor=Anchor.END)
        )
        box = Rect(
            x=span.start * WIDTH,
            y=y + 20,
            width=max((span.end - span.start) * WIDTH, 4.0),
            height=_BAR,
            role=Role.HATCH if span.dropped else Role.ACCENT if span.reached else Role.ITEM,
            radius=3,
            hatched=span.dropped,
        )
        shapes.append(box)
    height = max(len(spans) * 2 * _ROW, _ROW)
    return Drawing(width=WIDTH, height=height, title=title, description=said, shapes=tuple(shapes))


def rhythm_drawing(title: str, said: str, weeks: Sequence[int], *, agreed: int, agreed_words: str) -> Drawing:
    """The weeks between one session and the next, the newest at the right, and a line for what was agreed."""
    shown = list(weeks)[-_MOST_BARS:]
    highest = max([*shown, agreed, 1])
    wide, floor = WIDTH / max(len(shown), 1), _RHYTHM_HEIGHT - 4
    room = floor - _OVER_BARS
    shapes: list[Shape] = [Line(x1=0, y1=floor, x2=WIDTH, y2=floor, role=Role.MUTED)]
    for at, count in enumerate(shown):
        high = max(count / highest * room, 2.0)
        x, bar = at * wide, min(wide - _GAP, 28.0)
        shapes.append(Rect(x=x, y=floor - high, width=bar, height=high, role=Role.ITEM, radius=2))
        shapes.append(_middle(x + bar / 2, floor - high - 4, str(count), role=Role.INK))
    if agreed:
        y = floor - agreed / highest * room
        # An edge in the colour of the card keeps the line apart from the bars; its words stand over them.
        shapes.append(Line(x1=0, y1=y, x2=WIDTH, y2=y, role=Role.CARD, thickness=4.5))
        shapes.append(Line(x1=0, y1=y, x2=WIDTH, y2=y, role=Role.ACCENT, thickness=1.5))
        shapes += _sample_of_line(agreed_words)
    return Drawing(width=WIDTH, height=_RHYTHM_HEIGHT, title=title, description=said, shapes=tuple(shapes))


def _sample_of_line(words: str) -> list[Shape]:
    """At the top right: a piece of the line, and what it stands for."""
    left = WIDTH - text_width(words, _SMALL) - 6
    return [
        Line(x1=left - 18, y1=7, x2=left, y2=7, role=Role.ACCENT, thickness=1.5),
        Text(x=WIDTH, y=10, text=words, size=_SMALL, role=Role.ACCENT, anchor=Anchor.END),
    ]


def _middle(x: float, y: float, text: str, *, role: Role) -> Text:
    return Text(x=x, y=y, text=text, size=_SMALL, role=role, anchor=Anchor.MIDDLE)


def shortened(text: str, size: float, room: float) -> str:
    """*text* with as many letters as fit in *room*; the table beside the picture has them all."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
