"""What the steps of lead and trustee share: the folder, the passphrase, and one question at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from careernotes.gui.controllers.exporter_screen import ExporterScreen
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.keeper import KeeperView
from careernotes.services.keeper_folder import KeeperFolder, KeeperRole
from careernotes.services.keepers import Keeper
from careernotes.services.work import Work

T = TypeVar("T")


class KeeperScreen(ExporterScreen):
    """A screen of the lead or the trustee; its steps ask through it."""

    view: KeeperView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._role = KeeperRole.LEAD
        self._folder: KeeperFolder | None = None
        self.words = ""
        self._running = False
        self._asked = 0
        self._then: Callable[[object], None] | None = None

    @property
    def role(self) -> KeeperRole:
        """Whose screen it is."""
        return self._role

    @property
    def keeper(self) -> Keeper:
        """Whose folder is open, with the passphrase that was typed."""
        return Keeper(folder=self.folder, passphrase=self.words)

    @property
    def folder(self) -> KeeperFolder:
        """The folder that is open."""
        if self._folder is None:
            raise RuntimeError("no folder is open")
        return self._folder

    def run(self, call: Callable[[Work], T], then: Callable[[T], None], *, releases: bool = False) -> None:
        """Asks the exporter one thing at a time; *then* gets the answer."""
        if self._running:
            return
        self._running = True
        self._asked += 1
        self._then = then  # type: ignore[assignment]  # what the call gives is what it takes
        self.ask(partial(_numbered, self._asked, call), self._on_done, releases=releases)

    def forget_question(self) -> None:
        """Nobody waits for what is asked any more; its answer belongs to a choice that no longer stands."""
        self._stop()
        self._asked += 1
        self._running = False
        self.view.show_busy(1000)

    def _on_done(self, answer: tuple[int, object]) -> None:
        number, value = answer
        if number == self._asked and self._then is not None:
            self._running = False
            self.view.show_busy(1000)
            self.answered()
            self._then(value)

    def answered(self) -> None:
        """Something was done: other steps may be open now."""

    def ask_passphrase(self, problem: str = "") -> None:
        """Asks for the passphrase of the key before the step goes on."""
        self.view.show_only(self.view.passphrase)
        field = self.view.passphrase.field
        if problem:
            field.refuse(problem)
        else:
            field.show_problem("")
            field.edit.setFocus()


def _numbered(number: int, call: Callable[[Work], T], work: Work) -> tuple[int, T]:
    """The answer with the number of its question."""
    return number, call(work)
