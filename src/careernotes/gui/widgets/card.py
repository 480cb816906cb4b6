"""A card: one subject on one quiet sheet."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import CARD_PADDING, GRID
from careernotes.gui.widgets.labels import FoldingLabel, label


class Card(QFrame):
    """A sheet with an optional title and a quiet remark beside it; ``body`` is where its content goes.

    A long title *folds* where there is no room for it on one line.
    """

    def __init__(self, parent: QWidget, *, title: str = "", remark: str = "", folds: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        self.body.setSpacing(GRID)
        self.title_row = QHBoxLayout()
        self.title_row.setSpacing(GRID)
        self.remark: QLabel | None = None
        if title:
            self.title_row.addWidget(
                FoldingLabel(title, self, role="card_title")
                if folds
                else label(title, self, role="card_title", wrap=False)
            )
            if remark:
                self.remark = label(remark, self, role="muted")
                self.title_row.addWidget(self.remark, 1)
            else:
                self.title_row.addStretch(1)
            self.body.addLayout(self.title_row)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Puts *widget* under what is there already."""
        self.body.addWidget(widget, stretch)

    def show_remark(self, *, shown: bool) -> None:
        """Shows what stands beside the title, or hides it where it would promise nothing."""
        if self.remark is not None:
            self.remark.setVisible(shown)

    def add_text(self, text: str, *, role: str = "body") -> None:
        """Puts a paragraph under what is there already."""
        self.body.addWidget(label(text, self, role=role))

    def add_layout(self, layout: QLayout) -> None:
        """Puts a layout under what is there already."""
        self.body.addLayout(layout)
