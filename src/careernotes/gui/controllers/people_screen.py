"""What the screens about people share: the open desk, the lane, and an error in its place."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.widgets.page import Page
from careernotes.i18n import error_text
from careernotes.logs import log_failure
from careernotes.services.desk import Desk

T = TypeVar("T")


class DeskScreen(ScreenController):
    """A screen that needs the open vault and shows what goes wrong in its own banner."""

    view: Page

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.desk: Desk = context.open_desk
        self._waiting_once: Callable[[Any], None] | None = None

    def ask(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        """Runs *call* on the lane; *then*, a bound method, gets the answer."""
        self.context.runner.submit(call, succeeded=then, failed=self._on_failed)

    def ask_once(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        """The same, unless the last of these is not answered yet: a key pressed twice does a thing once."""
        if self._waiting_once is None:
            self._waiting_once = then
            self.ask(call, self._on_answered_once)

    def go(self, name: str, **arguments: str) -> None:
        """Opens another screen."""
        self.context.navigator.go(name, **arguments)

    def leave_for(self, name: str, text: str = "", **arguments: str) -> None:
        """Opens another screen instead of this one, which says *text* there."""
        navigator = self.context.navigator
        navigator.replace(name, **arguments)
        if text and isinstance(navigator.current, DeskScreen):
            navigator.current.view.banner.show_info(text)

    def _on_answered_once(self, answer: object) -> None:
        then, self._waiting_once = self._waiting_once, None
        if then is not None:
            then(answer)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._waiting_once = None
        log_failure(error.code)
        self.view.banner.show_error(error_text(error))
        self.context.announcer.say(error_text(error))
