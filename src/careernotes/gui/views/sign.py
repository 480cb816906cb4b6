"""The code of ethics on one screen: read, then signed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _


class SignView(Page):
    """What is signed, with Space and the arrows to scroll.

    Signals:
        signed: the mentor read it and signs.
        not_now: back, without a signature.
    """

    signed = Signal()
    not_now = Signal()

    def __init__(self, parent: QWidget, cards: Sequence[tuple[str, Sequence[Passage]]]) -> None:
        super().__init__(parent, title=_("Code of ethics"))
        later = self.header.add_button(_("Not now"))
        later.clicked.connect(self.not_now)
        self.header.set_primary(_("I have read this and sign"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.signed)
        for title, passages in cards:
            card = Card(self.content, title=title)
            card.add(Reading(card, passages))
            self.body.addWidget(card)
        self.body.addStretch(1)

    def show_why(self, text: str) -> None:
        """Says why it is asked now."""
        self.header.set_subtitle(text)

    def read_with_keys(self) -> None:
        """Puts the keyboard on the page, so that Space and the arrows scroll it."""
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName(self.accessibleName())
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)
