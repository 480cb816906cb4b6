"""The look at expectations: each in its words, with four answers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.intake_fields import ChipsField
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.empty_state import EmptyState
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationRow:
    """One expectation as it is shown."""

    key: str
    text: str = field(repr=False)
    met: str


class ExpectationsView(Page):
    """Both sides' expectations.

    Signals:
        looked: the two went through them.
        agreement_asked: something has to be agreed anew.
    """

    looked = Signal()
    agreement_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=_("Expectations"),
            subtitle=_("Once a quarter, together: did it come true? Say it aloud, then mark it."),
        )
        again = self.header.add_button(_("Agree anew"))
        again.clicked.connect(self.agreement_asked)
        self.header.set_primary(_("We looked at it"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.looked)
        self._fields: dict[str, ChipsField] = {}

    def show_expectations(
        self,
        sides: Sequence[tuple[str, Sequence[ExpectationRow]]],
        *,
        answers: Sequence[tuple[str, str]],
        before: Sequence[tuple[str, Sequence[str]]] = (),
    ) -> None:
        """Shows each side under its heading, and below what was expected *before*; called once."""
        for heading, rows in sides:
            card = Card(self.content, title=heading)
            for row in rows:
                field_ = self._fields[row.key] = ChipsField(card, name=row.text, choices=answers)
                field_.set_value(row.met)
                card.add(field_)
                cover(field_)
            self.body.addWidget(card)
        if not self._fields:
            self.header.set_primary("")
            self.body.addWidget(
                EmptyState(
                    self.content,
                    title=_("Nothing to look at"),
                    text=_("What you expect of each other is said when you agree."),
                )
            )
        for heading, lines in before:
            card = Card(self.content, title=heading, remark=_("to look back; nothing to mark"))
            for line in lines:
                card.add_text(line)
            cover(card)
            self.body.addWidget(card)
        self.body.addStretch(1)
        for first in list(self._fields.values())[:1]:
            first.chips.focus_first()

    @property
    def answers(self) -> dict[str, str]:
        """How each stands on the screen."""
        return {key: each.value for key, each in self._fields.items()}

    def answer_of(self, key: str) -> ChipsField:
        """The answers to one of them."""
        return self._fields[key]
