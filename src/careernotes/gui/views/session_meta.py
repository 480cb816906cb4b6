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
        # Made here, without their answers yet: Tab goes through the page in the order things were made.
        self.mode = ListField(self, name=_("How"), choices=())
        self.kind = ListField(self, name=_("What for"), choices=())
        for choice in (self.mode, self.kind):
            choice.chosen.connect(self._on_edited)
        for field in (self.when, self.minutes, self.mode, self.kind):
            self._flow.addWidget(field)

    def show_choices(self, *, modes: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Shows the answers there are; called once."""
        self.mode.add_choices(modes)
        self.kind.add_choices(kinds)

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_date(self) -> None:
        self.date_typed.emit(self.when.text())

    def _on_minutes(self) -> None:
        self.minutes_typed.emit(self.minutes.text())
