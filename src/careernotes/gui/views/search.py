"""Search over all notes while typing, or in one person's notes only."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import RowGroup
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.search_filters import FilterChips
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.laid_once import laid_out_once
from careernotes.gui.widgets.more_rows import MoreRows
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.room import Room
from careernotes.i18n import _

_PAUSE_MS = 80


class SearchView(Page):
    """One field, and the notes that contain what is in it, by person.

    Signals:
        typed: what to look for, a moment after the last key.
        opened: the key of a hit.
        everybody_asked: search in all notes instead of one person's.
        like_asked: search for the word that is nearly the same.
    """

    typed = Signal(str)
    opened = Signal(str)
    everybody_asked = Signal()
    like_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Search"))
        self._groups: list[RowList] = []
        self._cards: list[Card] = []
        self._later: list[RowGroup] = []
        self._waits = self._to_first = False
        self._pause = QTimer(self)
        self._pause.setObjectName("search-pause")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.field = LineField(
            self.content,
            name=_("Words in your notes, goals, steps, doors and agreements"),
            hint=_(
                "Stays in your vault; no list of searches is kept. Enter goes to the first hit."
                " Filters: who: theme: is:open layer: before: after: q:"
            ),
        )
        self.field.changed.connect(self._on_changed)
        self.field.returned.connect(self._on_returned)
        self.filters = FilterChips(self.content)
        self.scope = button(_("Who else had this? Search in all notes"), self.content, kind="quiet")
        self.scope.clicked.connect(self.everybody_asked)
        self.scope.setVisible(False)
        self.count = label("", self.content, role="strong")
        self.body.addWidget(self.field)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.scope)
        self.body.addWidget(self.count)
        self.like = button("", self.content, kind="quiet")
        self.like.clicked.connect(self.like_asked)
        self.like.setVisible(False)
        self.body.addWidget(self.like)
        self.more = MoreRows(self.content)
        self.more.reached.connect(self._on_more)
        self.more.setVisible(False)
        self.body.addWidget(self.more)
        self.body.addStretch(1)

    def show_like(self, text: str) -> None:
        """Offers a word that is nearly the same; nothing offers nothing."""
        self.like.setText(text)
        self.like.setAccessibleName(text)
        self.like.setVisible(bool(text))

    def show_scope(self, alias: str, *, may_widen: bool = True) -> None:
        """Shows that only one person's notes are looked at; nothing for all notes."""
        self.header.set_chip(_("only {alias}").format(alias=alias) if alias else "", kind="plain")
        self.scope.setVisible(bool(alias) and may_widen)

    def show_hits(self, groups: Sequence[RowGroup], *, count: str) -> None:
        """Shows the hits by person, and how many there are; those out of sight when somebody comes near."""
        self.count.setText(count)
        for card in self._cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._groups, self._later = [], [], list(groups)
        self._fill()
        self._say_later()
        self._waits = False
        if self._to_first and not self._pause.isActive() and self.field.edit.hasFocus():
            self._go_to_first()

    def focus_start(self) -> None:
        """Puts the keyboard in the field."""
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    @property
    def hits(self) -> tuple[RowList, ...]:
        """The lists shown now, one for each person."""
        return tuple(self._groups)

    def _fill(self) -> None:
        """As many groups more as fill a window."""
        room = Room(self)
        while self._later and room.is_left:
            self._add(self._later.pop(0), room)

    def _say_later(self) -> None:
        self.more.show_count(sum(len(group.rows) for group in self._later))

    def _add(self, group: RowGroup, room: Room) -> None:
        card = Card(self.content, title=group.heading, remark=group.remark)
        rows = RowList(card, name=group.heading)
        rows.show_rows(group.rows, room=room)
        rows.opened.connect(self.opened)
        rows.left_upwards.connect(self.focus_start)
        card.add(rows)
        # Before those still to come, and the room below everything.
        self.body.insertWidget(self.body.count() - 2, card)
        self._cards.append(card)
        self._groups.append(rows)

    def _on_more(self) -> None:
        had_keyboard, first = self.more.hasFocus(), len(self._groups)
        with laid_out_once(self):
            self._fill()
            if had_keyboard and first < len(self._groups):
                # Before it goes: from there the keyboard would go to the top of the page.
                self._groups[first].focus_row()
            self._say_later()

    def _on_changed(self) -> None:
        self._to_first = False
        self._pause.start()

    def _on_pause(self) -> None:
        self._waits = True
        self.typed.emit(self.field.text())

    def _on_returned(self) -> None:
        # What is shown may still answer what was typed before: Enter waits for its own answer.
        self._to_first = True
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause()
        elif not self._waits:
            self._go_to_first()

    def _go_to_first(self) -> None:
        self._to_first = False
        if self._groups:
            self._groups[0].focus_row()
