"""What the mentee asked for, on their page: noted, made sure of, and settled."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from careernotes.domain.asked import Wanted
from careernotes.domain.ids import EngagementId
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.rows import Tag
from careernotes.gui.models.wording import long_day, short_day
from careernotes.gui.views.act_rows import ActItem
from careernotes.gui.views.person_requests import ASKED, SETTLED, SURE, RequestsCard
from careernotes.i18n import _, ngettext, noop
from careernotes.services.requests import Request, make_sure, note_request, open_requests, settle

_USED = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod}
_TITLES = {Wanted.COPY: noop("A copy of what you keep"), Wanted.ERASING: noop("To be erased")}


class PersonRequests(QObject):
    """What the card "What they asked for" asks for.

    Signals:
        begun: somebody came for this; it is still waiting.
    """

    begun = Signal(str)

    def __init__(self, screen: DeskScreen, card: RequestsCard, bar: UndoBar) -> None:
        super().__init__(screen)
        self._screen, self._card, self._bar = screen, card, bar
        self._key, self._wanted = EngagementId(""), ""
        card.acted.connect(self._on_acted)

    def show(self, key: EngagementId) -> None:
        """Whose page this is."""
        self._key = key
        self._screen.ask(partial(open_requests, self._screen.desk, key), self._on_read)

    def come_for(self, wanted: str) -> None:
        """Which request the page is opened for, this once: not on the way back, nor after a lock."""
        self._wanted, program = wanted, QCoreApplication.instance()
        here = self._screen.context.navigator.here
        if here is not None:
            here[1].pop("wanted", None)
        if wanted and program is not None:
            program.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: whoever does something else meanwhile keeps the keyboard."""
        if event.type() in _USED:
            self._come()
        return False

    def _come(self) -> str:
        """What the page was opened for; nothing the next time."""
        program = QCoreApplication.instance()
        if program is not None:
            program.removeEventFilter(self)
        wanted, self._wanted = self._wanted, ""
        return wanted

    @Slot()
    def copied(self) -> None:
        """They have their copy."""
        call = partial(settle, self._screen.desk, self._key, Wanted.COPY)
        self._screen.ask(call, self._on_settled)

    def _on_settled(self, _change: object) -> None:
        self.show(self._key)

    def _on_read(self, found: Sequence[Request]) -> None:
        there, today = {each.wanted: each for each in found}, self._screen.desk.today
        self._card.show_requests([request_item(wanted, there.get(wanted), today) for wanted in Wanted])
        wanted = self._come()
        if wanted in {each.value for each in there}:
            self.begun.emit(wanted)

    def _on_acted(self, key: str, act: str) -> None:
        done = {
            ASKED: (note_request, _("Noted: they asked.")),
            SURE: (make_sure, _("Noted: it is they who ask.")),
            SETTLED: (settle, _("Nothing waits any more.")),
        }
        call, said = done[act]
        self._bar.change(partial(call, self._screen.desk, self._key, Wanted(key)), said)


def request_item(wanted: Wanted, request: Request | None, today: dt.date) -> ActItem:
    """One row: nothing asked, or since when, until when, and whether it is sure who asked."""
    if request is None:
        return ActItem(key=wanted.value, title=_(_TITLES[wanted]), acts=((ASKED, _("They asked for it")),))
    asked = _("Asked on {day}.").format(day=long_day(request.asked_on))
    unsure = _("Make sure that it is they who ask, before anything is handed over or erased.")
    sure = ((SURE, _("I made sure")),) if not request.sure else ()
    return ActItem(
        key=wanted.value,
        title=_(_TITLES[wanted]),
        detail=f"{asked} {until_words(request, today)}",
        remark="" if request.sure else unsure,
        tags=(Tag(text=_("due now"), kind="warning"),) if request.due_on <= today else (),
        acts=(*sure, (SETTLED, _("They thought again"))),
    )


def until_words(request: Request, today: dt.date) -> str:
    """The day that counts, and how far away it is."""
    left, day = (request.due_on - today).days, short_day(request.due_on, today=today)
    if request.wanted is Wanted.COPY:
        days = ngettext("{count} day left", "{count} days left", max(left, 0)).format(count=max(left, 0))
        return _("Give it by {day}: {days}.").format(day=day, days=days)
    if left > 0:
        told = _(
            "Wait until {day}, in case they think again; when they mean now, erase it now. It does not go by"
            " itself: from that day on Today says that it is due."
        )
        return told.format(day=day)
    return _(
        "The week to think is over: erase it below. It does not go by itself, because your passphrase is"
        " needed for it."
    )
