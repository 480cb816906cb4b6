"""When, how long, how and what for: the strip above the note."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.i18n import _

_DAY_LETTERS, _MINUTE_LETTERS = 21, 9


class MetaStrip(QWidget):
    """Four small fields in one line; more lines where there is less room.

    Signals:
        edited: something was filled in.
        date_typed: the words for the day.
        minutes_typed: the words for the length.
    """

    edited = Signal()
    date_typed = Signal(str)
    minutes_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=2 * GRID)
        self.when = LineField(self, name=_("When"))
        self.minutes = LineField(self, name=_("Minutes"))
        letter = self.fontMetrics().averageCharWidth()
        self.when.edit.setFixedWidth(_DAY_LETTERS * letter)
        self.minutes.edit.setFixedWidth(_MINUTE_LETTERS * letter)
        self.when.edit.editingFinished.connect(self._on_date)
        self.minutes.edit.editingFinished.connect(self._on_minutes)
        self.minutes.changed.connect(self._on_edited)
        self._flow.addWidget(self.when)
        self._flow.addWidget(self.minutes)

    def show_choices(self, *, modes: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Shows the answers there are; called once."""
        self.mode = ListField(self, name=_("How"), choices=modes)
        self.kind = ListField(self, name=_("What for"), choices=kinds)
        for field in (self.mode, self.kind):
            field.chosen.connect(self._on_edited)
            self._flow.addWidget(field)
            # The layout passes over what it has not shown yet.
            field.show()

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_date(self) -> None:
        self.date_typed.emit(self.when.text())

    def _on_minutes(self) -> None:
        self.minutes_typed.emit(self.minutes.text())
