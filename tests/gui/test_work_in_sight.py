"""A page does the work that can be seen: rows in sight, no sign of short work, no watching of itself."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.people_life import fill_desk

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.idle import IdleWatch
from careernotes.gui.models.rows import Row, RowGroup
from careernotes.gui.views.keeping_going import GoingCard, GoingRow
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.views.search import SearchView
from careernotes.gui.views.timeline import TimelineCard
from careernotes.gui.views.today import TodayView
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.status_line import StatusLine

WIDTH, HEIGHT = 1000, 600
# No row is lower than this, so that no window shows more of them.
LOWEST = 20
GROUPS = [
    RowGroup(heading=f"Person {at}", rows=(Row(key=f"a{at}", title="one"), Row(key=f"b{at}", title="two")))
    for at in range(40)
]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    yield made
    made.close()


def shown(qtbot: QtBot, window: QWidget, page: QWidget) -> None:
    page.setGeometry(window.rect())
    with qtbot.waitExposed(window):
        window.show()


def made(page: QWidget) -> int:
    return len([each for each in page.findChildren(RowButton) if not each.isHidden()])


def key_of(widget: QWidget | None) -> str:
    return widget.row.key if isinstance(widget, RowButton) else ""


def scroll_down(page: Page) -> None:
    bar = page.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())


def test_a_search_makes_the_people_in_sight_and_the_others_when_somebody_comes(
    qtbot: QtBot, window: QWidget
) -> None:
    page = SearchView(window)
    shown(qtbot, window, page)
    page.show_hits(GROUPS, count="80")
    first = made(page)
    assert 0 < first <= HEIGHT // LOWEST
    qtbot.waitUntil(lambda: page.scroller.verticalScrollBar().maximum() > 0)
    assert page.more.isVisible()
    for _time in range(60):
        scroll_down(page)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: made(page) == 2 * len(GROUPS) and not page.more.isVisible())
    assert [each.accessibleName() for each in page.hits] == [group.heading for group in GROUPS]


def test_the_keyboard_goes_on_to_the_people_that_are_made_for_it(qtbot: QtBot, window: QWidget) -> None:
    page = SearchView(window)
    shown(qtbot, window, page)
    page.show_hits(GROUPS, count="80")
    known = len(page.hits)
    page.more.setFocus()
    page.more.click()
    assert len(page.hits) > known
    assert key_of(window.focusWidget()) == GROUPS[known].rows[0].key


def test_of_lists_further_down_one_row_is_made(qtbot: QtBot, window: QWidget) -> None:
    page = TodayView(window)
    shown(qtbot, window, page)
    cards = (page.drafts, page.mine, page.theirs, page.not_coded, page.quiet, page.reviews, page.waiting)
    rows = {card: [Row(key=f"{at}", title=f"Person {at}") for at in range(100)] for card in cards}
    page.show_lists({**rows, page.asked: []})
    assert page.theirs.list.rows == tuple(rows[page.theirs])
    assert [made(each) for each in (page.mine, page.theirs, page.not_coded)] == [1, 1, 1]
    # Both columns together, a row for each list out of sight.
    assert made(page) <= 2 * HEIGHT // LOWEST + len(cards)


def test_a_timeline_makes_the_lines_in_sight_and_the_keyboard_reaches_the_others(
    qtbot: QtBot, window: QWidget
) -> None:
    page = Page(window, title="Person")
    card = TimelineCard(page.content)
    page.body.addWidget(card)
    shown(qtbot, window, page)
    rows = tuple(Row(key=f"goal:{at}", title=f"Goal {at}", mark="◆ Goal") for at in range(40))
    card.show_months(
        [RowGroup(heading="May", rows=rows[:20]), RowGroup(heading="April", rows=rows[20:])], strip=[]
    )
    assert card.rows == rows
    assert made(card) <= HEIGHT // LOWEST
    card.focus_first()
    for row in rows:
        focused = window.focusWidget()
        assert isinstance(focused, RowButton)
        assert focused.row == row
        qtbot.keyClick(focused, Qt.Key.Key_J)


def test_what_goes_by_itself_is_shown_in_full_once_somebody_comes_near(qtbot: QtBot, window: QWidget) -> None:
    page = Page(window, title="Today")
    card = GoingCard(page.content)
    page.body.addWidget(card)
    shown(qtbot, window, page)
    rows = [GoingRow(key=f"{at}", words=f"note {at}", when="soon", may_stay=True) for at in range(19)]
    card.show_rows(rows)
    assert len(card.buttons) < len(rows) / 2
    for _time in range(60):
        scroll_down(page)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: len(card.buttons) == len(rows))


def test_short_work_shows_no_sign_and_long_work_does(qtbot: QtBot, window: QWidget) -> None:
    line = StatusLine(window)
    shown(qtbot, window, line)
    line.show_busy(busy=True)
    assert not line.working.isVisible()
    line.show_busy(busy=False)
    line.show_busy(busy=True)
    qtbot.waitUntil(line.working.isVisible)
    line.show_busy(busy=False)
    assert not line.working.isVisible()


class Counting(IdleWatch):
    """Counts the events that are handed to Python."""

    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += 1
        return super().eventFilter(watched, event)


def send_many(to: QObject) -> None:
    for _each in range(100):
        QApplication.sendEvent(to, QEvent(QEvent.Type.User))


def test_nothing_is_handed_to_python_while_a_page_is_made_and_everything_afterwards(
    qtbot: QtBot, qapp: QApplication, window: QWidget
) -> None:
    watch = Counting(qapp, window)
    watch.start(5)
    with watch.look_away(), watch.look_away():
        send_many(window)
    assert watch.seen == 0
    send_many(window)
    assert watch.seen >= 100
    with qtbot.waitSignal(watch.touched):
        qtbot.keyClick(window, Qt.Key.Key_Shift)
    watch.stop()


def test_what_stopped_while_looking_away_stays_stopped(qapp: QApplication, window: QWidget) -> None:
    watch = Counting(qapp, window)
    watch.start(5)
    with watch.look_away():
        watch.stop()
    send_many(window)
    assert watch.seen == 0


class Spying(QObject):
    """For each event of the program: whether the watch of the quiet minutes looked."""

    def __init__(self, watch: IdleWatch) -> None:
        super().__init__(watch)
        self._watch, self.watched, self.unwatched = watch, 0, 0

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        if self._watch.looking_away:
            self.unwatched += 1
        else:
            self.watched += 1
        return False


class Ends(Spying):
    """The same for the ends of what was on a page."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.Destroy and super().eventFilter(watched, event)


S = TypeVar("S", bound=Spying)


def visit_people(
    qtbot: QtBot, qapp: QApplication, shell: ShellController, spy: S, *, until: Callable[[S], bool]
) -> S:
    """Opens the list of mentees while *spy* looks, until nothing runs and *until* holds."""
    assert shell.navigator is not None
    qapp.installEventFilter(spy)
    shell.navigator.go("people")
    qtbot.waitUntil(lambda: not shell.runner.busy and until(spy))
    qapp.processEvents()
    qapp.removeEventFilter(spy)
    return spy


def test_most_of_what_a_page_sends_itself_is_not_looked_at(
    qtbot: QtBot, qapp: QApplication, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(fill_desk)
    spy = visit_people(qtbot, qapp, shell, Spying(shell.idle), until=lambda _spy: True)
    assert spy.unwatched > 4 * spy.watched > 0


def test_nothing_that_ends_with_a_page_is_looked_at(
    qtbot: QtBot, qapp: QApplication, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(fill_desk)
    ends = visit_people(qtbot, qapp, shell, Ends(shell.idle), until=lambda spy: spy.unwatched > 0)
    assert ends.unwatched > 50 > ends.watched


class CountedFlow(FlowLayout):
    """Counts how often everything gets its place."""

    placed = 0

    def place(self) -> None:
        self.placed += 1
        super().place()


def test_answers_get_their_places_when_all_of_them_are_there(window: QWidget) -> None:
    together, one_by_one = (CountedFlow(QWidget(window)) for _each in range(2))
    words = [f"answer {at}" for at in range(20)]
    together.add_all([QPushButton(text, window) for text in words])
    for text in words:
        one_by_one.addWidget(QPushButton(text, window))
    assert (together.count(), together.one_line()) == (one_by_one.count(), one_by_one.one_line())
    assert 0 < together.placed < one_by_one.placed / 5
