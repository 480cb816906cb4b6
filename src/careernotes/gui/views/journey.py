"""The page of one journey: goals and steps on the left, the quarters and the doors on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.journey_assessment import AssessmentCard
from careernotes.gui.views.journey_doors import DoorsCard
from careernotes.gui.views.journey_goals import GoalCard
from careernotes.gui.views.journey_signals import FollowUpCard
from careernotes.gui.views.journey_steps import StepsCard
from careernotes.gui.views.journey_trend import TrendCard
from careernotes.gui.views.small_form import OneFormAtATime
from careernotes.gui.views.stage_bar import StageBar
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _

Choices = Sequence[tuple[str, str]]


class JourneyView(Page):
    """Everything about the way one mentee goes.

    Signals:
        person_asked: back to the person's page.
        closing_asked: the relation is to be closed.
    """

    person_asked = Signal()
    closing_asked = Signal()

    def __init__(
        self, parent: QWidget, *, stations: Choices, goal_kinds: Choices, up: Choices, across: Choices,
        barriers: Choices, stay: Choices, door_kinds: Choices,
    ) -> None:  # fmt: skip
        super().__init__(parent, title=_("Journey"))
        person = self.header.add_button(_("The person's page"), kind="quiet")
        person.clicked.connect(self.person_asked)
        self.close_relation = self.header.add_button(_("Close this relation…"))
        self.close_relation.clicked.connect(self.closing_asked)
        self.stage = StageBar(self.content, stations=stations)
        self.body.addWidget(self.stage)
        left, right = self.columns(left=1, right=1)
        self.goals = GoalCard(self.content, kinds=goal_kinds)
        self.steps = StepsCard(self.content, up=up, across=across, barriers=barriers)
        self.doors = DoorsCard(self.content, kinds=door_kinds)
        for card in (self.goals, self.steps, self.doors):
            left.addWidget(card)
        left.addStretch(1)
        forms = (self.goals.form, self.goals.near_form, self.doors.idea_form, self.doors.yes_form)
        OneFormAtATime(self, forms)
        self.follow_up = FollowUpCard(self.content, steps=stay)
        self.trend = TrendCard(self.content)
        self.assessment = AssessmentCard(self.content, title=_("How the mentee sees it at the start"))
        for each in (self.follow_up, self.trend, self.assessment):
            right.addWidget(each)
        right.addStretch(1)

    def show_person(self, *, alias: str, subtitle: str, running: bool) -> None:
        """Whose way this is."""
        self.header.set_title(_("{alias}'s journey").format(alias=alias))
        self.header.set_subtitle(subtitle)
        self.setAccessibleName(_("{alias}'s journey").format(alias=alias))
        self.close_relation.setVisible(running)

    def focus_start(self) -> None:
        """Puts the keyboard where the work is: the first goal, or the way to one. Shows it."""
        self.goals.focus_start()
        self.scroller.keep_in_sight(self.window().focusWidget())
