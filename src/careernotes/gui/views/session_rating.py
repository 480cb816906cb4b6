"""How far the direct manager helps, as the mentee says: three signals, once a quarter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, noop

NOT_ASKED = "0"
_SIGNALS = (
    ("asks", noop("Asks about plans")),
    ("helps", noop("Helps to use what was learned")),
    ("opens", noop("Opens doors")),
)
_STEPS = ("1", "2", "3", "4", "5")


class RatingCard(Card):
    """Folded to one line until it is asked.

    Signals:
        rated: name of the signal and the step, 0 for not asked.
        opened: the questions were unfolded.
    """

    rated = Signal(str, int)
    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Support from direct manager"))
        self.state = label("", self, role="muted")
        self.opener = button(_("Note what the mentee says"), self, kind="quiet")
        self.opener.clicked.connect(self.unfold)
        self._questions = QWidget(self)
        column = QVBoxLayout(self._questions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.chips: dict[str, ChoiceChips] = {}
        column.addWidget(label(_("1 not at all, 5 fully, ? not asked"), self._questions, role="muted"))
        steps = [(value, value) for value in _STEPS] + [(NOT_ASKED, "?")]
        for name, text in _SIGNALS:
            column.addWidget(label(_(text), self._questions))
            chips = self.chips[name] = ChoiceChips(self._questions, name=_(text), choices=steps)
            chips.setObjectName(name)
            chips.chosen.connect(self._on_chosen)
            column.addWidget(chips)
        for widget in (self.state, self.opener, self._questions):
            self.add(widget)
        self._questions.setVisible(False)

    def show_rating(self, *, asks: int | None, helps: int | None, opens: int | None, state: str) -> None:
        """Shows the steps given so far and a line that says how it stands."""
        for name, value in (("asks", asks), ("helps", helps), ("opens", opens)):
            if value is not None or self.chips[name].value != NOT_ASKED:
                self.chips[name].set_value("" if value is None else str(value))
        self.state.setText(state)

    def unfold(self) -> None:
        """Shows the three questions."""
        self._questions.setVisible(True)
        self.opener.setVisible(False)
        self.chips["asks"].focus_first()
        self.opened.emit()

    def _on_chosen(self, value: str) -> None:
        chips = self.sender()
        if value:
            self.rated.emit(chips.objectName(), int(value))
