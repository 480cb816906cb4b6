"""Words that a widget paints itself: a label for each of them would cost far more than they do."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from careernotes.gui.models.rows import Tag
from careernotes.gui.theme.stylesheet import chip_radius, small_pixels
from careernotes.gui.theme.tokens import Tokens

_CHIP_BESIDE, CHIP_ABOVE = 13, 4
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
_BOTTOMLESS = 1 << 20
_CHIP_COLORS = {
    "calm": ("wash", "on_wash"),
    "warning": ("warning_wash", "warning"),
    "danger": ("danger_wash", "danger"),
    "plain": ("hover", "muted"),
}


class Letters(NamedTuple):
    """One kind of letters."""

    font: QFont
    metrics: QFontMetrics


class Alphabet(NamedTuple):
    """Every kind of letters of a row, at one text size."""

    body: Letters
    strong: Letters
    muted: Letters
    chip: Letters
    letter: int
    radius: int


def letters_of(font: QFont) -> Alphabet:
    """The letters that go with running text in *font*."""
    return _alphabet(*_look_of(font))


def widest_chip(texts: tuple[str, ...], font: QFont) -> int:
    """How wide the widest of these states is; asked by each row of a list, measured for the first of them."""
    return _widest(texts, *_look_of(font))


def _look_of(font: QFont) -> tuple[str, int]:
    # Before a theme is in force, letters are measured in points.
    return font.family(), font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()


@lru_cache(maxsize=4)
def _widest(texts: tuple[str, ...], family: str, pixels: int) -> int:
    letters = _alphabet(family, pixels)
    return max(ChipWords(Tag(text=each), letters).width for each in texts)


@lru_cache(maxsize=2)
def _alphabet(family: str, pixels: int) -> Alphabet:
    def letters(size: int, weight: QFont.Weight) -> Letters:
        font = QFont(family)
        font.setPixelSize(size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setWeight(weight)
        return Letters(font, QFontMetrics(font))

    small, plain, bold = small_pixels(pixels), QFont.Weight.Normal, QFont.Weight.DemiBold
    body = letters(pixels, plain)
    return Alphabet(
        body, letters(pixels, bold), letters(small, plain), letters(small, bold),
        body.metrics.averageCharWidth(), chip_radius(small),
    )  # fmt: skip


class Words:
    """Some words of a row: how wide and high they are, and how they are painted."""

    def __init__(
        self, text: str, letters: Letters, *, color: str = "muted", own: bool = False, wraps: bool = True
    ) -> None:
        self.text, self._letters, self._color = text, letters, color
        self.own, self._wraps = own, wraps
        # Qt rounds, and a letter that is cut by a half is cut.
        self.width = letters.metrics.horizontalAdvance(text) + 1
        self._lines = "\n" in text

    @property
    def least(self) -> int:
        """The width below which they are cut: of the longest word, or of all that stay on one line."""
        words = self.text.split() if self._wraps else ()
        return max(map(self._letters.metrics.horizontalAdvance, words), default=self.width)

    def high(self, width: int) -> int:
        """How high they are at *width*."""
        if self._in_one_line(width):
            return self._letters.metrics.height()
        asked = QRect(0, 0, max(width, 1), _BOTTOMLESS)
        return self._letters.metrics.boundingRect(asked, _WRAPPED, self.text).height()

    def paint(self, painter: QPainter, box: QRect, tokens: Tokens) -> None:
        """Paints them in *box*."""
        painter.setFont(self._letters.font)
        painter.setPen(tokens.color(self._color))
        if self._in_one_line(box.width()):
            painter.drawText(box.left(), box.top() + self._letters.metrics.ascent(), self.text)
        else:
            painter.drawText(box, _WRAPPED, self.text)

    def _in_one_line(self, width: int) -> bool:
        return not self._lines and (self.width <= width or not self._wraps)


class FoundWords(Words):
    """The words of a note in which those that were searched for are marked."""

    def __init__(self, pieces: Sequence[tuple[str, bool]], letters: Letters) -> None:
        text, hits = collapsed(pieces)
        super().__init__(text, letters, own=True)
        self._layout = QTextLayout(text, letters.font)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold.value)
        strong.setFontUnderline(True)
        ranges = []
        for start, length in hits:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length, marked.format = start, length, strong
            ranges.append(marked)
        self._layout.setFormats(ranges)
        self.hits = tuple(text[start : start + length] for start, length in hits)
        self._set_at, self._high = -1, 0

    def high(self, width: int) -> int:
        """How high they are at *width*."""
        if width != self._set_at:
            self._set_at, self._high = width, self._set_lines(width)
        return self._high

    def paint(self, painter: QPainter, box: QRect, tokens: Tokens) -> None:
        """Paints them in *box*."""
        self.high(box.width())
        painter.setPen(tokens.color("muted"))
        self._layout.draw(painter, QPointF(box.topLeft()))

    def _set_lines(self, width: int) -> int:
        down = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, down))
            down += line.height()
        self._layout.endLayout()
        return round(down + 0.5)


class ChipWords(Words):
    """A state, on a wash of colour."""

    def __init__(self, tag: Tag, alphabet: Alphabet) -> None:
        self._wash, ink = _CHIP_COLORS[tag.kind]
        super().__init__(tag.text, alphabet.chip, color=ink, wraps=False)
        self.width += 2 * _CHIP_BESIDE
        self._radius = alphabet.radius

    def high(self, width: int) -> int:
        """How high it is, its edges too."""
        return super().high(width) + 2 * CHIP_ABOVE

    def paint(self, painter: QPainter, box: QRect, tokens: Tokens) -> None:
        """Paints the wash and, in its middle, the words on it."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color(self._wash))
        painter.drawRoundedRect(box, self._radius, self._radius)
        beside = max(_CHIP_BESIDE, (box.width() - self.width) // 2 + _CHIP_BESIDE)
        inner = box.adjusted(beside, CHIP_ABOVE, -_CHIP_BESIDE, -CHIP_ABOVE)
        super().paint(painter, inner, tokens)


def collapsed(pieces: Sequence[tuple[str, bool]]) -> tuple[str, list[tuple[int, int]]]:
    """The pieces in one text, with one space between words, and where those that were found stand in it."""
    text, hits = "", []
    for piece, hit in pieces:
        words = re.sub(r"\s+", " ", piece)
        if not text or text.endswith(" "):
            words = words.lstrip()
        if hit and words:
            hits.append((len(text), len(words)))
        text += words
    return text, hits
