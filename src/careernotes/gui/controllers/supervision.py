"""Case discussions: shows those noted and notes another."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.growth import Supervision
from careernotes.domain.vocabulary import SupervisionKind
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.noted_days import day_typed
from careernotes.gui.controllers.shipped_words import discussion_passages
from careernotes.gui.models.wording import word
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.supervision import NotedLine, SupervisionView
from careernotes.i18n import _, error_text, noop
from careernotes.services.checklists import record_periodic
from careernotes.services.desk import Desk
from careernotes.services.wording import day_text


def noted_discussions(desk: Desk) -> tuple[Supervision, ...]:
    """What was noted, newest first."""
    return tuple(sorted(desk.store.all(Supervision), key=lambda each: each.held_on, reverse=True))


class SupervisionController(ScreenController):
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
        self._refresh()

    def _refresh(self) -> None:
        call = partial(noted_discussions, self.context.open_desk)
        self.context.runner.submit(call, succeeded=self._on_noted, failed=self._on_failed)

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
        on = day_typed(day, self.context.clock.today())
        if on is None:
            self.view.form.show_day_problem()
            return
        chosen = SupervisionKind(kind) if kind else SupervisionKind.GROUP_CASE_DISCUSSION
        call = partial(record_periodic, self.context.open_desk, "P02", on, kind=chosen, note=words)
        self.context.runner.submit(call, succeeded=self._on_saved, failed=self._on_failed)

    def _on_saved(self, _answer: object) -> None:
        self.view.banner.clear()
        self.view.form.clear()
        self.context.announcer.say(_("Noted."))
        self._refresh()

    def _on_failed(self, error: CareerNotesError) -> None:
        self.view.banner.show_error(error_text(error))
