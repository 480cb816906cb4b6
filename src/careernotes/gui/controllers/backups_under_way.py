"""The one long piece of work on the card of the backups: how far it is, the way to stop it, and its end."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.jobs.runner import Job
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.backups import BackupsCard
from careernotes.i18n import _, error_text
from careernotes.services.work import Work

T = TypeVar("T")


class UnderWay(QObject):
    """Starts what the card asks for, one at a time, with the keyboard on the button that stops it.

    Signals:
        ended: nothing is under way any more.
    """

    ended = Signal()

    def __init__(self, context: SessionContext, card: BackupsCard, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._card, self._wishes = context.runner, card, context.wishes
        self._job: Job | None = None
        card.stop_asked.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def start(
        self,
        call: Callable[[Work], T],
        *,
        succeeded: Callable[[T], None],
        failed: Callable[[CareerNotesError], None],
    ) -> None:
        """Runs *call*, unless something is under way already. Both receivers say :meth:`end`."""
        if self._job is not None:
            return
        self._card.said.clear()
        self._job = self._runner.submit_long(
            call, succeeded=succeeded, failed=failed, progressed=self._on_progress
        )
        self._card.show_under_way(0.0, "")
        self._card.stop.setFocus()

    def end(self) -> None:
        """What was started has answered."""
        self._job = None
        self.ended.emit()

    @Slot()
    def stop(self) -> None:
        """Asks what is under way to stop at its next step."""
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: float, words: str) -> None:
        self._card.show_under_way(done, words)
        self._wishes.leaving_step.emit(done, words)


def tell_unsaved(context: SessionContext) -> str:
    """Says, also aloud, that words still wait to be saved, and tries them again: they would go with the vault
    that is about to be closed.
    """
    text = _(
        "What you wrote in a conversation is being saved at this moment. Nothing has been changed."
        " Try again in a moment."
    )
    if context.open_unsaved.problems:
        context.open_unsaved.try_again()
        text = _(
            "What you wrote in a conversation is not saved yet, and would be lost. Nothing has been changed."
            " See the notice about it first, and then try again."
        )
    context.announcer.say(text)
    return text


def failure_words(error: CareerNotesError) -> str:
    """What is said about *error*; that somebody stopped it is no error."""
    return _("Stopped. Nothing was changed.") if isinstance(error, CancelledError) else error_text(error)
