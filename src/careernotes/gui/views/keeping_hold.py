"""A legal hold on one person: on whose word and since when, or a small place to note one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class HoldCard(Card):
    """One line and one quiet button; the field is there when it is asked for.

    Signals:
        hold_asked: the written reference.
        lift_asked: the hold is over.
    """

    hold_asked = Signal(str)
    lift_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Legal hold"))
        self.line = label("", self)
        self.reference = LineField(
            self, name=_("Who asked for it in writing, and when"), hint=_("The name of a letter is enough.")
        )
        self.reference.returned.connect(self._on_go)
        self.start = button(_("Note a legal hold…"), self, kind="quiet")
        self.go = button(_("Hold"), self)
        self.lift = button(_("Lift the hold"), self, kind="quiet")
        self.start.clicked.connect(self._on_start)
        self.go.clicked.connect(self._on_go)
        self.lift.clicked.connect(self.lift_asked)
        self.add(self.line)
        self.add(self.reference)
        for each in (self.start, self.go, self.lift):
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_hold("", held=False)

    def show_hold(self, text: str, *, held: bool) -> None:
        """Shows the hold in force, or that there is none."""
        inside = self.isAncestorOf(self.window().focusWidget())
        self.line.setText(
            text or _("Nothing holds this back: it goes when it is erased, or by itself after its time.")
        )
        self.reference.set_text("")
        self.reference.show_problem("")
        for each in (self.reference, self.go):
            each.setVisible(False)
        self.start.setVisible(not held)
        self.lift.setVisible(held)
        if inside:
            (self.lift if held else self.start).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Says why it could not be kept."""
        self.reference.show_problem(text)

    def _on_start(self) -> None:
        for each in (self.reference, self.go):
            each.setVisible(True)
        self.start.setVisible(False)
        self.reference.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        self.hold_asked.emit(self.reference.text())
