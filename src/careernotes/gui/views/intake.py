"""Somebody new: an alias, how they came, and broad groups. A real name is never asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.intake_cards import NO, WAIT, YES, PassOnCard, RoomCard
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _

AREA = "business_area"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeForm:
    """What was filled in. ``groups`` is dimension and key; an empty key is "not said".
    ``country``, ``unit``, ``closeness`` and ``room`` are the answers as given, empty while there is none.
    """

    alias: str = field(repr=False)
    chosen_by: str
    moment: str
    cross_country: bool
    close: bool
    reason: str = field(repr=False)
    groups: tuple[tuple[str, str], ...] = field(repr=False)
    cross_unit: bool = False
    country: str = ""
    unit: str = ""
    closeness: str = ""
    room: str = ""


class IntakeView(Page):
    """The form for somebody new.

    Signals:
        submitted: add this person.
        changed: something was filled in, so that clashes can be looked for.
        close_answered: whether this is somebody the mentor noted.
        alias_asked: another made-up alias, please.
        copy_asked: the kind words for passing somebody on.
        passed_on: the mentor passes this request on.
        taken_off: they no longer wait.
        area_chosen: the key of the broad part of the organisation.
    """

    submitted = Signal()
    changed = Signal()
    close_answered = Signal()
    alias_asked = Signal()
    copy_asked = Signal()
    passed_on = Signal()
    taken_off = Signal()
    area_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=_("New mentee"),
            subtitle=_("About 40 seconds. As little as possible is kept; an alias is enough."),
        )
        self.header.set_primary(_("Go on to the agreement"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.submitted)
        self._country_rule = False
        self._groups: dict[str, ListField] = {}
        left, right = self.columns(left=3, right=2)
        self.conflict = Banner(self.content)
        self.room_card = RoomCard(self.content)
        self.room_card.chosen.connect(self._on_room)
        left.addWidget(self.room_card)
        left.addWidget(self.conflict)
        left.addWidget(self._who())
        left.addWidget(self._noted())
        left.addWidget(self._how())
        self.pass_on = PassOnCard(self.content)
        self.pass_on.copy_asked.connect(self.copy_asked)
        self.pass_on.passed_on.connect(self.passed_on)
        self.pass_on.taken_off.connect(self.taken_off)
        left.addWidget(self.pass_on)
        left.addStretch(1)
        self._group_card = Card(
            self.content, title=_("Broad groups"), remark=_("from the kit of your programme")
        )
        self._group_card.add_text(
            _("Used only in totals, and only with the mentee's yes. Leave out what you do not know."),
            role="muted",
        )
        right.addWidget(self._group_card)
        right.addStretch(1)
        self._group_card.setVisible(False)

    def show_choices(
        self, *, chosen_by: Sequence[tuple[str, str]], moment: Sequence[tuple[str, str]]
    ) -> None:
        """Shows the answers there are; called once."""
        self.chosen_by = ChipsField(self._how_card, name=_("How did they come to you?"), choices=chosen_by)
        self.moment = ChipsField(self._how_card, name=_("At which moment?"), choices=moment)
        for widget in (self.chosen_by, self.moment):
            widget.chosen.connect(self._on_anything)
            self._how_card.add(widget)
        self._how_card.add(self.country)
        self._how_card.add(self.unit)
        self._how_card.add(self.reason)

    def show_groups(self, groups: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]) -> None:
        """Shows the groups of the kit: dimension, question and the answers."""
        for dimension, name, choices in groups:
            field = ListField(self._group_card, name=name, choices=[("", _("not said")), *choices])
            field.chosen.connect(self._on_anything)
            if dimension == AREA:
                field.chosen.connect(self.area_chosen)
            self._groups[dimension] = field
            self._group_card.add(field)
        self._group_card.setVisible(bool(self._groups))

    def show_country_rule(self, *, rule: bool) -> None:
        """Asks for a reason when the programme matches across countries or parts and this match does not."""
        self._country_rule = rule
        self._show_reason()

    def show_alias(self, alias: str) -> None:
        """Offers a made-up alias, marked so that typing replaces it."""
        self.alias.set_text(alias)
        self.alias.edit.selectAll()
        self.alias.edit.setFocus()

    def show_form(self, form: IntakeForm) -> None:
        """Shows what was filled in before; a group that the kit no longer has is left out."""
        self.alias.set_text(form.alias)
        self.chosen_by.set_value(form.chosen_by)
        self.moment.set_value(form.moment)
        self.reason.set_text(form.reason)
        for dimension, value in form.groups:
            if dimension in self._groups:
                self._groups[dimension].set_value(value)
        self.country.set_value(form.country)
        self.unit.set_value(form.unit)
        self.room_card.answer.set_value(form.room)
        self.closeness.set_value(form.closeness)
        self._show_primary()

    def show_conflict(self, text: str) -> None:
        """Says that something clashes; nothing hides it. The words for passing on stand below."""
        if text:
            self.conflict.show_warning(text)
        else:
            self.conflict.clear()

    @property
    def rule_open(self) -> bool:
        """Whether the rule of the programme still waits for an answer, or for a reason."""
        if not self._country_rule or YES in {self.country.value, self.unit.value}:
            return False
        return not (self.country.value and self.unit.value) or not self.reason.text()

    def focus_rule(self) -> None:
        """Puts the keyboard on the first answer the rule of the programme still needs."""
        for each in (self.country, self.unit):
            if not each.value:
                each.chips.focus_first()
                return
        self.reason.edit.setFocus()

    def show_different_unit(self, *, different: bool) -> None:
        """Answers the question about parts where both are known; the mentor may answer otherwise."""
        self.unit.set_value(YES if different else NO)
        self._show_reason()

    def show_noted(self, labels: Sequence[str]) -> None:
        """Asks about what the mentor noted in own words; nothing noted, nothing asked."""
        self.noted.setText(_("You noted: {facts}.").format(facts="; ".join(labels)))
        self._noted_card.setVisible(bool(labels))

    @property
    def close_open(self) -> bool:
        """Whether the question about what was noted still has no answer."""
        return not self._noted_card.isHidden() and not self.closeness.value

    @property
    def form(self) -> IntakeForm:
        """What is filled in now."""
        return IntakeForm(
            alias=self.alias.text(),
            chosen_by=self.chosen_by.value,
            moment=self.moment.value,
            cross_country=self.country.value == YES,
            cross_unit=self.unit.value == YES,
            close=self.closeness.value == YES,
            reason=self.reason.text(),
            groups=tuple((dimension, field.value) for dimension, field in self._groups.items()),
            country=self.country.value,
            unit=self.unit.value,
            room=self.room_card.answer.value,
            closeness=self.closeness.value,
        )

    def _who(self) -> Card:
        card = Card(self.content, title=_("Who"))
        self.alias = LineField(
            card,
            name=_("Alias"),
            hint=_("Made up for you. Type another one if you like; a real name is not needed."),
        )
        self.alias.changed.connect(self._on_anything)
        another = button(_("Another one"), self.alias, kind="secondary")
        another.clicked.connect(self.alias_asked)
        self.alias.row.addWidget(another)
        card.add(self.alias)
        return card

    def _noted(self) -> Card:
        card = self._noted_card = Card(self.content, title=_("Is it somebody close?"))
        self.noted = label("", card)
        self.closeness = ChipsField(
            card,
            name=_("Is this person one of them, or close to one?"),
            choices=[(YES, _("Yes")), (NO, _("No"))],
        )
        self.closeness.chosen.connect(self._on_close)
        card.add(self.noted)
        card.add(self.closeness)
        card.setVisible(False)
        return card

    def _on_close(self) -> None:
        self.close_answered.emit()

    def _how(self) -> Card:
        self._how_card = Card(self.content, title=_("How it begins"))
        self.country = ChipsField(
            self._how_card,
            name=_("Do you work in different countries?"),
            choices=[(YES, _("Yes")), (NO, _("No"))],
        )
        self.country.chosen.connect(self._on_country)
        self.unit = ChipsField(
            self._how_card,
            name=_("Do you work in different parts of the organisation?"),
            choices=[(YES, _("Yes")), (NO, _("No"))],
        )
        self.unit.chosen.connect(self._on_country)
        self.reason = LineField(
            self._how_card,
            name=_("Why this match all the same?"),
            hint=_("Your programme matches across countries or parts; one line is enough."),
        )
        self.reason.setVisible(False)
        return self._how_card

    def _on_country(self) -> None:
        self._show_reason()
        self.changed.emit()

    @property
    def waits(self) -> bool:
        """Whether they are to wait until there is room."""
        return not self.room_card.isHidden() and self.room_card.answer.value == WAIT

    def show_waited(self, since: str) -> None:
        """Somebody from the waiting list: says since when, and that they can be taken off it."""
        self.header.set_subtitle(since)
        self.pass_on.off.setVisible(True)
        self.room_card.answer.chips.set_available(
            WAIT, available=False, why=_("They are on the waiting list already.")
        )

    def _on_room(self) -> None:
        self._show_primary()
        self._on_anything()

    def _show_primary(self) -> None:
        """With a waiting list nothing is asked that only an agreement needs."""
        waits = self.waits
        words = _("Put on the waiting list") if waits else _("Go on to the agreement")
        self.header.set_primary(words, shortcut="Ctrl+Return")
        self.moment.setVisible(not waits)
        for each in (self.country, self.unit):
            each.setVisible(not waits)
        self._show_reason()
        self._group_card.setVisible(bool(self._groups) and not waits)

    def _on_anything(self) -> None:
        self.changed.emit()

    def _show_reason(self) -> None:
        here = self._country_rule and self.country.value == self.unit.value == NO
        self.reason.setVisible(here and not self.waits)
