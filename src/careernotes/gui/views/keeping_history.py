"""What happened here: the trail in plain words, and the words that stand for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class HistoryCard(Card):
    """The newest lines of the trail.

    Signals:
        check_asked: is the trail whole?
        looked_up: the words of a receipt, as typed.
    """

    check_asked = Signal()
    looked_up = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("What happened here"), remark=_("codes and moments, never a text"))
        self.lines = label("", self)
        self.receipt = label("", self, role="mono")
        self.verdict = Banner(self)
        self.check = button(_("Is this list whole?"), self)
        self.check.clicked.connect(self.check_asked)
        self.add(self.lines)
        self.add_text(
            _(
                "These eight words stand for the whole list."
                " Where they were written down, nobody can shorten it unseen."
            ),
            role="muted",
        )
        self.add(self.receipt)
        self.add(self.verdict)
        self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.typed = LineField(
            self,
            name=_("The eight words of a receipt"),
            hint=_("From a contribution, a list, a copy or an erasure: what they stand for is looked up."),
        )
        self.look_up = button(_("Look them up"), self)
        self.typed.row.addWidget(self.look_up)
        self.add(self.typed)
        self.look_up.clicked.connect(self._on_look_up)
        self.typed.returned.connect(self._on_look_up)

    def show_not_words(self, text: str) -> None:
        """Says below the field why there is nothing to look up."""
        self.typed.show_problem(text)
        self.typed.edit.setFocus()

    @Slot()
    def _on_look_up(self) -> None:
        self.typed.show_problem("")
        self.looked_up.emit(self.typed.text())

    def show_history(self, lines: Sequence[str], receipt: str) -> None:
        """Shows the newest lines first, and the words."""
        self.lines.setText("\n".join(lines))
        self.receipt.setText(receipt)

    def show_verdict(self, text: str, *, whole: bool) -> None:
        """Says whether it is whole."""
        if whole:
            self.verdict.show_info(text)
        else:
            self.verdict.show_warning(text)
