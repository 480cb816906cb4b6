"""Leads from a theme to everybody it came up with; not there while somebody may look along."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from careernotes.gui.actions import WHO_ELSE
from careernotes.gui.privacy import is_private
from careernotes.gui.widgets.buttons import button, shown_keys
from careernotes.i18n import _, translate


class WhoElse(QObject):
    """A button, and a key that works as long as the button is there.

    Signals:
        asked: who else had it.
    """

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        text = translate(WHO_ELSE.text)
        self.button = button(f"{text}   {shown_keys(WHO_ELSE.shortcut)}", parent, kind="quiet")
        self.button.setAccessibleName(text)
        self.button.clicked.connect(self.asked)
        # The button has it printed only; a key of its own would wait a tenth of a second.
        QShortcut(QKeySequence(WHO_ELSE.shortcut), self.button).activated.connect(self.asked)
        self.button.setVisible(False)

    def offer(self, *, there: bool, about: str = "") -> None:
        """Whether there is a theme to ask about, and which it is as long as no other has the keyboard."""
        self.button.setVisible(there and not is_private())
        said = _("Searches all notes; only for you")
        self.button.setAccessibleDescription(f"{about}. {said}" if about else said)
        self.button.setToolTip(about)
