"""A list of rows as pages have it: in something that scrolls, in a window that is shown."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from careernotes.gui.models.rows import Row
from careernotes.gui.views.people_rows import RowList


@contextmanager
def rows_in_area(qtbot: QtBot, rows: Sequence[Row], *, width: int, height: int) -> Iterator[RowList]:
    """A list with *rows* in a window of this size, until the end of the block."""
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.resize(width, height)
    made = RowList(area, name="People")
    area.setWidget(made)
    made.show_rows(rows)
    with qtbot.waitExposed(area):
        area.show()
    yield made
    area.close()
