"""Beside the note: actions, the next time, and what was promised last time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


class ActionsCard(Card):
    """What the two will do; one line is enough, with a name in front and a day behind.

    Signals:
        typed: a new action.
        removed: the key of an action in this session.
    """

    typed = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Actions"), remark=_("Enter takes one away"))
        self.list = RowList(self, name=_("Actions"))
        self.list.opened.connect(self.removed)
        self.field = LineField(self, name="", placeholder=_("me: intro to a product lead 24 nov"))
        self.field.name_label.setVisible(False)
        self.field.edit.setAccessibleName(_("New action"))
        self.field.returned.connect(self._on_returned)
        self.add(self.list)
        self.add(self.field)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows the actions of this session."""
        self.list.show_rows(rows)
        self.show_remark(shown=bool(rows))

    def clear_field(self) -> None:
        """Ready for the next one."""
        self.field.set_text("")
        self.field.show_problem("")

    def _on_returned(self) -> None:
        if self.field.text():
            self.typed.emit(self.field.text())


class NextCard(Card):
    """The line to see before the next conversation, and its date.

    Signals:
        changed: the line changed.
        date_typed: the words for the date.
    """

    changed = Signal()
    date_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Next time"))
        self.line = LineField(self, name=_("Next time I want to ask"), placeholder=_("Next time?"))
        self.line.changed.connect(self.changed)
        self.date = LineField(self, name=_("Next session"), placeholder=_("+6w, 14 dec, next tue"))
        self.date.edit.editingFinished.connect(self._on_date)
        self.add(self.line)
        self.add(self.date)

    def _on_date(self) -> None:
        # Tab through the field ends an editing too, with nothing typed.
        if self.date.edit.isModified():
            self.date_typed.emit(self.date.text())


class LastTimeCard(Card):
    """What was said and promised last time.

    Signals:
        action_done: the key of an action.
    """

    action_done = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Last time"), remark=_("Space marks as done"))
        self.words = label("", self)
        cover(self.words)
        self.list = RowList(self, name=_("Promised last time"))
        self.list.marked.connect(self.action_done)
        self.add(self.words)
        self.add(self.list)

    def show_last(self, text: str, rows: Sequence[Row]) -> None:
        """Shows the line and the open actions; nothing hides the card."""
        self.words.setText(text)
        self.words.setVisible(bool(text))
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.show_remark(shown=bool(rows))
        self.setVisible(bool(text or rows))
