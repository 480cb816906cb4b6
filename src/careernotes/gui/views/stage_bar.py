"""The way of a relation as six stations: where the two are, what is behind them, what seems to come next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class StageBar(QWidget):
    """One chip for each station; choosing one says that the two are there now.

    Signals:
        chosen: the station somebody chose, or said yes to.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, *, stations: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self._suggested = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        numbered = [(value, f"{number}  {text}") for number, (value, text) in enumerate(stations, start=1)]
        self.chips = ChoiceChips(self, name=_("Where you are"), choices=numbered)
        self.chips.chosen.connect(self.chosen)
        self.go_on = button("", self, kind="quiet")
        self.go_on.clicked.connect(self._on_go_on)
        row = FoldingRow(self, spacing=GRID)
        row.add_as_wide(self.chips)
        row.add(self.go_on)
        row.add(QWidget(row), 1)
        column.addWidget(row)
        self.words = label("", self, role="muted")
        column.addWidget(self.words)

    def show_way(self, *, now: str, behind: str, suggested: str, asked: str) -> None:
        """Shows the station, in words what is behind, and (*asked*) what seems to come next."""
        self._suggested = suggested
        self.chips.set_value(now)
        for value in self.chips.values:
            self.chips.set_available(value, available=bool(now))
        self.words.setText(behind)
        self.words.setVisible(bool(behind))
        held = self.go_on.hasFocus()
        self.go_on.setText(asked)
        self.go_on.setAccessibleName(asked)
        self.go_on.setVisible(bool(suggested))
        if held and not suggested:
            self.chips.focus_first()

    def _on_go_on(self) -> None:
        self.chosen.emit(self._suggested)
