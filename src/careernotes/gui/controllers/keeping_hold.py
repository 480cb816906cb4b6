"""A legal hold noted or lifted on a person's page."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.domain.ids import MenteeId
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import long_day
from careernotes.gui.views.keeping_hold import HoldCard
from careernotes.i18n import _, error_text
from careernotes.services import holding
from careernotes.services.desk import Desk
from careernotes.services.holding import Hold


def _hold_of(desk: Desk, mentee_id: MenteeId) -> Hold | None:
    return next((each for each in holding.holds(desk) if each.record_id == mentee_id), None)


class PersonHold(QObject):
    """Shows the hold on one person, and keeps what the mentor notes."""

    def __init__(self, screen: DeskScreen, card: HoldCard) -> None:
        super().__init__(screen)
        self._screen, self._card, self._mentee_id = screen, card, MenteeId("")
        card.hold_asked.connect(self._on_hold_asked)
        card.lift_asked.connect(self._on_lift_asked)

    def show(self, mentee_id: MenteeId) -> None:
        """Whose page this is."""
        self._mentee_id = mentee_id
        self._refresh()

    def _refresh(self, _kept: object = None) -> None:
        self._screen.ask(partial(_hold_of, self._screen.desk, self._mentee_id), self._on_hold)

    def _on_hold(self, held: Hold | None) -> None:
        if held is None:
            self._card.show_hold("", held=False)
            return
        text = _("Stays since {day}: {reference}. Nothing about them can be erased until it is lifted.")
        text = text.format(day=long_day(held.since), reference=held.reference)
        if held.asks_again(self._screen.desk.today):
            text = f"{text} {_('That is long ago: ask whether it still stands.')}"
        self._card.show_hold(text, held=True)

    @Slot(str)
    def _on_hold_asked(self, reference: str) -> None:
        call = partial(holding.hold, self._screen.desk, self._mentee_id, reference)
        self._screen.context.runner.submit(call, succeeded=self._on_held, failed=self._on_refused)

    def _on_held(self, _hold: object) -> None:
        self._screen.context.announcer.say(_("Held."))
        self._refresh()

    def _on_refused(self, error: CareerNotesError) -> None:
        self._card.show_problem(error_text(error))

    @Slot()
    def _on_lift_asked(self) -> None:
        self._screen.ask(partial(holding.lift, self._screen.desk, self._mentee_id), self._refresh)
