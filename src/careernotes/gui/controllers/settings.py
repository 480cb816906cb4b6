"""Settings: each choice is kept at once; what touches the vault runs on the lane."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.kit import ProgrammeKit
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.about_you_keeper import AboutYouKeeper
from careernotes.gui.controllers.backups import BackupsKeeper
from careernotes.gui.controllers.keeping_history import HistoryKeeper
from careernotes.gui.controllers.kit_words import kit_facts
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.settings import Settings
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.settings import SettingsView
from careernotes.i18n import _, error_text, language, noop
from careernotes.services import exporting, proving
from careernotes.services.desk import Desk
from careernotes.services.first_steps import KitPreview, adopt_kit, lead_fingerprint, look_at_kit
from careernotes.services.unlocking import Strength, change_proved, strength
from careernotes.services.verifying import Finding, verify_vault

MINUTES = (1, 2, 5, 10, 15, 30)


class SettingsController(ScreenController):
    """The page of settings."""

    title = noop("Settings")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        settings = context.settings
        self.view: SettingsView = SettingsView(
            parent,
            language=language(),
            theme=settings.theme.value,
            size=str(settings.text_percent),
            idle=str(settings.idle_minutes),
            minutes=MINUTES,
        )
        self._about = AboutYouKeeper(context, self.view, self)
        self._history = HistoryKeeper(context, self.view.history, self)
        self._backups = BackupsKeeper(context, self.view.backups, self, self._about.save)
        # The one whose characters are on the screen.
        self._shown_kit: KitPreview | None = None
        view = self.view
        view.look.language_chosen.connect(context.wishes.language_changed)
        view.look.theme_chosen.connect(self._on_theme_chosen)
        view.look.size_chosen.connect(self._on_size_chosen)
        view.idle_chosen.connect(self._on_idle_chosen)
        view.kit_chosen.connect(self._on_kit_chosen)
        view.kit_accepted.connect(self._on_kit_accepted)
        view.enrol_asked.connect(self._on_enrol_asked)
        view.check_asked.connect(self._on_check_asked)
        view.passphrase.submitted.connect(self._on_passphrase_submitted)
        view.passphrase.typed.connect(self._on_typed)

    def activated(self, **arguments: str) -> None:
        """Shows the kit in use."""
        del arguments
        kit = self.context.open_desk.kit
        self._ask_old()
        if kit is not None:
            self.view.show_kit(*_kit_words(kit))
        self._about.begin()
        self._history.begin()
        self._backups.begin()

    def deactivated(self) -> None:
        """What is half typed about the mentor is kept; new keys that wait for their sheet are let go."""
        self._backups.leave()
        self._about.leave()

    def go_back(self) -> bool:
        """Esc closes a form about backups first."""
        return self._backups.go_back()

    @Slot(str)
    def _on_theme_chosen(self, value: str) -> None:
        self.context.settings.theme = ThemeChoice(value)
        self.context.wishes.look_changed.emit()

    @Slot(str)
    def _on_size_chosen(self, value: str) -> None:
        self.context.settings.text_percent = int(value)
        self.context.wishes.look_changed.emit()

    @Slot(str)
    def _on_idle_chosen(self, value: str) -> None:
        self.context.settings.idle_minutes = int(value)
        self.context.wishes.idle_changed.emit()

    @Slot(str)
    def _on_kit_chosen(self, path: str) -> None:
        call = partial(look_at_kit, self.context.open_desk, Path(path))
        self.context.runner.submit(call, succeeded=self._on_looked, failed=self._on_failed)

    def _on_looked(self, preview: KitPreview) -> None:
        self.view.banner.clear()
        self._shown_kit = preview
        name, facts, _lead = _kit_words(preview.kit)
        self.view.show_found_kit(name, facts, preview.fingerprint, other_people=preview.other_people)
        if preview.expired:
            self.view.banner.show_warning(
                _("This programme has ended. You can use the kit; ask for a newer one.")
            )

    @Slot()
    def _on_kit_accepted(self) -> None:
        if (preview := self._shown_kit) is not None:
            call = partial(
                adopt_kit,
                self.context.open_desk,
                preview.file,
                looked_at=preview.kit.kit_hash,
                # The button opens only after the word was typed under the new characters.
                accept_new_keys=preview.other_people,
            )
            self.context.runner.submit(call, succeeded=self._on_adopted, failed=self._on_failed)

    def _on_adopted(self, desk: Desk) -> None:
        self.context.wishes.desk_changed.emit(desk)

    @Slot(str)
    def _on_enrol_asked(self, path: str) -> None:
        call = partial(exporting.write_enrolment, self.context.open_desk, Path(path))
        self.context.runner.submit_long(call, succeeded=self.view.show_enrolled, failed=self._on_failed)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.context.runner.submit(partial(strength, text), succeeded=self._on_judged)

    def _on_judged(self, judged: Strength) -> None:
        self.view.passphrase.show_advice(judged.advice)

    @Slot(str, str, bool)
    def _on_passphrase_submitted(self, old: str, new: str, dearer: bool) -> None:  # noqa: FBT001  a signal's argument
        self.view.passphrase.set_busy(busy=True)
        desk, profile = self.context.open_desk, self.context.profile
        change = partial(change_proved, desk, old, new, dearer=dearer, profile=profile)
        call = partial(_change, change, str(desk.vault.paths.folder), self.context.settings)
        self.context.runner.submit(
            call, succeeded=self._on_changed, failed=self._on_not_changed, must_finish=True
        )

    def _ask_old(self) -> None:
        desk = self.context.open_desk
        by_sheet = desk.vault.sheet_used
        self.view.passphrase.ask_old(by_sheet=by_sheet, shown=not by_sheet or not proving.proved(desk))

    def _on_changed(self, _answer: object) -> None:
        self.view.passphrase.set_busy(busy=False)
        self.view.passphrase.forget()
        self._ask_old()
        self.view.passphrase.banner.show_info(
            _("The new passphrase is in force. The old one no longer works.")
        )
        self.context.announcer.say(_("The new passphrase is in force. The old one no longer works."))

    def _on_not_changed(self, error: CareerNotesError) -> None:
        self.context.settings.changing = ""
        self.view.passphrase.set_busy(busy=False)
        # In a vault opened by its sheet the minute may be over by now.
        self._ask_old()
        self.view.passphrase.banner.show_error(error_text(error))

    @Slot()
    def _on_check_asked(self) -> None:
        self.view.show_checking(0.0)
        self.context.runner.submit_long(
            partial(verify_vault, self.context.open_desk),
            succeeded=self._on_checked,
            failed=self._on_failed,
            progressed=self._on_progress,
        )

    def _on_progress(self, done: float, _label: str) -> None:
        self.view.show_checking(done)

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        if findings:
            self.view.show_health(" ".join(f"{each.text()} ({each.code})" for each in findings), fine=False)
        else:
            self.view.show_health(
                _("Your vault is sound: every page reads back as it was written."), fine=True
            )

    def _on_failed(self, error: CareerNotesError) -> None:
        self.view.banner.show_error(error_text(error))


def _change(change: Callable[[], None], folder: str, settings: Settings) -> None:
    """On the lane: a change that is cut off, or fails where nobody hears it, is told at the next entrance."""
    own = settings.twin()
    own.changing = folder
    change()
    own.changing = ""


def _kit_words(kit: ProgrammeKit) -> tuple[str, str, str]:
    return kit.title.in_language(language()), kit_facts(kit), lead_fingerprint(kit)
