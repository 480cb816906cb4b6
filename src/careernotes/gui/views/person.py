"""One person's page: what was agreed, what is open, and everything that happened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row, RowGroup, Tag
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.person_consents import ConsentRow, ConsentsCard
from careernotes.gui.views.timeline import TimelineCard
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _


class PersonView(Page):
    """The page of one person.

    Signals:
        before_asked: look at the card "Before you go in".
        session_asked: write down a conversation.
        agreement_asked: open the contract conversation.
        search_asked: search in this person's notes only.
        action_done: the key of an action.
        action_typed: a new action, as typed.
        goal_typed: a new goal, as typed.
        choice_made: the key of a choice and whether it is now yes.
        entry_opened: the key of a line in the timeline.
    """

    before_asked = Signal()
    session_asked = Signal()
    agreement_asked = Signal()
    search_asked = Signal()
    action_done = Signal(str)
    action_typed = Signal(str)
    goal_typed = Signal(str)
    choice_made = Signal(str, bool)
    entry_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title="")
        search = self.header.add_button(_("Search"), kind="quiet", shortcut="Ctrl+F")
        search.clicked.connect(self.search_asked)
        agreement = self.header.add_button(_("Agreement"))
        agreement.clicked.connect(self.agreement_asked)
        before = self.header.add_button(_("Before you go in"), shortcut="B")
        before.clicked.connect(self.before_asked)
        self.header.set_primary(_("New session"), shortcut="Ctrl+N")
        self.header.primary_pressed.connect(self.session_asked)
        left, right = self.columns(left=1, right=1)
        self._goals(left.addWidget)
        self._actions(left.addWidget)
        self._agreement(left.addWidget)
        self.consents = ConsentsCard(self.content)
        self.consents.choice_made.connect(self.choice_made)
        left.addWidget(self.consents)
        left.addStretch(1)
        self.timeline = TimelineCard(self.content)
        self.timeline.opened.connect(self.entry_opened)
        right.addWidget(self.timeline)
        right.addStretch(1)

    def show_person(self, *, alias: str, shield: Tag, subtitle: str) -> None:
        """Shows who this is, and whether this person may count."""
        self.header.set_title(alias)
        self.header.set_chip(shield.text, kind=shield.kind)
        self.header.set_subtitle(subtitle)
        self.setAccessibleName(alias)

    def show_goals(self, rows: Sequence[Row]) -> None:
        """Shows the goals."""
        self.goals.show_rows(rows)
        self._no_goals.setVisible(not rows)

    def show_actions(self, rows: Sequence[Row]) -> None:
        """Shows the open actions, the mentor's own first."""
        self.open_actions.show_rows(rows)
        self._no_actions.setVisible(not rows)

    def show_agreement(self, text: str, *, state: Tag, expectations: Sequence[str]) -> None:
        """Shows what was agreed, in a line, and what each expects of the other."""
        self._agreement_line.setText(text)
        self._agreement_state.setText(state.text)
        self._expectations.setText("\n".join(expectations))
        self._expectations.setVisible(bool(expectations))

    def show_consents(self, rows: Sequence[ConsentRow]) -> None:
        """Shows the six choices as they stand."""
        self.consents.show_choices(rows)

    def show_timeline(self, groups: Sequence[RowGroup], *, strip: Sequence[tuple[str, int]]) -> None:
        """Shows everything that happened."""
        self.timeline.show_months(groups, strip=strip)

    def clear_typed(self) -> None:
        """Empties the two lines for something new: it was kept."""
        for field in (self.new_action, self.new_goal):
            field.set_text("")
            field.show_problem("")

    def show_typing_problem(self, text: str) -> None:
        """Says why what was typed could not be kept; it stays where it is."""
        field = self.new_goal if self.new_goal.text() else self.new_action
        field.show_problem(text)

    def focus_start(self) -> None:
        """Puts the keyboard where the work is: the first open action, else the timeline."""
        if self.open_actions.rows:
            self.open_actions.focus_row()
        else:
            self.timeline.focus_first()

    def _goals(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("Goals"))
        self._no_goals = label(
            _("No goal yet. One sentence is enough: who will be able to do what, by when."),
            card,
            role="muted",
        )
        self.goals = RowList(card, name=_("Goals"))
        self.new_goal = LineField(
            card, name="", placeholder=_("A goal, for example: move into product by 30 Jun")
        )
        self.new_goal.edit.setAccessibleName(_("New goal"))
        self.new_goal.name_label.setVisible(False)
        self.new_goal.returned.connect(self._on_goal_returned)
        for widget in (self._no_goals, self.goals, self.new_goal):
            card.add(widget)
        add(card)

    def _actions(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("Open actions"), remark=_("Space marks as done"))
        self._no_actions = label(_("Nothing is open between you."), card, role="muted")
        self.open_actions = RowList(card, name=_("Open actions"))
        self.open_actions.marked.connect(self.action_done)
        self.new_action = LineField(card, name="", placeholder=_("me: intro to a product lead 24 nov"))
        self.new_action.edit.setAccessibleName(_("New action"))
        self.new_action.name_label.setVisible(False)
        self.new_action.returned.connect(self._on_action_returned)
        for widget in (self._no_actions, self.open_actions, self.new_action):
            card.add(widget)
        add(card)

    def _agreement(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("Agreement"))
        self._agreement_state = label("", card, role="strong")
        self._agreement_line = label("", card)
        self._expectations = label("", card, role="muted")
        for widget in (self._agreement_state, self._agreement_line, self._expectations):
            card.add(widget)
        opener = button(_("Open the agreement"), card, kind="quiet")
        opener.clicked.connect(self.agreement_asked)
        card.add(opener)
        add(card)

    def _on_action_returned(self) -> None:
        if self.new_action.text():
            self.action_typed.emit(self.new_action.text())

    def _on_goal_returned(self) -> None:
        if self.new_goal.text():
            self.goal_typed.emit(self.new_goal.text())
