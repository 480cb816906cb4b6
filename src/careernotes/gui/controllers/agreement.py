"""The contract conversation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from careernotes.domain.agreements import NEEDS_COUNTING, Agreement
from careernotes.domain.ids import EngagementId
from careernotes.domain.rules import NotSignedError
from careernotes.domain.vocabulary import ConsentKey, ContactBetween, ManagerInvolvement, Mode
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.agreed_paper import Papers
from careernotes.gui.controllers.agreed_words import sheets, summary
from careernotes.gui.controllers.agreement_start import Start, agree_now, keep_unless_agreed, read_start
from careernotes.gui.controllers.agreement_to_do import StillToDo
from careernotes.gui.controllers.agreement_words import choice_rows, script
from careernotes.gui.controllers.demo_arguments import first_person
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import choices, how_long_ago
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.agreement import AgreedView, AgreementView
from careernotes.gui.views.agreement_terms import DATES
from careernotes.i18n import _, language, noop
from careernotes.services.agreed import AgreedPage, read_agreed
from careernotes.services.agreement_drafts import keep_begun
from careernotes.services.agreements import AgreementDraft
from careernotes.services.dates import Lean, parse_day
from careernotes.services.desk import Desk
from careernotes.services.views import ConsentLine
from careernotes.services.wording import day_text


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
        self._page: AgreedPage | None = None
        self._sent, self._versions = False, 0
        self.view = view = AgreementView(parent)
        self._to_do = StillToDo(view, context.announcer, self._show_choices)
        view.submitted.connect(self._on_submitted)
        view.choice_made.connect(self._on_choice_made)
        view.choice_left.connect(self._on_choice_left)
        view.date_typed.connect(self._on_date_typed)
        view.sample_asked.connect(self._on_sample_asked)
        view.version_asked.connect(self._on_version_asked)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """Somebody whose agreement can be looked at."""
        return first_person(desk)

    @property
    def agreed(self) -> AgreedView | None:
        """The page that says what was agreed, once it is."""
        return self._agreed

    def activated(self, **arguments: str) -> None:
        """Shows the script at once, and the terms when they are read."""
        self._key = EngagementId(arguments.get("engagement_id", ""))
        content = self.desk.agreement
        self.view.show_script(script(self.desk), summary=content.summary.in_language(language()))
        self.view.terms.show_choices(
            mode=choices(Mode), contact=choices(ContactBetween), manager=choices(ManagerInvolvement)
        )
        self.ask(partial(read_start, self.desk, self._key), self._on_start)

    def _on_start(self, start: Start) -> None:
        draft = start.begun or start.draft
        self._draft, self._lines, self._alias = draft, start.lines, start.alias
        self._choices = dict(draft.choices)
        self._versions = len(start.versions)
        number = self._versions + 1
        self.view.header.set_title(_("Agreement with {alias}").format(alias=start.alias))
        self.view.header.set_subtitle(
            _("The first one: read it aloud together, then fill in what you agree.")
            if number == 1
            else _("Version {number}; the earlier ones are kept.").format(number=number)
        )
        self.view.show_versions([(each.version_no, _version_words(each)) for each in start.versions])
        self._show_draft(draft)
        self._begun = self._filled_in(draft)
        begun = _("You were in the middle of this: here is what you filled in.") if start.begun else ""
        if not start.may_agree:
            # Said before the two sit down, not after all is filled in.
            self._to_do.show(NotSignedError(), then=begun)
        elif begun:
            self.view.banner.show_info(begun)
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
        rows = choice_rows(self._lines, self._choices, today=self.desk.today, to_do=self._to_do.choice)
        self.view.show_choices(rows)

    def _on_choice_made(self, key: str, value: bool) -> None:  # noqa: FBT001  a signal's argument
        self._choices[ConsentKey(key)] = value
        if not self._choices.get(ConsentKey.COUNTED_GENERAL, False):
            # A choice nobody has answered stays unanswered.
            self._choices.update({need: False for need in NEEDS_COUNTING if need in self._choices})
        self._to_do.note(ConsentKey(key), value=value)
        self._show_choices()

    def _on_choice_left(self, key: str) -> None:
        self._choices.pop(ConsentKey(key), None)
        if ConsentKey(key) is ConsentKey.COUNTED_GENERAL:
            for need in NEEDS_COUNTING:
                self._choices.pop(need, None)
        self._show_choices()

    def _on_sample_asked(self) -> None:
        self.go("sample")

    def _on_version_asked(self, number: int) -> None:
        self.ask(partial(read_agreed, self.desk, self._key, version_no=number), self._show_agreed)

    def deactivated(self) -> None:
        """A conversation that was begun is kept in the vault: it goes on where it was left."""
        if self._draft is None or self._page is not None:
            return
        filled = self._filled_in(self._draft)
        if self._sent:
            # Behind the agreeing, on the same lane: by then it is known what became of it.
            keep = partial(keep_unless_agreed, before=self._versions)
            self.context.runner.submit(partial(keep, self.desk, self._key, filled))
        elif filled != self._begun:
            self.context.runner.submit(partial(keep_begun, self.desk, self._key, filled))

    def go_back(self) -> bool:
        """Esc on a version that was read: back to the conversation."""
        layout = self._parent.layout()
        if self._agreed is None or self._page is not None or not isinstance(layout, QStackedLayout):
            return False
        layout.removeWidget(self._agreed)
        self._agreed.hide()
        self._agreed.deleteLater()
        self._agreed = None
        self.view.focus_start()
        return True

    def _on_date_typed(self, name: str, text: str) -> None:
        day = parse_day(text, self.desk.today, lean=Lean.FUTURE)
        if day is None:
            self.view.terms.show_date_problem(name, _("This is no day. Try 31/3, 3 jun or +6m."))
        else:
            self._dates[name] = day
            self._show_date(name, day)

    def _on_submitted(self) -> None:
        if self._draft is None or self._agreed is not None or self._sent:
            return
        self.view.banner.clear()
        for name in DATES:
            day = parse_day(self.view.terms.dates[name].text(), self.desk.today, lean=Lean.FUTURE)
            if day is None:
                self.view.terms.dates[name].edit.setFocus()
                self._on_date_typed(name, "")
                return
            self._dates[name] = day
        self._sent = True
        agreeing = partial(agree_now, self.desk, self._key, self._filled_in(self._draft))
        self.context.runner.submit(agreeing, succeeded=self._on_agreed, failed=self._on_not_agreed)

    def _on_not_agreed(self, error: CareerNotesError) -> None:
        self._sent = False
        if not self._to_do.show(error, then=_("What you filled in stays here.")):
            self._on_failed(error)

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

    def _on_agreed(self, page: AgreedPage) -> None:
        self._page = page
        self._show_agreed(page)
        self.context.announcer.say(_("Agreed and kept."))

    def _show_agreed(self, page: AgreedPage) -> None:
        self._agreed = agreed = AgreedView(self._parent)
        agreed.done.connect(self._on_done)
        agreed.before_asked.connect(self._on_before_asked)
        number = page.agreement.version_no
        subtitle = _("With {alias}, version {number}. Kept in your vault only.")
        agreed.show_summary(
            summary(self.desk.agreement, page),
            subtitle=subtitle.format(alias=shown_name(page.alias), number=number),
        )
        if not page.newest:
            told = _("An earlier version, with what each expected of the other then.")
            lost = _("An earlier version. What each expected of the other then was not kept.")
            agreed.banner.show_info(told if page.mine or page.theirs else lost)
        self._hand_over(agreed, page)
        layout = self._parent.layout()
        if isinstance(layout, QStackedLayout):
            layout.addWidget(agreed)
            layout.setCurrentWidget(agreed)
        agreed.header.primary.setFocus()

    def _hand_over(self, agreed: AgreedView, page: AgreedPage) -> None:
        self.papers = Papers(
            agreed,
            self.context.runner,
            agreed.banner,
            partial(sheets, self.desk, page),
            announcer=self.context.announcer,
            name=_("Agreement and promise"),
        )
        agreed.save_asked.connect(self.papers.save)

    def _on_done(self) -> None:
        self.context.navigator.replace("person", engagement_id=self._key)

    def _on_before_asked(self) -> None:
        self.context.navigator.replace("before", engagement_id=self._key)


def _version_words(agreement: Agreement) -> str:
    return _("Version {number}, agreed on {day}").format(
        number=agreement.version_no, day=day_text(agreement.agreed_on)
    )
