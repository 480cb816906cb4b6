"""The goals of one person, each with a button for how it ended, and a line for a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _

REACHED, DROPPED, OPEN = "reached", "dropped", "open"


class GoalLine(QWidget):
    """One goal: its words, its state, and what can be done with it.

    Signals:
        changed: the key of the goal and how it stands from now on.
    """

    changed = Signal(str, str)

    def __init__(self, row: Row, parent: QWidget, *, is_open: bool) -> None:
        super().__init__(parent)
        self.row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 4, GRID, 4)
        column.setSpacing(2)
        texts = [label(row.title, self, role="strong")]
        if row.detail:
            texts.append(label(row.detail, self, role="muted"))
        for each in texts:
            column.addWidget(each)
        cover(*texts, where=self)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        for tag in row.tags:
            below.addWidget(Chip(tag.text, self, kind=tag.kind), 0, Qt.AlignmentFlag.AlignVCenter)
        below.addStretch(1)
        ways = ((REACHED, _("Reached")), (DROPPED, _("Drop"))) if is_open else ((OPEN, _("Open again")),)
        self.buttons: dict[str, QPushButton] = {}
        for way, words in ways:
            made = self.buttons[way] = button(words, self, kind="quiet")
            made.setProperty("way", way)
            made.setAccessibleDescription(row.title)
            made.clicked.connect(self._on_clicked)
            below.addWidget(made)
        column.addLayout(below)

    def _on_clicked(self) -> None:
        self.changed.emit(self.row.key, str(self.sender().property("way")))


class GoalsCard(Card):
    """All goals, open ones first.

    Signals:
        changed: the key of a goal and how it stands from now on.
        typed: a new goal, as typed.
    """

    changed = Signal(str, str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Goals"))
        self.lines: tuple[GoalLine, ...] = ()
        self._none = label(
            _("No goal yet. One sentence is enough: who will be able to do what, by when."),
            self,
            role="muted",
        )
        self._place = QWidget(self)
        self._place.setAccessibleName(_("Goals"))
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.new = LineField(self, name="", placeholder=_("A goal, for example: move into product by 30 Jun"))
        self.new.edit.setAccessibleName(_("New goal"))
        self.new.name_label.setVisible(False)
        self.new.returned.connect(self._on_returned)
        for widget in (self._none, self._place, self.new):
            self.add(widget)

    def show_goals(self, rows: Sequence[tuple[Row, bool]]) -> None:
        """Shows each goal and whether it is open; the keyboard stays with the goal it was on."""
        held = next((each for each in self.lines if each.isAncestorOf(self.window().focusWidget())), None)
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = tuple(GoalLine(row, self._place, is_open=is_open) for row, is_open in rows)
        for line in self.lines:
            line.changed.connect(self.changed)
            self._column.addWidget(line)
            # A layout shows its new widgets a moment later; until then they could not take the keyboard.
            line.show()
        self._none.setVisible(not rows)
        for line in self.lines:
            if held is not None and line.row.key == held.row.key:
                next(iter(line.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_returned(self) -> None:
        if self.new.text():
            self.typed.emit(self.new.text())
