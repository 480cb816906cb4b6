"""Meetings with one person: what is planned, what became of it and by whom."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.intake_fields import ChipsField
from careernotes.gui.views.small_form import SmallForm
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

WRITE, MOVE, NOT_HELD = "write", "move", "not_held"
MISSED, CALLED_OFF = "missed", "called_off"
MENTEE, MENTOR = "mentee", "mentor"


class MeetingsCard(Card):
    """What is planned first, then what was moved or missed, with one form at a time.

    Signals:
        asking: a form came or went.
        planned: the day and time as typed.
        write_asked: the meeting took place; write it down.
        moved: the key of a meeting, the new day as typed, and who asked for it.
        not_held: the key of a meeting, whether it was missed or called off, and by whom.
    """

    asking = Signal()
    planned = Signal(str)
    write_asked = Signal()
    moved = Signal(str, str, str)
    not_held = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Meetings"))
        self.rows = ActRows(self, name=_("Meetings"), empty=_("Nothing is planned."))
        self.rows.acted.connect(self._on_acted)
        self.new = button(_("Plan a meeting…"), self, kind="quiet")
        self.new.clicked.connect(self._on_new)
        self.tally = label("", self, role="muted")
        self.word = label("", self, role="strong")
        self.past = ActRows(self, name=_("Moved and missed"), empty="")
        self.past.none.setText("")
        self._make_forms()
        self.add(self.rows)
        self.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        for each in (self.plan_form, self.move_form, self.miss_form, self.word, self.tally, self.past):
            self.add(each)

    def show_meetings(
        self, waiting: Sequence[ActItem], *, past: Sequence[ActItem], tally: str, word: str
    ) -> None:
        """Shows what waits, how the others went, and what is worth a word."""
        self.rows.show_rows(waiting)
        self.past.show_rows(past)
        self.past.setVisible(bool(past))
        for place, text in ((self.tally, tally), (self.word, word)):
            place.setText(text)
            place.setVisible(bool(text))

    def show_problem(self, text: str) -> None:
        """Says why the day will not do."""
        (self.move_form if self.move_form.is_open else self.plan_form).show_problem(text)

    @property
    def is_asking(self) -> bool:
        """Whether a form is open."""
        return any(form.is_open for form in self._forms)

    def close_forms(self) -> None:
        """Folds whatever is open."""
        for form in self._forms:
            if form.is_open:
                form.fold()

    def _make_forms(self) -> None:
        who = ((MENTEE, _("the mentee")), (MENTOR, _("me")))
        self.plan_form = SmallForm(self, words=_("Plan it"))
        self.day = LineField(self.plan_form, name=_("When?"), hint=_("like next tue 14:00, +6w or 14 dec"))
        self.plan_form.add_fields([self.day])
        self.plan_form.done.connect(self._on_planned)
        self.move_form = SmallForm(self, words=_("Move it"))
        self.to = LineField(self.move_form, name=_("To which day?"), hint=_("like next tue, +1w or 14 dec"))
        self.asked_by = ChipsField(self.move_form, name=_("Who asked for it?"), choices=who)
        self.move_form.add_fields([self.to, self.asked_by])
        self.move_form.done.connect(self._on_moved)
        self.miss_form = SmallForm(self, words=_("Keep that"))
        self.how = ChipsField(
            self.miss_form,
            name=_("It did not take place"),
            choices=((CALLED_OFF, _("Called off in time")), (MISSED, _("Missed"))),
        )
        self.by = ChipsField(self.miss_form, name=_("By whom?"), choices=who)
        self.miss_form.add_fields([self.how, self.by])
        self.miss_form.done.connect(self._on_not_held)
        self._forms = (self.plan_form, self.move_form, self.miss_form)
        for form in self._forms:
            form.closed.connect(self.asking)

    def _open(self, form: SmallForm, key: str = "") -> None:
        self.close_forms()
        for line in (self.day, self.to):
            line.set_text("")
        for chips in (self.asked_by, self.by):
            chips.set_value(MENTEE)
        self.how.set_value(CALLED_OFF)
        form.unfold(key)
        self.asking.emit()

    def _on_new(self) -> None:
        self._open(self.plan_form)

    def _on_acted(self, key: str, act: str) -> None:
        if act == WRITE:
            self.write_asked.emit()
        else:
            self._open(self.move_form if act == MOVE else self.miss_form, key)

    def _on_planned(self) -> None:
        self.planned.emit(self.day.text())

    def _on_moved(self) -> None:
        self.moved.emit(self.move_form.key, self.to.text(), self.asked_by.value)

    def _on_not_held(self) -> None:
        self.not_held.emit(self.miss_form.key, self.how.value, self.by.value)
