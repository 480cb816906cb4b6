"""Ticking off, putting off and writing about what waits, from any page that lists it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from careernotes.domain.goals import Action
from careernotes.domain.ids import RecordId
from careernotes.domain.vocabulary import Side
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.secret_clipboard import KEPT_MS, guarded
from careernotes.i18n import _
from careernotes.services.putting_off import (
    PutOff,
    mail_about,
    mail_about_meeting,
    put_back,
    put_off,
    tick_off,
)


class Waiting(QObject):
    """Serves the lists of one screen; *again* shows them anew."""

    def __init__(self, screen: DeskScreen, again: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._again = screen, again
        self._actions: dict[str, Action] = {}

    def serve(self, rows: RowList) -> None:
        """Space, S and E of one list of actions."""
        rows.marked.connect(self._on_marked)
        rows.put_off.connect(self._on_put_off)
        rows.mailed.connect(self._on_mailed)

    def serve_people(self, rows: RowList) -> None:
        """E of one list of people."""
        rows.mailed.connect(self._on_person_mailed)

    def know(self, actions: Sequence[Action]) -> None:
        """The actions shown now."""
        self._actions = {action.action_id: action for action in actions}

    def _on_marked(self, key: str) -> None:
        self._screen.ask(partial(tick_off, self._screen.desk, RecordId(key)), self._on_ticked)

    def _on_put_off(self, key: str, month: bool) -> None:  # noqa: FBT001  a signal's argument
        until = PutOff.MONTH if month else PutOff.WEEK
        then = self._on_month if month else self._on_week
        self._screen.ask(partial(put_off, self._screen.desk, RecordId(key), until), then)

    def _on_ticked(self, before: Action) -> None:
        self._done(_("Marked as done."), before)

    def _on_week(self, before: Action) -> None:
        self._done(_("Put off for a week."), before)

    def _on_month(self, before: Action) -> None:
        self._done(_("Put off for a month."), before)

    def _done(self, words: str, before: Action) -> None:
        call = partial(put_back, self._screen.desk, before)
        self._screen.context.wishes.undoable.emit(Undo(words=words, call=call))
        self._again()

    def _on_mailed(self, key: str) -> None:
        action = self._actions.get(key)
        if action is not None:
            self._copy(mail_about(action, mine=action.owner is Side.MENTOR))

    def _on_person_mailed(self, _key: str) -> None:
        self._copy(mail_about_meeting())

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setMimeData(guarded(text))
        said = _("A text for an e-mail is on the clipboard. It is cleared after {seconds} seconds.").format(
            seconds=KEPT_MS // 1000
        )
        self._screen.view.banner.show_info(said)
        self._screen.context.announcer.say(said)
