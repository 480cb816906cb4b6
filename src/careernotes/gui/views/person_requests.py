"""What the mentee asked for about what is kept, and the days that count."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.widgets.card import Card
from careernotes.i18n import _

ASKED, SURE, SETTLED = "asked", "sure", "settled"


class RequestsCard(Card):
    """One row for a copy, one for erasing.

    Signals:
        acted: what it is about, and what was pressed.
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("What they asked for"))
        self.rows = ActRows(self, name=_("What they asked for"), empty="")
        self.rows.acted.connect(self.acted)
        self.add(self.rows)

    def show_requests(self, items: Sequence[ActItem]) -> None:
        """Shows how each stands."""
        self.rows.show_rows(items)
