"""My growth: how each promise stands, and noting that one was kept."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.domain.growth import SignUp, Training
from careernotes.domain.vocabulary import Effect, TrainingModule
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.noted_days import day_typed
from careernotes.gui.models.wording import word
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.growth import GrowthView
from careernotes.gui.views.supervision import NotedLine
from careernotes.i18n import _, error_text, language, noop
from careernotes.services.checklists import record_periodic
from careernotes.services.desk import Desk
from careernotes.services.first_steps import sign_code
from careernotes.services.periodic import periodic_states
from careernotes.services.views import PeriodicLine
from careernotes.services.wording import day_text

_SIGN_UP, _DISCUSSION = "P01", "P02"
# What can be noted with one press; courses and discussions have a form of their own.
_PRESSED = {
    _SIGN_UP: noop("Sign again"),
    _DISCUSSION: noop("Note one…"),
    "P05": noop("Done today"),
    "P06": noop("Done today"),
    "P07": noop("Done today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What the screen shows."""

    states: tuple[PeriodicLine, ...]
    courses: tuple[Training, ...]
    signatures: tuple[SignUp, ...]


def read_growth(desk: Desk) -> Growth:
    """Everything the screen shows, read in one go."""
    return Growth(
        states=periodic_states(desk),
        courses=desk.store.all(Training),
        signatures=desk.store.all(SignUp),
    )


def keep_promise(desk: Desk, item_id: str) -> None:
    """Notes that *item_id* was done today."""
    if item_id == _SIGN_UP:
        sign_code(desk)
    else:
        record_periodic(desk, item_id, desk.today)


class GrowthController(ScreenController):
    """The mentor's own screen."""

    title = noop("My growth")

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        modules = tuple((module.value, word(module)) for module in TrainingModule)
        self.view: GrowthView = GrowthView(parent, modules=modules)
        self.view.done_today.connect(self._on_done_today)
        self.view.form.recorded.connect(self._on_course)

    def activated(self, **arguments: str) -> None:
        """Shows how everything stands."""
        del arguments
        self._refresh()

    def _refresh(self) -> None:
        call = partial(read_growth, self.context.open_desk)
        self.context.runner.submit(call, succeeded=self._on_read, failed=self._on_failed)

    def _on_read(self, growth: Growth) -> None:
        spoken = language()
        self.view.show_states(
            [
                (
                    state.item.item_id,
                    _state_line(state),
                    state.item.why.in_language(spoken),
                    _(_PRESSED[state.item.item_id]) if state.item.item_id in _PRESSED else "",
                )
                for state in growth.states
            ]
        )
        lines = [
            (each.completed_on, NotedLine(tag=day_text(each.completed_on), text=word(each.module)))
            for each in growth.courses
        ]
        lines += [
            (each.signed_on, NotedLine(tag=day_text(each.signed_on), text=_("Code of ethics signed")))
            for each in growth.signatures
        ]
        lines.sort(key=lambda pair: pair[0], reverse=True)
        self.view.courses.show_lines([line for _day, line in lines])

    @Slot(str)
    def _on_done_today(self, item_id: str) -> None:
        if item_id == _DISCUSSION:
            self.context.navigator.go("supervision")
            return
        call = partial(keep_promise, self.context.open_desk, item_id)
        self.context.runner.submit(call, succeeded=self._on_saved, failed=self._on_failed)

    @Slot(str, str, str)
    def _on_course(self, day: str, module: str, certificate: str) -> None:
        on = day_typed(day, self.context.clock.today())
        if on is None:
            self.view.form.show_day_problem()
            return
        chosen = TrainingModule(module) if module else TrainingModule.MENTOR_ELEARNING
        call = partial(record_periodic, self.context.open_desk, "P03", on, module=chosen, note=certificate)
        self.context.runner.submit(call, succeeded=self._on_saved, failed=self._on_failed)

    def _on_saved(self, _answer: object) -> None:
        self.view.banner.clear()
        self.view.form.clear()
        self.context.announcer.say(_("Noted."))
        self._refresh()

    def _on_failed(self, error: CareerNotesError) -> None:
        self.view.banner.show_error(error_text(error))


def _state_line(state: PeriodicLine) -> NotedLine:
    if state.holds:
        tag, kind = (_("due soon"), "warning") if state.soon else (_("in order"), "calm")
    elif state.effect is Effect.BLOCK:
        tag, kind = _("stops you"), "danger"
    else:
        tag, kind = _("overdue"), "warning"
    return NotedLine(tag=tag, text=state.text, kind=kind)
