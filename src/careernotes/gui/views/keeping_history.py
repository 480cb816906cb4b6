"""What happened here: the trail in plain words, and the words that stand for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class HistoryCard(Card):
    """The newest lines of the trail.

    Signals:
        check_asked: is the trail whole?
    """

    check_asked = Signal()

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
