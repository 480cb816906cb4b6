"""Doors the mentor opens: an idea first, then the mentee's yes and what may be said, then what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.views.small_form import SmallForm
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.i18n import _

ALLOW, DROP = "allow", "drop"


class DoorsCard(Card):
    """All doors of one relation.

    Signals:
        proposed: the kind of a door, and who or what is behind it.
        allowed: the key of a door and what may be said.
        changed: the key of a door and what became of it.
    """

    proposed = Signal(str, str)
    allowed = Signal(str, str)
    changed = Signal(str, str)

    def __init__(self, parent: QWidget, *, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("Doors opened"))
        self.add_text(
            _("Only with the mentee's yes: to whom, and what may be said. My growth counts them, nameless."),
            role="muted",
        )
        self.rows = ActRows(self, name=_("Doors opened"), empty=_("No door yet. Whom could they meet?"))
        self.rows.acted.connect(self._on_acted)
        self.add(self.rows)
        self.new = button(_("An idea…"), self, kind="quiet")
        self.new.clicked.connect(self._on_new)
        self.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self.idea_form = SmallForm(self, words=_("Keep the idea"))
        self.kind = ListField(self.idea_form, name=_("What you would do"), choices=kinds)
        self.target = LineField(self.idea_form, name=_("Who or what is behind the door?"))
        self.idea_form.add_fields([self.kind, self.target])
        self.idea_form.done.connect(self._on_idea)
        self.yes_form = SmallForm(self, words=_("The mentee said yes"))
        self.may_say = LineField(
            self.yes_form,
            name=_("What may you say?"),
            hint=_("In the mentee's words. Say no more than this."),
        )
        self.yes_form.add_fields([self.may_say])
        self.yes_form.done.connect(self._on_yes)
        for form in (self.idea_form, self.yes_form):
            self.add(form)

    def show_doors(self, items: Sequence[ActItem]) -> None:
        """Shows every door."""
        self.rows.show_rows(items)

    def close_forms(self) -> None:
        """Folds both forms."""
        for form in (self.idea_form, self.yes_form):
            if form.is_open:
                form.fold()

    def show_problem(self, text: str) -> None:
        """Says why what was typed cannot be kept."""
        (self.idea_form if self.idea_form.is_open else self.yes_form).show_problem(text)

    def _on_new(self) -> None:
        self.close_forms()
        self.target.set_text("")
        self.idea_form.unfold()

    def _on_acted(self, key: str, act: str) -> None:
        if act == ALLOW:
            self.close_forms()
            self.may_say.set_text("")
            self.yes_form.unfold(key)
        else:
            self.changed.emit(key, act)

    def _on_idea(self) -> None:
        self.proposed.emit(self.kind.value, self.target.text())

    def _on_yes(self) -> None:
        self.allowed.emit(self.yes_form.key, self.may_say.text())
