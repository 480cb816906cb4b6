"""The third step of lead and trustee: their list of mentors."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from careernotes.gui.controllers.keeper_screen import KeeperScreen
from careernotes.i18n import _
from careernotes.services import keepers
from careernotes.services.keepers import MentorList


class MentorsStep(QObject):
    """What the cards "Enrol a mentor" and "Your list" ask for."""

    def __init__(self, screen: KeeperScreen) -> None:
        super().__init__(screen)
        self._screen, self._view = screen, screen.view
        self._known = 0
        self._view.enrol.asked.connect(self._on_enrol)
        self._view.mentors.end_asked.connect(self._on_end)
        self._view.mentors.print_asked.connect(self._on_print)

    def show(self) -> None:
        """Reads the list and shows it."""
        self._screen.run(partial(keepers.read_list, self._screen.keeper), self._on_list)

    def _on_list(self, found: MentorList) -> None:
        self._known = len(found.mentors)
        self._view.mentors.show_list(found.mentors, found.words)
        self._view.show_only(self._view.enrol, self._view.mentors)
        self._view.enrol.request.edit.setFocus()

    @Slot(str, str)
    def _on_enrol(self, path: str, words: str) -> None:
        call = partial(keepers.enrol, self._screen.keeper, Path(path).expanduser(), words)
        self._screen.run(call, self._on_enrolled)

    def _on_enrolled(self, found: MentorList) -> None:
        before = self._known
        self._view.enrol.begin_next()
        self._on_list(found)
        self._say(
            _("Enrolled. You can take the next one.")
            if len(found.mentors) > before
            else _("This mentor was on your list already.")
        )

    @Slot(str)
    def _on_end(self, words: str) -> None:
        self._screen.run(partial(keepers.take_off, self._screen.keeper, words), self._on_ended)

    def _on_ended(self, found: MentorList) -> None:
        self._on_list(found)
        self._say(_("Taken off your list. Tell the other keeper, who does the same."))

    @Slot(str)
    def _on_print(self, path: str) -> None:
        self._screen.run(partial(keepers.print_list, self._screen.keeper, Path(path)), self._on_printed)

    def _on_printed(self, found: MentorList) -> None:
        self._on_list(found)
        self._say(_("The list is there. Print it, write the names on it, and keep it locked away."))

    def _say(self, text: str) -> None:
        self._view.banner.show_info(text)
        self._screen.context.announcer.say(text)
