"""Pages to read: headings, paragraphs and short lists, at a width that is easy on the eye."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading with its paragraphs; ``points`` are shown as a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


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
                point = label(f"\u2022  {text}", self)
                point.setIndent(GRID)
                self._column.addWidget(point)
        self._column.addStretch(1)
