"""A chip on the left, the words it is about on the right: one widget, which paints all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Tag
from careernotes.gui.theme.tokens import GRID, tokens_of
from careernotes.gui.widgets.labels import PaintedBeside
from careernotes.gui.widgets.painted_words import CHIP_ABOVE, ChipWords, Words, letters_of, widest_chip

_EDGE = 2
# A chip has room above its letters; the first line of the words stands at the same height.
_DOWN = 3


class TaggedRow(PaintedBeside):
    """One fact with its state, such as "known  Agreement in force until 30 June"."""

    def __init__(self, parent: QWidget, *, tag: str, text: str, kind: str = "calm", remark: str = "") -> None:
        self.tag, self._kind, self._remark = tag, kind, remark
        self._column: tuple[str, ...] = (tag,)
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setProperty("role", "body")
        self.setAccessibleName(", ".join(part for part in (f"{tag}: {text}", remark) if part))
        self._make_room()

    @property
    def tag_width(self) -> int:
        """How wide the chip is."""
        return self._tag_width

    def stand_in(self, column: Sequence[str]) -> None:
        """Makes the chip as wide as the widest of these in one list, so that the words begin at one edge."""
        self._column = tuple(column)
        self._make_room()

    def heightForWidth(self, width: int) -> int:
        """Qt: the words, and never less than the chip."""
        return max(super().heightForWidth(width), self._chip.high(self._tag_width) + 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the words, the chip before them and the remark behind them."""
        super().paintEvent(event)
        painter, tokens = QPainter(self), tokens_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self._chip.high(self._tag_width)
        self._chip.paint(painter, QRect(0, _EDGE, self._tag_width, high), tokens)
        if self._aside is not None:
            left, top = self.width() - self._aside.width, _EDGE + CHIP_ABOVE
            beside = QRect(left, top, self._aside.width, self._aside.high(self._aside.width))
            self._aside.paint(painter, beside, tokens)
        painter.end()

    def _make_room(self) -> None:
        letters = letters_of(self.font())
        self._chip = ChipWords(Tag(text=self.tag, kind=self._kind), letters)
        self._tag_width = widest_chip(self._column, self.font())
        self._aside = Words(self._remark, letters.muted, wraps=False) if self._remark else None
        right = self._aside.width + GRID if self._aside is not None else 0
        margins = (self._tag_width + GRID, _EDGE + _DOWN, right, _EDGE)
        now = self.contentsMargins()
        if margins != (now.left(), now.top(), now.right(), now.bottom()):
            self.setContentsMargins(*margins)


def stand_in_column(rows: Sequence[TaggedRow]) -> None:
    """Makes the chips of one list equally wide."""
    column = tuple(dict.fromkeys(row.tag for row in rows))
    for row in rows:
        row.stand_in(column)
