"""Restoring from the entrance, for a vault that does not open. Imported when somebody asks for it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CancelledError, CareerNotesError
from careernotes.gui.jobs.runner import Job, JobRunner
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.settings import Settings
from careernotes.gui.views.entrance_restore import BESIDE, EntranceRestoreCard
from careernotes.gui.views.unlock import UnlockView
from careernotes.i18n import _, error_text
from careernotes.logs import log_failure
from careernotes.services import bringing_back, last_seen
from careernotes.services.bringing_back import BroughtBack, FoundBackup
from careernotes.services.restoring import OtherSecretError
from careernotes.services.work import Work


class EntranceRestore(QObject):
    """Takes the place of the passphrase until it is done or closed.

    Signals:
        restored: the folder of the vault, closed and ready to be opened, and what to say about it.
    """

    restored = Signal(str, str)

    def __init__(
        self, view: UnlockView, runner: JobRunner, folder: Path, settings: Settings, *, cheap: bool
    ) -> None:
        super().__init__(view)
        self._view, self._runner, self._folder, self._settings = view, runner, folder, settings
        self._cheap = cheap
        self._job: Job | None = None
        self._beside = bringing_back.place_beside(folder)
        self.card = EntranceRestoreCard(
            view.content,
            place=path_words(folder),
            beside=path_words(self._beside),
            salvage=f'careernotes-vault salvage "{folder}"',
        )
        view.show_instead(self.card)
        self.card.asked.connect(self._on_asked)
        self.card.stop_asked.connect(self._on_stop_asked)
        self.card.close_asked.connect(self._on_close_asked)
        runner.submit(
            partial(bringing_back.found_in, folder), succeeded=self._on_found, failed=self._on_failed
        )

    def _on_found(self, found: tuple[FoundBackup, ...]) -> None:
        self.card.show_choices(
            [(str(each.path), f"{long_day(each.made.date())} {each.made:%H:%M}") for each in found]
        )

    @Slot(str, str, str)
    def _on_asked(self, file: str, secret: str, where: str) -> None:
        into = self._beside if where == BESIDE else self._folder
        call = partial(_bring_back, Path(file), into, secret, self._settings, cheap=self._cheap)
        self.card.set_busy(busy=True)
        # Only what runs knows it from here on, and nothing typed is a reason to end in the middle of it.
        self.card.secret.clear()
        self._job = self._runner.submit_long(
            call, succeeded=self._on_restored, failed=self._on_failed, progressed=self._on_progress,
            must_finish=True,
        )  # fmt: skip

    def _on_progress(self, done: float, _words: str) -> None:
        self.card.progress.setValue(int(done * 1000))

    def _on_restored(self, done: BroughtBack) -> None:
        said = [_("The backup was restored and checked. Open it with the passphrase of that day.")]
        if done.restored.aside is not None:
            words = _("The vault that did not open is now here, as it was: {path}")
            said.append(words.format(path=path_words(done.restored.aside)))
        self.restored.emit(str(done.restored.folder), " ".join(said))

    def _on_failed(self, error: CareerNotesError) -> None:
        self.card.set_busy(busy=False)
        if isinstance(error, CancelledError):
            self.card.problem.show_info(_("Stopped. Nothing was changed."))
            return
        log_failure(error.code)
        if isinstance(error, OtherSecretError):
            self.card.show_other_secret(error_text(error))
        else:
            self.card.show_problem(error_text(error))

    @Slot()
    def _on_stop_asked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _on_close_asked(self) -> None:
        self.card.secret.clear()
        self._view.show_again(self.card)
        self.deleteLater()


def _bring_back(
    file: Path, into: Path, secret: str, settings: Settings, work: Work, *, cheap: bool
) -> BroughtBack:
    done = bringing_back.bring_back(file, into, secret, work=work, allow_test=cheap)
    # An older state is put back on purpose: that is no warning at the next unlock.
    own = settings.twin()
    own.last_seen = last_seen.forget(own.last_seen, done.vault_id)
    own.save()
    return done
