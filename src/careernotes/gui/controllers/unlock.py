"""The entrance: opens the vault on the lane and says what stood in the way."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.settings import Settings
from careernotes.gui.views.unlock import UnlockView
from careernotes.i18n import error_text
from careernotes.logs import log_failure

if TYPE_CHECKING:
    from careernotes.gui.entrance_work import Opened

_HEAVY = "careernotes.gui.entrance_work"
# Something is missing or damaged, whoever asks; not: a wrong passphrase, a full disk, another window.
DOES_NOT_OPEN = frozenset({"CN103", "CN105", "CN106", "CN111", "CN112", "CN114", "CN130", "CN131"})


def warm_up() -> None:
    """Imports cryptography and the database while the mentor types; runs on the lane."""
    import_module(_HEAVY)


def _by_passphrase(folder: Path, passphrase: str, *, allow_test: bool) -> "Opened":
    from careernotes.gui.entrance_work import open_by_passphrase  # noqa: PLC0415  heavy: only after the first picture

    return open_by_passphrase(folder, passphrase, allow_test=allow_test)


def _by_sheet(folder: Path, sheet: str) -> "Opened":
    from careernotes.gui.entrance_work import open_by_sheet  # noqa: PLC0415  heavy: only after the first picture

    return open_by_sheet(folder, sheet)


def _looked_back(call: "partial[Opened]", settings: Settings) -> "Opened":
    from careernotes.gui.entrance_work import look_back  # noqa: PLC0415  heavy: only after the first picture

    opened = call()
    try:
        return look_back(opened, settings)
    except BaseException:
        opened.desk.close()
        raise


def _close_unheard(opened: "Opened") -> None:
    """Nobody waits for this vault any more: left open, it would be locked against its owner."""
    opened.desk.close()


class UnlockController(QObject):
    """Asks for the passphrase of one vault.

    Signals:
        opened: an Opened, when the passphrase or the sheet was right.
        restored: the folder of a vault brought back from a backup, and what to say about it.
    """

    opened = Signal(object)
    restored = Signal(str, str)

    def __init__(
        self, parent: QWidget, runner: JobRunner, folder: Path, settings: Settings, *, allow_test: bool
    ) -> None:
        self.view = UnlockView(parent)
        super().__init__(self.view)
        self._runner, self._folder, self._settings, self._allow_test = runner, folder, settings, allow_test
        self.view.show_vault(folder)
        if settings.changing == str(folder):
            self.view.show_changing()
        self.view.submitted.connect(self._on_submitted)
        self.view.sheet_submitted.connect(self._on_sheet_submitted)
        self.view.restore_asked.connect(self._on_restore_asked)
        runner.unheard.connect(self._on_unheard)
        QTimer.singleShot(0, self, self._on_shown)
        # Not before the first letter: a locked window that nobody types into stays small.
        for field in (self.view.passphrase, self.view.sheet):
            field.changed.connect(self._on_typing)
        self._warm = False

    def show_demo(self, passphrase: str) -> None:
        """The vault is invented: its passphrase stands in the window."""
        self.view.show_demo(passphrase)

    def show_missing(self) -> None:
        """Nothing is at the place: never an invitation to begin again, while the stick is in a drawer."""
        from careernotes.vault.errors import VaultNotFoundError  # noqa: PLC0415  seldom needed

        self.view.offer_restore()
        self.view.show_problem(error_text(VaultNotFoundError()))

    @Slot()
    def _on_shown(self) -> None:
        self.view.focus_field()

    @Slot()
    def _on_typing(self) -> None:
        if not self._warm and not self._runner.closed:
            self._warm = True
            self._runner.submit(warm_up)

    @Slot(str)
    def _on_submitted(self, passphrase: str) -> None:
        self._submit(partial(_by_passphrase, self._folder, passphrase, allow_test=self._allow_test))

    @Slot(str)
    def _on_sheet_submitted(self, sheet: str) -> None:
        self._submit(partial(_by_sheet, self._folder, sheet))

    def _submit(self, call: "partial[Opened]") -> None:
        self.view.set_busy(busy=True)
        self._runner.submit(
            partial(_looked_back, call, self._settings),
            succeeded=self._on_opened,
            failed=self._on_failed,
            dropped=_close_unheard,
        )

    def _on_opened(self, opened: "Opened") -> None:
        self.view.forget()
        self._settings.changing = ""
        self.opened.emit(opened)

    def _on_unheard(self, error: CareerNotesError) -> None:
        """What the lock could not save or close; the shell writes the log."""
        self.view.banner.show_error(error_text(error))

    def _on_failed(self, error: CareerNotesError) -> None:
        log_failure(error.code)
        self.view.set_busy(busy=False)
        if error.code in DOES_NOT_OPEN:
            self.view.offer_restore()
        self.view.show_problem(error_text(error))

    @Slot()
    def _on_restore_asked(self) -> None:
        from careernotes.gui.controllers.entrance_restore import EntranceRestore  # noqa: PLC0415  seldom needed

        flow = EntranceRestore(
            self.view, self._runner, self._folder, self._settings, cheap=self._allow_test
        )
        flow.restored.connect(self.restored)
