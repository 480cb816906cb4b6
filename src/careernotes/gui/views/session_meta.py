"""When, how long, how and what for: the strip above the note."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

_DAY_LETTERS, _MINUTE_LETTERS, _KIND_LETTERS = 21, 9, 12


class MetaStrip(QWidget):
    """Four small questions in one line; more lines where there is less room.

    Signals:
        edited: something was filled in.
        date_typed: the words for the day.
        minutes_typed: the words for the length.
        who_chosen: the person it is about instead.
    """

    who_chosen = Signal(str)

    edited = Signal()
    date_typed = Signal(str)
    minutes_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=2 * GRID, by_top=True)
        self.who = ListField(self, name=_("Who"), choices=())
        self.who.chosen.connect(self.who_chosen)
        self.who.setVisible(False)
        self.when = LineField(self, name=_("When"))
        self.minutes = LineField(self, name=_("Minutes"))
        letter = self.fontMetrics().averageCharWidth()
        self.when.edit.setFixedWidth(_DAY_LETTERS * letter)
        self.minutes.edit.setFixedWidth(_MINUTE_LETTERS * letter)
        self.when.edit.editingFinished.connect(self._on_date)
        self.minutes.edit.editingFinished.connect(self._on_minutes)
        self.minutes.changed.connect(self._on_edited)
        # Made here, without their answers yet: Tab goes through the page in the order things were made.
        self.mode = ChipsField(self, name=_("How"), choices=())
        self.kind = ListField(self, name=_("What for"), choices=())
        self.mode.chips.chosen.connect(self._on_edited)
        self.kind.chosen.connect(self._on_edited)
        self.kind.box.currentIndexChanged.connect(self._fit_kind)
        clock = QWidget(self)
        self.spent = label("0:00", clock, role="muted", wrap=False)
        clock.setToolTip(_("How long you wrote; only you see this."))
        self.spent.setAccessibleDescription(clock.toolTip())
        column = QVBoxLayout(clock)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 2)
        column.addWidget(label(_("Writing"), clock, role="strong", wrap=False))
        column.addWidget(self.spent)
        column.addStretch(1)
        for field in (self.who, self.when, self.minutes, self.mode, self.kind, clock):
            self._flow.addWidget(field)

    def show_who(self, people: Sequence[tuple[str, str]], chosen: str) -> None:
        """Whom a conversation that is not recorded yet may be about."""
        self.who.box.clear()
        self.who.add_choices(people)
        self.who.set_value(chosen)
        self.who.setVisible(len(people) > 1)

    def show_choices(self, *, modes: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Shows the answers there are; called once."""
        self.mode.chips.add_choices(modes)
        self.kind.add_choices(kinds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room for what is chosen."""
        super().resizeEvent(event)
        self._fit_kind()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_kind()

    def _fit_kind(self) -> None:
        """As wide as what is chosen needs, and no wider: the texts below are what the room is for."""
        box, metrics = self.kind.box, self.kind.box.fontMetrics()
        frame = box.sizeHint().width() - _KIND_LETTERS * metrics.horizontalAdvance("X")
        box.setMinimumWidth(min(metrics.horizontalAdvance(box.currentText()) + frame + 2, self.width()))

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_date(self) -> None:
        # Tab through the field ends an editing too, with nothing typed.
        if self.when.edit.isModified():
            self.date_typed.emit(self.when.text())

    def _on_minutes(self) -> None:
        self.minutes_typed.emit(self.minutes.text())
