"""The closing conversation on one page: look back, rate, what came of it, afterwards, what stays, the end."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.closing_end import AfterCard, EndCard
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.views.journey_assessment import AssessmentCard
from careernotes.gui.views.small_form import SmallForm
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.lines_card import LinesCard
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _

RATE = "rate"


class ClosingView(Page):
    """Everything a last conversation brings.

    Signals:
        goal_rated: the key of a goal and a number from 1 to 10.
        goal_changed: the key of a goal and how it ended.
        step_closed: the key of a step and what became of it.
        outcome_noted: what came of it.
        person_asked: back to the person's page.
    """

    goal_rated = Signal(str, int)
    goal_changed = Signal(str, str)
    step_closed = Signal(str, str)
    outcome_noted = Signal(str)
    person_asked = Signal()

    def __init__(
        self, parent: QWidget, *, reasons: Sequence[tuple[str, str]], outcomes: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, title=_("Closing"))
        person = self.header.add_button(_("The person's page"), kind="quiet")
        person.clicked.connect(self.person_asked)
        self._untouched: dict[str, str] = {}
        left, right = self.columns(left=1, right=1)
        self.prompts = LinesCard(self.content, title=_("Look back together"), remark=_("read aloud"))
        self.assessment = AssessmentCard(self.content, title=_("How the mentee sees it now"))
        for card in (self.prompts, self._goal_card(), self.assessment, self._outcome_card(outcomes)):
            left.addWidget(card)
        left.addStretch(1)
        self.after = AfterCard(self.content)
        self.end = EndCard(self.content, reasons=reasons)
        right.addWidget(self.after)
        right.addWidget(self.end)
        right.addStretch(1)
        # The number of a goal is kept with the same keys: the end waits meanwhile.
        self.near_form.opened.connect(self.end.wait)
        self.near_form.closed.connect(self.end.wait_no_longer)

    def show_person(self, *, alias: str, subtitle: str) -> None:
        """With whom it ends."""
        self.header.set_title(_("Closing with {alias}").format(alias=alias))
        self.header.set_subtitle(subtitle)
        self.setAccessibleName(_("Closing with {alias}").format(alias=alias))

    def show_prompts(self, lines: Sequence[str]) -> None:
        """What is asked and done in a last conversation."""
        self.prompts.show_lines(lines, role="body")

    def show_came(self, steps: Sequence[ActItem], *, words: str) -> None:
        """The steps, and what came of it so far."""
        self.steps.show_rows(steps)
        self.came.setText(words)
        self.came.setVisible(bool(words))

    def typed(self) -> dict[str, str]:
        """What was typed or chosen for the end so far; nothing while it stands as it was."""
        fields = {"plan": self.after.plan.text(), **self.end.typed()}
        return fields if fields != self._untouched else {}

    def show_typed(self, fields: Mapping[str, str]) -> None:
        """Goes on where it was left."""
        self._untouched = {"plan": "", **self.end.typed()}
        if fields:
            self.after.plan.set_text(fields.get("plan", ""))
            self.end.show_typed(fields)

    def focus_start(self) -> None:
        """Puts the keyboard on the first thing to talk about: a goal, else how the mentee sees it now."""
        if not self.goals.focus_first():
            self.assessment.fields[0].chips.focus_first()
        self.scroller.keep_in_sight(self.window().focusWidget())

    def _goal_card(self) -> Card:
        card = Card(self.content, title=_("Goals, one last time"))
        self.goals = ActRows(card, name=_("Goals"), empty=_("There were no goals."))
        self.goals.acted.connect(self._on_goal_acted)
        self.near_form = SmallForm(card, words=_("Keep the number"))
        self.near = ChipsField(
            self.near_form,
            name=_("How near does it feel, from 1 (far away) to 10 (done)?"),
            choices=[(str(number), str(number)) for number in range(1, 11)],
        )
        self.near_form.add_fields([self.near])
        self.near_form.done.connect(self._on_rated)
        card.add(self.goals)
        card.add(self.near_form)
        return card

    def _outcome_card(self, outcomes: Sequence[tuple[str, str]]) -> Card:
        card = Card(self.content, title=_("What came of it"), remark=_("by quarter only"))
        self.steps = ActRows(card, name=_("Steps"), empty=_("No step was wanted."))
        self.steps.acted.connect(self.step_closed)
        self.came = label("", card)
        self.outcome = ListField(card, name=_("Something else that happened this quarter"), choices=outcomes)
        self.note = button(_("Note it"), card)
        self.note.clicked.connect(self._on_outcome)
        for each in (self.steps, self.came, self.outcome, button_row(card, self.note)):
            card.add(each)
        return card

    def _on_goal_acted(self, key: str, act: str) -> None:
        if act == RATE:
            self.near.set_value("")
            self.near_form.unfold(key)
        else:
            self.goal_changed.emit(key, act)

    def _on_rated(self) -> None:
        if self.near.value:
            self.goal_rated.emit(self.near_form.key, int(self.near.value))

    def _on_outcome(self) -> None:
        self.outcome_noted.emit(self.outcome.value)
