"""The end of a long list: rows are made when somebody comes near, so that the first are there at once."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.i18n import ngettext


class MoreRows(QPushButton):
    """Says how many rows are still to come; it is not there when none are.

    Signals:
        reached: it came into sight, by scrolling or by the keyboard, or was pressed.
    """

    reached = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reached)
        self.clicked.connect(self.reached)

    def show_count(self, count: int) -> None:
        """So many rows are still to come."""
        text = ngettext("{count} more", "{count} more", count).format(count=count)
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: it is in sight."""
        super().paintEvent(event)
        self._soon.start()
