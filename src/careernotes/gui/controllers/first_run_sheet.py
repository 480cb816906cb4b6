"""First run, taken up again: the window was closed before the recovery sheet was typed back."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.first_run_secrets import skip_words
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_secrets import SheetAgainStep
from careernotes.i18n import _, error_text
from careernotes.services.desk import Desk
from careernotes.services.sheet_check import can_be_made_anew, note_without, prove_sheet, remove_empty

_SHEET = 2


class FirstRunSheet(QObject):
    """Asks for the whole sheet, for a vault made anew, or for the words to go on without.

    Signals:
        removed: the vault is gone; there was nobody in it.
        finished: the desk, when the sheet is right or knowingly skipped.
    """

    removed = Signal()
    finished = Signal(object)

    def __init__(self, view: FirstRunView, runner: JobRunner, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._runner, self._desk = view, runner, desk
        self._step: SheetAgainStep | None = None
        self._anew = False

    def start(self) -> None:
        """Asks the vault whether it may be made anew, then shows the step."""
        self._view.set_busy(busy=True)
        self._runner.submit(
            partial(can_be_made_anew, self._desk), succeeded=self._on_asked, failed=self._on_failed
        )

    def _on_asked(self, anew: bool) -> None:  # noqa: FBT001  a signal's argument
        self._view.set_busy(busy=False)
        self._anew = anew
        step = SheetAgainStep(self._view.content, skip_words=skip_words(), anew=anew)
        step.returned.connect(self.go_next)
        self._step = step
        self._view.show_step(_SHEET, step)
        other = _("Make the vault anew") if anew else ""
        self._view.set_buttons(_("Check"), shortcut="Ctrl+Return", other=other, back=False)
        step.sheet.edit.setFocus()

    @Slot()
    def go_next(self) -> None:
        """Checks the sheet, or takes the words to go on without it."""
        if self._step is None or self._view.busy:
            return
        if self._step.skip.text().casefold() == skip_words().casefold():
            call = partial(note_without, self._desk)
        else:
            call = partial(prove_sheet, self._desk, self._step.sheet.text())
        self._view.set_busy(busy=True)
        self._runner.submit(call, succeeded=self._on_settled, failed=self._on_failed)

    def other(self) -> None:
        """Removes the empty vault, to make it anew."""
        if self._anew:
            self._view.set_busy(busy=True)
            self._runner.submit(
                partial(remove_empty, self._desk), succeeded=self._on_removed, failed=self._on_failed
            )

    def go_back(self) -> None:
        """There is no step before."""

    def _on_settled(self, _answer: object) -> None:
        self._view.set_busy(busy=False)
        self.finished.emit(self._desk)

    def _on_removed(self, _answer: object) -> None:
        self._view.set_busy(busy=False)
        self.removed.emit()

    def _on_failed(self, error: CareerNotesError) -> None:
        self._view.set_busy(busy=False)
        self._view.banner.show_error(error_text(error))
        if self._step is not None:
            self._step.sheet.edit.setFocus()
