"""A scroll area whose bar lies in the page margin: nothing moves when the bar comes or goes."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from careernotes.gui.widgets.by_name import set_by_name

BAR_WIDTH = 12


class Scroller(QScrollArea):
    """Room for the bar is always kept; the bar itself is seen only when there is something to scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_by_name(self, "focusPolicy", "NoFocus")
        set_by_name(self, "verticalScrollBarPolicy", "ScrollBarAlwaysOn")
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._on_range)

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > low)


class ScrolledContent(QWidget):
    """What a scroll area holds: as high as its words need at the width it has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page_content")

    def minimumSizeHint(self) -> QSize:
        """Qt: the least width; the height follows from the width, not from the narrowest case."""
        return QSize(super().minimumSizeHint().width(), 0)
