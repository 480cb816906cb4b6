"""Noting a kick-off, and the personal note for a mentee who was not met there."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.gui.controllers.agreed_paper import Papers
from careernotes.gui.controllers.noting_screen import NotingScreen
from careernotes.gui.paper import Both, Sheet
from careernotes.gui.views.kick_off import KickOffCard
from careernotes.i18n import LANGUAGES, _, spoken_in
from careernotes.services.dates import Lean, parse_day
from careernotes.services.kick_off import note_kick_off
from careernotes.services.wording import day_text


class KickOffKeeper(QObject):
    """Serves the card on one visit."""

    def __init__(self, screen: NotingScreen, card: KickOffCard) -> None:
        super().__init__(screen)
        self._screen, self._card = screen, card
        context = screen.context
        self.papers = Papers(
            self, context.runner, screen.view.banner, note_sheets, announcer=context.announcer,
            name=_("A word to begin with"),
        )  # fmt: skip
        card.noted.connect(self._on_noted)
        card.page_asked.connect(self.papers.save)

    def show_days(self, days: tuple[dt.date, ...]) -> None:
        """Shows the kick-offs noted so far."""
        if days:
            said = _("You were there on {days}.").format(days=", ".join(day_text(day) for day in days))
        else:
            said = _("Not noted yet. If you cannot be there, a personal note to your mentee does the same.")
        self._card.show_state(said)

    @Slot(str)
    def _on_noted(self, typed: str) -> None:
        today = self._screen.context.clock.today()
        on = parse_day(typed, today, lean=Lean.PAST) if typed.strip() else today
        if on is None:
            self._card.show_day_problem()
        else:
            self._screen.note(partial(note_kick_off, self._screen.desk, on))


def note_sheets() -> tuple[Sheet, ...]:
    """The personal note in both languages; nobody is named on it."""
    titles, lines = [], []
    for each in LANGUAGES:
        with spoken_in(each):
            titles.append(_("A word to begin with"))
            lines.append(_note())
    signed = []
    for each in LANGUAGES:
        with spoken_in(each):
            signed.append(_("Mentor"))
    pairs = tuple(zip(*lines, strict=True))
    return (
        Sheet(
            title=(titles[0], titles[1]),
            parts=(Both(heading=("", ""), lines=pairs),),
            sign=(" / ".join(dict.fromkeys(signed)),),
        ),
    )


def _note() -> tuple[str, ...]:
    return (
        _("We have not met yet, and I look forward to it: I am going to be your mentor."),
        _("What we say stays between us, within the limits we go through together when we first meet."),
        _("You choose what we talk about. My first question will be: what would make this worth your time?"),
        _("I would like to meet you in the next weeks. Would this suit you?  ______________________"),
    )
