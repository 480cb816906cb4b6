"""Taking somebody on."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from careernotes.domain.kit import DIMENSIONS
from careernotes.domain.mentees import ConflictFact, Engagement
from careernotes.domain.vocabulary import ChosenBy, ConflictKind, Effect, Moment
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.models.wording import DIMENSION_WORDS, choices
from careernotes.gui.navigation import SessionContext
from careernotes.gui.views.intake import IntakeForm, IntakeView
from careernotes.gui.widgets.secret_clipboard import guarded
from careernotes.i18n import _, language, noop
from careernotes.services.desk import Desk
from careernotes.services.mentees import Intake, conflicts_for, intake, offer_alias, to_ask_about
from careernotes.services.periodic import periodic_states

_CASELOAD = "P04"
_WHY = {
    ConflictKind.LINE: noop("You work in the same line."),
    ConflictKind.PANEL: noop("You sit on a panel that decides about this part of the organisation."),
    ConflictKind.RECRUITER: noop("You recruit for this part of the organisation."),
    ConflictKind.RELATIVE: noop("You are close to somebody this touches."),
    ConflictKind.VACANCY: noop("You have a vacancy in this part of the organisation."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What the form begins with."""

    alias: str = field(repr=False)
    caseload: str
    noted: tuple[ConflictFact, ...] = field(repr=False)


def _read_start(desk: Desk) -> _Start:
    caseload = next((line for line in periodic_states(desk) if line.item.item_id == _CASELOAD), None)
    over = caseload is not None and not caseload.holds and caseload.effect is Effect.WARN
    return _Start(
        alias=offer_alias(desk),
        caseload=caseload.text if caseload is not None and over else "",
        noted=to_ask_about(desk),
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
        self.view = view = IntakeView(parent)
        view.submitted.connect(self._on_submitted)
        view.changed.connect(self._on_changed)
        view.close_answered.connect(self._show_conflicts)
        view.alias_asked.connect(self._on_alias_asked)
        view.copy_asked.connect(self._on_copy_asked)

    def activated(self, **arguments: str) -> None:
        """Offers an alias and the groups of the kit."""
        del arguments
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
        self.ask(partial(_read_start, self.desk), self._on_start)

    def _on_start(self, start: _Start) -> None:
        self.view.show_alias(start.alias)
        self.view.show_noted([fact.label for fact in start.noted])
        self.view.show_caseload(
            _("{caseload} You may go on; think about whether you have the time.").format(
                caseload=start.caseload
            )
            if start.caseload
            else ""
        )
        self._offered = self.view.form
        kept = self.context.navigator.half_filled.pop("intake", None)
        if isinstance(kept, IntakeForm):
            self.view.show_form(kept)
            self._on_changed()

    def deactivated(self) -> None:
        """A form that was begun is there again when the mentor comes back, until the lock."""
        if self._offered is not None and not self._sent and self.view.form != self._offered:
            self.context.navigator.half_filled["intake"] = self.view.form

    def _on_alias_asked(self) -> None:
        self.ask(partial(offer_alias, self.desk), self.view.show_alias)

    def _on_changed(self) -> None:
        self.ask(partial(conflicts_for, self.desk, _asked(self.view.form)), self._on_conflicts)

    def _on_conflicts(self, facts: tuple[ConflictFact, ...]) -> None:
        self._clashes = facts
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        reasons = [_(_WHY[fact.kind]) for fact in self._clashes]
        if self.view.form.close:
            reasons.append(_("This is one of the people you noted, or somebody close to one."))
        if not reasons:
            self.view.show_conflict("")
            return
        why = " ".join(dict.fromkeys(reasons))
        self.view.show_conflict(
            _("{why} That may clash with this mentee's interest. You can pass on kindly: {text}").format(
                why=why, text=_pass_on()
            )
        )

    def _on_copy_asked(self) -> None:
        QApplication.clipboard().setMimeData(guarded(_pass_on()))
        self.context.announcer.say(_("Copied; it leaves the clipboard in 30 seconds."))

    def _on_submitted(self) -> None:
        if self._sent:
            return
        form = self.view.form
        if not form.chosen_by:
            self.view.banner.show_warning(_("Choose how this mentee came to you. Every answer is fine."))
            self.view.chosen_by.chips.focus_first()
            return
        if not form.moment:
            self.view.banner.show_warning(_("Choose the moment that fits best; you can change it later."))
            self.view.moment.chips.focus_first()
            return
        if self.view.close_open:
            self.view.banner.show_warning(_("Say whether this is somebody you noted, or close to one."))
            self.view.closeness.chips.focus_first()
            return
        self._sent = True
        self.ask(partial(intake, self.desk, _asked(form)), self._on_taken_on)

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
        exception_reason=form.reason,
    )


def _pass_on() -> str:
    return _(
        "Thank you for asking me. My own role is too close to yours for me to be free in what I say. "
        "Somebody else in the programme will be a better mentor for you; "
        "the coordinator helps you find them."
    )
