"""About you, under Settings: kept as soon as a choice is made or a text is left, and shown as it was kept."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.about_you import about_cards, about_form, show_noted
from careernotes.gui.controllers.session_keeper import AFTER_TYPING_MS, clock_words
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.about_you import AboutYouForm
from careernotes.gui.views.settings import SettingsView
from careernotes.i18n import _, error_text
from careernotes.services.about_you import AboutForm, AboutYou, read_about_you, save_about_you
from careernotes.services.desk import Desk


def _save_and_read(desk: Desk, form: AboutForm) -> tuple[AboutForm, AboutYou]:
    save_about_you(desk, form)
    return form, read_about_you(desk)


class AboutYouKeeper(QObject):
    """One visit to the part of the settings that is about the mentor."""

    def __init__(self, context: SessionContext, view: SettingsView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._form: AboutYouForm | None = None
        self._kept: AboutForm | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_TYPING_MS)
        self._pause.timeout.connect(self.save)

    def begin(self) -> None:
        """Asks what is kept, and shows it."""
        self._context.runner.submit(
            partial(read_about_you, self._context.open_desk), succeeded=self._on_read, failed=self._on_failed
        )

    def save(self) -> None:
        """Keeps what changed since the last time; with nothing new it does nothing."""
        self._pause.stop()
        if self._form is None or (form := about_form(self._form)) == self._kept:
            return
        self._kept = form
        self._context.runner.submit(
            partial(_save_and_read, self._context.open_desk, form),
            succeeded=self._on_saved,
            failed=self._on_failed,
        )

    def leave(self) -> None:
        """The page goes away: what is half typed is kept, and a refusal is heard by the window."""
        if self._form is not None and (form := about_form(self._form)) != self._kept:
            self._context.runner.submit(partial(save_about_you, self._context.open_desk, form))
        self._form = None

    def _on_read(self, about: AboutYou) -> None:
        form = about_cards(self._view.content, self._context.open_desk, about)
        self._form, self._kept = form, about_form(form)
        form.touched.connect(self._pause.start)
        form.changed.connect(self.save)
        self._view.show_about(form)

    def _on_saved(self, answer: tuple[AboutForm, AboutYou]) -> None:
        saved, about = answer
        if self._form is None:
            return
        labels = [each.label for each in saved.positions]
        self._form.forget_added(labels)
        show_noted(self._form, self._context.open_desk, about)
        if self._kept == saved:
            # The facts just noted stand below the fields now, and the fields are empty again.
            self._kept = replace(saved, positions=(), ended=frozenset())
        words = _("Saved {time}").format(time=clock_words(self._context.open_desk.moment))
        self._context.wishes.saved.emit(words)
        self._context.announcer.say(words)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._kept = None
        self._view.banner.show_error(error_text(error))
        self._context.announcer.say(error_text(error))
