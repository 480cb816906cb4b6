"""Making and removing the practice mentee, wherever its card stands."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.domain.ids import EngagementId
from careernotes.gui.controllers.offering_undo import offer_practice
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.views.practice_card import PracticeCard
from careernotes.i18n import _
from careernotes.services.practice import Dropped, drop_practice, start_practice


class PracticeKeeper(QObject):
    """Does what the card asks for.

    Signals:
        made: the relation with the practice mentee, to be opened.
        removed: it is gone.
    """

    made = Signal(str)
    removed = Signal()

    def __init__(self, screen: DeskScreen, card: PracticeCard) -> None:
        super().__init__(screen)
        self._screen = screen
        card.asked.connect(self._on_asked)
        card.removed.connect(self._on_remove)

    @Slot()
    def _on_asked(self) -> None:
        self._screen.ask(partial(start_practice, self._screen.desk), self._on_made)

    @Slot()
    def _on_remove(self) -> None:
        self._screen.ask(partial(drop_practice, self._screen.desk), self._on_removed)

    def _on_made(self, key: EngagementId) -> None:
        self._screen.context.announcer.say(_("The practice mentee is there."))
        self.made.emit(key)

    def _on_removed(self, dropped: Dropped) -> None:
        offer_practice(self._screen, dropped)
        self.removed.emit()
