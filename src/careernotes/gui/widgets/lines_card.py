"""A card whose quiet lines are replaced all at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label


class LinesCard(Card):
    """One subject, and what there is to say about it now."""

    def __init__(self, parent: QWidget, *, title: str, remark: str = "") -> None:
        super().__init__(parent, title=title, remark=remark)
        self.shown: list[QLabel] = []

    def show_lines(self, lines: Sequence[str], *, role: str = "muted") -> None:
        """Shows these lines and no other."""
        for widget in self.shown:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.shown = [label(text, self, role=role) for text in lines]
        for widget in self.shown:
            self.add(widget)
