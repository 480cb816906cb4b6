"""What surrounds everything before the vault is open: promises on the left, one thing to do on the right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN
from careernotes.gui.widgets.labels import label, restyle
from careernotes.gui.widgets.scroller import BAR_WIDTH, ScrolledContent, Scroller
from careernotes.i18n import _

_LETTERS = 110
# The panel: so many letters wide, of a wide window; and never narrower in pixels.
_SIDE_LETTERS, _NARROWEST = 34, 250


class EntranceFrame(QFrame):
    """A dark panel with a few lines, and a sheet whose content goes into ``column``."""

    def __init__(self, parent: QWidget, *, lines: Sequence[str], steps: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._lines = [label(line, self, role="rail_step" if steps else "rail_line") for line in lines]
        self._side = self._panel()
        row.addWidget(self._side)
        self.scroller = Scroller(self)
        self.content = ScrolledContent(self.scroller)
        self.scroller.setWidget(self.content)
        middle = QHBoxLayout(self.content)
        middle.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN - BAR_WIDTH, PAGE_MARGIN)
        holder = QWidget(self.content)
        self._widest = _LETTERS * self.fontMetrics().averageCharWidth()
        holder.setMaximumWidth(self._widest)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        middle.addStretch(1)
        middle.addWidget(holder, 1000)
        middle.addStretch(1)
        self._right = QVBoxLayout()
        self._right.addWidget(self.scroller, 1)
        row.addLayout(self._right, 1)

    def add_below(self, widget: QWidget) -> None:
        """Puts *widget* below the sheet and as wide as it, where it does not scroll away."""
        line = QFrame(self)
        line.setObjectName("divider")
        self._right.addWidget(line)
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        widget.setMaximumWidth(self._widest)
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        self._right.addLayout(row)

    def mark(self, current: int) -> None:
        """Shows which line is where the mentor is: those before are done."""
        for index, line in enumerate(self._lines):
            plain = line.text().lstrip("\u2713\u2192 ")
            if index < current:
                line.setText(f"\u2713  {plain}")
            else:
                line.setText(f"\u2192  {plain}" if index == current else f"     {plain}")
            restyle(line, "role", "rail_now" if index == current else "rail_step")

    def _panel(self) -> QFrame:
        panel = QFrame(self)
        panel.setObjectName("rail")
        column = QVBoxLayout(panel)
        column.setContentsMargins(26, 26, 26, 26)
        column.setSpacing(2 * GRID)
        column.addWidget(label(_("Career Notes"), panel, role="rail_name", wrap=False))
        column.addSpacing(GRID)
        for line in self._lines:
            column.addWidget(line)
        column.addStretch(1)
        column.addWidget(label(_("Offline: no network code"), panel, role="rail_line"))
        panel.setFixedWidth(_wished(panel))
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: large letters do not let the panel take the room of what there is to do."""
        super().resizeEvent(event)
        least = max(_NARROWEST, self._side.minimumSizeHint().width())
        wide = max(least, min(_wished(self._side), self.width() // 3))
        if self._side.width() != wide:
            self._side.setFixedWidth(wide)


def _wished(panel: QWidget) -> int:
    return max(_NARROWEST, _SIDE_LETTERS * panel.fontMetrics().averageCharWidth())
