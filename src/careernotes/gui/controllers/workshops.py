"""Career workshops: notes one by counts alone, shows them, takes one away and puts it back."""

from functools import partial

from PySide6.QtWidgets import QWidget

from careernotes.domain.ids import RecordId
from careernotes.domain.vocabulary import Mode
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.models.rows import Row
from careernotes.gui.models.wording import choices, short_day, word
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.workshops import WorkshopsView
from careernotes.i18n import _, language, ngettext, noop
from careernotes.services.dates import Lean, parse_day
from careernotes.services.workshops import (
    LONGEST_MINUTES,
    MOST_PEOPLE,
    Workshop,
    Workshops,
    note_workshop,
    put_workshop,
    remove_workshop,
    workshops,
)

_USUAL_PEOPLE, _USUAL_MINUTES = 10, 60


class WorkshopsController(DeskScreen):
    """The screen of workshops."""

    title = noop("Career workshops")
    rail = "growth"
    view: WorkshopsView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        groups = {group.group_id: group.name.in_language(language()) for group in self.desk.taxonomy.groups}
        self._groups: dict[str, str] = {str(key): name for key, name in groups.items()}
        self.view = WorkshopsView(
            parent,
            topics=list(self._groups.items()),
            modes=choices(Mode),
            most=(MOST_PEOPLE, LONGEST_MINUTES),
        )
        self.view.people.set_value(_USUAL_PEOPLE)
        self.view.minutes.set_value(_USUAL_MINUTES)
        self.view.mode.set_value(Mode.IN_PERSON.value)
        self.view.noted.connect(self._on_asked)
        self.view.removed.connect(self._on_removed)

    def activated(self, **arguments: str) -> None:
        """Asks for those noted."""
        del arguments
        self.ask(partial(workshops, self.desk), self._on_held)

    def _on_held(self, held: Workshops) -> None:
        total = ngettext(
            "{count} workshop this year, {people} people in all.",
            "{count} workshops this year, {people} people in all.",
            held.count,
        ).format(count=held.count, people=held.people)
        words = total if held.held else _("None yet.")
        self.view.show_held(words, [self._row(each) for each in held.held])

    def _row(self, each: Workshop) -> Row:
        came = ngettext("{count} person", "{count} people", each.people).format(count=each.people)
        length = ngettext("{count} minute", "{count} minutes", each.minutes).format(count=each.minutes)
        return Row(
            key=each.workshop_id,
            title=self._groups.get(each.topic, each.topic),
            detail=f"{came}  ·  {length}  ·  {word(each.mode)}",
            end=short_day(each.held_on, today=self.desk.today),
        )

    def _on_asked(self) -> None:
        view = self.view
        day = parse_day(view.day.text() or _("today"), self.desk.today, lean=Lean.PAST)
        if day is None or day > self.desk.today:
            view.show_day_problem()
            return
        call = partial(
            note_workshop,
            self.desk,
            held_on=day,
            topic=view.topic.value,
            people=view.people.value,
            minutes=view.minutes.value,
            mode=Mode(view.mode.value),
        )
        self.ask_once(call, self._on_noted)

    def _on_noted(self, _made: object) -> None:
        self.view.banner.clear()
        self.view.clear()
        self.context.announcer.say(_("Noted."))
        self.activated()

    def _on_removed(self, key: str) -> None:
        self.ask(partial(remove_workshop, self.desk, RecordId(key)), self._on_gone)

    def _on_gone(self, gone: Workshop | None) -> None:
        if gone is not None:
            call = partial(put_workshop, self.desk, gone)
            self.context.wishes.undoable.emit(Undo(words=_("Workshop taken away."), call=call))
        self.activated()
