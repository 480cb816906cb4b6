"""How a relation ends: a few warm words, a day, a reason, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

PLANNED, EARLY = "planned", "early"


class EndingCard(Card):
    """One line while the relation runs, a small form when it is asked for, and what was kept afterwards.

    Signals:
        asking: the form came or went.
        opened: the form is shown.
        closed: the form is gone again, and the keyboard stands on what came in its place.
        ended: the day as typed, the reason, and whether it ends earlier than agreed.
        taken_back: the end was a mistake.
        talk_asked: lead through a last conversation first.
    """

    asking = Signal()
    opened = Signal()
    closed = Signal()
    ended = Signal(str, str, bool)
    taken_back = Signal()
    talk_asked = Signal()

    def __init__(self, parent: QWidget, *, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("Closing"))
        self.line = label("", self)
        self.talk = button(_("The closing conversation…"), self, kind="quiet")
        self.talk.clicked.connect(self.talk_asked)
        self.start = button(_("End this relation…"), self, kind="quiet")
        self.start.clicked.connect(self._on_start)
        self.again = button(_("Ended by mistake: open it again"), self, kind="quiet")
        self.again.clicked.connect(self.taken_back)
        self.add(self.line)
        for each in (self.talk, self.start, self.again):
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = QWidget(self)
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._make_form(reasons)
        self.add(self._form)
        self.show_running("")

    def show_running(self, waiting: str) -> None:
        """The relation runs; *waiting* says what is still open between the two."""
        self.line.setText(
            _("Every mentoring relation ends one day. A good ending is a last conversation, not a silence.")
        )
        self._waiting.setText(waiting)
        self._waiting.setVisible(bool(waiting))
        self._show_state(ended=False)

    def show_ended(self, text: str) -> None:
        """The relation has ended: since when, and why."""
        self.line.setText(text)
        self._show_state(ended=True)

    def show_problem(self, text: str) -> None:
        """Says why the day will not do; the form stays open."""
        self.day.show_problem(text)
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking(self) -> bool:
        """Whether the form is open."""
        return not self._form.isHidden()

    def close_form(self) -> None:
        """Folds the form; the keyboard goes back to the button that opened it."""
        held = self._form.isAncestorOf(self.window().focusWidget())
        self._form.setVisible(False)
        self.start.setVisible(self.again.isHidden())
        self.asking.emit()
        if held:
            target = self.start if self.again.isHidden() else self.again
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def _show_state(self, *, ended: bool) -> None:
        held = self.again.hasFocus()
        self.again.setVisible(ended)
        if ended:
            self.close_form()
        self.talk.setVisible(not ended)
        self.start.setVisible(not ended and self._form.isHidden())
        if held and not ended:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self, reasons: Sequence[tuple[str, str]]) -> None:
        words = (
            _(
                "Look back together on what changed, thank each other, and say what may stay between you."
                " If that talk is still to come, have it first; this page waits."
            ),
            _(
                "Nothing is deleted. The notes stay in this vault, and whoever may be counted is counted for"
                " the last time in the quarter of this day."
            ),
        )
        for text in words:
            self._column.addWidget(label(text, self._form, role="muted"))
        self._waiting = label("", self._form)
        self.day = LineField(self._form, name=_("Last day"), hint=_("like today, last thu or 3 jun"))
        self.day.returned.connect(self._on_end)
        self.reason = ListField(self._form, name=_("Why it ends"), choices=reasons)
        self.how = ChipsField(
            self._form,
            name=_("Is this the end you agreed on?"),
            choices=((PLANNED, _("As agreed")), (EARLY, _("Earlier than agreed"))),
        )
        for widget in (self._waiting, self.day, self.reason, self.how):
            self._column.addWidget(widget)
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        self.end = button(_("End the relation"), self._form, kind="primary", shortcut="Ctrl+Return")
        self.leave = button(_("Not now"), self._form, kind="quiet")
        self.end.clicked.connect(self._on_end)
        self.leave.clicked.connect(self.close_form)
        bar.addWidget(self.end)
        bar.addWidget(self.leave)
        bar.addStretch(1)
        self._column.addLayout(bar)
        self._form.setVisible(False)

    def _on_start(self) -> None:
        self.day.set_text(_("today"))
        self.day.show_problem("")
        self.reason.set_value("")
        self.how.set_value(PLANNED)
        self._form.setVisible(True)
        self.start.setVisible(False)
        self.asking.emit()
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.edit.selectAll()
        self.opened.emit()

    def _on_end(self) -> None:
        self.ended.emit(self.day.text(), self.reason.value, self.how.value == EARLY)
