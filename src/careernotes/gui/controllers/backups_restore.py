"""A backup brought back from the settings: the passphrase again, everything built and proved, then a lock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.backups import BackupsCard
from careernotes.i18n import _, error_text
from careernotes.services import last_seen, proving, restoring
from careernotes.services.backup_overview import Overview
from careernotes.services.backups import Restored
from careernotes.services.desk import Desk
from careernotes.services.restoring import OtherSecretError
from careernotes.services.work import Work

# What the proof of the passphrase can answer.
NOT_PROVED = frozenset({"CN101", "CN102", "CN533"})


class RestoreKeeper(QObject):
    """Does what the form asks for.

    Signals:
        started: the job on the lane, which can be stopped.
        ended: nothing is under way, and the vault is open as it was.
    """

    started = Signal(object)
    ended = Signal()

    def __init__(
        self, context: SessionContext, card: BackupsCard, parent: QObject, settle: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._context, self._card, self._form, self._settle = context, card, card.restoring, settle
        card.restore_opened.connect(self._on_opened)
        self._form.asked.connect(self._on_asked)

    def show_known(self, found: Overview) -> None:
        """The backups that can be reached now."""
        if not self._form.isHidden():
            return
        choices = []
        for each in found.reachable:
            words = f"{long_day(each.made.date())} {each.made:%H:%M}"
            second = _("in the second folder")
            choices.append((str(each.path), f"{words}, {second}" if each.second else words))
        self._form.show_choices(choices, path_words(found.aside))

    @Slot()
    def _on_opened(self) -> None:
        keeping_proving.begin(self._context, self._form.proving)

    @Slot(str, str)
    def _on_asked(self, file: str, secret: str) -> None:
        self._settle()
        self._form.proving.problem.clear()
        typed = "" if self._form.proving.isHidden() else self._form.proving.take()
        desk, cheap = self._context.open_desk, self._context.profile is not None
        # An older state is put back on purpose: that is no warning at the next unlock.
        settings = self._context.settings
        settings.last_seen = last_seen.forget(settings.last_seen, desk.vault.vault_id)
        call = partial(_bring_back, desk, Path(file), typed, secret, cheap=cheap)
        self._form.set_busy(busy=True)
        job = self._context.runner.submit_long(
            call,
            # Whatever is shown by then: the vault is closed.
            succeeded=self._context.wishes.vault_left,
            failed=self._on_failed,
            progressed=self._on_progress,
        )
        self._card.show_under_way(0.0, "")
        self.started.emit(job)
        self._card.stop.setFocus()

    def _on_progress(self, done: float, words: str) -> None:
        self._card.show_under_way(done, words)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._form.set_busy(busy=False)
        self.ended.emit()
        text = _("Stopped. Nothing was changed.") if isinstance(error, CancelledError) else error_text(error)
        self._context.announcer.say(text)
        if not self._context.open_desk.vault.is_open:
            self._card.show_closed(text)
        elif isinstance(error, OtherSecretError):
            self._form.show_other_secret(text)
        elif error.code in NOT_PROVED:
            self._form.proving.setVisible(True)
            self._form.proving.show_problem(text)
        else:
            self._form.show_problem(text)


def _bring_back(desk: Desk, file: Path, typed: str, secret: str, work: Work, *, cheap: bool) -> Restored:
    if typed or not proving.proved(desk):
        proving.prove(desk, typed, allow_test=cheap)
    return restoring.bring_back(desk, file, secret or typed, work=work, allow_test=cheap)
