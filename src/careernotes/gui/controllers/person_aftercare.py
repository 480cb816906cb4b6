"""Aftercare on a person's page: who listens now, and the checks the mentee said yes to."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from careernotes.domain.ids import RecordId
from careernotes.domain.journey import Aftercare
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_bar import UndoBar
from careernotes.gui.models.rows import Tag
from careernotes.gui.models.wording import short_day
from careernotes.gui.views.act_rows import ActItem
from careernotes.gui.views.person_aftercare import AftercareCard
from careernotes.i18n import _, ngettext
from careernotes.services.closing import note_check


class PersonAftercare(QObject):
    """What the card "Afterwards" asks for."""

    def __init__(self, screen: DeskScreen, card: AftercareCard, bar: UndoBar) -> None:
        super().__init__(screen)
        self._screen, self._card, self._bar = screen, card, bar
        card.checked.connect(self._on_checked)

    def show(self, agreed: Sequence[Aftercare], *, may_ask: bool) -> None:
        """Shows what was agreed; a check nobody said yes to any more is not offered."""
        today = self._screen.desk.today
        shown = [each for each in agreed if not each.months or each.done_on or may_ask]
        self._card.show_checks([_item(each, today) for each in shown])

    def _on_checked(self, key: str, heard: str) -> None:
        call = partial(note_check, self._screen.desk, RecordId(key), heard)
        self._bar.change(call, _("Noted."), problem=self._card.show_problem, then=self._card.close_form)


def _item(each: Aftercare, today: dt.date) -> ActItem:
    if not each.months:
        return ActItem(key=each.aftercare_id, about=True, title=_("Who listens next"), detail=each.text)
    title = ngettext("After {count} month", "After {count} months", each.months).format(count=each.months)
    day = short_day(each.due_on, today=today)
    if each.done_on is not None:
        said = _("asked on {day}").format(day=short_day(each.done_on, today=today))
        return ActItem(key=each.aftercare_id, about=True, title=title, detail=said, remark=each.text)
    due = each.due_on <= today
    return ActItem(
        key=each.aftercare_id,
        title=title,
        detail=_("from {day}").format(day=day),
        tags=(Tag(text=_("due now"), kind="warning"),) if due else (),
        acts=(("check", _("I asked…")),) if due else (),
    )
