"""Saves what is planned as a calendar file, where the mentor says."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import path_words
from careernotes.gui.widgets.choose_path import choose_new_file, default_folder
from careernotes.i18n import _, ngettext
from careernotes.services.agreed import keep_paper
from careernotes.services.calendar_file import calendar_entries, calendar_file
from careernotes.services.desk import Desk

_KIND = ".ics"


def _write(desk: Desk, path: Path) -> int:
    keep_paper(path, calendar_file(desk))
    return len(calendar_entries(desk))


class CalendarSaver(QObject):
    """What the calendar button of one screen does.

    Signals:
        place_chosen: where the file goes.
    """

    place_chosen = Signal(str)

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._path = Path()
        self.place_chosen.connect(self._on_place_chosen)

    @Slot()
    def save(self) -> None:
        """Asks where it goes; the name offered tells nothing."""
        place = str(default_folder() / f"{_('Calendar')}{_KIND}")
        choose_new_file(self._screen.view.window(), _("Save for my calendar"), place, self.place_chosen)

    @Slot(str)
    def _on_place_chosen(self, path: str) -> None:
        self._path = Path(path if path.casefold().endswith(_KIND) else f"{path}{_KIND}")
        self._screen.ask(partial(_write, self._screen.desk, self._path), self._on_written)

    def _on_written(self, count: int) -> None:
        words = ngettext(
            "{count} day saved in {place}. It says “Appointment” or “Reminder”, and no name.",
            "{count} days saved in {place}. They say “Appointment” or “Reminder”, and no name.",
            count,
        ).format(count=count, place=path_words(self._path))
        self._screen.view.banner.show_info(words)
        self._screen.context.announcer.say(words)
