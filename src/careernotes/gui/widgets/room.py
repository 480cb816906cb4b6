"""How much of a window is still to be filled: a list makes the rows that fit, and more when they are near."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row

# What stands around the words of a row, and around a list: edges, spaces and its heading. Rather too little:
# a list that ends in sight would be made in two steps.
_AROUND_ROW, _AROUND_LIST = 15, 60


class Room:
    """The height of one window, of which each list of a page takes its part, the upper ones first."""

    def __init__(self, within: QWidget) -> None:
        self._left = within.window().height() + _AROUND_LIST
        self._line = within.fontMetrics().height()

    @property
    def is_left(self) -> bool:
        """Whether what comes now would be in sight."""
        return self._left > 0

    def take(self, rows: Sequence[Row]) -> int:
        """How many of *rows* can be seen; one at least, which the keyboard can stand on."""
        self._left -= _AROUND_LIST if rows else 0
        seen = 0
        for row in rows:
            if not self.is_left and seen:
                break
            lines = 1 + bool(row.plain_detail) + bool(row.themes)
            self._left -= _AROUND_ROW + lines * self._line
            seen += 1
        return seen
