"""What a mentor renews from time to time, each with a one-line place to record it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Tag
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicRow:
    """One item as it stands. ``act`` is what the button says; not ``dated``: it is done elsewhere."""

    key: str
    state: Tag
    text: str
    why: str
    act: str
    dated: bool = True


class PeriodicLine(QWidget):
    """One item: how it stands, and the line that records it.

    Signals:
        recorded: the key, and the day as typed.
    """

    recorded = Signal(str, str)

    def __init__(self, row: PeriodicRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label(row.text, self), 1)
        head.addWidget(Chip(row.state.text, self, kind=row.state.kind))
        outer.addLayout(head)
        outer.addWidget(label(row.why, self, role="muted"))
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.when = LineField(self, name="", text=_("today"))
        self.when.name_label.setVisible(False)
        self.when.edit.setAccessibleName(_("Day: {what}").format(what=row.text))
        self.when.setMaximumWidth(170)
        self.when.returned.connect(self._on_recorded)
        self.act = button(row.act, self)
        self.act.clicked.connect(self._on_recorded)
        self.when.setVisible(row.dated)
        line.addWidget(self.when)
        line.addWidget(self.act)
        line.addStretch(1)
        outer.addLayout(line)
        self.setAccessibleName(f"{row.text}: {row.state.text}")
        self.setFocusProxy(self.when if row.dated else self.act)

    def _on_recorded(self) -> None:
        self.recorded.emit(self.row.key, self.when.text())


class PeriodicCard(Card):
    """All items that need attention; not there when none does.

    Signals:
        recorded: the key of an item, and the day as typed.
    """

    recorded = Signal(str, str)

    def __init__(self, parent: QWidget, *, title: str) -> None:
        super().__init__(parent, title=title)
        self._lines: dict[str, PeriodicLine] = {}

    def show_items(self, rows: Sequence[PeriodicRow]) -> None:
        """Shows the items; one that did not change keeps what was typed."""
        wanted = {row.key: row for row in rows}
        for key, line in list(self._lines.items()):
            if wanted.get(key) != line.row:
                self.body.removeWidget(line)
                line.hide()
                line.deleteLater()
                del self._lines[key]
        for row in rows:
            if row.key not in self._lines:
                line = self._lines[row.key] = PeriodicLine(row, self)
                line.recorded.connect(self.recorded)
                self.add(line)
                line.show()
        self.setVisible(bool(rows))

    def line(self, key: str) -> PeriodicLine | None:
        """The line of one item, when it is shown."""
        return self._lines.get(key)

    def show_problem(self, key: str, text: str) -> None:
        """Says why one item could not be recorded."""
        line = self._lines.get(key)
        if line is not None:
            line.when.show_problem(text)
