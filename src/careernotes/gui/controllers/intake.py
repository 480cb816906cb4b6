"""Taking somebody on."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from careernotes.domain.growth import SignUp, code_signed
from careernotes.domain.ids import EngagementId
from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import ConflictFact, Engagement
from careernotes.domain.vocabulary import ChosenBy, Moment
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.controllers.undo_keeper import Undo
from careernotes.gui.models.wording import DIMENSION_WORDS, choices, long_day
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.intake import IntakeForm, IntakeView
from careernotes.gui.views.intake_cards import NO
from careernotes.gui.widgets.secret_clipboard import guarded
from careernotes.i18n import _, language, ngettext, noop
from careernotes.services.clashing import why
from careernotes.services.desk import Desk
from careernotes.services.mentees import (
    Intake,
    conflicts_for,
    intake,
    offer_alias,
    pass_on,
    taken_on,
    to_ask_about,
)
from careernotes.services.records import profile_of
from careernotes.services.views import WaitingLine
from careernotes.services.waiting_list import (
    TakenOff,
    put_back_on_list,
    put_on_list,
    take_off_list,
    waiting_list,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What the form begins with."""

    alias: str = field(repr=False)
    caseload: str
    signed: bool
    unit: str = field(repr=False)
    noted: tuple[ConflictFact, ...] = field(repr=False)
    waited: WaitingLine | None = field(default=None, repr=False)


def _read_start(desk: Desk, waiting: str) -> _Start:
    taken, limit = taken_on(desk)
    full = _("You have {count} mentees; your limit is {limit}.").format(count=taken, limit=limit)
    profile = profile_of(desk)
    lines = waiting_list(desk).lines if waiting else ()
    waited = next((line for line in lines if line.engagement_id == waiting), None)
    return _Start(
        alias=waited.alias if waited is not None else offer_alias(desk),
        caseload=full if taken >= limit else "",
        signed=code_signed(desk.store.all(SignUp), desk.code_version, desk.today),
        unit=profile.unit if profile is not None else "",
        noted=to_ask_about(desk),
        waited=waited,
    )


class IntakeController(DeskScreen):
    """Fills the form, looks for clashes while it is filled in, and goes on to the agreement."""

    title = noop("New mentee")
    rail = "people"
    view: IntakeView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._sent = False
        self._offered: IntakeForm | None = None
        self._clashes: tuple[ConflictFact, ...] = ()
        self._unit = ""
        self._waiting: EngagementId | None = None
        self._asked = ""
        self._full = False
        self.view = view = IntakeView(parent)
        view.submitted.connect(self._on_submitted)
        view.changed.connect(self._on_changed)
        view.close_answered.connect(self._show_conflicts)
        view.alias_asked.connect(self._on_alias_asked)
        view.copy_asked.connect(self._on_copy_asked)
        view.passed_on.connect(self._on_passed_on)
        view.taken_off.connect(self._on_taken_off)
        view.area_chosen.connect(self._on_area_chosen)

    def activated(self, waiting: str = "", **arguments: str) -> None:
        """Offers an alias and the groups of the kit; *waiting* is somebody on the waiting list."""
        del arguments
        self._asked = waiting
        self.view.show_choices(chosen_by=choices(ChosenBy), moment=choices(Moment))
        kit = self.desk.kit
        if kit is not None:
            self.view.show_country_rule(rule=kit.other_country_rule)
            shown = [name for name in DIMENSIONS if name in kit.segments]
            self.view.show_groups(
                [
                    (
                        name,
                        _(DIMENSION_WORDS[name]),
                        [(value.key, value.name.in_language(language())) for value in kit.segments[name]],
                    )
                    for name in shown
                ]
            )
        self.ask(partial(_read_start, self.desk, waiting), self._on_start)

    def _on_start(self, start: _Start) -> None:
        if not start.signed:
            # Nobody new before the code is signed: the one screen for that comes first.
            self.context.navigator.replace("sign", then="intake")
            return
        if start.waited is not None:
            self._waiting = start.waited.engagement_id
            self.view.show_waited(
                _("Asked on {day}, and waited since.").format(day=long_day(start.waited.since))
            )
            self.view.chosen_by.set_value(start.waited.chosen_by.value)
        self._unit = start.unit
        self.view.show_alias(start.alias)
        self.view.show_noted([fact.label for fact in start.noted])
        self.view.room_card.show_caseload(start.caseload)
        self._full = bool(start.caseload)
        self._show_conflicts()
        self._offered = self.view.form
        kept = self.context.navigator.half_filled.pop(self._half_key, None)
        if isinstance(kept, IntakeForm):
            self.view.show_form(kept)
            self._on_changed()

    def deactivated(self) -> None:
        """A form that was begun is there again when the mentor comes back, until the lock."""
        if self._offered is not None and not self._sent and self.view.form != self._offered:
            self.context.navigator.half_filled[self._half_key] = self.view.form

    @property
    def _half_key(self) -> str:
        return f"intake{self._asked}"

    def _on_alias_asked(self) -> None:
        self.ask(partial(offer_alias, self.desk), self.view.show_alias)

    def _on_changed(self) -> None:
        self.ask(partial(conflicts_for, self.desk, _asked(self.view.form)), self._on_conflicts)

    def _on_conflicts(self, facts: tuple[ConflictFact, ...]) -> None:
        self._clashes = facts
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        reasons = [why(fact) for fact in self._clashes]
        if self.view.form.close:
            reasons.append(_("This is one of the people you noted, or somebody close to one."))
        full = self._full and not reasons
        self.view.pass_on.words.setText(_no_room() if full else _too_close())
        if not reasons:
            self.view.show_conflict("")
            return
        said = " ".join(dict.fromkeys(reasons))
        self.view.show_conflict(
            _("{why} That may clash with this mentee's interest. You can pass on kindly.").format(why=said)
        )

    def _on_copy_asked(self) -> None:
        QApplication.clipboard().setMimeData(guarded(self.view.pass_on.words.text()))
        self.context.announcer.say(_("Copied; it leaves the clipboard in 30 seconds."))

    def _on_area_chosen(self, area: str) -> None:
        if area and self._unit:
            self.view.show_different_unit(different=area != self._unit)

    def _on_passed_on(self) -> None:
        self._sent = True
        if self._waiting is not None:
            self.ask(partial(take_off_list, self.desk, self._waiting, passed=True), self._on_off_list)
            return
        self.ask(partial(pass_on, self.desk), self._on_counted)

    def _on_taken_off(self) -> None:
        if self._waiting is not None:
            self._sent = True
            self.ask(partial(take_off_list, self.desk, self._waiting), self._on_off_list)

    def _on_off_list(self, gone: TakenOff) -> None:
        words = _("Passed on, and off the waiting list.") if gone.passed else _("Off the waiting list.")
        self.context.wishes.undoable.emit(Undo(words=words, call=partial(put_back_on_list, self.desk, gone)))
        self.leave_for("people")

    def _on_listed(self, _key: EngagementId) -> None:
        text = _("On the waiting list. Today says so when there is room.")
        self.context.announcer.say(text)
        self.leave_for("people", text)

    def _on_counted(self, count: int) -> None:
        text = ngettext(
            "Passed on kindly: {count} request so far. Nothing else is kept of it.",
            "Passed on kindly: {count} requests so far. Nothing else is kept of them.",
            count,
        ).format(count=count)
        self.context.announcer.say(text)
        self.leave_for("people", text)

    def _on_submitted(self) -> None:
        if self._sent:
            return
        form = self.view.form
        if not form.chosen_by:
            self.view.banner.show_to_do(_("Choose how this mentee came to you. Every answer is fine."))
            self.view.chosen_by.chips.focus_first()
            return
        if self.view.waits:
            self._sent = True
            call = partial(put_on_list, self.desk, form.alias, ChosenBy(form.chosen_by))
            self.ask(call, self._on_listed)
            return
        if not form.moment:
            self.view.banner.show_to_do(_("Choose the moment that fits best; you can change it later."))
            self.view.moment.chips.focus_first()
            return
        if self.view.room_card.is_open or form.room == NO:
            self.view.banner.show_to_do(_("Say whether there is room for one more, or pass this request on."))
            self.view.room_card.answer.chips.focus_first()
            return
        if self.view.rule_open:
            self.view.banner.show_to_do(
                _("Your programme matches across countries or parts: answer both, and say why if neither.")
            )
            self.view.focus_rule()
            return
        if self.view.close_open:
            self.view.banner.show_to_do(_("Say whether this is somebody you noted, or close to one."))
            self.view.closeness.chips.focus_first()
            return
        self._sent = True
        self.ask(partial(intake, self.desk, _asked(form), waiting=self._waiting), self._on_taken_on)

    def _on_failed(self, error: CareerNotesError) -> None:
        self._sent = False
        super()._on_failed(error)

    def _on_taken_on(self, engagement: Engagement) -> None:
        self.context.navigator.replace("agreement", engagement_id=engagement.engagement_id)


def _asked(form: IntakeForm) -> Intake:
    groups = dict(form.groups)
    return Intake(
        alias=form.alias,
        business_area=groups.get("business_area", ""),
        level_band=groups.get("level_band", ""),
        region=groups.get("region", ""),
        tenure_band=groups.get("tenure_band", ""),
        function_family=groups.get("function_family", ""),
        chosen_by=ChosenBy(form.chosen_by) if form.chosen_by else ChosenBy.MENTEE,
        moment=Moment(form.moment) if form.moment else Moment.FINDING_A_PATH,
        cross_country=form.cross_country,
        cross_unit=form.cross_unit,
        exception_reason=form.reason,
    )


def _no_room() -> str:
    return _(
        "Thank you for asking me. I have as many mentees as I can give real time to. "
        "Somebody else in the programme will be a better mentor for you; "
        "the coordinator helps you find them."
    )


def _too_close() -> str:
    return _(
        "Thank you for asking me. My own role is too close to yours for me to be free in what I say. "
        "Somebody else in the programme will be a better mentor for you; "
        "the coordinator helps you find them."
    )
