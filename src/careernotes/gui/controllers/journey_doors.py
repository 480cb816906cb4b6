"""The doors of a journey: kept by the card, gated by the mentee's yes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from careernotes.domain.goals import SponsorAct
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.vocabulary import SponsorActKind, SponsorStatus
from careernotes.gui.controllers.journey_rows import door_items
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.views.journey_doors import DROP, DoorsCard
from careernotes.i18n import _
from careernotes.services import doors
from careernotes.services.changes import Change


class JourneyDoors(QObject):
    """What the card "Doors opened" asks for."""

    def __init__(self, screen: DeskScreen, card: DoorsCard, bar: UndoBar) -> None:
        super().__init__(screen)
        self._screen, self._card, self._bar = screen, card, bar
        self._key = EngagementId("")
        card.proposed.connect(self._on_proposed)
        card.allowed.connect(self._on_allowed)
        card.changed.connect(self._on_changed)

    def show(self, key: EngagementId, acts: Sequence[SponsorAct]) -> None:
        """Shows the doors of one relation."""
        self._key = key
        self._card.show_doors(door_items(acts, today=self._screen.desk.today))

    def _on_proposed(self, kind: str, target: str) -> None:
        call = partial(doors.propose, self._screen.desk, self._key, SponsorActKind(kind), target)
        self._typed(call, _("The idea is kept. Ask before you do anything."))

    def _on_allowed(self, key: str, may_say: str) -> None:
        call = partial(doors.allow, self._screen.desk, RecordId(key), may_say)
        self._typed(call, _("The yes is kept, with what may be said."))

    def _typed(self, call: partial[Change], said: str) -> None:
        self._bar.change(call, said, problem=self._card.show_problem, then=self._card.close_forms)

    def _on_changed(self, key: str, act: str) -> None:
        desk = self._screen.desk
        if act == DROP:
            self._bar.change(partial(doors.drop_door, desk, RecordId(key)), _("The idea is let go."))
            return
        status = SponsorStatus(act)
        said = (
            _("Back to an idea.") if status is SponsorStatus.PROPOSED else _("Noted; it counts in My growth.")
        )
        self._bar.change(partial(doors.set_door, desk, RecordId(key), status), said)
