"""The conversation being written down."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import RecordId, SessionId
from careernotes.domain.vocabulary import ActionStatus, Mode, SessionKind
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.keeping_session import SessionErasing
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import action_row
from careernotes.gui.controllers.session_fields import (
    fill_in,
    is_complete,
    read_off,
    show_held_on,
    show_minutes,
    show_next_day,
)
from careernotes.gui.controllers.session_keeper import DraftKeeper, clock_words
from careernotes.gui.controllers.session_page import SessionPage, read_session
from careernotes.gui.controllers.session_themes import ThemesDesk
from careernotes.gui.controllers.session_words import action_rows, head_chip, no_theme, rating_words, subtitle
from careernotes.gui.models.wording import choices
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _, error_text, noop
from careernotes.logs import log_failure
from careernotes.services.conversations import drop_draft
from careernotes.services.desk import Desk
from careernotes.services.drafts import SessionDraft
from careernotes.services.goals import set_action_status
from careernotes.services.markers import read_action, read_markers
from careernotes.services.people import people, person


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
        self._finishing = self._drop_asked = self._save_failed = False
        self.view = view = SessionView(parent)
        self.keeper = DraftKeeper(context.open_unsaved, self.collect, self)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.failed.connect(self._on_save_failed)
        context.open_unsaved.recorded.connect(self._on_recorded)
        context.open_unsaved.refused.connect(self._on_record_failed)
        self.themes = ThemesDesk(self.desk, view.themes, self)
        self.themes.changed.connect(self._on_themes_changed)
        self.erasing = SessionErasing(self, view.erasing)
        self.erasing.begun.connect(self._stop_keeping)
        self.erasing.refused.connect(self._go_on)
        self.erasing.gone.connect(self._on_gone)
        view.edited.connect(self._on_edited)
        view.left.connect(self.keeper.save_now)
        view.finished.connect(self._on_finished)
        view.dropped.connect(self._on_dropped)
        view.retried.connect(self._on_retried)
        view.notes.mark_typed.connect(self._on_mark_typed)
        view.actions_card.typed.connect(self._on_action_typed)
        view.actions_card.removed.connect(self._on_action_removed)
        view.next.date_typed.connect(self._on_next_typed)
        view.meta.date_typed.connect(self._on_when_typed)
        view.meta.minutes_typed.connect(self._on_minutes_typed)
        view.rating.rated.connect(self._on_rated)
        view.last.action_done.connect(self._on_old_action_done)

    @staticmethod
    def demo_arguments(desk: Desk) -> Mapping[str, str] | None:
        """The newest session of the person with most of them."""
        most = max(people(desk), key=lambda line: line.sessions_kept, default=None)
        rows = person(desk, most.engagement_id).sessions if most is not None else ()
        return {"session_id": rows[0].session_id} if rows else None

    def activated(self, **arguments: str) -> None:
        """Asks for the session or its draft."""
        self._session_id = SessionId(arguments.get("session_id", ""))
        self.view.show_choices(modes=choices(Mode), kinds=choices(SessionKind))
        self.ask(partial(read_session, self.desk, self._session_id), self._on_page)

    def deactivated(self) -> None:
        """Keeps what is half typed; a draft with nothing in it goes."""
        if self._draft is not None and not self._finishing:
            self.keeper.leave(new=self._page is not None and not self._page.recorded)

    def go_back(self) -> bool:
        """Esc closes the theme picker first."""
        if self.view.themes.picker.isVisible():
            self.view.themes.close_picker()
            self.view.notes.focus_last()
            return True
        return False

    def collect(self) -> SessionDraft | None:
        """The draft as it stands on the screen; None before it was read."""
        if self._draft is None:
            return None
        self._draft = read_off(self.view, self._draft, themes=self.themes.themes, today=self.desk.today)
        return self._draft

    def _on_page(self, page: SessionPage) -> None:
        waiting = self.context.open_unsaved.held(self._session_id)
        page = replace(page, draft=waiting or page.draft)
        self._page, self._draft = page, page.draft
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
        self.themes.begin(page.draft.themes, recent=page.recent_themes)
        self._show_draft(page.draft)
        self._show_last()
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

    def _show_draft(self, draft: SessionDraft) -> None:
        fill_in(self.view, draft, today=self.desk.today)
        self._show_actions(draft)
        self._show_rating(draft)

    def _show_actions(self, draft: SessionDraft) -> None:
        alias = self._page.alias if self._page is not None else ""
        self.view.actions_card.show_rows(action_rows(draft.actions, alias=alias, today=self.desk.today))

    def _show_rating(self, draft: SessionDraft) -> None:
        rated, own = self._page.rated if self._page is not None else draft.rating, draft.rating
        words = rating_words(rated, own, cleared=draft.rated.given)
        self.view.rating.show_rating(asks=own.asks, helps=own.helps, opens=own.opens, state=words)

    def _show_last(self) -> None:
        if self._page is not None:
            rows = [action_row(action, today=self.desk.today) for action in self._page.open_actions]
            self.view.last.show_last(self._page.last_words, rows)

    def _on_edited(self) -> None:
        if self._draft is not None:
            self._drop_asked = False
            self.keeper.touched()

    def _on_themes_changed(self) -> None:
        self.keeper.touched()
        self.keeper.save_now()

    def _on_mark_typed(self, line: str) -> None:
        draft = self.collect()
        if draft is None:
            return
        said = read_markers(line, today=self.desk.today, find_theme=no_theme)
        self._draft = replace(
            draft,
            actions=draft.actions + said.actions,
            goals=draft.goals + said.goals,
            next_time=" ".join(part for part in (draft.next_time, said.next_time) if part),
            next_on=said.next_on or draft.next_on,
        )
        self._show_draft(self._draft)
        if said.goals:
            self.view.banner.show_info(_("New goal: {goal}").format(goal=said.goals[0].statement))
        self.keeper.touched()

    def _on_action_typed(self, text: str) -> None:
        draft = self.collect()
        if draft is not None:
            self._draft = replace(draft, actions=(*draft.actions, read_action(text, today=self.desk.today)))
            self._show_actions(self._draft)
            self.view.actions_card.clear_field()
            self.keeper.touched()

    def _on_action_removed(self, key: str) -> None:
        draft = self.collect()
        if draft is not None:
            left = tuple(action for at, action in enumerate(draft.actions) if str(at) != key)
            self._draft = replace(draft, actions=left)
            self._show_actions(self._draft)
            self.keeper.touched()

    def _on_next_typed(self, text: str) -> None:
        show_next_day(self.view, text, today=self.desk.today)
        self._on_edited()

    def _on_when_typed(self, text: str) -> None:
        show_held_on(self.view, text, today=self.desk.today)
        self._on_edited()

    def _on_minutes_typed(self, text: str) -> None:
        show_minutes(self.view, text)

    def _on_rated(self, name: str, step: int) -> None:
        draft = self.collect()
        if draft is not None:
            self._draft = replace(draft, rating=replace(draft.rating, **{name: step or None}))
            self._show_rating(self._draft)
            self.keeper.touched()

    def _on_old_action_done(self, key: str) -> None:
        done = partial(set_action_status, self.desk, RecordId(key), ActionStatus.DONE)
        self.ask(done, self._on_old_action_kept)

    def _on_old_action_kept(self, action: object) -> None:
        if self._page is not None:
            key = getattr(action, "action_id", "")
            left = tuple(each for each in self._page.open_actions if each.action_id != key)
            self._page = replace(self._page, open_actions=left)
            self._show_last()

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
            self._leave_for_person()

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
        self._finishing = self._drop_asked = False
        self.keeper.go_on()

    def _on_dropped(self) -> None:
        if self._draft is None:
            return
        if not self._drop_asked:
            self._drop_asked = True
            self.view.banner.show_warning(
                _("What you typed since you opened this session will be gone. Choose it once more to do so.")
            )
            return
        self._stop_keeping()
        self.context.runner.submit(
            partial(drop_draft, self.desk, self._session_id), succeeded=self._on_gone, failed=self._stay
        )

    def _on_gone(self, text: str | None) -> None:
        self.context.open_unsaved.forget(self._session_id)
        self._leave_for_person(text or "")

    def _leave_for_person(self, text: str = "") -> None:
        if self._draft is not None:
            self.leave_for("person", text, engagement_id=self._draft.engagement_id)
