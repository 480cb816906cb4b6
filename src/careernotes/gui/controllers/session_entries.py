"""What is noted beside the two texts: actions, goals, the next time, the rating, and what was promised."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from careernotes.domain.goals import Action
from careernotes.domain.ids import RecordId
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import action_row
from careernotes.gui.controllers.session_fields import fill_in, show_held_on, show_minutes, show_next_day
from careernotes.gui.controllers.session_page import SessionPage
from careernotes.gui.controllers.session_words import GOAL_KEY, action_rows, goal_rows, no_theme, rating_words
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.views.session import SessionView
from careernotes.i18n import _
from careernotes.services.drafts import DraftAction, DraftGoal, DraftRating, SessionDraft
from careernotes.services.markers import read_action, read_markers
from careernotes.services.putting_off import put_back, tick_off


class SessionEntries(QObject):
    """Takes what is typed into the cards into the draft, and shows them.

    Signals:
        changed: the draft as it is now.
        removed: an action or a goal that was taken away, and its place; after changed.
    """

    changed = Signal(object)
    removed = Signal(object, int)

    def __init__(
        self, screen: DeskScreen, view: SessionView, collect: Callable[[], SessionDraft | None]
    ) -> None:
        super().__init__(screen)
        self._screen, self._view, self._collect = screen, view, collect
        self._today = screen.desk.today
        self._page: SessionPage | None = None
        view.notes.mark_typed.connect(self._on_mark_typed)
        view.actions_card.typed.connect(self._on_action_typed)
        view.actions_card.removed.connect(self._on_action_removed)
        view.next.date_typed.connect(self._on_next_typed)
        view.meta.date_typed.connect(self._on_when_typed)
        view.meta.minutes_typed.connect(self._on_minutes_typed)
        view.rating.rated.connect(self._on_rated)
        view.last.action_done.connect(self._on_old_action_done)

    def begin(self, page: SessionPage) -> None:
        """Shows what is noted in a draft, and what was promised before."""
        self._page = page
        self._show(page.draft)
        self._show_last()

    def restore(self, draft: SessionDraft) -> None:
        """Shows the actions and goals of a draft in which something was put back."""
        self._show_actions(draft)

    def _show(self, draft: SessionDraft) -> None:
        fill_in(self._view, draft, today=self._today)
        self._show_actions(draft)
        self._show_rating(draft)

    def _show_actions(self, draft: SessionDraft) -> None:
        rows = action_rows(draft.actions, alias=self._alias, today=self._today)
        self._view.actions_card.show_rows([*rows, *goal_rows(draft.goals, today=self._today)])

    @property
    def _alias(self) -> str:
        return self._page.alias if self._page is not None else ""

    def _show_rating(self, draft: SessionDraft) -> None:
        rated: DraftRating = self._page.rated if self._page is not None else draft.rating
        own = draft.rating
        words = rating_words(rated, own, cleared=draft.rated.given)
        self._view.rating.show_rating(asks=own.asks, helps=own.helps, opens=own.opens, state=words)

    def _show_last(self) -> None:
        if self._page is not None:
            rows = [action_row(action, today=self._today) for action in self._page.open_actions]
            self._view.last.show_last(self._page.last_words, rows)

    def _on_mark_typed(self, line: str) -> None:
        draft = self._collect()
        if draft is None:
            return
        said = read_markers(line, today=self._today, find_theme=no_theme, alias=self._alias)
        draft = replace(
            draft,
            actions=draft.actions + said.actions,
            goals=draft.goals + said.goals,
            next_time=" ".join(part for part in (draft.next_time, said.next_time) if part),
            next_on=said.next_on or draft.next_on,
        )
        self.changed.emit(draft)
        self._show(draft)
        if said.goals:
            self._view.show_done(_("New goal: {goal}").format(goal=said.goals[0].statement))

    def _on_action_typed(self, text: str) -> None:
        draft = self._collect()
        if draft is not None:
            typed = read_action(text, today=self._today, alias=self._alias)
            draft = replace(draft, actions=(*draft.actions, typed))
            self.changed.emit(draft)
            self._show_actions(draft)
            self._view.actions_card.clear_field()

    def _on_action_removed(self, key: str) -> None:
        draft = self._collect()
        if draft is None:
            return
        at = int(key.removeprefix(GOAL_KEY))
        gone: DraftAction | DraftGoal
        if key.startswith(GOAL_KEY):
            gone = draft.goals[at]
            draft = replace(draft, goals=(*draft.goals[:at], *draft.goals[at + 1 :]))
        else:
            gone = draft.actions[at]
            draft = replace(draft, actions=(*draft.actions[:at], *draft.actions[at + 1 :]))
        self.changed.emit(draft)
        self._show_actions(draft)
        self.removed.emit(gone, at)

    def _on_next_typed(self, text: str) -> None:
        show_next_day(self._view, text, today=self._today)
        self._view.edited.emit()

    def _on_when_typed(self, text: str) -> None:
        show_held_on(self._view, text, today=self._today)
        self._view.edited.emit()

    def _on_minutes_typed(self, text: str) -> None:
        show_minutes(self._view, text)

    def _on_rated(self, name: str, step: int) -> None:
        draft = self._collect()
        if draft is not None:
            draft = replace(draft, rating=replace(draft.rating, **{name: step or None}))
            self.changed.emit(draft)
            self._show_rating(draft)

    def _on_old_action_done(self, key: str) -> None:
        self._screen.ask(partial(tick_off, self._screen.desk, RecordId(key)), self._on_old_action_kept)

    def _on_old_action_kept(self, before: Action) -> None:
        call = partial(put_back, self._screen.desk, before)
        self._screen.context.wishes.undoable.emit(Undo(words=_("Marked as done."), call=call))
        if self._page is not None:
            left = tuple(each for each in self._page.open_actions if each.action_id != before.action_id)
            self._page = replace(self._page, open_actions=left)
            self._show_last()
