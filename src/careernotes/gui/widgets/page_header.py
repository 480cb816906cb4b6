"""The head of a page: what it is, its state, and the one thing to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.flow_row import FlowRow
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import FoldingLabel, label


class PageHeader(QWidget):
    """Title, chip and subtitle on the left; quiet words, other buttons and the primary button on the right.

    Signals:
        primary_pressed: the primary button, by click or by its shortcut.
    """

    primary_pressed = Signal()

    def __init__(self, parent: QWidget, *, title: str, subtitle: str = "") -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        self._row = FoldingRow(self, spacing=GRID)
        # Large letters leave no room for a long title and its chip beside each other.
        left, right = FoldingRow(self._row, spacing=GRID), FoldingRow(self._row, spacing=GRID)
        # Nor for all buttons on one line: the one thing to do next then has a line of its own.
        self._others = FlowRow(right, at_end=True)
        ends, self._last = _line(right)
        self._others.setVisible(False)
        right.add(self._others, 1)
        right.add(self._last)
        self.title = FoldingLabel(title, left, role="title")
        self.chip = Chip("", left)
        self.chip.setVisible(False)
        left.add(self.title)
        left.add_as_wide(self.chip, 1)
        self.quiet = FoldingLabel("", self._last, role="muted")
        self.primary: QPushButton = button("", self._last, kind="primary")
        self.primary.setVisible(False)
        self.primary.clicked.connect(self.primary_pressed)
        ends.addWidget(self.quiet, 0, Qt.AlignmentFlag.AlignVCenter)
        ends.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.add(left, 1)
        self._row.add(right)
        outer.addWidget(self._row)
        self.subtitle = label(subtitle, self, role="muted")
        self.subtitle.setVisible(bool(subtitle))
        outer.addWidget(self.subtitle)
        self._settle()

    def set_title(self, title: str) -> None:
        """Changes the title."""
        self.title.setText(title)
        self._row.refold()

    def set_subtitle(self, text: str) -> None:
        """Changes the line below the title; nothing hides it."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def set_chip(self, text: str, *, kind: str = "calm") -> None:
        """Shows a state beside the title; nothing hides it."""
        self.chip.show_state(text, kind=kind)
        self.chip.setVisible(bool(text))
        self._row.refold()

    def set_quiet(self, text: str) -> None:
        """Quiet words before the primary button, such as "Saved 2 s ago"."""
        self.quiet.setText(text)
        self._settle()

    def set_primary(self, text: str, *, shortcut: str = "") -> None:
        """Names the one thing to do next; its shortcut is printed in the button. Nothing hides it."""
        set_button_text(self.primary, text, shortcut=shortcut)
        self.primary.setVisible(bool(text))
        self._settle()

    def add_button(self, text: str, *, kind: str = "secondary", shortcut: str = "") -> QPushButton:
        """Adds another button to the left of the primary one."""
        made = button(text, self, kind=kind, shortcut=shortcut)
        self._others.add(made)
        self._others.setVisible(True)
        self._row.refold()
        return made

    def _settle(self) -> None:
        """The last line takes no room while it says nothing."""
        self.quiet.setVisible(bool(self.quiet.text()))
        self._last.setVisible(bool(self.quiet.text() or self.primary.text()))
        self._row.refold()


def _line(parent: QWidget) -> tuple[QHBoxLayout, QWidget]:
    """A line whose parts stay at the right, also where there is more room than they need."""
    host = QWidget(parent)
    line = QHBoxLayout(host)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(GRID)
    line.addStretch(1)
    return line, host
