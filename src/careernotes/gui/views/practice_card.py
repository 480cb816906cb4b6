"""Somebody invented to try everything on: made with one key, and gone with two."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class PracticeCard(Card):
    """Offers the practice mentee while there is none, and its removal while there is one.

    Signals:
        asked: make the practice mentee.
        removed: delete it with everything written on it; it was asked twice.
    """

    asked = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Practice"), remark=_("never counted, in no report"))
        self.line = label("", self, role="muted")
        self.make = button(_("Make a practice mentee"), self)
        self.make.clicked.connect(self.asked)
        self.remove = button(_("Remove the practice mentee…"), self, kind="quiet")
        self.remove.clicked.connect(self._on_remove)
        self._sure = QWidget(self)
        row = QHBoxLayout(self._sure)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.really = button(_("Remove it"), self._sure, kind="danger")
        self.keep = button(_("Keep it"), self._sure)
        self.really.clicked.connect(self.removed)
        self.keep.clicked.connect(self._on_keep)
        for each in (self.really, self.keep):
            row.addWidget(each)
        row.addStretch(1)
        self.add(self.line)
        for widget in (self.make, self.remove):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._sure)
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
        held = self._sure.isAncestorOf(self.window().focusWidget())
        self.make.setVisible(not there)
        self.remove.setVisible(there)
        self._sure.setVisible(False)
        if held:
            (self.remove if there else self.make).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        self.line.setText(_("What you wrote with the practice mentee goes too, at once and for good."))
        self._sure.setVisible(True)
        self.remove.setVisible(False)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self.show_there(there=True)
