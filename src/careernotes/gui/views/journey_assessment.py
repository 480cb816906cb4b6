"""Three sentences about oneself on five points, at the start and at the end, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.intake_fields import ChipsField
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, noop

SENTENCES = (
    noop("I know where I want to go"),
    noop("I trust myself to get there"),
    noop("There are people who help me"),
)
_POINTS = [(str(number), str(number)) for number in range(1, 6)]


class AssessmentCard(Card):
    """The questions of one phase, kept as soon as all three are answered.

    Signals:
        answered: three numbers from 1 to 5.
    """

    answered = Signal(int, int, int)

    def __init__(self, parent: QWidget, *, title: str) -> None:
        super().__init__(parent, title=title)
        self.add(label(_("Read them aloud; the mentee answers. 1 not at all, 5 fully."), self, role="muted"))
        self.fields: list[ChipsField] = []
        for text in SENTENCES:
            field = ChipsField(self, name=_(text), choices=_POINTS)
            field.chosen.connect(self._on_chosen)
            self.fields.append(field)
            self.add(field)
        self.state = label("", self, role="muted")
        self.add(self.state)

    def show_answers(self, values: Sequence[int], *, beside: Sequence[int], state: str) -> None:
        """Shows the answers; *beside* are those of the start, for comparing."""
        for place, field in enumerate(self.fields):
            if values:
                field.set_value(str(values[place]))
            text = _("At the start: {number}").format(number=beside[place]) if beside else ""
            field.below.setText(text)
            field.below.setVisible(bool(text))
        self.state.setText(state)
        self.state.setVisible(bool(state))

    def _on_chosen(self) -> None:
        said = [int(field.value) for field in self.fields if field.value]
        if len(said) == len(self.fields):
            self.answered.emit(*said)
