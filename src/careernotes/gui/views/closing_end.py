"""The last part of a closing: what is agreed for afterwards, what becomes of each layer, the end."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.i18n import _

KEEP, DESTROY, REDACT = "keep", "destroy", "redact"
BOTH, SIX, NO = "both", "six", "no"
PLANNED, EARLY = "planned", "early"


class AfterCard(Card):
    """A plan for afterwards, and whether somebody may be asked in three and six months.

    Signals:
        follow_up_said: the mentee's answer to being asked afterwards.
    """

    follow_up_said = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Afterwards"))
        self.plan = LineField(
            self,
            name=_("Who listens next, and what helps when it gets stuck?"),
            hint=_("One line. Their ambition has grown; somebody should hear of it."),
        )
        self.follow_up = ChipsField(
            self,
            name=_("May I ask afterwards how it went?"),
            choices=(
                (BOTH, _("After three and six months")),
                (SIX, _("Once, after six months")),
                (NO, _("No")),
            ),
            hint=_("The mentee's choice. The day comes up in Today."),
        )
        self.follow_up.chosen.connect(self._on_said)
        self.add(self.plan)
        self.add(self.follow_up)

    def show_answer(self, *, yes: bool) -> None:
        """The choice as it stands."""
        if not yes or self.follow_up.value in {"", NO}:
            # What was agreed before (C5) speaks of six months; sooner needs a yes of its own.
            self.follow_up.set_value(SIX if yes else NO)

    @property
    def both(self) -> bool:
        """Whether there is a yes to the earlier check too."""
        return self.follow_up.value == BOTH

    def _on_said(self, value: str) -> None:
        if value:
            self.follow_up_said.emit(value != NO)


class EndCard(Card):
    """One choice for each layer, the day, the button; what is destroyed asks for a word and the passphrase.

    Signals:
        ended: everything is chosen; read the fields.
        copy_asked: the mentee wants a copy first.
        destroying: something is, or is no longer, to be destroyed.
    """

    ended = Signal()
    copy_asked = Signal()
    destroying = Signal(bool)

    def __init__(self, parent: QWidget, *, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title=_("What stays, and the end"))
        self.add(
            label(_("Decide it together. Kept things go by themselves on their day."), self, role="muted")
        )
        self._waits = False
        self.layers: dict[str, ChipsField] = {}
        for name, text, other in (
            ("record", _("The record, for both of you"), (DESTROY, _("Destroy now"))),
            ("working", _("My working notes"), (DESTROY, _("Destroy now"))),
            ("name", _("Name and contact"), (REDACT, _("Take away now"))),
        ):
            field = ChipsField(self, name=text, choices=((KEEP, _("Keep until its day")), other))
            field.set_value(KEEP)
            field.chosen.connect(self._on_layer)
            self.layers[name] = field
            self.add(field)
        self.copy = button(_("Give them a copy first…"), self, kind="quiet")
        self.copy.clicked.connect(self.copy_asked)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.day = LineField(
            self, name=_("Last day"), hint=_("like today, last thu or 3 jun"), text=_("today")
        )
        self.reason = ListField(self, name=_("Why it ends"), choices=reasons)
        self.how = ChipsField(
            self,
            name=_("Is this the end you agreed on?"),
            choices=((PLANNED, _("As agreed")), (EARLY, _("Earlier than agreed"))),
        )
        self.how.set_value(PLANNED)
        self.word = LineField(self, name=_("To destroy for ever, type: destroy"))
        self.proving = ProvingField(self)
        self.go = button("", self, kind="primary", shortcut="Ctrl+Return")
        self.go.clicked.connect(self._on_go)
        for each in (self.day, self.reason, self.how, self.word, self.proving, button_row(self, self.go)):
            self.add(each)
        self._show_destroying()

    @property
    def destroys(self) -> bool:
        """Whether anything goes for ever."""
        return any(field.value not in {KEEP, ""} for field in self.layers.values())

    def show_days(self, days: dict[str, str]) -> None:
        """Says until when each layer stays when nothing is done."""
        for name, text in days.items():
            self.layers[name].below.setText(text)
            self.layers[name].below.setVisible(bool(text))

    def typed(self) -> dict[str, str]:
        """The day, the reason and whether it is early."""
        return {"day": self.day.text(), "reason": self.reason.value, "how": self.how.value}

    def show_typed(self, fields: Mapping[str, str]) -> None:
        """Shows them again."""
        self.day.set_text(fields.get("day", ""))
        self.reason.set_value(fields.get("reason", ""))
        self.how.set_value(fields.get("how", PLANNED))

    def show_name_stays(self, why: str) -> None:
        """The name cannot be taken away while somebody is to be asked afterwards."""
        field = self.layers["name"]
        field.chips.set_available(REDACT, available=not why, why=why)
        if why and field.value == REDACT:
            field.set_value(KEEP)
            self._show_destroying()

    def show_problem(self, text: str) -> None:
        """Says why the day will not do."""
        self.day.show_problem(text)
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While it is done the button waits."""
        self.go.setEnabled(not busy)

    def wait(self) -> None:
        """Ctrl+Enter means something else now."""
        self._waits = True
        self._show_destroying()

    def wait_no_longer(self) -> None:
        """Ctrl+Enter ends the relation again."""
        self._waits = False
        self._show_destroying()

    def _on_layer(self) -> None:
        self._show_destroying()
        self.destroying.emit(self.destroys)

    def _show_destroying(self) -> None:
        destroys = self.destroys
        self.word.setVisible(destroys)
        self.proving.setVisible(destroys)
        words = _("Close and destroy what was chosen") if destroys else _("Close the relation")
        set_button_text(self.go, words, shortcut="" if self._waits else "Ctrl+Return")

    def _on_go(self) -> None:
        if self.destroys and self.word.text().casefold() != _("destroy").casefold():
            self.word.show_problem(_("Type the word first: destroy"))
            self.word.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.word.show_problem("")
        self.ended.emit()
