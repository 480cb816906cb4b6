"""Two cards of the intake: whether there is room for one more, and a kind way to pass somebody on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ChipsField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

YES, NO, WAIT = "yes", "no", "wait"


class RoomCard(Card):
    """Asks when the limit is reached; not there before.

    Signals:
        chosen: the answer.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Is there room for one more?"))
        self.text = label("", self)
        self.answer = ChipsField(
            self,
            name=_("Your limit is a promise to those you have."),
            choices=[
                (YES, _("I take on one more")),
                (WAIT, _("They wait until there is room")),
                (NO, _("I pass on kindly")),
            ],
        )
        self.answer.chosen.connect(self.chosen)
        self.add(self.text)
        self.add(self.answer)
        self.setVisible(False)

    def show_caseload(self, text: str) -> None:
        """Asks, with the numbers in *text*; nothing where there is room."""
        self.text.setText(text)
        self.setVisible(bool(text))

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.isHidden() and not self.answer.value


class PassOnCard(Card):
    """The words to decline kindly, ready to copy, and a count.

    Signals:
        copy_asked: the words go to the clipboard.
        passed_on: this request was passed on.
        taken_off: they no longer wait.
    """

    copy_asked = Signal()
    passed_on = Signal()
    taken_off = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Rather not?"), remark=_("nothing of it is kept but a count"))
        self.words = label("", self)
        self.add(self.words)
        row = FoldingRow(self, spacing=GRID)
        self.copy = button(_("Copy the text"), row)
        self.copy.clicked.connect(self.copy_asked)
        self.passed = button(_("I passed this on"), row, kind="quiet")
        self.passed.clicked.connect(self.passed_on)
        self.off = button(_("Take off the waiting list"), row, kind="quiet")
        self.off.clicked.connect(self.taken_off)
        self.off.setVisible(False)
        for each in (self.copy, self.passed, self.off):
            row.add(each)
        self.body.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
