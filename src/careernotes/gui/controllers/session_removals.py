"""What is taken out of a half-written conversation comes back with Ctrl+Z, on its page or behind another."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.navigation import Navigator, ScreenController
from careernotes.i18n import _
from careernotes.services.changes import last_erasure
from careernotes.services.draft_entries import TakenOut, put_in_vault
from careernotes.services.drafts import DraftAction, DraftTheme


class Removals(QObject):
    """Belongs to the page of one conversation, and offers to put back what was taken out of it.

    Signals:
        put_back: it is in the draft of the vault again, and belongs on the page.
    """

    put_back = Signal(object)

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._gone: list[TakenOut] = []

    def taken(self, gone: TakenOut) -> None:
        """Something was taken out of the draft, which is on its way to the vault already."""
        self._gone.append(gone)
        self._screen.ask(partial(last_erasure, self._screen.desk), self._on_last)

    def show_back(self, gone: TakenOut) -> None:
        """The vault has it again; the page still shows the draft without it."""
        self.put_back.emit(gone)

    def _on_last(self, erasure: int) -> None:
        gone, context = self._gone.pop(0), self._screen.context
        words = {DraftTheme: _("The theme is taken away."), DraftAction: _("The action is taken away.")}
        done = Undo(
            words=words.get(type(gone.entry), _("The goal is taken away.")),
            call=partial(put_in_vault, self._screen.desk, gone, erasure),
            then=partial(_show, context.navigator, gone),
        )
        context.wishes.undoable.emit(done)


def _show(navigator: Navigator, gone: TakenOut) -> None:
    """On the page of that conversation when it is the one shown, else by opening it."""
    here = navigator.here
    if here is not None and here == ("session", {"session_id": gone.session_id}):
        removals = _of(navigator.current)
        if removals is not None:
            removals.show_back(gone)
            return
    navigator.go("session", session_id=gone.session_id)


def _of(screen: ScreenController | None) -> Removals | None:
    return screen.findChild(Removals) if screen is not None else None
