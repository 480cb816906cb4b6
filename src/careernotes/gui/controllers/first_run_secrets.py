"""First run: the passphrase and the recovery sheet. The sheet is held only until it was typed back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_secrets import PassphraseStep, SheetCheckStep, SheetStep
from careernotes.i18n import _, error_text, translate
from careernotes.services.desk import Desk
from careernotes.services.sheet_check import note_checked, note_without
from careernotes.services.unlocking import (
    KdfProfile,
    NewVault,
    Strength,
    WeakPassphraseError,
    check_groups,
    cloud_folder,
    create,
    generate_passphrase,
    pick_groups,
    strength,
)

_PASSPHRASE, _SHEET = 1, 2


class FirstRunSecrets(QObject):
    """Makes the vault.

    Signals:
        left: back to the welcome page.
        vault_made: the desk of the new vault.
        finished: the desk, when the sheet was typed back or knowingly skipped.
    """

    left = Signal()
    vault_made = Signal(object)
    finished = Signal(object)

    def __init__(
        self, view: FirstRunView, runner: JobRunner, folder: Path, profile: KdfProfile | None
    ) -> None:
        super().__init__(view)
        self._view, self._runner, self._folder, self._profile = view, runner, folder, profile
        self._passphrase: PassphraseStep | None = None
        self._check: SheetCheckStep | None = None
        self._desk: Desk | None = None
        self._sheet = ""
        self._asked: tuple[int, int, int] = (0, 1, 2)
        self._accepted = False

    def start(self) -> None:
        """Offers a passphrase."""
        step = PassphraseStep(self._view.content, offered=generate_passphrase(), place=str(self._folder))
        step.changed.connect(self._on_typed)
        step.another_asked.connect(self._on_another)
        step.again.returned.connect(self.go_next)
        self._passphrase = step
        self._view.show_step(_PASSPHRASE, step)
        self._view.set_buttons(_("Make the vault"), shortcut="Ctrl+Return")
        step.first.edit.setFocus()
        if (cloud := cloud_folder(self._folder)) is not None:
            words = " ".join(map(translate, (cloud.message, cloud.safe, cloud.hint)))
            self._view.banner.show_warning(words.format(service=cloud.service))

    @Slot()
    def go_next(self) -> None:
        """Makes the vault, shows the sheet's check, or ends this part."""
        if self._view.busy:
            return
        if self._check is not None:
            self._finish_check(self._check)
        elif self._desk is not None:
            self._ask_back()
        elif self._passphrase is not None:
            self._make(self._passphrase)

    def other(self) -> None:
        """This part has no second button."""

    def go_back(self) -> None:
        """Shows the step before; a vault that was made stays made."""
        if self._check is not None:
            self._show_sheet()
        elif self._desk is None:
            self.left.emit()

    @Slot()
    def _on_another(self) -> None:
        if self._passphrase is not None:
            self._passphrase.show_offer(generate_passphrase())

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._runner.submit(partial(strength, text), succeeded=self._on_judged)

    def _on_judged(self, judged: Strength) -> None:
        self._accepted = judged.accepted
        if self._passphrase is not None:
            self._passphrase.show_strength(accepted=judged.accepted, score=judged.score, advice=judged.advice)

    def _make(self, step: PassphraseStep) -> None:
        typed = step.first.text()
        if not typed or typed != step.again.text():
            problem = _("Type the passphrase in both fields, exactly the same.")
            (step.again if typed else step.first).show_problem(problem)
            (step.again if typed else step.first).edit.setFocus()
            return
        self._view.banner.clear()
        for field in (step.first, step.again):
            field.show_problem("")
        self._view.set_busy(busy=True)
        call = partial(
            create,
            self._folder,
            passphrase=typed,
            profile=self._profile,
            allow_test=self._profile is not None,
            ask_back=True,
        )
        self._runner.submit(call, succeeded=self._on_made, failed=self._on_failed, dropped=_close_unheard)

    def _on_made(self, made: NewVault) -> None:
        self._view.set_busy(busy=False)
        if self._passphrase is not None:
            self._passphrase.first.clear()
            self._passphrase.again.clear()
        self._passphrase = None
        self._desk, self._sheet, self._asked = made.desk, made.sheet, pick_groups()
        self.vault_made.emit(made.desk)
        self._show_sheet()

    def _on_failed(self, error: CareerNotesError) -> None:
        self._view.set_busy(busy=False)
        self._view.banner.show_error(error_text(error))
        if self._passphrase is not None and isinstance(error, WeakPassphraseError):
            self._passphrase.try_another()

    def _show_sheet(self) -> None:
        self._check = None
        self._view.show_step(_SHEET, SheetStep(self._view.content, groups=self._sheet.split()))
        self._view.set_buttons(_("I have written them down"), shortcut="Ctrl+Return", back=False)

    def _ask_back(self) -> None:
        step = SheetCheckStep(self._view.content, asked=self._asked, skip_words=skip_words())
        for field in (*step.fields, step.skip):
            field.returned.connect(self.go_next)
        self._check = step
        self._view.show_step(_SHEET, step)
        self._view.set_buttons(_("Check"), shortcut="Ctrl+Return")
        step.fields[0].edit.setFocus()

    def _finish_check(self, step: SheetCheckStep) -> None:
        skipped = step.skip.text().casefold() == skip_words().casefold()
        if not skipped and step.skip.text():
            step.skip.show_problem(_("Type exactly these words: {words}").format(words=skip_words()))
            step.skip.edit.setFocus()
            return
        right = check_groups(self._sheet, self._asked, step.groups())
        if not skipped and not all(right):
            step.show_right(right)
            return
        if self._desk is not None:
            self._view.set_busy(busy=True)
            call = partial(note_without if skipped else note_checked, self._desk)
            self._runner.submit(call, succeeded=self._on_noted, failed=self._on_failed)

    def _on_noted(self, _answer: object) -> None:
        self._view.set_busy(busy=False)
        self._sheet, self._check = "", None
        self.finished.emit(self._desk)


def _close_unheard(made: NewVault) -> None:
    """The page went away while the vault was made; it remembers that its sheet was not typed back."""
    made.desk.close()


def skip_words() -> str:
    """What is typed to go on without a sheet."""
    return _("I accept loss")
