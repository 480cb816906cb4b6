"""What the screens share on which a mentor notes a thing done: the day typed, a word when kept, and again."""

import datetime as dt
from collections.abc import Callable

from careernotes.gui.controllers.offering_undo import offer_noted
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.views.growth import GrowthView
from careernotes.gui.views.supervision import SupervisionView
from careernotes.services.dates import Lean, parse_day
from careernotes.services.periodic import PeriodicRecord


class NotingScreen(DeskScreen):
    """A screen with a list of things done and one line to note another; shown again once one is noted."""

    view: GrowthView | SupervisionView

    def note(self, call: Callable[[], PeriodicRecord]) -> None:
        """Runs *call* on the lane; once kept, says so, empties the line and reads everything again. Undo
        takes out again what it kept.
        """
        self.ask_once(call, self._on_saved)

    def day_of_form(self, typed: str) -> dt.date | None:
        """The day *typed*, today for nothing; None, said beside the line, when it is no day to note."""
        today = self.context.clock.today()
        on = parse_day(typed, today, lean=Lean.PAST) if typed.strip() else today
        if on is None:
            self.view.form.show_day_problem()
        return on

    def _on_saved(self, record: PeriodicRecord) -> None:
        self.view.banner.clear()
        self.view.form.clear()
        offer_noted(self, record)
        self.activated()
