"""The goals of a journey: five fields, how near it feels, and how each ended."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from careernotes.domain.goals import Goal
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import GoalKind, GoalStatus
from careernotes.gui.controllers.goal_clash import GoalClash
from careernotes.gui.controllers.journey_rows import goal_items
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.wording import capital, short_day, word
from careernotes.gui.views.journey_goals import GoalCard
from careernotes.i18n import _
from careernotes.services import journey
from careernotes.services.dates import Lean, parse_day
from careernotes.services.goal_status import set_goal_status
from careernotes.services.half_typed import drop_typed, keep_typed
from careernotes.services.journey import GoalLine

_PAGE = "goal"


class JourneyGoals(QObject):
    """What the card "Goals" of a journey asks for."""

    def __init__(self, screen: DeskScreen, card: GoalCard, bar: UndoBar) -> None:
        super().__init__(screen)
        self._screen, self._card, self._bar = screen, card, bar
        self._key = EngagementId("")
        self._lines: dict[str, GoalLine] = {}
        self._clash = GoalClash(screen)
        self._half: Goal | None = None
        card.edit_asked.connect(self._on_asked)
        card.saved.connect(self._on_saved)
        card.rated.connect(self._on_rated)
        card.changed.connect(self._on_changed)
        card.form.closed.connect(self._drop_half)

    def show(self, key: EngagementId, lines: Sequence[GoalLine]) -> None:
        """Shows the goals of one relation."""
        self._key = key
        self._lines = {each.goal.goal_id: each for each in lines}
        self._card.rows.show_rows(goal_items(lines, today=self._screen.desk.today))

    def _on_asked(self, key: str) -> None:
        line = self._lines.get(key)
        goal = self._half = line.goal if line is not None else journey.new_goal(self._screen.desk, self._key)
        plan = line.plan if line is not None else None
        by = self._shown(goal.target_on)
        own, worth = (plan.own_part, plan.worth) if plan is not None else ("", "")
        self._card.show_fields(
            key=key,
            statement=goal.statement,
            kind=goal.kind.value,
            texts=(goal.measure, own, worth, by),
        )

    def _on_saved(self) -> None:
        card, half = self._card, self._half
        if half is None:
            return
        typed = card.by.text()
        by = half.target_on if typed == self._shown(half.target_on) else self._day(typed)
        if typed and by is None:
            card.form.show_problem(_("This is no day. Try 30 jun, +3m or next tue."), at=4)
            return
        goal = replace(
            half,
            statement=card.statement.text(),
            kind=GoalKind(card.kind.value),
            measure=card.measure.text(),
            target_on=by if typed else None,
        )
        call = partial(
            journey.save_goal,
            self._screen.desk,
            goal,
            own_part=card.own_part.text(),
            worth=card.worth.text(),
        )
        self._bar.change(
            call, _("The goal is kept."), problem=card.form.show_problem, then=partial(self._kept, goal)
        )

    def keep_half(self) -> None:
        """A form that is open when the page is left, or locked, waits in the vault."""
        if self._card.form.is_open and self._half is not None:
            typed = {"goal": self._card.form.key, **self._card.typed()}
            call = partial(keep_typed, self._screen.desk, _PAGE, self._key, typed)
            self._screen.context.runner.submit(call)

    def show_half(self, typed: dict[str, str]) -> None:
        """Opens the form as it was left."""
        if typed and not self._card.form.is_open:
            self._on_asked(typed.get("goal", ""))
            self._card.show_typed(typed)

    def _drop_half(self) -> None:
        self._half = None
        self._screen.context.runner.submit(partial(drop_typed, self._screen.desk, _PAGE, self._key))

    def _kept(self, goal: Goal) -> None:
        self._card.close_forms()
        self._clash.look(goal)

    def _on_rated(self, key: str, value: int) -> None:
        if (line := self._lines.get(key)) is not None:
            call = partial(journey.rate_goal, self._screen.desk, line.goal, value)
            self._bar.change(
                call, _("Kept: {number} of 10.").format(number=value), then=self._card.close_forms
            )

    def _on_changed(self, key: str, status: str) -> None:
        if (line := self._lines.get(key)) is not None:
            chosen = GoalStatus(status)
            said = _("Goal: {state}.").format(state=capital(word(chosen)))
            self._bar.change(partial(set_goal_status, self._screen.desk, line.goal, chosen), said)

    def _shown(self, day: dt.date | None) -> str:
        return short_day(day, today=self._screen.desk.today) if day is not None else ""

    def _day(self, typed: str) -> dt.date | None:
        return parse_day(typed, self._screen.desk.today, lean=Lean.FUTURE) if typed else None
