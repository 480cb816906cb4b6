"""A scroll area whose bar lies in the page margin: nothing moves when the bar comes or goes."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

BAR_WIDTH = 12


class Scroller(QScrollArea):
    """Room for the bar is always kept; the bar itself is seen only when there is something to scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._on_range)

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > low)
