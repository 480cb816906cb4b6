"""My growth: how each promise stands, and noting that one was kept."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.growth import SignUp, Training
from careernotes.domain.journey import HelpRole
from careernotes.domain.vocabulary import Effect, SessionStatus, TrainingModule
from careernotes.gui.controllers.kick_off import KickOffKeeper
from careernotes.gui.controllers.noting_screen import NotingScreen
from careernotes.gui.models.wording import capital, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.growth import GrowthView
from careernotes.gui.views.supervision import NotedLine
from careernotes.i18n import _, language, noop
from careernotes.services.checklists import record_periodic
from careernotes.services.desk import Desk
from careernotes.services.kick_off import kick_offs
from careernotes.services.own_log import OwnLog, own_log
from careernotes.services.periodic import PeriodicRecord, periodic_states
from careernotes.services.views import PeriodicLine
from careernotes.services.wording import day_text

K = TypeVar("K", bound=Enum)
_SIGN_UP, _DISCUSSION = "P01", "P02"
# What can be noted with one press; courses and discussions have a form of their own.
_PRESSED = {
    _SIGN_UP: noop("Read it and sign…"),
    _DISCUSSION: noop("Note one…"),
    "P05": noop("Done today"),
    "P06": noop("Done today"),
    "P07": noop("Done today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What the screen shows."""

    states: tuple[PeriodicLine, ...]
    courses: tuple[Training, ...]
    signatures: tuple[SignUp, ...]
    log: OwnLog
    kick_offs: tuple[dt.date, ...]


def read_growth(desk: Desk) -> Growth:
    """Everything the screen shows, read in one go."""
    return Growth(
        states=periodic_states(desk),
        courses=desk.store.all(Training),
        signatures=desk.store.all(SignUp),
        log=own_log(desk),
        kick_offs=kick_offs(desk),
    )


def keep_promise(desk: Desk, item_id: str) -> PeriodicRecord:
    """Notes that *item_id* was done today."""
    return record_periodic(desk, item_id, desk.today)


class GrowthController(NotingScreen):
    """The mentor's own screen."""

    title = noop("My growth")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        modules = tuple((module.value, word(module)) for module in TrainingModule)
        self.view: GrowthView = GrowthView(parent, modules=modules)
        self.view.done_today.connect(self._on_done_today)
        self._kick_off = KickOffKeeper(self, self.view.kick_off)
        self.view.form.recorded.connect(self._on_course)

    def activated(self, **arguments: str) -> None:
        """Shows how each promise stands."""
        del arguments
        self.ask(partial(read_growth, self.desk), self._on_read)

    def _on_read(self, growth: Growth) -> None:
        spoken = language()
        self.view.show_states(
            [
                (
                    state.item.item_id,
                    _state_line(state),
                    state.item.why.in_language(spoken),
                    _(_PRESSED[state.item.item_id]) if state.item.item_id in _PRESSED else "",
                )
                for state in growth.states
            ]
        )
        lines = [
            (each.completed_on, NotedLine(tag=day_text(each.completed_on), text=word(each.module)))
            for each in growth.courses
        ]
        lines += [
            (each.signed_on, NotedLine(tag=day_text(each.signed_on), text=_("Code of ethics signed")))
            for each in growth.signatures
        ]
        lines.sort(key=lambda pair: pair[0], reverse=True)
        self.view.courses.show_lines([line for _day, line in lines])
        self._kick_off.show_days(growth.kick_offs)
        log = growth.log
        self.view.meetings.show_counts(_counts(SessionStatus, log.meetings, log.meetings_ever))
        self.view.roles.show_counts(_counts(HelpRole, log.roles, log.roles_ever))

    @Slot(str)
    def _on_done_today(self, item_id: str) -> None:
        if item_id == _SIGN_UP:
            self.go("sign")
            return
        if item_id == _DISCUSSION:
            self.go("supervision")
            return
        self.note(partial(keep_promise, self.desk, item_id))

    @Slot(str, str, str)
    def _on_course(self, day: str, module: str, certificate: str) -> None:
        if (on := self.day_of_form(day)) is None:
            return
        chosen = TrainingModule(module) if module else TrainingModule.MENTOR_ELEARNING
        self.note(partial(record_periodic, self.desk, "P03", on, module=chosen, note=certificate))


def _counts(kind: type[Enum], now: Counter[K], ever: Counter[K]) -> list[list[str]]:
    """A row for each value that was ever counted, in the order of its list."""
    found = {each: (now[each], total) for each, total in ever.items()}
    return [
        [capital(word(each)), *(str(number) for number in found[each])] for each in kind if each in found
    ]


def _state_line(state: PeriodicLine) -> NotedLine:
    if state.holds:
        tag, kind = (_("due soon"), "warning") if state.soon else (_("in order"), "calm")
    elif state.effect is Effect.BLOCK:
        tag, kind = _("stops you"), "danger"
    else:
        tag, kind = _("overdue"), "warning"
    return NotedLine(tag=tag, text=state.text, kind=kind)
