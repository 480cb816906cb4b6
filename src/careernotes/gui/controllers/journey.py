"""The screen of one journey: read in one go, changed in small steps, and every step can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.goals import SponsorAct
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.journey import (
    ADVANCEMENT,
    MOBILITY,
    BarrierKind,
    Phase,
    StayStep,
    StepKind,
    StepStatus,
)
from careernotes.domain.periods import quarter_of
from careernotes.domain.vocabulary import GoalKind, SponsorActKind
from careernotes.gui.controllers.demo_arguments import most_met
from careernotes.gui.controllers.journey_doors import JourneyDoors
from careernotes.gui.controllers.journey_goals import JourneyGoals
from careernotes.gui.controllers.journey_quarters import show_quarters
from careernotes.gui.controllers.journey_rows import (
    TAKEN_BEFORE,
    barriers_there,
    follow_up_items,
    show_way,
    station_change,
    stations,
    step_items,
)
from careernotes.gui.controllers.offering_undo import offer
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import DOT, shield_tag
from careernotes.gui.controllers.person_ending import ended_words
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.wording import capital, choices, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.journey import JourneyView
from careernotes.i18n import _, ngettext, noop
from careernotes.services import doors, journey
from careernotes.services.desk import Desk
from careernotes.services.follow_ups import EXPECTATIONS_REVIEW, FollowUp, follow_ups_of
from careernotes.services.half_typed import read_typed
from careernotes.services.journey import Journey
from careernotes.services.people import person
from careernotes.services.periodic import PeriodicRecord, record_periodic, take_out
from careernotes.services.stages import Way, way_of
from careernotes.services.views import PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Everything the page shows, read in one go."""

    line: PersonLine
    way: Way
    journey: Journey
    doors: tuple[SponsorAct, ...] = field(repr=False)
    follow_ups: tuple[FollowUp, ...]
    half: dict[str, str] = field(repr=False)


def _read(desk: Desk, key: EngagementId) -> _Page:
    return _Page(
        line=person(desk, key).line,
        way=way_of(desk, key),
        journey=journey.journey_of(desk, key),
        doors=doors.doors_of(desk, key),
        follow_ups=follow_ups_of(desk, key),
        half=read_typed(desk, "goal", key),
    )


def _words(kinds: tuple[StepKind, ...]) -> list[tuple[str, str]]:
    return [(kind.value, capital(word(kind))) for kind in kinds]


class JourneyController(DeskScreen):
    """Shows the way one mentee goes and keeps what is typed or chosen there."""

    title = noop("Journey")
    rail = "people"
    view: JourneyView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self._shown = False
        self.view = view = JourneyView(
            parent,
            stations=stations(),
            goal_kinds=choices(GoalKind),
            up=_words(ADVANCEMENT),
            across=_words(MOBILITY),
            barriers=choices(BarrierKind),
            stay=choices(StayStep),
            door_kinds=choices(SponsorActKind),
        )
        self._bar = UndoBar(self)
        self._bar.changed.connect(self._refresh)
        view.person_asked.connect(self._on_person_asked)
        view.closing_asked.connect(self._on_closing_asked)
        view.stage.chosen.connect(self._on_station)
        self._goals = JourneyGoals(self, view.goals, self._bar)
        self._doors = JourneyDoors(self, view.doors, self._bar)
        view.steps.wanted.connect(self._on_step_wanted)
        view.steps.closed.connect(self._on_step_closed)
        view.steps.barrier_set.connect(self._on_barrier)
        view.follow_up.rated.connect(self._on_manager_rated)
        view.follow_up.stay_said.connect(self._on_stay)
        view.follow_up.done_today.connect(self._on_follow_up_held)
        view.assessment.answered.connect(self._on_assessed)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The person with most sessions."""
        return most_met(desk)

    def activated(self, **arguments: str) -> None:
        """Asks for the journey."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self._refresh()

    def deactivated(self) -> None:
        """A goal that is being filled in is not lost."""
        self._goals.keep_half()

    def go_back(self) -> bool:
        """Esc folds a form first."""
        view = self.view
        forms = (view.goals.form, view.goals.near_form, view.doors.idea_form, view.doors.yes_form)
        opened = [form for form in forms if form.is_open]
        for form in opened:
            form.fold()
        return bool(opened)

    def _refresh(self) -> None:
        self.ask(partial(_read, self.desk, self._key), self._on_page)

    def _on_page(self, page: _Page) -> None:
        today, view, line = self.desk.today, self.view, page.line
        view.show_person(
            alias=shown_name(line.alias),
            subtitle=_kept_words(page),
            running=line.engagement.ended_on is None,
        )
        shield = shield_tag(line.shield)
        view.header.set_chip(shield.text, kind=shield.kind)
        show_way(view.stage, page.way)
        self._goals.show(self._key, page.journey.goals)
        if not self._shown:
            self._shown = True
            view.focus_start()
            self._goals.show_half(page.half)
        view.steps.show_steps(step_items(page.journey, now=quarter_of(today)))
        there, since = barriers_there(page.journey.barriers)
        view.steps.show_barriers(there, since=since)
        self._doors.show(self._key, page.doors)
        view.follow_up.rows.show_rows(follow_up_items(page.follow_ups, today=today))
        show_quarters(view, page.journey, today=today)

    def _on_person_asked(self) -> None:
        self.go("person", engagement_id=self._key)

    def _on_closing_asked(self) -> None:
        self.go("closing", engagement_id=self._key)

    def _on_station(self, station: str) -> None:
        self._bar.change(*station_change(self.desk, self._key, station))

    def _on_step_wanted(self, kind: str) -> None:
        chosen = StepKind(kind)
        said = _("Wanted: {step}.").format(step=word(chosen))
        self._bar.change(partial(journey.want_step, self.desk, self._key, chosen), said)

    def _on_step_closed(self, key: str, status: str) -> None:
        if status == TAKEN_BEFORE:
            quarter = quarter_of(self.desk.today) - 1
            call = partial(journey.close_step, self.desk, RecordId(key), StepStatus.TAKEN, quarter=quarter)
            self._bar.change(call, _("A step taken. It counts in the quarter before."))
            return
        chosen = StepStatus(status)
        said = {
            StepStatus.TAKEN: _("A step taken. It counts in this quarter."),
            StepStatus.LET_GO: _("The step is let go."),
            StepStatus.WANTED: _("The step is wanted again."),
        }[chosen]
        self._bar.change(partial(journey.close_step, self.desk, RecordId(key), chosen), said)

    def _on_barrier(self, kind: str, there: bool) -> None:  # noqa: FBT001  a signal's argument
        said = _("Noted.") if there else _("Gone from this quarter on.")
        call = partial(journey.set_barrier, self.desk, self._key, BarrierKind(kind), there=there)
        self._bar.change(call, said)

    def _on_manager_rated(self, asks: int, helps: int, opens: int) -> None:
        if not (asks and helps):
            self.view.follow_up.show_manager_hint(_("The first two questions go together."))
            return
        self.view.follow_up.show_manager_hint("")
        call = partial(
            journey.rate_manager, self.desk, self._key, asks=asks, helps=helps, opens=opens or None
        )
        self._bar.change(call, _("Kept for this quarter."))

    def _on_stay(self, step: str) -> None:
        call = partial(journey.set_stay, self.desk, self._key, StayStep(step) if step else None)
        self._bar.change(call, _("Kept for this quarter."))

    def _on_follow_up_held(self) -> None:
        held = partial(
            record_periodic, self.desk, EXPECTATIONS_REVIEW, self.desk.today, engagement_id=self._key
        )
        self.ask(held, self._on_held)

    def _on_held(self, record: PeriodicRecord) -> None:
        offer(self, _("The follow-up is noted as held today."), partial(take_out, self.desk, record))
        self._refresh()

    def _on_assessed(self, direction: int, confidence: int, support: int) -> None:
        call = partial(
            journey.assess, self.desk, self._key, Phase.START,
            direction=direction, confidence=confidence, support=support,
        )  # fmt: skip
        self._bar.change(call, _("Kept as the start."))


def _kept_words(page: _Page) -> str:
    kept = page.line.sessions_kept
    count = ngettext("{count} session", "{count} sessions", kept).format(count=kept)
    parts = [count if kept else _("no session yet"), word(page.line.engagement.moment)]
    if ended := ended_words(page.line.engagement):
        parts.insert(0, ended)
    return DOT.join(parts)
