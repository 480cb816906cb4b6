"""Plain shapes: what a chart is made of, whoever paints it. The origin is top left; a unit is one point."""

import enum
from dataclasses import dataclass

from careernotes.report.palette import Role

# Advance widths of Inter SemiBold in thousandths of the size, space to tilde: the widest weight that is set,
# so no text is ever wider than reckoned here. Without a toolkit, PDF, HTML and window reckon alike.
_ADVANCES = (
    252,
    321,
    523,
    644,
    650,
    1004,
    663,
    326,
    373,
    373,
    540,
    673,
    319,
    465,
    319,
    379,
    660,
    423,
    623,
    636,
    666,
    612,
    640,
    576,
    640,
    640,
    319,
    329,
    673,
    673,
    673,
    543,
    999,
    728,
    659,
    737,
    722,
    605,
    588,
    749,
    746,
    277,
    580,
    703,
    565,
    922,
    759,
    769,
    645,
    773,
    652,
    650,
    660,
    736,
    728,
    1020,
    720,
    713,
    652,
    373,
    379,
    373,
    481,
    469,
    351,
    574,
    624,
    583,
    624,
    591,
    389,
    625,
    612,
    262,
    262,
    569,
    262,
    900,
    612,
    609,
    624,
    624,
    397,
    549,
    353,
    612,
    587,
    839,
    569,
    588,
    566,
    455,
    359,
    455,
    673,
)
_OTHER = 660
_FIRST = 32


class Anchor(enum.Enum):
    """Which end of a text stands at its place; the names are SVG's."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A filled box. A *hatched* one is drawn with a dashed edge and slanted lines instead of a fill."""

    x: float
    y: float
    width: float
    height: float
    role: Role
    radius: float = 0.0
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role
    thickness: float = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text; *y* is its base line."""

    x: float
    y: float
    text: str
    size: float
    role: Role = Role.INK
    strong: bool = False
    anchor: Anchor = Anchor.START


Shape = Rect | Line | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished picture: its size, what it shows in a sentence or two, and its shapes from back to front."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]


def text_width(text: str, size: float) -> float:
    """How wide *text* is at most, in points."""
    known = len(_ADVANCES)
    total = sum(_ADVANCES[ord(c) - _FIRST] if 0 <= ord(c) - _FIRST < known else _OTHER for c in text)
    return total * size / 1000


def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """*text* in lines that fit; a word wider than a line is broken with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in _fitting(text, size, width):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _fitting(text: str, size: float, width: float) -> list[str]:
    parts: list[str] = []
    for word in text.split():
        rest = word
        while text_width(rest, size) > width and len(rest) > 3:
            cut = next(
                (n for n in range(len(rest) - 2, 2, -1) if text_width(rest[:n] + "-", size) <= width), 3
            )
            parts.append(rest[:cut] + "-")
            rest = rest[cut:]
        parts.append(rest)
    return parts
