"""A list with a heading, on a card of its own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.room import Room


class ListCard(Card):
    """One list with a heading; it is not there when it has nothing to say.

    Signals:
        opened: the key of a row.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget, *, title: str, remark: str = "") -> None:
        super().__init__(parent, title=title, remark=remark)
        self.list = RowList(self, name=title)
        self.list.opened.connect(self.opened)
        self.add(self.list)
        self.setVisible(False)

    def show_rows(self, rows: Sequence[Row], *, room: Room | None = None) -> None:
        """Shows *rows*, at once those for which there is *room* in the window."""
        self.list.show_rows(rows, room=room)
        self.setVisible(bool(rows))
