"""The list of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.people_words import person_row, waiting_row
from careernotes.gui.controllers.practice_keeper import PracticeKeeper
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.people import PeopleView
from careernotes.i18n import ngettext, noop
from careernotes.services.desk import Desk
from careernotes.services.overview import overview_of
from careernotes.services.people import people
from careernotes.services.views import PersonLine, Shield, WaitingList
from careernotes.services.waiting_list import waiting_list


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everybody:
    """The list, and who waits to come on it."""

    people: Sequence[PersonLine] = field(repr=False)
    waiting: WaitingList


def _read_everybody(desk: Desk) -> _Everybody:
    seen = overview_of(desk)
    return _Everybody(
        people=people(desk, include_closed=True, overview=seen), waiting=waiting_list(desk, overview=seen)
    )


class PeopleController(DeskScreen):
    """Shows everybody; Enter opens, Ctrl+Shift+N takes somebody on."""

    title = noop("Mentees")
    view: PeopleView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.view = PeopleView(parent)
        self.view.opened.connect(self._on_opened)
        self.view.new_asked.connect(self._on_new_asked)
        self.view.waiting_opened.connect(self._on_waiting_opened)
        self._practice = PracticeKeeper(self, self.view.practice)
        self._practice.made.connect(self._on_opened)
        self._practice.removed.connect(self._refresh)

    def activated(self, **arguments: str) -> None:
        """Asks for everybody."""
        del arguments
        self._refresh()

    def _refresh(self) -> None:
        self.ask(partial(_read_everybody, self.desk), self._on_everybody)

    def _on_everybody(self, found: _Everybody) -> None:
        self._on_people(found.people)
        waiting, today = found.waiting, self.desk.today
        room = bool(waiting.room)
        self.view.waiting.show_rows([waiting_row(line, today=today, room=room) for line in waiting.lines])

    def _on_waiting_opened(self, key: str) -> None:
        self.go("intake", waiting=key)

    def _on_people(self, lines: Sequence[PersonLine]) -> None:
        counted = sum(line.shield is Shield.COUNTED for line in lines)
        running = sum(line.engagement.is_open and not line.mentee.practice for line in lines)
        there = any(line.mentee.practice for line in lines)
        said = ngettext("{running} running relation", "{running} running relations", running)
        may = ngettext("{counted} may count in themes", "{counted} may count in themes", counted)
        subtitle = f"{said.format(running=running)}  ·  {may.format(counted=counted)}" if lines else ""
        today = self.desk.today
        self.view.show_people([person_row(line, today=today) for line in lines], subtitle=subtitle)
        self.view.practice.show_there(there=there)
        self.view.practice.setVisible(True)
        self.view.focus_list()

    def _on_opened(self, key: str) -> None:
        self.go("person", engagement_id=key)

    def _on_new_asked(self) -> None:
        self.go("intake")
