"""Fills the part "What happened here" of the settings."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.errors import CareerNotesError
from careernotes.gui.models.wording import day_and_weekday
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.keeping_history import HistoryCard
from careernotes.i18n import _, error_text, ngettext
from careernotes.services.history import History, history, is_whole


class HistoryKeeper(QObject):
    """Shows the trail and checks it when asked."""

    def __init__(self, context: SessionContext, card: HistoryCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card, self._entries = context, card, 0
        card.check_asked.connect(self._on_check_asked)

    def begin(self) -> None:
        """Asks for the newest lines."""
        call = partial(history, self._context.open_desk)
        self._context.runner.submit(call, succeeded=self._on_history, failed=self._on_failed)

    def _on_history(self, shown: History) -> None:
        self._entries, today = shown.entries, self._context.open_desk.today
        self._card.show_history(
            [
                f"{day_and_weekday(each.at.date(), today=today)} {each.at:%H:%M}  ·  {each.words}"
                for each in shown.lines
            ],
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

    def _on_failed(self, error: CareerNotesError) -> None:
        self._card.show_verdict(error_text(error), whole=False)
