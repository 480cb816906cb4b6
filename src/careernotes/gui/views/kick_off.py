"""Having been at the kick-off, and a personal note for whoever could not be met there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class KickOffCard(Card):
    """One line to note a kick-off, and a page to save.

    Signals:
        noted: the day as typed.
        page_asked: the personal note as a page.
    """

    noted = Signal(str)
    page_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Kick-off"), remark=_("for you alone"))
        self.state = label("", self, role="muted")
        self.day = LineField(self, name=_("I was there on"), text=_("today"))
        self.day.returned.connect(self._on_noted)
        there = button(_("Note the kick-off"), self.day)
        there.clicked.connect(self._on_noted)
        self.day.row.addWidget(there)
        self.page = button(_("Save a personal note for a mentee…"), self, kind="quiet")
        self.page.setToolTip(_("For a mentee you could not meet there. It names nobody."))
        self.page.clicked.connect(self.page_asked)
        self.add(self.state)
        self.add(self.day)
        self.body.addWidget(self.page, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, text: str) -> None:
        """Says which kick-offs were noted, and is ready for another one."""
        self.state.setText(text)
        self.day.set_text(_("today"))
        self.day.show_problem("")

    def show_day_problem(self) -> None:
        """Says that the day was not understood."""
        self.day.show_problem(_("This is not a day I understand. Try 3 June, or yesterday."))
        self.day.edit.setFocus()

    def _on_noted(self) -> None:
        self.noted.emit(self.day.text())
