"""Goals in five short fields, what each still lacks, and how near the mentee feels to it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActRows
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.views.small_form import SmallForm
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.i18n import _

EDIT, RATE, CLOSED, OPEN, DROP = "edit", "rate", "reached", "open", "dropped"


class GoalCard(Card):
    """All goals; one form to fill one in, one to say how near it is.

    Signals:
        edit_asked: the key of the goal to fill in; empty for a new one.
        saved: the form was filled in.
        rated: the key of a goal and a number from 1 to 10.
        changed: the key of a goal and how it stands from now on.
    """

    edit_asked = Signal(str)
    saved = Signal()
    rated = Signal(str, int)
    changed = Signal(str, str)

    def __init__(self, parent: QWidget, *, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("Goals"))
        self.rows = ActRows(
            self,
            name=_("Goals"),
            empty=_("No goal yet. One sentence is enough: who will be able to do what, by when."),
        )
        self.rows.acted.connect(self._on_acted)
        self.add(self.rows)
        self.new = button(_("New goal…"), self, kind="quiet")
        self.new.clicked.connect(self._on_new)
        self.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self._make_form(kinds)
        self.near_form = SmallForm(self, words=_("Keep the number"))
        self.near = ChipsField(
            self.near_form,
            name=_("How near does it feel, from 1 (far away) to 10 (done)?"),
            choices=[(str(number), str(number)) for number in range(1, 11)],
            hint=_("The first number stays as the start. Ask the mentee; do not guess."),
        )
        self.near_form.add_fields([self.near])
        self.near_form.done.connect(self._on_rated)
        self.add(self.near_form)

    def show_fields(self, *, key: str, statement: str, kind: str, texts: Sequence[str]) -> None:
        """Opens the form on a goal; *texts* are measure, own part, worth and date."""
        self.near_form.fold()
        self.statement.set_text(statement)
        self.kind.set_value(kind)
        for field, text in zip((self.measure, self.own_part, self.worth, self.by), texts, strict=True):
            field.set_text(text)
        self.form.unfold(key)

    def focus_start(self) -> None:
        """Puts the keyboard on what can be done with the first goal, or on the way to one."""
        if not self.rows.focus_first():
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _lines(self) -> dict[str, LineField]:
        return {
            "statement": self.statement, "measure": self.measure, "own_part": self.own_part,
            "worth": self.worth, "by": self.by,
        }  # fmt: skip

    def typed(self) -> dict[str, str]:
        """What stands in the form."""
        return {"kind": self.kind.value} | {name: line.text() for name, line in self._lines.items()}

    def show_typed(self, fields: Mapping[str, str]) -> None:
        """The form goes on where it was left."""
        self.kind.set_value(fields.get("kind", ""))
        for name, line in self._lines.items():
            line.set_text(fields.get(name, ""))

    def close_forms(self) -> None:
        """Folds both."""
        for each in (self.form, self.near_form):
            if each.is_open:
                each.fold()

    def _make_form(self, kinds: Sequence[tuple[str, str]]) -> None:
        self.form = form = SmallForm(
            self,
            words=_("Keep the goal"),
            hint=_(
                "Five short answers make a goal that can be looked at. Leave out what you do not know yet."
            ),
        )
        self.statement = LineField(form, name=_("What will be different? In the mentee's words"))
        self.kind = ListField(form, name=_("What it is about"), choices=kinds)
        self.measure = LineField(form, name=_("How will you both see that it worked?"))
        self.own_part = LineField(form, name=_("Which part is in the mentee's own hands?"))
        self.worth = LineField(form, name=_("Why does it matter to the mentee?"))
        self.by = LineField(form, name=_("By when?"), hint=_("like 30 jun, +3m or 14 dec"))
        form.add_fields([self.statement, self.kind, self.measure, self.own_part, self.worth, self.by])
        form.done.connect(self.saved)
        self.add(form)

    def _on_new(self) -> None:
        self.edit_asked.emit("")

    def _on_acted(self, key: str, act: str) -> None:
        if act == EDIT:
            self.edit_asked.emit(key)
        elif act == RATE:
            if self.form.is_open:
                self.form.fold()
            self.near.set_value("")
            self.near_form.unfold(key)
        else:
            self.changed.emit(key, act)

    def _on_rated(self) -> None:
        if self.near.value:
            self.rated.emit(self.near_form.key, int(self.near.value))
