"""The bar that says what was just done, with a way to put it back: instead of asking before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from careernotes.gui.actions import UNDO
from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN
from careernotes.gui.widgets.buttons import button, shown_keys
from careernotes.gui.widgets.labels import label
from careernotes.i18n import translate


class UndoBar(QFrame):
    """Above the status line; hidden while there is nothing to say.

    Signals:
        asked: put it back.
    """

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undo_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, GRID // 2, PAGE_MARGIN, GRID // 2)
        row.setSpacing(2 * GRID)
        self.words = label("", self)
        # The key works through the window; here it is printed only.
        text = translate(UNDO.text)
        self.undo = button(f"{text}   {shown_keys(UNDO.shortcut)}", self, kind="quiet")
        self.undo.setAccessibleName(text)
        self.undo.clicked.connect(self.asked)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        self.setVisible(False)

    def show_done(self, text: str) -> None:
        """Says what was done."""
        self._show(text, may_undo=True)

    def show_back(self, text: str) -> None:
        """Says that it was put back."""
        self._show(text, may_undo=False)

    def _show(self, text: str, *, may_undo: bool) -> None:
        self.words.setText(text)
        self.undo.setVisible(may_undo)
        self.setVisible(True)
