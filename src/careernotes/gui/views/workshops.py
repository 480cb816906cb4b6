"""Career workshops: a form without any place for a name, and a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.number_field import NumberField
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _


class WorkshopsView(Page):
    """The screen of workshops.

    Signals:
        noted: the form is to be kept.
        removed: the key of one to take away.
    """

    noted = Signal()
    removed = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        *,
        topics: Sequence[tuple[str, str]],
        modes: Sequence[tuple[str, str]],
        most: tuple[int, int],
    ) -> None:
        super().__init__(
            parent,
            title=_("Career workshops"),
            subtitle=_("How many came, and what about. Nobody is named here, and no report counts them."),
        )
        people, minutes = most
        left, right = self.columns()
        form = Card(self.content, title=_("I gave one"))
        self.day = LineField(
            form,
            name=_("When"),
            text=_("today"),
            hint=_("A date, or words such as yesterday or last Thursday"),
        )
        self.topic = ListField(form, name=_("What it was about"), choices=topics)
        self.people = NumberField(form, name=_("How many people came"), low=1, high=people)
        self.minutes = NumberField(form, name=_("Minutes"), low=5, high=minutes, step=15)
        self.mode = ChipsField(form, name=_("How"), choices=modes)
        for each in (self.day, self.topic, self.people, self.minutes, self.mode):
            form.add(each)
        self.note = button(_("Note it"), form, kind="primary", shortcut="Ctrl+Return")
        self.note.clicked.connect(self.noted)
        form.body.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(form)
        left.addStretch(1)
        self._make_list()
        right.addWidget(self.held)
        right.addStretch(1)

    def _make_list(self) -> None:
        held = Card(self.content, title=_("Noted so far"), remark=_("Enter takes one away"))
        self.held = held
        self.total = label("", held)
        self.list = RowList(held, name=_("Noted so far"))
        self.list.opened.connect(self.removed)
        held.add(self.total)
        held.add(self.list)

    def show_held(self, total: str, rows: Sequence[Row]) -> None:
        """Shows the sums and every workshop."""
        self.total.setText(total)
        self.list.show_rows(rows)
        self.held.show_remark(shown=bool(rows))

    def show_day_problem(self) -> None:
        """Says that the day was not understood."""
        self.day.show_problem(_("This is not a day I understand. Try 3 June, or yesterday."))
        self.day.edit.setFocus()

    def clear(self) -> None:
        """Ready for the next one."""
        self.day.set_text(_("today"))
        self.day.show_problem("")
