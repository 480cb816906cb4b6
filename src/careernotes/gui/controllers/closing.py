"""The screen of a closing conversation: small steps that can be taken back, and one end at the end."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import Phase, StepStatus
from careernotes.domain.vocabulary import (
    ConsentKey,
    EndReason,
    GoalStatus,
    NoteLayer,
    OutcomeKind,
)
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.controllers.demo_arguments import most_met
from careernotes.gui.controllers.journey_quarters import assessment, points
from careernotes.gui.controllers.journey_rows import goal_items, short_quarter, step_items
from careernotes.gui.controllers.offering_undo import offer_change, offer_choice
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.person_ending import end_reasons
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.wording import capital, choices, long_day, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.closing import ClosingView
from careernotes.gui.views.closing_end import DESTROY, EARLY, REDACT
from careernotes.gui.widgets.reading import BULLET
from careernotes.i18n import _, error_text, language, ngettext, noop
from careernotes.services import closing, journey
from careernotes.services.changes import Change
from careernotes.services.choosing import Choice, make_choice
from careernotes.services.closing import Ending, KeptUntil
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.erasing import RemovedError
from careernotes.services.goal_status import set_goal_status
from careernotes.services.half_typed import drop_typed, keep_typed, read_typed
from careernotes.services.journey import GoalLine, Journey
from careernotes.services.people import person
from careernotes.services.reopening import ending_change
from careernotes.services.views import PersonLine

_GUIDE = _PAGE = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Everything the page shows, read in one go."""

    line: PersonLine
    journey: Journey
    kept: KeptUntil
    follow_up: bool
    typed: dict[str, str] = field(repr=False)


def _read(desk: Desk, key: EngagementId) -> _Page:
    return _Page(
        line=person(desk, key).line,
        journey=journey.journey_of(desk, key),
        kept=closing.kept_until(desk, key, desk.today),
        follow_up=closing.may_ask_afterwards(desk, key),
        typed=read_typed(desk, _PAGE, key),
    )


def _close(desk: Desk, key: EngagementId, ending: Ending) -> Change:
    closed = ending_change(desk, key, partial(closing.close_relation, desk, key, ending))
    drop_typed(desk, _PAGE, key)
    return closed


class ClosingController(DeskScreen):
    """Leads through a last conversation and ends the relation."""

    title = noop("Closing")
    rail = "people"
    view: ClosingView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self._goals: dict[str, GoalLine] = {}
        self._shown = self._closed = False
        self.view = view = ClosingView(parent, reasons=end_reasons(), outcomes=choices(OutcomeKind))
        self._bar = UndoBar(self)
        self._bar.changed.connect(self._refresh)
        guide = next(each for each in self.desk.guides if each.guide_id == _GUIDE)
        view.show_prompts([f"{BULLET}{prompt.text.in_language(language())}" for prompt in guide.prompts])
        view.person_asked.connect(self._on_person_asked)
        view.goal_rated.connect(self._on_goal_rated)
        view.goal_changed.connect(self._on_goal_changed)
        view.step_closed.connect(self._on_step_closed)
        view.outcome_noted.connect(self._on_outcome)
        view.assessment.answered.connect(self._on_assessed)
        view.after.follow_up_said.connect(self._on_follow_up)
        view.end.destroying.connect(self._on_destroying)
        view.end.copy_asked.connect(self._on_person_asked)
        view.end.ended.connect(self._on_ended)
        view.end.proving.returned.connect(view.end.go.click)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The person with most sessions."""
        return most_met(desk)

    def activated(self, **arguments: str) -> None:
        """Asks for the person."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self._refresh()

    def deactivated(self) -> None:
        """What was typed for the end waits in the vault; what is to be destroyed is chosen afresh."""
        if self._shown and not self._closed:
            self.context.runner.submit(partial(keep_typed, self.desk, _PAGE, self._key, self.view.typed()))

    def go_back(self) -> bool:
        """Esc folds the small form first."""
        is_open = self.view.near_form.is_open
        if is_open:
            self.view.near_form.fold()
        return is_open

    def _refresh(self, _kept: object = None) -> None:
        self.ask(partial(_read, self.desk, self._key), self._on_page)

    def _on_page(self, page: _Page) -> None:
        if page.line.engagement.ended_on is not None:
            # It has ended meanwhile: from then on its own page says everything.
            self.leave_for("person", engagement_id=self._key)
            return
        view, kept = self.view, page.line.sessions_kept
        count = ngettext("{count} session", "{count} sessions", kept).format(count=kept)
        view.show_person(alias=shown_name(page.line.alias), subtitle=count if kept else _("no session yet"))
        self._goals = {each.goal.goal_id: each for each in page.journey.goals}
        view.goals.show_rows(goal_items(page.journey.goals, today=self.desk.today, closing=True))
        came = [
            f"{capital(word(each.kind))} ({short_quarter(each.quarter)})" for each in page.journey.outcomes
        ]
        view.show_came(step_items(page.journey), words=", ".join(came))
        start, final = (assessment(page.journey, phase) for phase in (Phase.START, Phase.FINAL))
        state = _("Kept in {quarter}.").format(quarter=short_quarter(final.quarter)) if final else ""
        view.assessment.show_answers(points(final), beside=points(start), state=state)
        self._show_typed(page.typed)
        view.after.show_answer(yes=page.follow_up)
        view.end.show_days(_days(page.kept))
        why = _("Not while you will ask afterwards how it went.") if page.follow_up else ""
        view.end.show_name_stays(why)

    def _show_typed(self, typed: dict[str, str]) -> None:
        """Once: afterwards the page itself holds what is typed."""
        if not self._shown:
            self.view.show_typed(typed)
            self.view.focus_start()
        self._shown = True

    def _on_person_asked(self) -> None:
        self.go("person", engagement_id=self._key)

    def _on_goal_rated(self, key: str, value: int) -> None:
        if (line := self._goals.get(key)) is not None:
            call = partial(journey.rate_goal, self.desk, line.goal, value, closing=True)
            said = _("Kept: {number} of 10.").format(number=value)
            self._bar.change(call, said, then=self.view.near_form.fold)

    def _on_goal_changed(self, key: str, status: str) -> None:
        if (line := self._goals.get(key)) is not None:
            chosen = GoalStatus(status)
            said = _("Goal: {state}.").format(state=capital(word(chosen)))
            self._bar.change(partial(set_goal_status, self.desk, line.goal, chosen), said)

    def _on_step_closed(self, key: str, status: str) -> None:
        self._bar.change(
            partial(journey.close_step, self.desk, RecordId(key), StepStatus(status)), _("Noted.")
        )

    def _on_outcome(self, kind: str) -> None:
        call = partial(journey.note_outcome, self.desk, self._key, OutcomeKind(kind))
        self._bar.change(call, _("Noted."))

    def _on_assessed(self, direction: int, confidence: int, support: int) -> None:
        call = partial(
            journey.assess, self.desk, self._key, Phase.FINAL,
            direction=direction, confidence=confidence, support=support,
        )  # fmt: skip
        self._bar.change(call, _("Kept as the end."))

    def _on_follow_up(self, yes: bool) -> None:  # noqa: FBT001  a signal's argument
        made = partial(make_choice, self.desk, self._key, ConsentKey.FOLLOW_UP, value=yes)
        self.ask(made, self._on_follow_up_kept)

    def _on_follow_up_kept(self, made: Choice) -> None:
        offer_choice(self, made)
        self._refresh()

    def _on_destroying(self, destroys: bool) -> None:  # noqa: FBT001  a signal's argument
        if destroys:
            keeping_proving.begin(self.context, self.view.end.proving)

    def _on_ended(self) -> None:
        end = self.view.end
        typed = end.day.text()
        day = parse_day(typed, self.desk.today, lean=Lean.PAST) if typed else self.desk.today
        if day is None:
            end.show_problem(_("This is not a day. Write it like today, last thu or 3 jun."))
            return
        call = partial(_close, self.desk, self._key, self._ending(day))
        end.set_busy(busy=True)
        done = keeping_proving.with_proof(self.context, end.proving, call) if end.destroys else call
        self.context.runner.submit(done, succeeded=self._on_closed, failed=self._on_not_closed)

    def _ending(self, day: dt.date) -> Ending:
        end = self.view.end
        layers = {NoteLayer.RECORD: "record", NoteLayer.WORKING: "working"}
        return Ending(
            on=day,
            reason=EndReason(end.reason.value),
            early=end.how.value == EARLY,
            plan=self.view.after.plan.text(),
            destroy=frozenset(layer for layer, name in layers.items() if end.layers[name].value == DESTROY),
            redact=end.layers["name"].value == REDACT,
            ask_after=frozenset({3, 6} if self.view.after.both else {6}),
        )

    def _on_closed(self, change: Change) -> None:
        self._closed = True
        words = _("The relation has ended. Thank you for the time you gave.")
        if self.view.end.destroys:
            words = _(
                "The relation has ended. What was chosen is destroyed, and was looked for: nothing is left."
            )
            self.context.announcer.say(words)
        else:
            # The page it leads to says it too.
            offer_change(self, _("The relation has ended."), change)
        self.leave_for("person", words, engagement_id=self._key)

    def _on_not_closed(self, error: CareerNotesError) -> None:
        end = self.view.end
        end.set_busy(busy=False)
        self.context.announcer.say(error_text(error))
        if isinstance(error, RemovedError):
            # It has ended: what was typed for the end is not kept, and may name who was not to be named.
            self._closed = True
            self.leave_for("person", error_text(error), engagement_id=self._key)
        elif end.destroys:
            keeping_proving.show_refused(end.proving, error)
        else:
            end.show_problem(error_text(error))


def _days(kept: KeptUntil) -> dict[str, str]:
    until = _("Otherwise it goes by itself on {day}.")
    return {
        "record": until.format(day=long_day(kept.record)),
        "working": until.format(day=long_day(kept.working)),
        "name": until.format(day=long_day(kept.name)),
    }
