"""How often, how long, how, and until when: the terms of an agreement."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.number_field import NumberField
from careernotes.i18n import _

DATES = ("starts_on", "review_on", "ends_on")


class TermsCard(Card):
    """The terms; the dates take words such as "+6m".

    Signals:
        date_typed: the name of a date and the words typed.
    """

    date_typed = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("How we meet"))
        self.meetings = NumberField(self, name=_("Meetings"), low=1, high=24)
        self.weeks = NumberField(self, name=_("Weeks between"), low=1, high=26)
        self.minutes = NumberField(self, name=_("Minutes each"), low=15, high=180, step=5)
        self.dates = {
            "starts_on": LineField(self, name=_("Starts")),
            "review_on": LineField(self, name=_("Look again")),
            "ends_on": LineField(self, name=_("Ends")),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for column, number in enumerate((self.meetings, self.weeks, self.minutes)):
            grid.addWidget(number, 0, column)
        for column, name in enumerate(DATES):
            grid.addWidget(self.dates[name], 1, column)
            self.dates[name].edit.setObjectName(name)
            self.dates[name].edit.editingFinished.connect(self._on_date_finished)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.add_layout(grid)

    def show_choices(
        self,
        *,
        mode: Sequence[tuple[str, str]],
        contact: Sequence[tuple[str, str]],
        manager: Sequence[tuple[str, str]],
    ) -> None:
        """Shows the answers there are; called once."""
        self.mode = ChipsField(self, name=_("How"), choices=mode)
        self.contact = ListField(self, name=_("Contact between meetings"), choices=contact)
        self.manager = ListField(self, name=_("The direct manager"), choices=manager)
        for widget in (self.mode, self.contact, self.manager):
            self.add(widget)

    def show_date(self, name: str, text: str, *, understood: str) -> None:
        """Shows a date and, below it, how it was understood."""
        self.dates[name].set_text(text)
        self.dates[name].show_hint(understood)

    def show_date_problem(self, name: str, text: str) -> None:
        """Says that a date was not understood."""
        self.dates[name].show_problem(text)

    def _on_date_finished(self) -> None:
        edit = self.sender()
        if edit is not None:
            name = edit.objectName()
            self.date_typed.emit(name, self.dates[name].text())
