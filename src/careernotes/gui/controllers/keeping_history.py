"""Fills the part "What happened here" of the settings."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.models.wording import day_and_weekday
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.keeping_history import HistoryCard
from careernotes.i18n import _, error_text, ngettext
from careernotes.services.history import (
    History,
    ReceiptCheck,
    find_receipt,
    history,
    is_whole,
    receipt_sentence,
)


def _moment(at: dt.datetime, today: dt.date) -> str:
    return f"{day_and_weekday(at.date(), today=today)} {at:%H:%M}"


class HistoryKeeper(QObject):
    """Shows the trail and checks it when asked."""

    def __init__(self, context: SessionContext, card: HistoryCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card, self._entries = context, card, 0
        card.check_asked.connect(self._on_check_asked)
        card.looked_up.connect(self._on_looked_up)

    def begin(self) -> None:
        """Asks for the newest lines."""
        call = partial(history, self._context.open_desk)
        self._context.runner.submit(call, succeeded=self._on_history, failed=self._on_failed)

    def _on_history(self, shown: History) -> None:
        self._entries, today = shown.entries, self._context.open_desk.today
        self._card.show_history(
            [f"{_moment(each.at, today)}  ·  {each.words}" for each in shown.lines],
            shown.receipt,
        )

    @Slot()
    def _on_check_asked(self) -> None:
        call = partial(is_whole, self._context.open_desk)
        self._context.runner.submit(call, succeeded=self._on_checked, failed=self._on_failed)

    def _on_checked(self, first_wrong: int | None) -> None:
        if first_wrong is None:
            text = ngettext(
                "The list is whole: {count} line, sealed.",
                "The list is whole: {count} lines, each sealed to the one before.",
                self._entries,
            ).format(count=self._entries)
        else:
            text = _("The list was changed outside the program, from line {number} on.").format(
                number=first_wrong
            )
        self._card.show_verdict(text, whole=first_wrong is None)
        self._context.announcer.say(text)

    @Slot(str)
    def _on_looked_up(self, typed: str) -> None:
        call = partial(find_receipt, self._context.open_desk, typed)
        self._context.runner.submit(call, succeeded=self._on_found, failed=self._on_not_found)

    def _on_found(self, check: ReceiptCheck) -> None:
        today = self._context.open_desk.today
        text = receipt_sentence(check, _moment(check.line.at, today) if check.line is not None else "")
        self._card.show_verdict(text, whole=check.line is not None and check.first_wrong is None)
        self._context.announcer.say(text)

    def _on_not_found(self, error: CareerNotesError) -> None:
        self._card.show_not_words(error_text(error))

    def _on_failed(self, error: CareerNotesError) -> None:
        self._card.show_verdict(error_text(error), whole=False)
