"""Before you go in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QWidget

from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.goals import Action
from careernotes.domain.ids import EngagementId, ItemId, RecordId, SessionId
from careernotes.domain.vocabulary import Answer, Effect, Plan, SessionKind
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.agreed_paper import Papers
from careernotes.gui.controllers.before_start import open_draft, show_session
from careernotes.gui.controllers.before_words import (
    PLANS,
    card_sheet,
    check_rows,
    fact_rows,
    last_words,
    line_answers,
    start_words,
    subtitle,
)
from careernotes.gui.controllers.demo_arguments import most_met
from careernotes.gui.controllers.offering_undo import offer, offer_noted
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import ABOUT_ONE, action_row, periodic_rows
from careernotes.gui.models.wording import capital, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.paper import Sheet
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.before import BeforeView
from careernotes.i18n import _, noop
from careernotes.services.checklists import complete_check, outcome, periodic_states, prepare, record_periodic
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.periodic import PeriodicRecord
from careernotes.services.putting_off import put_back, tick_off
from careernotes.services.views import PeriodicLine, Preparation
from careernotes.services.warned import NOT_NOW, keep_put_off

_AGREEMENT = "E01"
_A_LOOK_MS = 10 * 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What the vault says before this conversation."""

    preparation: Preparation
    periodic: tuple[PeriodicLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """A check that was left before it was done; in memory, until the lock at most."""

    key: EngagementId
    left: QElapsedTimer
    answers: dict[ItemId, Answer]
    plans: dict[ItemId, Plan]


def _read_card(desk: Desk, key: EngagementId) -> _Card:
    preparation = prepare(desk, key)
    asked_here = {fact.item_id for fact in preparation.known}
    lines = periodic_states(desk, key)
    return _Card(
        preparation=preparation, periodic=tuple(line for line in lines if line.item.item_id in asked_here)
    )


def _check_and_start(desk: Desk, complete: Callable[[], EthicsCheck]) -> SessionId:
    check = complete()
    return open_draft(desk, check.engagement_id, check)


def _check_and_put_off(desk: Desk, complete: Callable[[], EthicsCheck]) -> None:
    keep_put_off(desk, complete())


class BeforeController(DeskScreen):
    """Asks the lines, says what a "no" means, and starts the conversation."""

    title = noop("Before you go in")
    rail = "people"
    view: BeforeView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self._card: _Card | None = None
        self._answers: dict[ItemId, Answer] = {}
        self._plans: dict[ItemId, Plan] = {}
        self._starting = False
        self._clock = QElapsedTimer()
        self.view = view = BeforeView(parent)
        view.answered.connect(self._on_answered)
        view.planned.connect(self._on_planned)
        view.started.connect(self._on_started)
        view.without_check.connect(self._on_without_check)
        view.help_asked.connect(self._on_help_asked)
        view.way_out_asked.connect(self._on_way_out_asked)
        view.recorded.connect(self._on_recorded)
        view.action_done.connect(self._on_action_done)
        view.script_asked.connect(self._on_script_asked)
        self.papers = Papers(self, context.runner, view.banner, self._sheet, announcer=context.announcer)
        view.print_asked.connect(self.papers.save)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """Somebody with an earlier conversation."""
        return most_met(desk)

    def activated(self, **arguments: str) -> None:
        """Asks what is known and what is to be asked."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self._clock.start()
        self.ask(partial(_read_card, self.desk, self._key), self._on_first_card)

    def _on_first_card(self, card: _Card) -> None:
        shown = card.preparation
        self.view.header.set_chip(shown_name(shown.alias))
        self.view.header.set_subtitle(subtitle(shown))
        plans = [(plan.value, capital(word(plan))) for plan in PLANS]
        self.view.show_lines(check_rows(shown), plans=plans)
        self.view.show_script(first=shown.kind is SessionKind.CONTRACTING)
        if shown.check is not None:
            self.view.banner.show_info(_("You did this check already; Enter starts the conversation."))
        kept = self.context.navigator.half_filled.pop("before", None)
        # Only for a look at help or guide: a check of this morning says nothing about this afternoon.
        if isinstance(kept, _Half) and kept.key == self._key and not kept.left.hasExpired(_A_LOOK_MS):
            self._answers, self._plans = kept.answers, kept.plans
        self._on_card(card)
        self._select_next()

    def deactivated(self) -> None:
        """Answers already given are there again when the mentor comes back from help or guide."""
        if self._answers and not self._starting:
            left = QElapsedTimer()
            left.start()
            self.context.navigator.half_filled["before"] = _Half(
                key=self._key, left=left, answers=self._answers, plans=self._plans
            )

    def _on_card(self, card: _Card) -> None:
        self._card = card
        shown, today = card.preparation, self.desk.today
        self.view.show_known(fact_rows(shown))
        self.view.show_periodic(
            periodic_rows([line for line in card.periodic if not line.holds], ABOUT_ONE)
        )
        self.view.show_last(
            next_time=last_words(shown, today=today),
            goal=_("Goal: {goal}").format(goal=shown.goal) if shown.goal else "",
            actions=[action_row(action, today=today) for action in shown.open_actions],
        )
        self._show_answers()

    def _show_answers(self) -> None:
        if self._card is None:
            return
        shown = self._card.preparation
        self.view.show_answers(line_answers(shown, self._answers, self._plans, self.desk.checklist))
        now = outcome(shown, self._answers, self._plans)
        may = not now.waiting or shown.check is not None
        put_off = bool(NOT_NOW.intersection(self._plans.values()))
        self.view.show_start(may=may, why=start_words(len(now.waiting), may=may), put_off=put_off)

    def _on_answered(self, key: str, answer: str) -> None:
        item_id = ItemId(key)
        self._answers[item_id] = Answer(answer)
        self._plans.pop(item_id, None)
        self._show_answers()
        item = self.desk.checklist.item(key)
        if self._answers[item_id] is Answer.NO and item.on_no is Effect.WARN:
            self.view.select_plan(key)
        elif self._answers[item_id] is Answer.NO and item.on_no is Effect.BLOCK:
            self.view.select(key)
        else:
            self._select_next()

    def _on_planned(self, key: str, plan: str) -> None:
        self._plans[ItemId(key)] = Plan(plan)
        self._show_answers()
        self._select_next()

    def _select_next(self) -> None:
        """Goes to the first line without an answer; with none left the keyboard stays on the last."""
        if self._card is None:
            return
        asked = [each.item.item_id for each in self._card.preparation.asked if each.locked is None]
        waiting = next((key for key in asked if key not in self._answers), None)
        if waiting is not None:
            self.view.select(waiting)
        elif asked:
            self.view.select(self.view.current or asked[-1])

    def _on_started(self) -> None:
        if self._card is None or self._starting:
            return
        shown = self._card.preparation
        now = outcome(shown, self._answers, self._plans)
        if now.waiting and (shown.check is None or self._answers):
            self._show_waiting(now.waiting[0])
            return
        self._starting = True
        if now.waiting:
            call = partial(open_draft, self.desk, self._key, shown.check)
        else:
            seconds = int(self._clock.elapsed() // 1000)
            complete = partial(complete_check, self.desk, shown, self._answers, self._plans, seconds)
            if NOT_NOW.intersection(self._plans.values()):
                self.ask(partial(_check_and_put_off, self.desk, complete), self._on_put_off)
                return
            call = partial(_check_and_start, self.desk, complete)
        self.ask(call, self._on_draft)

    def _on_put_off(self, _kept: object) -> None:
        self.leave_for(
            "person",
            _("The check is kept and no session was begun. What you chose to do stands under open actions."),
            engagement_id=self._key,
        )

    def _show_waiting(self, key: ItemId) -> None:
        """Goes to what stands in the way, and says so."""
        asked = (
            {each.item.item_id for each in self._card.preparation.asked} if self._card is not None else set()
        )
        if key not in asked:
            self.view.select_periodic(key)
        elif self._answers.get(key) is Answer.NO and self.desk.checklist.item(key).on_no is Effect.WARN:
            self.view.select_plan(key)
        else:
            self.view.select(key)
        self.context.announcer.say(_("Something still waits for you."))

    def _on_draft(self, session_id: SessionId) -> None:
        show_session(self.context, session_id)

    def _on_without_check(self) -> None:
        if not self._starting:
            self._starting = True
            self.ask(partial(open_draft, self.desk, self._key, None), self._on_draft)

    def _on_help_asked(self) -> None:
        self.go("help_now")

    def _sheet(self) -> tuple[Sheet]:
        if self._card is None:
            raise RuntimeError("nothing is shown yet")
        return (card_sheet(self._card.preparation, today=self.desk.today),)

    def _on_script_asked(self) -> None:
        self.go("agreement", engagement_id=self._key)

    def _on_way_out_asked(self, key: str) -> None:
        if key == _AGREEMENT:
            self.go("agreement", engagement_id=self._key)
        else:
            self.go("help_now")

    def _on_recorded(self, key: str, text: str) -> None:
        if key in ABOUT_ONE:
            self.go(ABOUT_ONE[key][0], engagement_id=self._key)
            return
        day = parse_day(text, self.desk.today, lean=Lean.PAST)
        if day is None:
            self.view.periodic.show_problem(key, _("This is no day. Try today, last thu or 3/6."))
            return
        self.ask(partial(record_periodic, self.desk, key, day, engagement_id=self._key), self._on_noted)

    def _on_noted(self, record: PeriodicRecord) -> None:
        offer_noted(self, record)
        self._refresh()

    def _on_action_done(self, key: str) -> None:
        self.ask(partial(tick_off, self.desk, RecordId(key)), self._on_action_kept)

    def _on_action_kept(self, before: Action) -> None:
        offer(self, _("Marked as done."), partial(put_back, self.desk, before))
        self._refresh()

    def _refresh(self, _kept: object = None) -> None:
        self.ask(partial(_read_card, self.desk, self._key), self._on_card)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._starting = False
        super()._on_failed(error)
