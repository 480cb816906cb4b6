"""My growth: what a mentor renews from time to time, and one line to note each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.kick_off import KickOffCard
from careernotes.gui.views.own_log import OwnLogCard
from careernotes.gui.views.record_line import RecordLine
from careernotes.gui.views.supervision import NotedLine, NotedList
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.chip import Chip, ChipColumn
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _


class PeriodicRow(QWidget):
    """How one promise stands, why it matters, and a button where it can be noted."""

    def __init__(self, parent: QWidget, *, item_id: str, line: NotedLine, why: str, action: str) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(GRID)
        self.chip = Chip(line.tag, self, kind=line.kind)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        words = Card(self)
        words.setProperty("card", "")
        words.body.setContentsMargins(0, 3, 0, 0)
        words.body.setSpacing(2)
        words.add(label(line.text, words))
        words.add(label(why, words, role="muted"))
        row.addWidget(words, 1)
        self.act: QPushButton | None = None
        if action:
            self.act = button(action, self)
            self.act.setObjectName(item_id)
            self.act.setAccessibleDescription(line.text)
            row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)


class GrowthView(Page):
    """The mentor's own screen.

    Signals:
        done_today: the id of a periodic item that was done today.
    """

    done_today = Signal(str)

    def __init__(self, parent: QWidget, *, modules: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            parent,
            title=_("My growth"),
            subtitle=_("What you promised to keep up. Nobody sees this but you."),
        )
        left, right = self.columns()
        self.states = Card(self.content, title=_("How it stands"))
        self._rows: list[PeriodicRow] = []
        self._tags = ChipColumn(self.states)
        left.addWidget(self.states)
        left.addStretch(1)
        self.form = RecordLine(
            self.content,
            title=_("I finished a course"),
            kinds=modules,
            kind_name=_("Which one"),
            words_name=_("Certificate, if there is one"),
        )
        self.courses = NotedList(self.content, title=_("Courses and signatures"), empty=_("None yet."))
        right.addWidget(self.form)
        right.addWidget(self.courses)
        self.kick_off = KickOffCard(self.content)
        right.addWidget(self.kick_off)
        self.meetings = OwnLogCard(
            self.content,
            title=_("My meetings"),
            what=_("Meetings"),
            empty=_("Once meetings are planned and held, their counts stand here."),
        )
        self.roles = OwnLogCard(
            self.content,
            title=_("Doors I opened"),
            what=_("As"),
            empty=_("Doors opened with a mentee's yes count here, without a name."),
        )
        right.addWidget(self.meetings)
        right.addWidget(self.roles)
        right.addStretch(1)

    def show_states(self, rows: Sequence[tuple[str, NotedLine, str, str]]) -> None:
        """Shows how each promise stands: id, line, why, and the words of its button."""
        for row in self._rows:
            self.states.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for item_id, line, why, action in rows:
            made = PeriodicRow(self.states, item_id=item_id, line=line, why=why, action=action)
            if made.act is not None:
                made.act.clicked.connect(self._on_act)
            self.states.add(made)
            self._rows.append(made)
        self._tags.show_chips([row.chip for row in self._rows])

    def _on_act(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.done_today.emit(pressed.objectName())
