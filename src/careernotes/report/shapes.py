"""Plain shapes: what a chart is made of, whoever paints it. The origin is top left; a unit is one point."""

import enum
from dataclasses import dataclass

from careernotes.report.palette import Role

# Advance widths of Inter SemiBold in thousandths of the size, space to tilde: the widest weight that is set,
# so no text is ever wider than reckoned here. Without a toolkit, PDF, HTML and window reckon alike.
_ADVANCES = (
    282, 322, 523, 644, 651, 1005, 663, 326, 374, 374, 540, 673, 319, 466, 319, 379, 660, 423, 624, 637,
    667, 613, 640, 577, 641, 640, 319, 330, 673, 673, 673, 544, 1000, 728, 660, 737, 723, 606, 591, 750,
    746, 277, 580, 704, 566, 923, 760, 769, 646, 773, 653, 651, 661, 745, 728, 1021, 720, 714, 653, 374,
    379, 374, 482, 470, 352, 575, 625, 583, 625, 592, 389, 626, 613, 262, 262, 570, 262, 901, 612, 609, 625,
    625, 397, 550, 354, 613, 587, 840, 569, 589, 566, 455, 359, 455, 673,
)  # fmt: skip
_OTHER, _WIDE = 760, 1160
_WIDE_LETTERS = frozenset("▲▼←→…—€✓")
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
    return sum(map(_advance, text)) * size / 1000


def _advance(letter: str) -> int:
    place = ord(letter) - _FIRST
    if 0 <= place < len(_ADVANCES):
        return _ADVANCES[place]
    return _WIDE if letter in _WIDE_LETTERS else _OTHER


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
