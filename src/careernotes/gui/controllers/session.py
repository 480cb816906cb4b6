"""The conversation being written down."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import EngagementId, SessionId, ThemeId
from careernotes.domain.vocabulary import Mode, SessionKind
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.demo_arguments import newest_session
from careernotes.gui.controllers.keeping_session import SessionErasing
from careernotes.gui.controllers.offering_undo import offer_draft
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.search_rows import theme_filter
from careernotes.gui.controllers.session_entries import SessionEntries
from careernotes.gui.controllers.session_fields import is_complete, read_off, show_histories
from careernotes.gui.controllers.session_flow import SessionFlow
from careernotes.gui.controllers.session_keeper import DraftKeeper, clock_words
from careernotes.gui.controllers.session_names import SessionNames
from careernotes.gui.controllers.session_page import SessionPage, read_session
from careernotes.gui.controllers.session_removals import Removals
from careernotes.gui.controllers.session_themes import ThemesDesk
from careernotes.gui.controllers.session_versions import SessionVersions
from careernotes.gui.controllers.session_words import head_chip, minutes_words, subtitle, theme_name
from careernotes.gui.controllers.stopwatch import Stopwatch
from careernotes.gui.models.wording import choices
from careernotes.gui.navigation import SessionContext
from careernotes.gui.privacy import shown_name
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _, error_text, noop
from careernotes.logs import log_failure
from careernotes.services.capturing import about_somebody_else, write_up
from careernotes.services.desk import Desk
from careernotes.services.draft_entries import TakenOut, put_in
from careernotes.services.drafts import DraftAction, DraftGoal, DraftTheme, SessionDraft
from careernotes.services.throwing_away import Thrown, throw_away


class SessionController(DeskScreen):
    """Shows one session, keeps what is typed, and records it when it is finished."""

    title = noop("Session")
    rail = "people"
    view: SessionView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._session_id = SessionId("")
        self._page: SessionPage | None = None
        self._draft: SessionDraft | None = None
        self._finishing = self._save_failed = False
        self.view = view = SessionView(parent)
        self.stopwatch = Stopwatch()
        self.keeper = DraftKeeper(context.open_unsaved, self.collect, self)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.failed.connect(self._on_save_failed)
        context.open_unsaved.recorded.connect(self._on_recorded)
        context.open_unsaved.refused.connect(self._on_record_failed)
        self.themes = ThemesDesk(self.desk, view.themes, self)
        self.themes.changed.connect(self._on_themes_changed)
        view.themes.others_asked.connect(self._on_others_asked)
        self.erasing = SessionErasing(self, view.erasing)
        self.erasing.begun.connect(self._stop_keeping)
        self.erasing.refused.connect(self._go_on)
        self.erasing.gone.connect(self._on_erased)
        view.edited.connect(self._on_edited)
        view.left.connect(self.keeper.save_now)
        view.finished.connect(self._on_finished)
        view.dropped.connect(self._on_dropped)
        view.retried.connect(self._on_retried)
        self.versions = SessionVersions(view, self.desk, self)
        self.flow = SessionFlow(view, self)
        self.flow.theme_chosen.connect(self.themes.choose)
        view.flow.change_asked.connect(self._on_flow_change)
        view.meta.who_chosen.connect(self._on_who)
        self.names = SessionNames(view, self)
        self.entries = SessionEntries(self, view, self.collect)
        self.entries.changed.connect(self._on_entered)
        self.removals = Removals(self)
        self.removals.put_back.connect(self._on_put_back)
        self.themes.removed.connect(self._on_removed)
        self.themes.said.connect(context.announcer.say)
        self.entries.removed.connect(self._on_removed)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The newest session of the person with most of them."""
        return newest_session(desk)

    def activated(self, **arguments: str) -> None:
        """Asks for the session or its draft."""
        if "session_id" not in arguments:
            self.ask(partial(write_up, self.desk), self._on_written_up)
            return
        self._session_id = SessionId(arguments["session_id"])
        self.view.show_choices(modes=choices(Mode), kinds=choices(SessionKind))
        self.ask(partial(read_session, self.desk, self._session_id), self._on_page)

    def deactivated(self) -> None:
        """Keeps what is half typed; a draft with nothing in it goes."""
        if self._draft is not None and not self._finishing:
            self.keeper.leave(new=self._page is not None and not self._page.recorded)

    def go_back(self) -> bool:
        """Esc closes the theme picker first, or the roles."""
        if self.view.notes.roles.asking:
            self.names.leave()
            return True
        if self.view.themes.picker.isVisible():
            self.view.themes.close_picker()
            self.view.notes.focus_last()
            return True
        return False

    def collect(self) -> SessionDraft | None:
        """The draft as it stands on the screen; None before it was read."""
        if self._draft is None:
            return None
        read = read_off(self.view, self._draft, themes=self.themes.themes, today=self.desk.today)
        self._draft = replace(read, seconds=read.seconds + self.stopwatch.take())
        return self._draft

    def _on_page(self, page: SessionPage) -> None:
        waiting = self.context.open_unsaved.held(self._session_id)
        page = replace(page, draft=waiting or page.draft)
        self._page, self._draft, self.about = page, page.draft, page.draft.engagement_id
        chip = head_chip(page)
        self.view.show_head(
            title=_("Session {number} with {alias}").format(number=page.number, alias=page.alias),
            chip=chip.text,
            chip_kind=chip.kind,
            subtitle=subtitle(page),
        )
        if page.recorded:
            self.view.show_recorded()
            self.erasing.show(self._session_id)
        self.themes.begin(page.draft.themes, likely=page.likely_themes)
        self.view.notes.set_snippets(page.snippets)
        self.names.begin(page.nobody_else)
        show_histories(self.view, page.draft)
        self.entries.begin(page)
        self.versions.begin(page.versions)
        self.flow.begin(page.flows, page.draft.kind)
        people = [(each.engagement_id, shown_name(each.alias)) for each in page.people]
        self.view.meta.show_who(people, page.draft.engagement_id)
        self.context.wishes.saved.emit(_("Saved {time}").format(time=clock_words(page.draft.updated_at)))
        self.keeper.changed.connect(self.view.show_changed)
        self.view.focus_start()
        if waiting is not None:
            self._show_waiting()

    def _show_waiting(self) -> None:
        """This text is newer than what the vault has: it could not be saved when its screen was left."""
        problem = self.context.open_unsaved.problems.get(self._session_id)
        if problem is not None:
            self._on_save_failed(problem)
        self.keeper.touched()

    def _on_edited(self) -> None:
        if self._draft is not None:
            self.stopwatch.touch()
            self.view.show_time(minutes_words(self._draft.seconds + self.stopwatch.seconds))
            self.keeper.touched()

    def _on_themes_changed(self) -> None:
        self.keeper.touched()
        self.keeper.save_now()

    def _on_others_asked(self, key: str) -> None:
        self.go("search", text=theme_filter(theme_name(self.desk.taxonomy, ThemeId(key))))

    def _on_written_up(self, session_id: SessionId | None) -> None:
        if session_id is None:
            self.leave_for("people", _("There is nobody to write about yet."))
        else:
            self.leave_for("session", session_id=session_id)

    def _on_who(self, key: str) -> None:
        draft = self.collect()
        if draft is not None and not self._finishing:
            self._stop_keeping()
            call = partial(about_somebody_else, self.desk, draft, EngagementId(key))
            self.context.runner.submit(call, succeeded=self._on_other, failed=self._stay)

    def _on_other(self, draft: SessionDraft) -> None:
        self.context.open_unsaved.forget(draft.session_id)
        self.leave_for("session", session_id=draft.session_id)

    def _on_flow_change(self) -> None:
        self.go("aids", flow=self.flow.shown)

    def _on_entered(self, draft: SessionDraft) -> None:
        self._draft = draft
        self.keeper.touched()

    def _on_removed(self, gone: DraftTheme | DraftAction | DraftGoal, at: int) -> None:
        # Into the vault first: put back later, it goes into the draft that is there.
        self.keeper.save_now()
        self.removals.taken(TakenOut(session_id=self._session_id, entry=gone, at=at))

    def _on_put_back(self, gone: TakenOut) -> None:
        draft = self.collect()
        if draft is not None and not self._finishing:
            self._draft = put_in(draft, gone, most_themes=self.desk.taxonomy.most_per_session)
            self.themes.restore(self._draft.themes)
            self.entries.restore(self._draft)
            self.keeper.touched()

    def _on_saved(self, moment: int) -> None:
        self.view.show_unsaved("")
        if self._save_failed:
            self._save_failed = False
            self.view.banner.clear()
        self.context.wishes.saved.emit(_("Saved {time}").format(time=clock_words(moment)))

    def _on_save_failed(self, error: CareerNotesError) -> None:
        log_failure(error.code)
        self._save_failed = True
        self.view.show_unsaved(_("Not saved yet"))
        self.context.wishes.saved.emit("")
        self.view.show_problem(error_text(error))
        self.context.announcer.say(error_text(error))

    def _on_retried(self) -> None:
        self.keeper.touched()
        self.keeper.save_now()

    def _on_finished(self) -> None:
        draft = self.collect()
        if draft is not None and not self._finishing and is_complete(self.view, today=self.desk.today):
            self._stop_keeping()
            self.context.open_unsaved.record(draft)

    def _on_recorded(self, session_id: str) -> None:
        if session_id == self._session_id and self.context.navigator.current is self:
            self.context.announcer.say(_("Session saved."))
            if self._page is None or self._page.recorded:
                self._leave_for_person()
            else:
                seconds = str(self._draft.seconds if self._draft is not None else 0)
                self.leave_for("after", session_id=session_id, seconds=seconds)

    def _on_record_failed(self, session_id: str, error: CareerNotesError) -> None:
        if session_id == self._session_id and self._finishing:
            self._stay(error)

    def _stay(self, error: CareerNotesError) -> None:
        """It could not be finished or thrown away: everything goes on as before."""
        self._on_failed(error)
        self._go_on()

    def _stop_keeping(self) -> None:
        self._finishing = True
        self.keeper.wait()

    def _go_on(self) -> None:
        self._finishing = False
        self.keeper.go_on()

    def _on_dropped(self) -> None:
        draft = self.collect()
        if draft is not None and not self._finishing:
            self._stop_keeping()
            self.context.runner.submit(
                partial(throw_away, self.desk, draft), succeeded=self._on_gone, failed=self._stay
            )

    def _on_erased(self, text: str) -> None:
        self.context.open_unsaved.forget(self._session_id)
        self._leave_for_person(text)

    def _on_gone(self, thrown: Thrown) -> None:
        self.context.open_unsaved.forget(self._session_id)
        offer_draft(self, thrown)
        self._leave_for_person()

    def _leave_for_person(self, text: str = "") -> None:
        if self._draft is not None:
            self.leave_for("person", text, engagement_id=self._draft.engagement_id)
