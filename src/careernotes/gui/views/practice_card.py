"""Somebody invented to try everything on: made with one key, gone with one, and back with Ctrl+Z."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class PracticeCard(Card):
    """Offers the practice mentee while there is none, and its removal while there is one.

    Signals:
        asked: make the practice mentee.
        removed: put it away with everything written on it; undo brings it back.
    """

    asked = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Practice"), remark=_("never counted, in no report"))
        self.line = label("", self, role="muted")
        self.make = button(_("Make a practice mentee"), self)
        self.make.clicked.connect(self.asked)
        self.remove = button(_("Remove the practice mentee"), self, kind="quiet")
        self.remove.clicked.connect(self.removed)
        self.add(self.line)
        for widget in (self.make, self.remove):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_there(there=False)

    def show_there(self, *, there: bool) -> None:
        """Says whether there is a practice mentee."""
        self.line.setText(
            _("Practice is invented. Try everything on it: it counts nowhere, and you can remove it.")
            if there
            else _(
                "Somebody invented, with an agreement and two notes. Look around and try everything first,"
                " if you like."
            )
        )
        held = self.window().focusWidget() in {self.make, self.remove}
        self.make.setVisible(not there)
        self.remove.setVisible(there)
        if held:
            (self.remove if there else self.make).setFocus(Qt.FocusReason.OtherFocusReason)
