"""Makes the pages that are shown while the vault is closed, and passes on what they ask for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from careernotes.gui.controllers.unlock import UnlockController
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.options import Options
from careernotes.gui.settings import Settings

if TYPE_CHECKING:
    from careernotes.gui.controllers.first_run import FirstRunController
    from careernotes.gui.entrance_work import Opened
    from careernotes.services.unlocking import KdfProfile


def _comes(folder: Path) -> bool:
    """Whether a restored vault waits for its last step, which unlocking takes."""
    try:
        beside = any(each.name.startswith(f"{folder.name}.") for each in folder.parent.iterdir())
    except OSError:
        return False
    if not beside:
        return False
    from careernotes.services.bringing_back import comes  # noqa: PLC0415  heavy: seldom, and only then

    return comes(folder)


class Entrances(QObject):
    """The unlock page and the first run.

    Signals:
        opened: an Opened, when the passphrase or the sheet was right.
        vault_made: the desk of a vault just made; its recovery sheet is on the screen.
        vault_removed: an empty vault is gone, to be made anew.
        vault_secured: the same desk, when the sheet was typed back or knowingly skipped.
        finished: the desk at the end of the first run.
        visit_asked: the name of a screen that needs no vault.
        create_asked: a new vault is wanted.
        vault_chosen: the folder of another vault.
        look_changed, language_changed: chosen on the first page.
    """

    opened = Signal(object)
    vault_made = Signal(object)
    vault_removed = Signal()
    vault_secured = Signal(object)
    finished = Signal(object)
    visit_asked = Signal(str)
    create_asked = Signal()
    vault_chosen = Signal(str)
    look_changed = Signal()
    language_changed = Signal(str)

    def __init__(
        self,
        parent: QObject,
        options: Options,
        settings: Settings,
        runner: JobRunner,
        profile: "KdfProfile | None",
    ) -> None:
        super().__init__(parent)
        self._options, self._settings, self._runner, self._profile = options, settings, runner, profile
        self._flow: FirstRunController | None = None
        self._to_say = ""

    @property
    def holds_secrets(self) -> bool:
        """Whether a first run is past its first page: a passphrase or a recovery sheet may be shown."""
        return self._flow is not None and isValid(self._flow) and self._flow.under_way

    def given(self, screen: str, folder: Path) -> dict[str, str]:
        """What a screen is opened with that needs no vault: beside an invented one, the keepers' files; for
        whom to call, where the kit may lie.
        """
        if screen == "help_now":
            return {"vault": str(folder)} if folder.is_dir() else {}
        if screen not in {"pool", "keeper"} or not self._options.is_invented(folder):
            return {}
        from careernotes.services.invented import invented_lead, invented_pool  # noqa: PLC0415  not for the entrance

        return invented_lead(folder) if screen == "keeper" else invented_pool(folder, ledger="ledger-to-try")

    def unlock_page(self, host: QWidget, folder: Path) -> QWidget:
        """Asks for the passphrase of the vault in *folder*."""
        unlock = UnlockController(
            host, self._runner, folder, self._settings, allow_test=self._profile is not None
        )
        if words := self._options.demo_words(folder):
            unlock.show_demo(words)
        if not folder.exists() and not _comes(folder):
            unlock.show_missing()
        if self._to_say:
            unlock.view.banner.show_info(self._to_say)
            self._to_say = ""
        unlock.opened.connect(self.opened)
        unlock.restored.connect(self._on_restored)
        unlock.view.create_asked.connect(self.create_asked)
        unlock.view.visit_asked.connect(self.visit_asked)
        unlock.view.vault_chosen.connect(self.vault_chosen)
        return unlock.view

    @Slot(str, str)
    def _on_restored(self, folder: str, words: str) -> None:
        """The same entrance again, for the vault that was brought back."""
        self._to_say = words
        self.vault_chosen.emit(folder)

    def first_run_page(self, host: QWidget, folder: Path, opened: "Opened | None") -> QWidget:
        """Leads through the first run, from the start or from where it stopped."""
        from careernotes.gui.controllers.first_run import FirstRunController  # noqa: PLC0415  seldom needed

        flow = FirstRunController(
            host, self._runner, self._settings, folder=folder, profile=self._profile, opened=opened
        )
        self._flow = flow
        flow.vault_made.connect(self.vault_made)
        flow.vault_removed.connect(self.vault_removed)
        flow.vault_secured.connect(self.vault_secured)
        flow.finished.connect(self.finished)
        flow.visit_asked.connect(self.visit_asked)
        flow.vault_chosen.connect(self.vault_chosen)
        flow.look_changed.connect(self.look_changed)
        flow.language_changed.connect(self.language_changed)
        return flow.view
