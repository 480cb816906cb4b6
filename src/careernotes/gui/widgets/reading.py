"""Pages to read: headings, paragraphs and short lists, at a width that is easy on the eye."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.labels import PaintedBeside, label


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading with its paragraphs; ``points`` are shown as a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


# Between a mark and the words that hang beside it.
HANG = "\t"
BULLET = f"\u2022{HANG}"


def bullet(text: str, parent: QWidget) -> QWidget:
    """A bullet and, beside it, the words: later lines begin below the first word."""
    return hanging("\u2022", text, parent, indent=GRID)


def sentence(text: str, parent: QWidget, *, role: str = "body") -> QWidget:
    """One sentence; with a mark before HANG, later lines begin below the first word behind it."""
    mark, hangs, words = text.partition(HANG)
    indent = GRID if text.startswith(BULLET) else 0
    return hanging(mark, words, parent, indent=indent, role=role) if hangs else label(text, parent, role=role)


def hanging(mark: str, text: str, parent: QWidget, *, indent: int = 0, role: str = "body") -> QWidget:
    """A mark such as a number and, beside it, the words: later lines begin below the first word."""
    return Hanging(mark, text, parent, indent=indent, role=role)


class Hanging(PaintedBeside):
    """Words with a mark before them, painted in the room at their left: one widget for a line of a list."""

    def __init__(self, mark: str, text: str, parent: QWidget, *, indent: int, role: str) -> None:
        self._mark, self._indent = mark, indent
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAccessibleName(text if mark == "\u2022" else f"{mark} {text}")
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the words, and at their first line the mark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self._indent, self.contentsRect().top() + self.fontMetrics().ascent(), self._mark)
        painter.end()

    def _make_room(self) -> None:
        letters = self.fontMetrics()
        width = letters.horizontalAdvance(self._mark)
        if len(self._mark) > 1:
            # Digits differ a little in width; the words of several lines begin at one edge.
            width = max(width, 5 * len(self._mark) * letters.averageCharWidth() // 4)
        if (room := self._indent + width + GRID) != self.contentsMargins().left():
            self.setContentsMargins(room, 0, 0, 0)


class Sentences(QWidget):
    """Sentences one below the other, replaced all at once; those of a list hang beside their marks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)

    def text(self) -> str:
        """What is shown, a line for each sentence."""
        return "\n".join(self._shown)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Shows these and no other."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = tuple(sentences)
        for text in self._shown:
            self._column.addWidget(sentence(text, self))


class Reading(QWidget):
    """Passages one below the other."""

    def __init__(self, parent: QWidget, passages: Sequence[Passage] = ()) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.show_passages(passages)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Shows other passages."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for index, passage in enumerate(passages):
            if passage.heading:
                heading = label(passage.heading, self, role="card_title")
                heading.setContentsMargins(0, 2 * GRID if index else 0, 0, 0)
                self._column.addWidget(heading)
            for text in passage.paragraphs:
                self._column.addWidget(label(text, self))
            for text in passage.points:
                self._column.addWidget(bullet(text, self))
        self._column.addStretch(1)
