"""Lists, tables and columns: words hang beside their marks, nothing is cut off, no column is long alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.contrast import contrast
from tests.gui.test_look import put

from careernotes.gui.controllers import keeper_words
from careernotes.gui.models.figures import heat_drawing
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN, ThemeChoice, tokens_of
from careernotes.gui.views.desk_frame import DeskFrame
from careernotes.gui.views.session_meta import MetaStrip
from careernotes.gui.views.theme_picker import MatchRow, ThemePicker
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.lines_card import LinesCard
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import BULLET, Hanging
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.report.shapes import Text
from careernotes.services.keeper_folder import KeeperRole

LONG = "Spreek af wat er met de notities gebeurt en de wisdatum. Bied een kopie aan. " * 3
KIND = "Gesprek met de leidinggevende voorbereiden"


@pytest.fixture(params=[100, 200])
def window(qtbot: QtBot, theme: Theme, request: pytest.FixtureRequest) -> Iterator[QWidget]:
    """A shown window of 1000 by 700, with letters of both sizes."""
    theme.apply(ThemeChoice.LIGHT, request.param)
    made = QWidget()
    made.resize(1000, 700)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    theme.apply(ThemeChoice.LIGHT, 100)


def left_of(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).x()


@pytest.mark.parametrize("line", [f"{BULLET}{LONG}", f"2.\t{LONG}"])
def test_later_lines_of_a_list_begin_below_its_first_word(window: QWidget, qtbot: QtBot, line: str) -> None:
    card = LinesCard(window, title="List")
    put(window, card)
    card.show_lines([line], role="body")
    (words,) = card.shown
    assert isinstance(words, Hanging)
    assert words.text() == LONG
    qtbot.waitUntil(lambda: words.height() > 2 * words.fontMetrics().height())
    mark = line.partition("\t")[0]
    assert words.contentsRect().left() > words.fontMetrics().horizontalAdvance(mark)
    assert words.height() >= words.heightForWidth(words.width())
    assert mark == BULLET.strip() or words.accessibleName().startswith(mark)
    # The room at the left of the later lines is empty; beside the first one stands the mark.
    picture, high = words.grab().toImage(), words.fontMetrics().height()
    left = range(words.contentsRect().left() - 2)
    inked = [any(picture.pixel(x, y) != picture.pixel(0, 0) for x in left) for y in range(words.height())]
    assert any(inked[:high])
    assert not any(inked[high:])


def test_the_numbered_steps_of_the_trustee_hang_beside_their_numbers() -> None:
    lines = keeper_words.about(keeper_words.POOL, KeeperRole.TRUSTEE)
    assert [line.partition("\t")[0] for line in lines] == ["1.", "2.", "3.", "4.", "5."]


def test_a_kind_of_session_is_read_to_its_end(window: QWidget, qtbot: QtBot) -> None:
    strip = MetaStrip(window)
    put(window, strip)
    strip.show_choices(
        modes=[("a", "Op locatie"), ("b", "Via video")], kinds=[("short", "Open"), ("long", KIND)]
    )
    narrow = strip.kind.box.width()
    strip.kind.set_value("long")
    qtbot.waitUntil(lambda: strip.kind.box.width() > narrow)
    assert strip.kind.box.shown_text() == KIND
    assert left_of(strip.kind, window) + strip.kind.width() <= window.width()


def test_what_tells_two_themes_apart_is_not_cut_off(window: QWidget, qtbot: QtBot) -> None:
    window.resize(700, 700)
    picker = ThemePicker(window)
    put(window, picker)
    picker.setFixedWidth(340 * window.fontMetrics().height() // 16)
    rows = [MatchRow(key=name, name=name, remark="“manager holds on to me”") for name in ("Steun van", KIND)]
    picker.show_matches(rows)
    qtbot.waitUntil(lambda: picker.list.viewport().width() > 0)
    assert picker.list.sizeHintForColumn(0) <= picker.list.viewport().width() + picker.list.spacing()
    assert picker.list.verticalScrollBar().maximum() == 0


def test_the_names_beside_a_heat_map_are_whole() -> None:
    drawing = heat_drawing("t", "s", [f"Zijwaarts: {KIND}", "Kort"], ["K1 26"], [[1], [2]])
    words = " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Text))
    assert "…" not in words
    assert f"Zijwaarts: {KIND}" in words
    lowest = max(shape.y for shape in drawing.shapes if isinstance(shape, Text))
    assert lowest < drawing.height


def test_the_line_around_a_table_is_whole_above_its_head_too(window: QWidget) -> None:
    card = Card(window, title="Table")
    table = FigureTable(card, name="Table", heads=("Theme", "Q1"), rows=(("Pay", "2"), ("Work", "1")))
    # The line of a table with the keyboard is the strongest there is.
    card.add(table)
    put(window, card)
    table.setFocus()
    picture, middle = window.grab().toImage(), table.mapTo(window, table.rect().center())
    ring = tokens_of(table.palette()).color("focus").name()
    top = table.mapTo(window, QPoint(0, 0))
    row = [picture.pixelColor(top.x() + at, top.y()).name() for at in range(table.width())]
    column = [picture.pixelColor(top.x(), top.y() + at).name() for at in range(table.height())]
    # All but the round corners.
    assert sum(contrast(each, ring) < 1.1 for each in row) > table.width() - 24
    assert sum(contrast(each, ring) < 1.1 for each in column) > table.height() - 24
    assert middle.x() > top.x()


def test_a_message_above_a_page_keeps_away_from_the_edges_of_the_window(
    window: QWidget, qtbot: QtBot
) -> None:
    frame = DeskFrame(window)
    put(window, frame)
    banner = frame.problem
    banner.show_error("The disk is full.")
    qtbot.waitUntil(lambda: banner.width() > 0)
    shown = banner.contentsRect()
    assert shown.left() >= PAGE_MARGIN
    assert banner.width() - 1 - shown.right() >= PAGE_MARGIN
    assert shown.top() >= GRID
    # Its colour begins behind the margin.
    edge = banner.mapTo(window, QPoint(PAGE_MARGIN, banner.height() // 2))
    picture, wash = window.grab().toImage(), tokens_of(banner.palette()).color("danger_wash")
    assert picture.pixelColor(edge + QPoint(4, 0)) == wash
    assert picture.pixelColor(edge - QPoint(4, 0)) != wash


def test_cards_stand_below_the_column_they_prefer_and_below_the_middle_of_a_very_wide_page(
    window: QWidget, qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    page = Page(window, title="Lerin")
    put(window, page)
    left, middle, right = page.three_columns()
    heads = [label(text, page.content) for text in ("left", "middle", "right")]
    for column, head in zip((left, middle, right), heads, strict=True):
        column.addWidget(head)
        column.addStretch(1)
    card, hidden = Card(page.content, title="Late"), Card(page.content, title="Not now")
    hidden.setVisible(False)
    wandering = page.let_wander((card, hidden), usual=right, very_wide=middle)

    def below(head: QLabel) -> bool:
        return left_of(card, window) == left_of(head, window) and card.y() > head.y()

    window.resize(1060, 700)
    qtbot.waitUntil(lambda: below(heads[2]) and not below(heads[0]))
    window.resize(1700, 700)
    qtbot.waitUntil(lambda: below(heads[1]))
    window.resize(1060, 700)
    qtbot.waitUntil(lambda: below(heads[2]))
    wandering.prefer(middle)
    qtbot.waitUntil(lambda: below(heads[0]))
    assert card.isVisible()
    assert not hidden.isVisible()
