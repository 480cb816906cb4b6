"""One person's page: what was agreed, what is open, and everything that happened."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.actions import SEARCH_PERSON
from careernotes.gui.models.rows import Row, RowGroup, Tag
from careernotes.gui.views.keeping_hold import HoldCard
from careernotes.gui.views.keeping_person import KeepingCard
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.person_aftercare import AftercareCard
from careernotes.gui.views.person_consents import ConsentRow, ConsentsCard
from careernotes.gui.views.person_ending import EndingCard
from careernotes.gui.views.person_goals import GoalsCard
from careernotes.gui.views.person_groups import GroupRow, GroupsCard
from careernotes.gui.views.person_meetings import MeetingsCard
from careernotes.gui.views.person_requests import RequestsCard
from careernotes.gui.views.practice_card import PracticeCard
from careernotes.gui.views.stage_bar import StageBar
from careernotes.gui.views.timeline import TimelineCard
from careernotes.gui.views.timeline_charts import ChartsCard
from careernotes.gui.widgets.buttons import button, print_keys
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _

# A timeline of so many lines is about as long as everything beside it.
_SHORT_TIMELINE = 16


class PersonView(Page):
    """The page of one person.

    Signals:
        before_asked: look at the card "Before you go in".
        session_asked: write down a conversation.
        agreement_asked: open the contract conversation.
        expectations_asked: look at what each expects of the other.
        journey_asked: open the journey: goals in full, steps, quarters and doors.
        search_asked: search in this person's notes only.
        action_typed: a new action, as typed.
        goal_typed: a new goal, as typed.
        goal_changed: the key of a goal and how it stands from now on.
        groups_saved: dimension and key of each broad group that was changed.
        choice_made: the key of a choice and whether it is now yes.
        entry_opened: the key of a line in the timeline.
    """

    before_asked = Signal()
    session_asked = Signal()
    agreement_asked = Signal()
    expectations_asked = Signal()
    journey_asked = Signal()
    search_asked = Signal()
    action_typed = Signal(str)
    goal_typed = Signal(str)
    goal_changed = Signal(str, str)
    groups_saved = Signal(dict)
    choice_made = Signal(str, bool)
    entry_opened = Signal(str)
    others_asked = Signal(str)

    def __init__(
        self, parent: QWidget, *, end_reasons: Sequence[tuple[str, str]], stations: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, title="")
        self._head()
        self.stage = StageBar(self.content, stations=stations)
        self.body.addWidget(self.stage)
        left, middle, right = self.three_columns()
        self.practice = PracticeCard(self.content)
        self.practice.setVisible(False)
        left.addWidget(self.practice)
        self.goals = GoalsCard(self.content)
        self.goals.typed.connect(self.goal_typed)
        self.goals.changed.connect(self.goal_changed)
        left.addWidget(self.goals)
        self._actions(left.addWidget)
        self.meetings = MeetingsCard(self.content)
        left.addWidget(self.meetings)
        self._agreement(left.addWidget)
        self.consents = ConsentsCard(self.content)
        self.consents.choice_made.connect(self.choice_made)
        left.addStretch(1)
        self.groups = GroupsCard(self.content)
        self.groups.saved.connect(self.groups_saved)
        self.ending = EndingCard(self.content, reasons=end_reasons)
        self.aftercare = AftercareCard(self.content)
        self.requests = RequestsCard(self.content)
        self.keeping = KeepingCard(self.content)
        self.keeping.grown.connect(self._on_keeping_grown)
        self.hold = HoldCard(self.content)
        for each in (self.consents, self.groups):
            middle.addWidget(each)
        self._one_form_at_a_time()
        middle.addStretch(1)
        self._what_happened(right.addWidget)
        right.addStretch(1)
        self._place_later(middle, right)
        self.show_running(running=True)

    def _place_later(self, middle: QVBoxLayout, right: QVBoxLayout) -> None:
        # What comes last stands below the timeline, unless that is the longer column by itself.
        later = (self.ending, self.aftercare, self.requests, self.keeping, self.hold)
        self._later = self.let_wander(later, usual=right, very_wide=middle)
        self._beside, self._filled = middle, False

    def _one_form_at_a_time(self) -> None:
        # Each is kept with Ctrl+Enter.
        self.ending.opened.connect(self.groups.close_form)
        self.ending.opened.connect(self._on_ending_opened)
        self.ending.closed.connect(self._on_ending_closed)
        self.groups.change.clicked.connect(self.ending.close_form)
        self.meetings.asking.connect(self._on_meetings_asking)
        for card in (self.ending, self.groups, self.meetings):
            card.asking.connect(self._show_next_step)

    def _head(self) -> None:
        search = self.header.add_button(_("Search"), kind="quiet")
        print_keys(search, SEARCH_PERSON.shortcut)
        search.clicked.connect(self.search_asked)
        journey = self.header.add_button(_("Journey"), shortcut="Ctrl+J")
        journey.clicked.connect(self.journey_asked)
        agreement = self.header.add_button(_("Agreement"))
        agreement.clicked.connect(self.agreement_asked)
        self.before = self.header.add_button(_("Before you go in"), shortcut="B")
        self.before.clicked.connect(self.before_asked)
        # After the end: a conversation can still be written down, but it is not the next thing to do.
        self.late = self.header.add_button(_("New session"), shortcut="Ctrl+N")
        self.late.clicked.connect(self.session_asked)
        self.header.primary_pressed.connect(self.session_asked)

    def show_person(self, *, alias: str, shield: Tag, subtitle: str) -> None:
        """Shows who this is, and whether this person may count."""
        self.header.set_title(alias)
        self.header.set_chip(shield.text, kind=shield.kind)
        self.header.set_subtitle(subtitle)
        self.setAccessibleName(alias)

    def show_running(self, *, running: bool) -> None:
        """Whether the relation runs: once it has ended, no new session is offered as the next step."""
        self._running = running
        self.before.setVisible(running)
        self._show_next_step()

    def show_goals(self, rows: Sequence[tuple[Row, bool]]) -> None:
        """Shows the goals, each with whether it is open."""
        self.goals.show_goals(rows)

    def show_groups(self, rows: Sequence[GroupRow]) -> None:
        """Shows the broad groups as they are kept; nothing without a kit."""
        self.groups.show_groups(rows)

    def show_actions(self, rows: Sequence[Row]) -> None:
        """Shows the open actions, the mentor's own first."""
        self.open_actions.show_rows(rows)
        self._actions_card.show_remark(shown=bool(rows))
        self._no_actions.setVisible(not rows)

    def show_agreement(self, text: str, *, state: Tag, expectations: Sequence[str]) -> None:
        """Shows what was agreed, in a line, and what each expects of the other."""
        self._agreement_line.setText(text)
        self._agreement_state.setText(state.text)
        self._expectations.setText("\n".join(expectations))
        self._expectations.setVisible(bool(expectations))
        self.look.setVisible(bool(expectations))

    def show_consents(self, rows: Sequence[ConsentRow]) -> None:
        """Shows the six choices as they stand."""
        self.consents.show_choices(rows)

    def show_timeline(self, groups: Sequence[RowGroup], *, strip: Sequence[tuple[str, int]]) -> None:
        """Shows everything that happened."""
        self.timeline.show_months(groups, strip=strip)
        # Once, when the page is filled: nothing moves away from under somebody's hands afterwards.
        if not self._filled and sum(len(group.rows) for group in groups) > _SHORT_TIMELINE:
            self._later.prefer(self._beside)
        self._filled = True

    def _on_others(self) -> None:
        self.others_asked.emit(self.timeline.theme or self.charts.theme)

    def clear_typed(self, kept: str, *, goal: bool) -> None:
        """Takes what is *kept* now out of its line; what was typed meanwhile stays."""
        field = self.goals.new if goal else self.new_action
        field.show_problem("")
        if field.text().startswith(kept):
            field.set_text(field.text().removeprefix(kept).lstrip())

    def show_typing_problem(self, text: str, *, goal: bool) -> None:
        """Says below its line why what was typed could not be kept; it stays where it is."""
        field = self.goals.new if goal else self.new_action
        field.show_problem(text)

    def focus_start(self) -> None:
        """Puts the keyboard where the work is: the first open action, else the timeline."""
        if self.open_actions.rows:
            self.open_actions.focus_row()
        else:
            self.timeline.focus_first()

    def _what_happened(self, add: Callable[[QWidget], None]) -> None:
        self.timeline = TimelineCard(self.content)
        self.timeline.opened.connect(self.entry_opened)
        self.charts = ChartsCard(self.content)
        self.charts.who_else.asked.connect(self._on_others)
        add(self.charts)
        add(self.timeline)

    def _actions(self, add: Callable[[QWidget], None]) -> None:
        card = self._actions_card = Card(
            self.content, title=_("Open actions"), remark=_("Space done, S +1 week, E e-mail")
        )
        self._no_actions = label(_("Nothing is open between you."), card, role="muted")
        self.open_actions = RowList(card, name=_("Open actions"))
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
        cover(self._agreement_line, self._expectations)
        for widget in (self._agreement_state, self._agreement_line, self._expectations):
            card.add(widget)
        opener = button(_("Open the agreement"), card, kind="quiet")
        opener.clicked.connect(self.agreement_asked)
        card.add(opener)
        self.look = button(_("Look at the expectations together"), card, kind="quiet")
        self.look.clicked.connect(self.expectations_asked)
        card.add(self.look)
        add(card)

    def _show_next_step(self) -> None:
        """One filled button at a time: while a form asks for its own, a new session is not the next step."""
        asking = self.ending.is_asking or self.groups.is_asking or self.meetings.is_asking
        first = self._running and not asking
        self.late.setVisible(not first)
        self.header.set_primary(_("New session") if first else "", shortcut="Ctrl+N" if first else "")

    def _on_meetings_asking(self) -> None:
        if self.meetings.is_asking:
            for card in (self.ending, self.groups):
                card.close_form()

    def _on_ending_opened(self) -> None:
        self.meetings.close_forms()
        # The form has its height only when the page was laid out anew.
        QTimer.singleShot(0, self, self._show_ending)

    def _show_ending(self) -> None:
        for each in (self.ending.end, self.ending.day):
            self.scroller.ensureWidgetVisible(each)

    def _on_keeping_grown(self) -> None:
        QTimer.singleShot(0, self, self._show_keeping)

    def _show_keeping(self) -> None:
        focused = self.window().focusWidget()
        inside = (focused,) if self.keeping.isAncestorOf(focused) else ()
        self.scroller.keep_in_sight(self.keeping.go, *inside)

    def _on_ending_closed(self) -> None:
        # The page became shorter, and what was below moved up.
        QTimer.singleShot(0, self, partial(self.scroller.keep_in_sight, self.ending))

    def _on_action_returned(self) -> None:
        if self.new_action.text():
            self.action_typed.emit(self.new_action.text())
