"""The groups of a recovery sheet to copy on paper: three beside each other, or as many as there is room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

# The number stands nearer to its own group than to the one before.
_COLUMNS, _BETWEEN, _APART = 3, 2 * GRID, 2 * GRID


class SheetGroups(QWidget):
    """Each group with its number; ``cells`` are the labels that hold them now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = QWidget(self)
        self._flow = FlowLayout(self._host, spacing=_BETWEEN)
        self.cells: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._host, 1000)
        row.addStretch(1)

    def show_groups(self, groups: Sequence[str]) -> None:
        """Shows *groups* in place of those before."""
        self.forget()
        for number, group in enumerate(groups, start=1):
            cell = label(f"{number:>2}.  {group}", self._host, role="mono", wrap=False)
            cell.setAccessibleName(
                _("Group {number}: {letters}").format(number=number, letters=" ".join(group))
            )
            cell.ensurePolished()
            self.cells.append(cell)
        widest = max((cell.sizeHint().width() for cell in self.cells), default=0) + _APART
        for cell in self.cells:
            cell.setMinimumWidth(widest)
        self._host.setMaximumWidth(_COLUMNS * (widest + _BETWEEN))
        self._flow.add_all(self.cells)

    def forget(self) -> None:
        """Nothing of a sheet stays."""
        self._flow.clear()
        self.cells.clear()
