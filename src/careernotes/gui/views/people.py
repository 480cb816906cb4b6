"""The list of people a mentor talks with."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.list_card import ListCard
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.practice_card import PracticeCard
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.empty_state import EmptyState
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _

_MANY = 8


class PeopleView(Page):
    """Everybody, the next conversation first.

    Signals:
        opened: the engagement of a person.
        new_asked: somebody new.
        waiting_opened: somebody who waits for room.
    """

    opened = Signal(str)
    new_asked = Signal()
    waiting_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Mentees"))
        self._all: tuple[Row, ...] = ()
        # The shortcut works everywhere; here it is only printed.
        self.header.set_primary(f"{_('New mentee')}   {shown_keys('Ctrl+Shift+N')}")
        self.header.primary_pressed.connect(self.new_asked)
        self.finder = LineField(
            self.content, name=_("Find a mentee"), placeholder=_("Type a part of the alias")
        )
        self.finder.setMaximumWidth(420)
        self.finder.changed.connect(self._on_find_changed)
        self.finder.returned.connect(self._on_find_returned)
        self.card = Card(self.content)
        self.list = RowList(self.card, name=_("Mentees"))
        self.list.opened.connect(self.opened)
        self.list.left_upwards.connect(self._on_left_upwards)
        self.card.add(self.list)
        self.waiting = ListCard(
            self.content, title=_("Waiting list"), remark=_("Enter takes on or passes on")
        )
        self.waiting.opened.connect(self.waiting_opened)
        self.empty = EmptyState(
            self.content,
            title=_("No mentees yet."),
            text=_("Start with an alias; a real name is not needed. What you write stays in this vault."),
        )
        self.practice = PracticeCard(self.content)
        for widget in (self.finder, self.card, self.empty, self.waiting, self.practice):
            widget.setVisible(False)
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_people(self, rows: Sequence[Row], *, subtitle: str) -> None:
        """Shows everybody."""
        self._all = tuple(rows)
        self.header.set_subtitle(subtitle)
        self.empty.setVisible(not rows)
        self.card.setVisible(bool(rows))
        self.finder.setVisible(len(rows) > _MANY)
        self._show_found()

    def focus_list(self) -> None:
        """Puts the keyboard on the first person."""
        self.list.focus_row()

    def _on_find_changed(self) -> None:
        self._show_found()

    def _on_find_returned(self) -> None:
        self.list.focus_row()

    def _on_left_upwards(self) -> None:
        if self.finder.isVisible():
            self.finder.edit.setFocus()

    def _show_found(self) -> None:
        wanted = self.finder.text().casefold()
        self.list.show_rows([row for row in self._all if wanted in row.title.casefold()])
