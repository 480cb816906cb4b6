"""A card whose quiet lines are replaced all at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.reading import sentence


class LinesCard(Card):
    """One subject, and what there is to say about it now."""

    def __init__(self, parent: QWidget, *, title: str, remark: str = "") -> None:
        super().__init__(parent, title=title, remark=remark)
        self.shown: list[QWidget] = []

    def show_lines(self, lines: Sequence[str], *, role: str = "muted") -> None:
        """Shows these lines and no other; those of a list hang beside their marks."""
        for widget in self.shown:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.shown = [sentence(text, self, role=role) for text in lines]
        for widget in self.shown:
            self.add(widget)
