"""A list of four hundred shows its first rows at once, and the others when somebody comes near them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot
from tests.gui.rows_in_area import rows_in_area

from careernotes.gui.models.rows import Row
from careernotes.gui.views.people_rows import RowButton, RowList

ROWS = [Row(key=f"k{number}", title=f"Person {number}") for number in range(400)]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[RowList]:
    with rows_in_area(qtbot, ROWS, width=500, height=300) as made:
        yield made


def built(shown: RowList) -> int:
    return len(shown.findChildren(RowButton))


def test_only_the_first_rows_are_made_and_all_are_known(shown: RowList) -> None:
    assert built(shown) < 60
    assert shown.rows == tuple(ROWS)


def test_scrolling_to_the_end_makes_more(shown: RowList, qtbot: QtBot) -> None:
    before = built(shown)
    area = shown.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: built(shown) > before)


def test_the_keyboard_walks_to_the_last_row(shown: RowList, qtbot: QtBot) -> None:
    shown.focus_row(0)
    for number in range(1, 40):
        qtbot.keyClick(shown.window().focusWidget(), Qt.Key.Key_Down)
        focused = shown.window().focusWidget()
        assert isinstance(focused, RowButton)
        assert focused.row.key == f"k{number}"
    shown.focus_row(399)
    last = shown.window().focusWidget()
    assert isinstance(last, RowButton)
    assert last.row.key == "k399"
    assert built(shown) == len(ROWS)


def test_fewer_rows_than_fit_are_simply_there(shown: RowList, qtbot: QtBot) -> None:
    shown.show_rows(ROWS[:3])
    qtbot.waitUntil(lambda: built(shown) == 3)
    assert shown.rows == tuple(ROWS[:3])


def test_rows_shown_again_leave_the_keyboard_and_the_page_where_they_were(
    shown: RowList, qtbot: QtBot
) -> None:
    area = shown.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    shown.focus_row(1)
    before, at = built(shown), area.verticalScrollBar().value()
    again = [Row(key=row.key, title=f"{row.title} again") for row in ROWS]
    shown.show_rows(again)
    qtbot.waitUntil(lambda: built(shown) <= before and shown.findChildren(RowButton)[1].height() > 0)
    qtbot.waitUntil(lambda: bool(area.grab().width()))
    focused = shown.window().focusWidget()
    assert isinstance(focused, RowButton)
    assert (focused.row, area.verticalScrollBar().value()) == (again[1], at)
    assert built(shown) == before
