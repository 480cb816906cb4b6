"""What one row of a list shows, measured and painted by the row itself."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID, Tokens
from careernotes.gui.widgets.painted_words import (
    CHIP_ABOVE,
    Alphabet,
    ChipWords,
    FoundWords,
    Words,
    letters_of,
)
from careernotes.gui.widgets.veil import paint_veil

_JOINED = "\u00a0"
BOX_TOP = _ABOVE = 6
_CHIP_GAP, _LINE_GAP = 4, 2
_MARK_LETTERS, _NARROW_LETTERS, _LEAST_LETTERS, _WISHED_LETTERS = 12, 44, 6, 60
# Words of several lines have at least so many letters in each, or what stands beside them goes below.
_LINE_LETTERS = 32


class Placed(NamedTuple):
    """Some words, and where they stand in the row."""

    words: Words
    box: QRect


class RowFace:
    """Places the words of one row: side by side, or below each other where there is little room.

    *before* is the room for the box to tick, in front of everything; nothing where there is none.
    """

    def __init__(self, row: Row, font: QFont, *, before: QSize) -> None:
        self._alphabet = letters = letters_of(font)
        self._before = before
        self._mark = Words(row.mark, letters.muted, wraps=False) if row.mark else None
        self._end = Words(row.end, letters.muted, wraps=False) if row.end else None
        self._chips = [ChipWords(tag, letters) for tag in row.tags]
        self._lines = list(_lines(row, letters))
        self._mark_width = max(self._mark.width, letters.letter * _MARK_LETTERS) if self._mark else 0
        self._least = letters.letter * _LEAST_LETTERS
        self._heights: dict[int, int] = {}

    @property
    def words(self) -> tuple[Words, ...]:
        """Everything there is to read, in the order in which it is read."""
        around = (self._mark, *self._lines, *self._chips, self._end)
        return tuple(each for each in around if each is not None)

    def least_width(self) -> int:
        """The widest part, because the parts go below each other where there is little room."""
        widest = max(self._least, self._mark_width, *(each.width for each in (*self._chips, *self._ends())))
        return widest + self._indent() + 2 * GRID

    def wished_width(self) -> int:
        """Everything side by side, as far as that can be read comfortably."""
        words = max(each.width for each in self._lines)
        return self._beside() + min(words, self._alphabet.letter * _WISHED_LETTERS)

    def height(self, width: int) -> int:
        """How high the row is at *width*."""
        if width not in self._heights:
            bottom = max(placed.box.bottom() for placed in self.places(width)) + 1
            least = self._alphabet.body.metrics.height() + 2 * GRID
            self._heights[width] = max(bottom + _ABOVE, self._before.height() + 2 * _ABOVE, least)
        return self._heights[width]

    def places(self, width: int, height: int = 0) -> list[Placed]:
        """Where everything stands in a row so wide and, where the words stand in its middle, so high."""
        return self._below(width) if self._is_narrow(width) else self._side_by_side(width, height)

    def _side_by_side(self, width: int, height: int) -> list[Placed]:
        left, right, found = GRID + self._indent(), width - GRID, []
        if self._mark is not None:
            found.append(_at(self._mark, left, _ABOVE, self._mark_width))
            left += self._mark_width + GRID
        # Beside a long text of a timeline the eye looks for state and day at its first line.
        middle = 0 if self._mark is not None else height
        for end in self._ends():
            right -= end.width
            down = CHIP_ABOVE if self._mark is not None and self._chips else 0
            found.append(_at(end, right, _ABOVE + down, end.width, middle=middle))
            right -= GRID
        for chip in reversed(self._chips):
            right -= chip.width
            found.append(_at(chip, right, _ABOVE, chip.width, middle=middle))
            right -= _CHIP_GAP
        return [*found, *_stacked(self._lines, left, _ABOVE, right - left, height=height)]

    def _below(self, width: int) -> list[Placed]:
        left, down, found = GRID + self._indent(), _ABOVE, []
        room = width - GRID - left
        if self._mark is not None:
            found.append(_at(self._mark, left, down, room))
            down = found[-1].box.bottom() + 1 + GRID
        found += _stacked(self._lines, left, down, room)
        across, down = left, found[-1].box.bottom() + 1 + _CHIP_GAP
        for chip in self._chips:
            if across > left and across + chip.width > left + room:
                across, down = left, found[-1].box.bottom() + 1 + _CHIP_GAP
            found.append(_at(chip, across, down, chip.width))
            across += chip.width + _CHIP_GAP
        return found + [_at(end, left, found[-1].box.bottom() + 1 + GRID, room) for end in self._ends()]

    def _is_narrow(self, width: int) -> bool:
        letter, words = self._alphabet.letter, max(each.width for each in self._lines)
        wanted = self._beside() + max(self._least, min(words, letter * _LINE_LETTERS))
        return width < max(letter * _NARROW_LETTERS, wanted)

    def _beside(self) -> int:
        """The room that everything but the words takes, side by side."""
        chips = sum(chip.width + _CHIP_GAP for chip in self._chips)
        mark = self._mark_width + GRID if self._mark is not None else 0
        return 2 * GRID + self._indent() + mark + chips + sum(end.width + GRID for end in self._ends())

    def _indent(self) -> int:
        return self._before.width() + GRID if self._before.width() > 0 else 0

    def _ends(self) -> tuple[Words, ...]:
        return (self._end,) if self._end is not None else ()


def paint_row(painter: QPainter, places: Sequence[Placed], tokens: Tokens, *, covered: bool) -> None:
    """Paints everything in its place; *covered*: what are somebody's words under a veil."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for words, box in places:
        if covered and words.own:
            paint_veil(painter, box, tokens)
        else:
            words.paint(painter, box, tokens)


def _lines(row: Row, letters: Alphabet) -> Iterator[Words]:
    first = letters.strong if row.detail or row.pieces else letters.body
    yield Words(row.title, first, color="ink", own=row.own_title)
    if row.detail:
        yield Words(row.detail, letters.muted, own=row.own_detail)
    if row.pieces:
        yield FoundWords(row.pieces, letters.muted)
    if row.themes:
        yield Words("   ".join(f"#{_JOINED}{theme}" for theme in row.themes), letters.muted)


def _at(words: Words, left: int, top: int, width: int, *, middle: int = 0) -> Placed:
    """*words* at a place; in the middle of a row so high, where that is said."""
    high = words.high(width)
    return Placed(words, QRect(left, (middle - high) // 2 if middle else top, width, high))


def _stacked(lines: Sequence[Words], left: int, top: int, width: int, *, height: int = 0) -> list[Placed]:
    """*lines* one below the other; in the middle of a row so high, where that is said."""
    high = [each.high(width) for each in lines]
    down = max(top, (height - sum(high) - _LINE_GAP * (len(lines) - 1)) // 2)
    found = []
    for each, its in zip(lines, high, strict=True):
        found.append(Placed(each, QRect(left, down, width, its)))
        down += its + _LINE_GAP
    return found
