"""The contract conversation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from careernotes.domain.agreements import NEEDS_COUNTING, Agreement
from careernotes.domain.ids import EngagementId
from careernotes.domain.vocabulary import ConsentKey, ContactBetween, ManagerInvolvement, Mode
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.agreement_words import choice_rows, script, summary
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import choices, how_long_ago
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.agreement import AgreedView, AgreementView
from careernotes.gui.views.agreement_terms import DATES
from careernotes.i18n import _, language, noop
from careernotes.services.agreements import AgreementDraft, agree, consent_lines, suggest
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.people import people, person
from careernotes.services.problems import ExpectationsMissingError, NotesNotExplainedError
from careernotes.services.views import ConsentLine
from careernotes.services.wording import day_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What the conversation begins with."""

    alias: str = field(repr=False)
    draft: AgreementDraft
    lines: tuple[ConsentLine, ...]
    version: int


def _read_start(desk: Desk, key: EngagementId) -> _Start:
    shown = person(desk, key)
    version = shown.agreement.version_no if shown.agreement is not None else 0
    return _Start(
        alias=shown.line.alias, draft=suggest(desk, key), lines=consent_lines(desk, key), version=version + 1
    )


class AgreementController(DeskScreen):
    """Leads through the conversation and shows what was agreed."""

    title = noop("Agreement")
    rail = "people"
    view: AgreementView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._parent = parent
        self._key = EngagementId("")
        self._alias = ""
        self._draft: AgreementDraft | None = None
        self._lines: tuple[ConsentLine, ...] = ()
        self._choices: dict[ConsentKey, bool] = {}
        self._dates: dict[str, dt.date] = {}
        self._agreed: AgreedView | None = None
        self.view = view = AgreementView(parent)
        view.submitted.connect(self._on_submitted)
        view.choice_made.connect(self._on_choice_made)
        view.date_typed.connect(self._on_date_typed)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """Somebody whose agreement can be looked at."""
        lines = people(desk)
        return {"engagement_id": lines[0].engagement_id} if lines else None

    @property
    def agreed(self) -> AgreedView | None:
        """The page that says what was agreed, once it is."""
        return self._agreed

    def activated(self, **arguments: str) -> None:
        """Shows the script at once, and the terms when they are read."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        content = self.desk.agreement
        self.view.show_script(script(content), summary=content.summary.in_language(language()))
        self.view.terms.show_choices(
            mode=choices(Mode), contact=choices(ContactBetween), manager=choices(ManagerInvolvement)
        )
        self.ask(partial(_read_start, self.desk, self._key), self._on_start)

    def _on_start(self, start: _Start) -> None:
        self._draft, self._lines, self._alias = start.draft, start.lines, start.alias
        self._choices = dict(start.draft.choices)
        self.view.header.set_title(_("Agreement with {alias}").format(alias=start.alias))
        self.view.header.set_subtitle(
            _("The first one: read it aloud together, then fill in what you agree.")
            if start.version == 1
            else _("Version {number}; the earlier ones are kept.").format(number=start.version)
        )
        self._show_draft(start.draft)
        self._show_choices()
        self.view.focus_start()

    def _show_draft(self, draft: AgreementDraft) -> None:
        self.view.show_terms(
            purpose=draft.purpose,
            boundaries=draft.boundaries,
            mine=draft.my_expectations,
            theirs=draft.their_expectations,
        )
        terms = self.view.terms
        terms.meetings.set_value(draft.planned_meetings)
        terms.weeks.set_value(draft.cadence_weeks)
        terms.minutes.set_value(draft.meeting_minutes)
        terms.mode.set_value(draft.mode.value)
        terms.contact.set_value(draft.contact_between.value)
        terms.manager.set_value(draft.manager_involvement.value)
        self._dates = {"starts_on": draft.starts_on, "review_on": draft.review_on, "ends_on": draft.ends_on}
        for name, day in self._dates.items():
            self._show_date(name, day)

    def _show_date(self, name: str, day: dt.date) -> None:
        self.view.terms.show_date(name, day_text(day), understood=how_long_ago(day, today=self.desk.today))

    def _show_choices(self) -> None:
        self.view.show_choices(choice_rows(self._lines, self._choices, today=self.desk.today))

    def _on_choice_made(self, key: str, value: bool) -> None:  # noqa: FBT001  a signal's argument
        self._choices[ConsentKey(key)] = value
        if not self._choices.get(ConsentKey.COUNTED_GENERAL, False):
            # A choice nobody has answered stays unanswered.
            self._choices.update({need: False for need in NEEDS_COUNTING if need in self._choices})
        self._show_choices()

    def _on_date_typed(self, name: str, text: str) -> None:
        day = parse_day(text, self.desk.today, lean=Lean.FUTURE)
        if day is None:
            self.view.terms.show_date_problem(name, _("This is no day. Try 31/3, 3 jun or +6m."))
        else:
            self._dates[name] = day
            self._show_date(name, day)

    def _on_submitted(self) -> None:
        if self._draft is None or self._agreed is not None:
            return
        for name in DATES:
            day = parse_day(self.view.terms.dates[name].text(), self.desk.today, lean=Lean.FUTURE)
            if day is None:
                self.view.terms.dates[name].edit.setFocus()
                self._on_date_typed(name, "")
                return
            self._dates[name] = day
        self.ask(partial(agree, self.desk, self._key, self._filled_in(self._draft)), self._on_agreed)

    def _on_failed(self, error: CareerNotesError) -> None:
        super()._on_failed(error)
        if isinstance(error, NotesNotExplainedError):
            self.view.focus_told()
        elif isinstance(error, ExpectationsMissingError):
            self.view.focus_expectations()

    def _filled_in(self, draft: AgreementDraft) -> AgreementDraft:
        view, terms = self.view, self.view.terms
        return replace(
            draft,
            purpose=view.purpose.text(),
            boundaries=view.boundaries.text(),
            my_expectations=tuple(view.mine.text().splitlines()),
            their_expectations=tuple(view.theirs.text().splitlines()),
            planned_meetings=terms.meetings.value,
            cadence_weeks=terms.weeks.value,
            meeting_minutes=terms.minutes.value,
            mode=Mode(terms.mode.value),
            contact_between=ContactBetween(terms.contact.value),
            manager_involvement=ManagerInvolvement(terms.manager.value),
            choices=dict(self._choices),
            starts_on=self._dates["starts_on"],
            review_on=self._dates["review_on"],
            ends_on=self._dates["ends_on"],
        )

    def _on_agreed(self, agreement: Agreement) -> None:
        draft = self._filled_in(self._draft) if self._draft is not None else None
        if draft is None:
            return
        self._agreed = agreed = AgreedView(self._parent)
        agreed.done.connect(self._on_done)
        agreed.before_asked.connect(self._on_before_asked)
        agreed.show_summary(
            summary(self.desk.agreement, agreement, draft, self._lines),
            subtitle=_("With {alias}, version {number}. Kept in your vault only.").format(
                alias=self._alias, number=agreement.version_no
            ),
        )
        layout = self._parent.layout()
        if isinstance(layout, QStackedLayout):
            layout.addWidget(agreed)
            layout.setCurrentWidget(agreed)
        agreed.header.primary.setFocus()
        self.context.announcer.say(_("Agreed and kept."))

    def _on_done(self) -> None:
        self.context.navigator.replace("person", engagement_id=self._key)

    def _on_before_asked(self) -> None:
        self.context.navigator.replace("before", engagement_id=self._key)
