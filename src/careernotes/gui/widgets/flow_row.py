"""Parts beside each other that wish for one line, and take more where there is not room for all."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.flow_layout import FlowLayout


class FlowRow(QWidget):
    """As wide as its parts on one line when there is room; *at_end* its lines end at the right."""

    def __init__(self, parent: QWidget, *, at_end: bool = False) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, at_end=at_end)

    def add(self, part: QWidget) -> None:
        """Adds a part at the end."""
        self._flow.addWidget(part)

    def sizeHint(self) -> QSize:
        """Qt: all on one line."""
        return self._flow.one_line()

    def minimumSizeHint(self) -> QSize:
        """Qt: the widest of them."""
        return self.minimumSize()

    def event(self, event: QEvent) -> bool:
        """Qt: a part came, went, or has other words, and with it the wish of the row."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done
