"""For the album: a first run from the passphrase to the first agreement, in a vault that is thrown away."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from careernotes.errors import CareerNotesError
from careernotes.gui.album_keeping import KEPT, KeepingWalk, Step
from careernotes.gui.album_trying import TRIED, TryingWalk
from careernotes.gui.controllers.first_run import FirstRunController
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.settings import Settings
from careernotes.i18n import _, error_text, language

if TYPE_CHECKING:
    from careernotes.domain.mentees import Engagement
    from careernotes.gui.views.backups import BackupsCard
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile

W = TypeVar("W", bound=QWidget)
WALKED = (
    "first_passphrase", "first_sheet", "first_sheet_check", "first_kit", "first_code", "first_about",
    "first_ready", "today_empty", "people_empty", "practice", *TRIED, *KEPT, "agreed", "ending", "ended",
    "settings_about", "backups", "backups_drill", "backups_restore", "backups_keys", "backups_sheet",
)  # fmt: skip


class FirstRunWalk(QObject):
    """Walks through the real first run, step by step, in the language in force when it begins.

    Signals:
        failed: why a step could not be done.
    """

    failed = Signal(str)

    def __init__(
        self,
        shell: ShellController,
        settings: Settings,
        *,
        folder: Path,
        kit: Path,
        profile: "KdfProfile | None",
    ) -> None:
        super().__init__(shell)
        self._shell, self._settings, self._folder, self._kit = shell, settings, folder, kit
        self._profile = profile
        self._flow: FirstRunController | None = None
        self._key = self._words = ""
        self._keeping = KeepingWalk(shell, folder=folder, words=lambda: self._words)
        self._trying = TryingWalk(shell, self._open)

    def steps(self) -> tuple[Step, ...]:
        """What is done one after the other; a step with a name of WALKED is then worth a picture."""
        return (
            ("", self._begin),
            ("", self._next),
            ("first_passphrase", self._type_passphrase),
            ("first_sheet", self._next),
            ("first_sheet_check", self._next),
            ("", self._go_on_without_sheet),
            ("first_kit", self._open_kit),
            ("first_code", self._next),
            ("first_about", self._next),
            ("", self._tell_about_me),
            ("first_ready", self._next),
            ("today_empty", self._next),
            ("people_empty", partial(self._open, "people")),
            ("practice", self._practise),
            *self._trying.steps(),
            *self._keeping.steps(),
            ("", self._take_on),
            ("", self._show_agreement),
            ("agreed", self._agree),
            ("", self._show_person),
            ("ending", self._begin_ending),
            ("ended", self._end),
            ("", partial(self._open, "settings")),
            ("settings_about", self._show_about),
            ("", self._make_backup),
            ("backups", self._show_backups),
            ("", self._try_restore),
            ("backups_drill", self._show_backups),
            ("backups_restore", self._bring_back),
            ("backups_keys", self._new_keys),
            ("", self._new_sheet),
            ("backups_sheet", self._show_backups),
            ("", self._shell.lock),
        )

    def _begin(self) -> None:
        self._flow = flow = FirstRunController(
            self._shell.window.host,
            self._shell.runner,
            self._settings,
            folder=self._folder / language() / "mentor.careernotes",
            profile=self._profile,
            opened=None,
        )
        flow.vault_made.connect(self._on_desk)
        flow.finished.connect(self._on_finished)
        self._shell.window.show_only(flow.view)

    def _next(self) -> None:
        if self._flow is not None:
            self._flow.view.next.click()

    def _type_passphrase(self) -> None:
        from careernotes.gui.views.first_run_secrets import PassphraseStep  # noqa: PLC0415  loaded by now

        step = self._shown(PassphraseStep)
        words = step.offered.text()
        step.first.set_text(words)
        step.again.set_text(words)
        step.first.changed.emit(words)
        self._words = words

    def _go_on_without_sheet(self) -> None:
        from careernotes.gui.views.first_run_secrets import SheetCheckStep  # noqa: PLC0415  loaded by now

        self._shown(SheetCheckStep).skip.set_text(_("I accept loss"))
        self._next()

    def _open_kit(self) -> None:
        from careernotes.gui.views.first_run_programme import KitStep  # noqa: PLC0415  loaded by now

        step = self._shown(KitStep)
        if self._kit.is_file():
            step.file_chosen.emit(str(self._kit))

    def _tell_about_me(self) -> None:
        from careernotes.gui.views.first_run_programme import AboutYouStep  # noqa: PLC0415  loaded by now

        # Without the training the services refuse an agreement.
        self._shown(AboutYouStep).training.set_value("yes")

    def _take_on(self) -> None:
        from careernotes.services.mentees import Intake, intake  # noqa: PLC0415  heavy: only here

        desk = self._shell.desk
        if desk is not None:
            call = partial(intake, desk, Intake(alias="Mira-07", cross_country=True))
            self._shell.runner.submit(call, succeeded=self._on_taken_on, failed=self._on_failed)

    def _open(self, name: str, **arguments: str) -> None:
        self._shell.show_desk(name, **arguments)
        self._shell.idle.stop()

    def _practise(self) -> None:
        from careernotes.gui.views.practice_card import PracticeCard  # noqa: PLC0415  loaded by now

        self._shown(PracticeCard).asked.emit()

    def _show_person(self) -> None:
        self._open("person", engagement_id=self._key)

    def _begin_ending(self) -> None:
        from careernotes.gui.views.person_ending import EndingCard  # noqa: PLC0415  loaded by now

        self._shown(EndingCard).start.click()

    def _end(self) -> None:
        from careernotes.gui.views.person_ending import EndingCard  # noqa: PLC0415  loaded by now

        card = self._shown(EndingCard)
        card.reason.set_value("goals_met")
        card.end.click()

    def _show_about(self) -> None:
        from careernotes.gui.views.settings import SettingsView  # noqa: PLC0415  loaded by now

        view = self._shown(SettingsView)
        view.scroller.verticalScrollBar().setValue(view.scroller.verticalScrollBar().maximum())

    def _backups(self) -> "BackupsCard":
        from careernotes.gui.views.backups import BackupsCard  # noqa: PLC0415  loaded by now

        return self._shown(BackupsCard)

    def _make_backup(self) -> None:
        self._backups().make.click()

    def _show_backups(self) -> None:
        from careernotes.gui.views.settings import SettingsView  # noqa: PLC0415  loaded by now

        self._shown(SettingsView).scroller.ensureWidgetVisible(self._backups(), 0, 0)

    def _try_restore(self) -> None:
        self._backups().trial.click()

    def _bring_back(self) -> None:
        self._backups().bring.click()
        QTimer.singleShot(0, self._show_backups)

    def _new_keys(self) -> None:
        self._backups().close_form()
        self._backups().anew.click()
        QTimer.singleShot(0, self._show_backups)

    def _new_sheet(self) -> None:
        form = self._backups().keys
        form.proving.field.set_text(self._words)
        form.go.click()

    def _show_agreement(self) -> None:
        self._open("agreement", engagement_id=self._key)

    def _agree(self) -> None:
        from careernotes.gui.views.agreement import AgreementView  # noqa: PLC0415  loaded by now

        view = self._shown(AgreementView)
        view.purpose.set_text(_("Find a next step that gives energy"))
        view.mine.set_text(_("to come prepared; to say when it is not useful"))
        view.theirs.set_text(_("to be listened to; honest feedback"))
        for choice in ("notes_informed", "counted_general"):
            view.choice_made.emit(choice, True)
        view.submitted.emit()

    def _shown(self, kind: type[W]) -> W:
        """The page of this kind that can be seen."""
        found = (each for each in self._shell.window.findChildren(kind) if each.isVisible())
        page: W = next(found)
        return page

    def _on_desk(self, desk: "Desk") -> None:
        # The shell closes what it holds, whatever happens to the walk.
        self._shell.take(desk)
        self._shell.idle.stop()

    def _on_finished(self, desk: "Desk") -> None:
        self._on_desk(desk)
        self._shell.show_desk("today")

    def _on_taken_on(self, engagement: "Engagement") -> None:
        self._key = engagement.engagement_id

    def _on_failed(self, error: CareerNotesError) -> None:
        self.failed.emit(error_text(error))
