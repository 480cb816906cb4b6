"""One person's page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.goals import OPEN_GOALS, Action, Goal
from careernotes.domain.ids import EngagementId, RecordId, SessionId
from careernotes.domain.journey import Aftercare
from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import ConsentKey, GoalStatus
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.before_start import open_draft_if_checked
from careernotes.gui.controllers.demo_arguments import most_met
from careernotes.gui.controllers.goal_clash import GoalClash
from careernotes.gui.controllers.journey_rows import show_way, station_change, stations
from careernotes.gui.controllers.keeping_hold import PersonHold
from careernotes.gui.controllers.keeping_person import PersonKeeping
from careernotes.gui.controllers.offering_undo import offer_change, offer_choice, offer_status
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import action_row, consent_rows, goal_row, shield_tag
from careernotes.gui.controllers.person_aftercare import PersonAftercare
from careernotes.gui.controllers.person_ending import PersonEnding, end_reasons
from careernotes.gui.controllers.person_meetings import PersonMeetings
from careernotes.gui.controllers.person_requests import PersonRequests
from careernotes.gui.controllers.person_timeline import month_groups, month_strip
from careernotes.gui.controllers.person_words import expectations, group_rows, subtitle, terms_line
from careernotes.gui.controllers.practice_keeper import PracticeKeeper
from careernotes.gui.controllers.search_rows import theme_filter
from careernotes.gui.controllers.timeline_charts import person_figures
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.controllers.waiting import Waiting
from careernotes.gui.controllers.withdrawn import WithdrawnNotice
from careernotes.gui.models.rows import Tag
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.person import PersonView
from careernotes.i18n import _, error_text, noop
from careernotes.services import views
from careernotes.services.changes import Change, as_made
from careernotes.services.choosing import Choice, make_choice
from careernotes.services.closing import aftercare_of
from careernotes.services.dates import split_day
from careernotes.services.desk import Desk
from careernotes.services.goal_status import set_status_of
from careernotes.services.goals import add_action, add_goal
from careernotes.services.markers import read_action
from careernotes.services.meetings import Meetings, meetings_of
from careernotes.services.people import person
from careernotes.services.records import mentee_of
from careernotes.services.regrouping import regroup
from careernotes.services.stages import Way, way_of
from careernotes.services.timeline import timeline

_JOURNEY_ENTRIES = {
    kind.value for kind in (views.EntryKind.OUTCOME, views.EntryKind.WANTED, views.EntryKind.DOOR)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _PersonPage:
    """Everything the page shows, read in one go."""

    person: views.PersonView
    mentee: Mentee
    entries: tuple[views.TimelineEntry, ...] = field(repr=False)
    way: Way
    meetings: Meetings
    aftercare: tuple[Aftercare, ...]


def _read_page(desk: Desk, key: EngagementId) -> _PersonPage:
    shown = person(desk, key)
    mentee = mentee_of(desk, shown.line.engagement.mentee_id)
    return _PersonPage(
        person=shown,
        mentee=mentee,
        entries=timeline(desk, key),
        way=way_of(desk, key),
        meetings=meetings_of(desk, key),
        aftercare=aftercare_of(desk, key),
    )


def _made(desk: Desk, make: Callable[[], Action | Goal]) -> Change:
    return as_made(desk, make())


class PersonController(DeskScreen):
    """Shows one person and keeps what is ticked, typed or chosen there."""

    title = noop("Mentee")
    rail = "people"
    view: PersonView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self._alias, self._started = "", False
        self._under_way: list[tuple[type[Action | Goal], str]] = []
        self.view = view = PersonView(parent, end_reasons=end_reasons(), stations=stations())
        view.before_asked.connect(self._on_before_asked)
        view.session_asked.connect(self._on_session_asked)
        view.agreement_asked.connect(self._on_agreement_asked)
        view.expectations_asked.connect(self._on_expectations_asked)
        view.journey_asked.connect(self._on_journey_asked)
        view.stage.chosen.connect(self._on_station)
        view.search_asked.connect(self._on_search_asked)
        self._waiting = Waiting(self, self._refresh)
        self._waiting.serve(view.open_actions)
        view.action_typed.connect(self._on_action_typed)
        view.goal_typed.connect(self._on_goal_typed)
        view.goal_changed.connect(self._on_goal_changed)
        view.groups_saved.connect(self._on_groups_saved)
        view.choice_made.connect(self._on_choice_made)
        view.entry_opened.connect(self._on_entry_opened)
        view.others_asked.connect(self._on_others_asked)
        self._clash, self._withdrawn = GoalClash(self), WithdrawnNotice(self)
        self._bar = UndoBar(self)
        self._bar.changed.connect(self._refresh)
        self._meetings = PersonMeetings(self, view.meetings, self._bar)
        self._aftercare = PersonAftercare(self, view.aftercare, self._bar)
        self._meetings.write_asked.connect(self._on_session_asked)
        self._ending = PersonEnding(self, view.ending)
        self._ending.changed.connect(self._refresh)
        view.ending.talk_asked.connect(self._on_closing_asked)
        self._keeping = PersonKeeping(self, view.keeping)
        self._keeping.erased.connect(self._on_erased)
        self._hold = PersonHold(self, view.hold)
        self._keeping.righted.connect(self._refresh)
        self._requests = PersonRequests(self, view.requests, self._bar)
        self._keeping.copied.connect(self._requests.copied)
        self._requests.begun.connect(self._keeping.begin)
        self._practice = PracticeKeeper(self, view.practice)
        self._practice.removed.connect(self._on_practice_removed)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The person with most sessions."""
        return most_met(desk)

    def activated(self, **arguments: str) -> None:
        """Asks for the person."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self._requests.come_for(arguments.get("wanted", ""))
        self._refresh()

    def _refresh(self, _kept: object = None) -> None:
        self.ask(partial(_read_page, self.desk, self._key), self._on_page)

    def _on_page(self, page: _PersonPage) -> None:
        today, shown, line = self.desk.today, page.person, page.person.line
        self._alias = line.alias
        self.view.show_person(
            alias=shown_name(line.alias), shield=shield_tag(line.shield), subtitle=subtitle(shown, self.desk)
        )
        self.view.show_running(running=line.engagement.ended_on is None)
        goals = sorted(shown.goals, key=lambda goal: goal.status not in OPEN_GOALS)
        self.view.show_goals([(goal_row(goal, today=today), goal.status in OPEN_GOALS) for goal in goals])
        self.view.show_groups(group_rows(self.desk, page.mentee))
        self._waiting.know(shown.actions)
        self.view.show_actions([action_row(action, today=today) for action in shown.actions])
        self.view.show_agreement(
            terms_line(shown), state=Tag(text=line.agreement_line), expectations=expectations(shown)
        )
        self.view.show_consents(consent_rows(shown.consent_lines, today=today))
        self.view.show_timeline(
            month_groups(page.entries, today=today), strip=month_strip(page.entries, today=today)
        )
        self.view.charts.show_figures(person_figures(page.entries, shown, today=today))
        show_way(self.view.stage, page.way)
        self._meetings.show(self._key, page.meetings, running=line.engagement.ended_on is None)
        self._aftercare.show(page.aftercare, may_ask=shown.consents.follow_up)
        self._ending.show(line.engagement, waiting=len(shown.actions))
        self._keeping.show(page.mentee, self._key)
        self._requests.show(self._key)
        self._hold.show(page.mentee.mentee_id)
        self.view.practice.show_there(there=True)
        self.view.practice.setVisible(page.mentee.practice)
        if not self._started:
            self._started = True
            self.view.focus_start()

    def _on_action_typed(self, text: str) -> None:
        typed = read_action(text, today=self.desk.today, alias=self._alias)
        made = partial(add_action, self.desk, self._key, typed.text, owner=typed.owner, due_on=typed.due_on)
        self._keep(Action, text, made)

    def _on_goal_typed(self, text: str) -> None:
        statement, target = split_day(text, self.desk.today)
        made = partial(add_goal, self.desk, self._key, statement, target_on=target)
        self._keep(Goal, text, made)

    def _keep(self, kind: type[Action | Goal], text: str, make: Callable[[], Action | Goal]) -> None:
        """Once, however often Enter is pressed; the same words can be an action and a goal."""
        if (kind, text) not in self._under_way:
            self._under_way.append((kind, text))
            kept = partial(_made, self.desk, make)
            self.context.runner.submit(kept, succeeded=self._on_typed_kept, failed=self._on_typing_failed)

    def _on_goal_changed(self, key: str, status: str) -> None:
        self.ask(partial(set_status_of, self.desk, RecordId(key), GoalStatus(status)), self._on_goal_kept)

    def _on_goal_kept(self, change: Change) -> None:
        for goal in change.put:
            if isinstance(goal, Goal):
                offer_status(self, change, goal.status)
                self._clash.look(goal)
        self._refresh()

    def _on_groups_saved(self, changed: dict[str, str]) -> None:
        self.ask(partial(regroup, self.desk, self._key, changed), self._on_groups_kept)

    def _on_groups_kept(self, change: Change) -> None:
        self.view.groups.close_form()
        offer_change(self, _("The groups are saved."), change)
        self._refresh()

    def _on_typed_kept(self, change: Change) -> None:
        kind, text = self._under_way.pop(0)
        (kept,) = change.put
        self._clash.look(kept)
        offer_change(self, _("The goal is kept.") if kind is Goal else _("The action is kept."), change)
        self.view.clear_typed(text, goal=kind is Goal)
        self._refresh()

    def _on_typing_failed(self, error: CareerNotesError) -> None:
        kind, _text = self._under_way.pop(0)
        self.view.show_typing_problem(error_text(error), goal=kind is Goal)

    def _on_choice_made(self, key: str, value: bool) -> None:  # noqa: FBT001  a signal's argument
        chosen = partial(make_choice, self.desk, self._key, ConsentKey(key), value=value)
        self.ask(chosen, self._on_choice_kept)
        self._withdrawn.after(self._key, ConsentKey(key), value=value)

    def _on_choice_kept(self, made: Choice) -> None:
        offer_choice(self, made)
        self._refresh()

    def _on_entry_opened(self, key: str) -> None:
        kind, _colon, ref = key.partition(":")
        if kind == views.EntryKind.SESSION.value:
            self.go("session", session_id=ref)
        elif kind in {views.EntryKind.AGREEMENT.value, views.EntryKind.CONSENT.value}:
            self._on_agreement_asked()
        elif kind in _JOURNEY_ENTRIES:
            self._on_journey_asked()

    def _on_before_asked(self) -> None:
        self.go("before", engagement_id=self._key)

    def _on_session_asked(self) -> None:
        self.ask(partial(open_draft_if_checked, self.desk, self._key), self._on_draft)

    def _on_draft(self, session_id: SessionId | None) -> None:
        """Straight to the note behind a check of today; else the check comes first."""
        if session_id is None:
            self._on_before_asked()
        else:
            self.go("session", session_id=session_id)

    def _on_agreement_asked(self) -> None:
        self.go("agreement", engagement_id=self._key)

    def _on_expectations_asked(self) -> None:
        self.go("expectations", engagement_id=self._key)

    def _on_journey_asked(self) -> None:
        self.go("journey", engagement_id=self._key)

    def _on_closing_asked(self) -> None:
        self.go("closing", engagement_id=self._key)

    def _on_station(self, station: str) -> None:
        self._bar.change(*station_change(self.desk, self._key, station))

    def _on_practice_removed(self) -> None:
        self.context.navigator.replace("people")

    def _on_erased(self, text: str) -> None:
        self.leave_for("people", text)

    def _on_others_asked(self, theme: str) -> None:
        self.go("search", text=theme_filter(theme))

    def _on_search_asked(self) -> None:
        self.go("search", engagement_id=self._key)
