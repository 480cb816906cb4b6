"""Ending a relation from a person's page, and taking the end back."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.domain.ids import EngagementId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import EndReason
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.offering_undo import offer_change
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import capital, choices, long_day, word
from careernotes.gui.views.person_ending import EndingCard
from careernotes.i18n import _, error_text, ngettext
from careernotes.services.changes import Change
from careernotes.services.dates import Lean, parse_day
from careernotes.services.mentees import end_relation
from careernotes.services.reopening import ending_change, take_back_end


def end_reasons() -> list[tuple[str, str]]:
    """Every reason with its word; the one that says nothing comes first."""
    nothing = EndReason.NOT_SAID
    return [(nothing.value, capital(word(nothing))), *choices(EndReason, leave_out=(nothing,))]


def ended_words(engagement: Engagement) -> str:
    """Since when a relation has ended and why; nothing for one that runs."""
    if engagement.ended_on is None:
        return ""
    said = _("Ended on {day}").format(day=long_day(engagement.ended_on))
    reason = engagement.end_reason
    if reason is None or reason is EndReason.NOT_SAID:
        return f"{said}."
    return f"{said}: {word(reason)}."


class PersonEnding(QObject):
    """What the card "Closing" asks for.

    Signals:
        changed: the relation has ended, or runs again.
    """

    changed = Signal()

    def __init__(self, screen: DeskScreen, card: EndingCard) -> None:
        super().__init__(screen)
        self._screen, self._card = screen, card
        self._engagement: Engagement | None = None
        card.ended.connect(self._on_ended)
        card.taken_back.connect(self._on_taken_back)

    def show(self, engagement: Engagement, *, waiting: int) -> None:
        """Shows how the relation stands; *waiting* actions are open."""
        self._engagement = engagement
        if engagement.ended_on is not None:
            self._card.show_ended(" ".join((ended_words(engagement), _("Thank you for the time you gave."))))
            return
        open_words = ngettext(
            "{count} action is still open between you. It stays here, and leaves Today.",
            "{count} actions are still open between you. They stay here, and leave Today.",
            waiting,
        )
        self._card.show_running(open_words.format(count=waiting) if waiting else "")

    @Slot(str, str, bool)
    def _on_ended(self, typed: str, reason: str, early: bool) -> None:  # noqa: FBT001  a signal's argument
        day = self._day(typed)
        if day is None or self._engagement is None:
            self._card.show_problem(_("This is not a day. Write it like today, last thu or 3 jun."))
            return
        key, desk = self._engagement.engagement_id, self._screen.desk
        self._change(partial(end_relation, desk, key, reason=EndReason(reason), on=day, early=early), key)

    def _day(self, typed: str) -> dt.date | None:
        today = self._screen.desk.today
        return parse_day(typed, today, lean=Lean.PAST) if typed else today

    @Slot()
    def _on_taken_back(self) -> None:
        if self._engagement is not None:
            key = self._engagement.engagement_id
            self._change(partial(take_back_end, self._screen.desk, key), key)

    def _change(self, call: Callable[[], Engagement], key: EngagementId) -> None:
        changed = partial(ending_change, self._screen.desk, key, call)
        self._screen.context.runner.submit(changed, succeeded=self._on_kept, failed=self._on_refused)

    def _on_kept(self, change: Change) -> None:
        ended = any(isinstance(each, Engagement) and each.ended_on is not None for each in change.put)
        words = _("The relation has ended. Nothing was deleted.") if ended else _("The relation runs again.")
        offer_change(self._screen, words, change)
        self.changed.emit()

    def _on_refused(self, error: CareerNotesError) -> None:
        self._card.show_problem(error_text(error))
