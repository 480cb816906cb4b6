"""Something that takes its time: how far it is, how long it may still take, and a button that stops it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

ENOUGH = 1000


class UnderWay(QWidget):
    """A quiet line that fills in thousandths, words below it, and Stop. Hidden until something runs.

    Signals:
        stopped: a person wants it to stop.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.line = QProgressBar(self)
        self.line.setAccessibleName(name)
        self.line.setRange(0, ENOUGH)
        self.line.setTextVisible(False)
        self.words = label("", self, role="muted", wrap=False)
        self.stop = button(_("Stop"), self, kind="quiet")
        self.stop.setAccessibleDescription(name)
        self.stop.clicked.connect(self.stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        column.addWidget(self.line)
        column.addLayout(row)
        self.setVisible(False)

    def show_share(self, permille: int, words: str = "") -> None:
        """Shows how far it is, and how long it may still take; 1000 hides it."""
        self.line.setValue(permille)
        if words != self.words.text():
            self.words.setText(words)
        self.line.setAccessibleDescription(words)
        self.setVisible(permille < ENOUGH)

    def event(self, event: QEvent) -> bool:
        """Qt: whoever was on Stop when it went away is led on, never to nowhere."""
        if event.type() is QEvent.Type.Hide and self.stop.hasFocus():
            self.focusNextChild()
        return super().event(event)
