"""One person's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.goals import OPEN_GOALS, Goal
from careernotes.domain.ids import EngagementId, RecordId, SessionId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import Mentee
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ActionStatus, ConsentKey, GoalStatus, Side
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.before_start import open_draft_if_checked
from careernotes.gui.controllers.keeping_hold import PersonHold
from careernotes.gui.controllers.keeping_person import PersonKeeping
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import DOT, action_row, consent_rows, goal_row, shield_tag
from careernotes.gui.controllers.person_ending import PersonEnding, end_reasons, ended_words
from careernotes.gui.controllers.person_timeline import month_groups, month_strip
from careernotes.gui.controllers.practice_keeper import PracticeKeeper
from careernotes.gui.models.rows import Tag
from careernotes.gui.models.wording import DIMENSION_WORDS, how_long_ago, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.person import PersonView
from careernotes.gui.views.person_groups import GroupRow
from careernotes.i18n import _, error_text, language, ngettext, noop
from careernotes.services import views
from careernotes.services.agreements import set_consent
from careernotes.services.dates import split_day
from careernotes.services.desk import Desk
from careernotes.services.goals import add_action, add_goal, change_goal, goals_of, set_action_status
from careernotes.services.markers import read_action
from careernotes.services.mentees import edit_mentee
from careernotes.services.people import people, person
from careernotes.services.records import mentee_of
from careernotes.services.timeline import timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class _PersonPage:
    """Everything the page shows, read in one go."""

    person: views.PersonView
    mentee: Mentee
    entries: tuple[views.TimelineEntry, ...] = field(repr=False)


def _read_page(desk: Desk, key: EngagementId) -> _PersonPage:
    shown = person(desk, key)
    mentee = mentee_of(desk, shown.line.engagement.mentee_id)
    return _PersonPage(person=shown, mentee=mentee, entries=timeline(desk, key))


def _with_status(desk: Desk, key: EngagementId, goal_id: RecordId, status: GoalStatus) -> Goal:
    goal = next((each for each in goals_of(desk, key) if each.goal_id == goal_id), None)
    if goal is None:
        raise UnknownRecordError
    # A goal that is reached stands at 100 percent; one that is opened again does not.
    again = goal.status is GoalStatus.REACHED and status in OPEN_GOALS
    return change_goal(
        desk, replace(goal, status=status, progress_percent=0 if again else goal.progress_percent)
    )


def _save_groups(desk: Desk, key: EngagementId, changed: Mapping[str, str]) -> Mentee:
    mentee = mentee_of(desk, person(desk, key).line.engagement.mentee_id)
    kept = {name: changed.get(name, getattr(mentee, name)) for name in DIMENSIONS}
    return edit_mentee(
        desk,
        replace(
            mentee,
            business_area=kept["business_area"],
            level_band=kept["level_band"],
            region=kept["region"],
            tenure_band=kept["tenure_band"],
            function_family=kept["function_family"],
        ),
    )


class PersonController(DeskScreen):
    """Shows one person and keeps what is ticked, typed or chosen there."""

    title = noop("Mentee")
    rail = "people"
    view: PersonView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._key = EngagementId("")
        self._started = False
        self.view = view = PersonView(parent, end_reasons=end_reasons())
        view.before_asked.connect(self._on_before_asked)
        view.session_asked.connect(self._on_session_asked)
        view.agreement_asked.connect(self._on_agreement_asked)
        view.search_asked.connect(self._on_search_asked)
        view.action_done.connect(self._on_action_done)
        view.action_typed.connect(self._on_action_typed)
        view.goal_typed.connect(self._on_goal_typed)
        view.goal_changed.connect(self._on_goal_changed)
        view.groups_saved.connect(self._on_groups_saved)
        view.choice_made.connect(self._on_choice_made)
        view.entry_opened.connect(self._on_entry_opened)
        self._ending = PersonEnding(self, view.ending)
        self._ending.changed.connect(self._refresh)
        self._keeping = PersonKeeping(self, view.keeping)
        self._keeping.erased.connect(self._on_erased)
        self._hold = PersonHold(self, view.hold)
        self._keeping.righted.connect(self._refresh)
        self._practice = PracticeKeeper(self, view.practice)
        self._practice.removed.connect(self._on_practice_removed)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The person with most sessions."""
        lines = people(desk)
        most = max(lines, key=lambda line: line.sessions_kept, default=None)
        return {"engagement_id": most.engagement_id} if most is not None else None

    def activated(self, **arguments: str) -> None:
        """Asks for the person."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        self._refresh()

    def _refresh(self, _kept: object = None) -> None:
        self.ask(partial(_read_page, self.desk, self._key), self._on_page)

    def _on_page(self, page: _PersonPage) -> None:
        today, shown, line = self.desk.today, page.person, page.person.line
        self.view.show_person(
            alias=line.alias, shield=shield_tag(line.shield), subtitle=_subtitle(shown, self.desk)
        )
        self.view.show_running(running=line.engagement.ended_on is None)
        goals = sorted(shown.goals, key=lambda goal: goal.status not in OPEN_GOALS)
        self.view.show_goals([(goal_row(goal, today=today), goal.status in OPEN_GOALS) for goal in goals])
        self.view.show_groups(_group_rows(self.desk, page.mentee))
        self.view.show_actions([action_row(action, today=today) for action in shown.actions])
        self.view.show_agreement(
            _terms_line(shown), state=Tag(text=line.agreement_line), expectations=_expectations(shown)
        )
        self.view.show_consents(consent_rows(shown.consent_lines, today=today))
        self.view.show_timeline(
            month_groups(page.entries, today=today), strip=month_strip(page.entries, today=today)
        )
        self._ending.show(line.engagement, waiting=len(shown.actions))
        self._keeping.show(page.mentee, self._key)
        self._hold.show(page.mentee.mentee_id)
        self.view.practice.show_there(there=True)
        self.view.practice.setVisible(page.mentee.practice)
        if not self._started:
            self._started = True
            self.view.focus_start()

    def _on_action_done(self, key: str) -> None:
        done = partial(set_action_status, self.desk, RecordId(key), ActionStatus.DONE)
        self.ask(done, self._refresh)
        self.context.announcer.say(_("Done."))

    def _on_action_typed(self, text: str) -> None:
        typed = read_action(text, today=self.desk.today)
        kept = partial(add_action, self.desk, self._key, typed.text, owner=typed.owner, due_on=typed.due_on)
        self.context.runner.submit(kept, succeeded=self._on_typed_kept, failed=self._on_typing_failed)

    def _on_goal_typed(self, text: str) -> None:
        statement, target = split_day(text, self.desk.today)
        kept = partial(add_goal, self.desk, self._key, statement, target_on=target)
        self.context.runner.submit(kept, succeeded=self._on_typed_kept, failed=self._on_typing_failed)

    def _on_goal_changed(self, key: str, status: str) -> None:
        changed = partial(_with_status, self.desk, self._key, RecordId(key), GoalStatus(status))
        self.ask(changed, self._on_goal_kept)

    def _on_goal_kept(self, goal: Goal) -> None:
        self.context.announcer.say(word(goal.status))
        self._refresh()

    def _on_groups_saved(self, changed: dict[str, str]) -> None:
        self.ask(partial(_save_groups, self.desk, self._key, changed), self._on_groups_kept)

    def _on_groups_kept(self, _mentee: Mentee) -> None:
        self.view.groups.close_form()
        self.context.announcer.say(_("The groups are saved."))
        self._refresh()

    def _on_typed_kept(self, _kept: object) -> None:
        self.view.clear_typed()
        self._refresh()

    def _on_typing_failed(self, error: CareerNotesError) -> None:
        self.view.show_typing_problem(error_text(error))

    def _on_choice_made(self, key: str, value: bool) -> None:  # noqa: FBT001  a signal's argument
        chosen = partial(set_consent, self.desk, self._key, ConsentKey(key), value=value)
        self.ask(chosen, self._refresh)

    def _on_entry_opened(self, key: str) -> None:
        kind, _colon, ref = key.partition(":")
        if kind == views.EntryKind.SESSION.value:
            self.go("session", session_id=ref)
        elif kind in {views.EntryKind.AGREEMENT.value, views.EntryKind.CONSENT.value}:
            self._on_agreement_asked()

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

    def _on_practice_removed(self) -> None:
        self.context.navigator.replace("people")

    def _on_erased(self, text: str) -> None:
        self.leave_for("people", text)

    def _on_search_asked(self) -> None:
        self.go("search", engagement_id=self._key)


def _subtitle(shown: views.PersonView, desk: Desk) -> str:
    line = shown.line
    kept = line.sessions_kept
    count = ngettext("{count} session", "{count} sessions", kept).format(count=kept)
    parts = [count if kept else _("no session yet"), word(line.engagement.moment)]
    if line.last_on is not None:
        parts.insert(1, _("last {when}").format(when=how_long_ago(line.last_on, today=desk.today)))
    parts += [name for _dimension, name in shown.groups]
    if ended := ended_words(line.engagement):
        parts.insert(0, ended)
    return DOT.join(parts)


def _group_rows(desk: Desk, mentee: Mentee) -> list[GroupRow]:
    if desk.kit is None:
        return []
    spoken, segments = language(), desk.kit.segments
    return [
        GroupRow(
            dimension=name,
            name=_(DIMENSION_WORDS[name]),
            choices=tuple((value.key, value.name.in_language(spoken)) for value in segments[name]),
            value=getattr(mentee, name),
        )
        for name in DIMENSIONS
        if name in segments
    ]


def _terms_line(shown: views.PersonView) -> str:
    agreed = shown.agreement
    if agreed is None:
        return _("Nothing has been agreed yet. It takes one conversation.")
    often = _("{meetings} meetings, every {weeks} weeks, {minutes} minutes").format(
        meetings=agreed.planned_meetings, weeks=agreed.cadence_weeks, minutes=agreed.meeting_minutes
    )
    return DOT.join((agreed.purpose, often, word(agreed.mode)))


def _expectations(shown: views.PersonView) -> list[str]:
    names = {Side.MENTOR: _("I expect"), Side.MENTEE: _("They expect")}
    return [f"{names[each.side]}: {each.text}" for each in shown.expectations]
