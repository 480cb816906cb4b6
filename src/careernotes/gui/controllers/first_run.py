"""The first run: a welcome, then the secrets, then the programme; each part is loaded when it is reached."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from careernotes.gui.controllers.unlock import warm_up
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.settings import Settings
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_secrets import WelcomeStep
from careernotes.i18n import _, language

if TYPE_CHECKING:
    from careernotes.gui.entrance_work import Opened
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile


class Part(Protocol):
    """What answers the buttons of the frame."""

    def go_next(self) -> None:
        """The primary button."""

    def other(self) -> None:
        """The second button."""

    def go_back(self) -> None:
        """The step before."""


class FirstRunController(QObject):
    """Leads through the first run, from the start or from where it stopped.

    Signals:
        vault_made: the desk of the new vault; its recovery sheet is on the screen.
        vault_removed: the empty vault is gone, to be made anew.
        vault_secured: the same desk, when the sheet was typed back or knowingly skipped.
        finished: the desk, ready for the first mentee.
        visit_asked, vault_chosen, look_changed, language_changed: asked for on the welcome page.
    """

    vault_made = Signal(object)
    vault_removed = Signal()
    vault_secured = Signal(object)
    finished = Signal(object)
    visit_asked = Signal(str)
    vault_chosen = Signal(str)
    look_changed = Signal()
    language_changed = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        runner: JobRunner,
        settings: Settings,
        *,
        folder: Path,
        profile: "KdfProfile | None",
        opened: "Opened | None",
    ) -> None:
        self.view = FirstRunView(parent)
        super().__init__(self.view)
        self._runner, self._settings, self._folder, self._profile = runner, settings, folder, profile
        self._part: Part | None = None
        self.view.next_pressed.connect(self._on_next)
        self.view.other_pressed.connect(self._on_other)
        self.view.back_pressed.connect(self._on_back)
        if opened is None:
            self.welcome()
            QTimer.singleShot(0, self, self._on_shown)
        elif opened.first_run.sheet_settled:
            self._begin_programme(opened.desk)
        else:
            self._begin_sheet(opened.desk)

    @property
    def under_way(self) -> bool:
        """Whether it is past the first page."""
        return self._part is not None

    @Slot()
    def welcome(self) -> None:
        """The first page."""
        self._part = None
        step = WelcomeStep(
            self.view.content,
            language=language(),
            theme=self._settings.theme.value,
            size=str(self._settings.text_percent),
        )
        step.language_chosen.connect(self.language_changed)
        step.theme_chosen.connect(self._on_theme_chosen)
        step.size_chosen.connect(self._on_size_chosen)
        step.visit_asked.connect(self.visit_asked)
        step.have_vault.connect(self._on_have_vault)
        self.view.show_step(0, step)
        self.view.set_buttons(_("Begin"), shortcut="Return", back=False)
        self.view.next.setFocus()

    @Slot()
    def _on_shown(self) -> None:
        self._runner.submit(warm_up)

    @Slot()
    def _on_next(self) -> None:
        if self._part is not None:
            self._part.go_next()
        else:
            self._begin_secrets()

    @Slot()
    def _on_other(self) -> None:
        if self._part is not None:
            self._part.other()

    @Slot()
    def _on_back(self) -> None:
        if self._part is not None:
            self._part.go_back()

    def _begin_secrets(self) -> None:
        from careernotes.gui.controllers.first_run_secrets import FirstRunSecrets  # noqa: PLC0415  heavy, not at start

        part = FirstRunSecrets(self.view, self._runner, self._folder, self._profile)
        part.left.connect(self.welcome)
        part.vault_made.connect(self.vault_made)
        part.finished.connect(self.vault_secured)
        part.finished.connect(self._begin_programme)
        self._part = part
        part.start()

    def _begin_sheet(self, desk: "Desk") -> None:
        from careernotes.gui.controllers.first_run_sheet import FirstRunSheet  # noqa: PLC0415  seldom needed

        part = FirstRunSheet(self.view, self._runner, desk)
        part.removed.connect(self.vault_removed)
        part.removed.connect(self._begin_secrets)
        part.finished.connect(self._begin_programme)
        self._part = part
        part.start()

    def _begin_programme(self, desk: "Desk") -> None:
        from careernotes.gui.controllers.first_run_programme import FirstRunProgramme  # noqa: PLC0415  heavy, not at start

        part = FirstRunProgramme(self.view, self._runner, desk)
        part.finished.connect(self.finished)
        self._part = part
        part.start()

    @Slot(str)
    def _on_theme_chosen(self, value: str) -> None:
        self._settings.theme = ThemeChoice(value)
        self.look_changed.emit()

    @Slot(str)
    def _on_size_chosen(self, value: str) -> None:
        self._settings.text_percent = int(value)
        self.look_changed.emit()

    @Slot()
    def _on_have_vault(self) -> None:
        from careernotes.gui.widgets.choose_path import choose_folder  # noqa: PLC0415  not needed to start

        choose_folder(self.view, _("Open another vault"), self.vault_chosen)
