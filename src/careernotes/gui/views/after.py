"""Right after a conversation is kept: one line for the mentor, and who talked. Enter leaves it be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _


class AfterView(Page):
    """Two small cards; nothing in them is about the mentee, and nothing has to be filled in.

    Signals:
        finished: Enter in the line, or the button.
        shared: who talked most.
    """

    finished = Signal()
    shared = Signal(str)

    def __init__(
        self, parent: QWidget, *, areas: Sequence[tuple[str, str]], shares: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, title=_("Session saved"))
        self.header.set_primary(_("Go on"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.finished)
        gained = Card(self.content, title=_("And you?"), remark=_("only yours"))
        self.line = LineField(
            gained,
            name=_("One thing this conversation gave you"),
            hint=_("Enter keeps it; Enter in the empty line goes on. It is kept apart from the mentee."),
        )
        self.line.returned.connect(self.finished)
        self.area = ChoiceChips(gained, name=_("What it is about"), choices=areas)
        gained.add(self.line)
        gained.add(self.area)
        talked = Card(self.content, title=_("Who talked most?"), remark=_("only yours"))
        self.share = ChoiceChips(talked, name=_("Who talked most?"), choices=shares)
        self.share.chosen.connect(self.shared)
        self.trend = label("", talked, role="muted")
        talked.add(self.share)
        talked.add(self.trend)
        for card in (gained, talked):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def show_time(self, text: str) -> None:
        """Says how long the note took."""
        self.header.set_subtitle(text)

    def show_trend(self, text: str) -> None:
        """Says who talked in the last conversations; nothing hides it."""
        self.trend.setText(text)
        self.trend.setVisible(bool(text))

    def show_problem(self, text: str) -> None:
        """Says below the line what is wrong with it; the keyboard stays in it."""
        self.line.show_problem(text)
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_start(self) -> None:
        """Puts the keyboard in the line."""
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)
