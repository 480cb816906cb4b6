"""Where there is more room than words need, or less: nothing is torn apart, nothing is cut."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.longer_words import cut, longer_words

from careernotes.gui.privacy import set_private
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_programme import ReadingStep
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage
from careernotes.gui.widgets.status_line import StatusLine

LONG_TITLE = "Whatwh I promisepro before everyevery conversationconve"


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()


def test_columns_below_each_other_follow_each_other_without_a_gap(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    page = Page(None, title="Today")  # type: ignore[arg-type]  # on its own
    left, right = page.columns()
    above, below = Card(page.content, title="Welcome"), Card(page.content, title="Practice")
    for column, card in ((left, above), (right, below)):
        card.add_text("A few words.")
        column.addWidget(card)
        column.addStretch(1)
    shown(qtbot, page, 500, 1400)
    qtbot.waitUntil(lambda: page.folded)

    def gap() -> int:
        return below.mapTo(page, QPoint(0, 0)).y() - above.mapTo(page, QPoint(0, above.height())).y()

    qtbot.waitUntil(lambda: 0 < gap() < 40)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [600, 900])
def test_the_status_line_cuts_nothing_while_names_are_covered(
    qtbot: QtBot, theme: Theme, width: int, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    set_private(private=True)
    try:
        with longer_words():
            host = QWidget()
            line = StatusLine(host)
            line.show_saved("Saved 17:00")
            line.show_lock(300, 5)
            shown(qtbot, host, width, 300)
            line.setGeometry(0, 0, width, 200)
            qtbot.waitUntil(lambda: line.width() == width and cut(host) == [])
    finally:
        set_private(private=False)
        theme.apply(ThemeChoice.LIGHT, 100)


def test_the_panel_of_the_first_run_leaves_its_pages_room_in_large_letters(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    with longer_words():
        view = FirstRunView(None)  # type: ignore[arg-type]  # on its own
        words = (Passage("", ("What I promise before every conversation.",)),)
        view.show_step(4, ReadingStep(view.content, [(LONG_TITLE, words)]))
        view.set_buttons("Theyth matchma: useus thisth kitki", shortcut="Ctrl+Return", other="Notno nowno")
        shown(qtbot, view, 1280, 800)
        qtbot.waitUntil(lambda: view.scroller.horizontalScrollBar().maximum() == 0 and cut(view) == [])
    theme.apply(ThemeChoice.LIGHT, 100)
