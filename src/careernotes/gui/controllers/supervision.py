"""Case discussions: shows those noted and notes another."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.growth import Supervision
from careernotes.domain.vocabulary import SupervisionKind
from careernotes.gui.controllers.noting_screen import NotingScreen
from careernotes.gui.controllers.shipped_words import discussion_passages
from careernotes.gui.models.wording import word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.supervision import NotedLine, SupervisionView
from careernotes.i18n import noop
from careernotes.services.checklists import record_periodic
from careernotes.services.desk import Desk
from careernotes.services.wording import day_text


def noted_discussions(desk: Desk) -> tuple[Supervision, ...]:
    """What was noted, newest first."""
    return tuple(sorted(desk.store.all(Supervision), key=lambda each: each.held_on, reverse=True))


class SupervisionController(NotingScreen):
    """The screen of case discussions."""

    title = noop("Case discussions")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        kinds = tuple((kind.value, word(kind)) for kind in SupervisionKind)
        self.view: SupervisionView = SupervisionView(parent, kinds=kinds, passages=discussion_passages())
        self.view.form.recorded.connect(self._on_recorded)

    def activated(self, **arguments: str) -> None:
        """Shows what was noted."""
        del arguments
        self.ask(partial(noted_discussions, self.desk), self._on_noted)

    def _on_noted(self, noted: Sequence[Supervision]) -> None:
        self.view.noted.show_lines(
            [
                NotedLine(
                    tag=day_text(each.held_on), text=each.takeaway or word(each.kind), remark=word(each.kind)
                )
                for each in noted
            ]
        )

    @Slot(str, str, str)
    def _on_recorded(self, day: str, kind: str, words: str) -> None:
        if (on := self.day_of_form(day)) is None:
            return
        chosen = SupervisionKind(kind) if kind else SupervisionKind.GROUP_CASE_DISCUSSION
        self.note(partial(record_periodic, self.desk, "P02", on, kind=chosen, note=words))
