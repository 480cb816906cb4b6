"""A page that gets a list is laid out once for the whole list, not once for each of its lines."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.models.rows import Row
from careernotes.gui.views.list_card import ListCard
from careernotes.gui.views.people_rows import RowButton
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import WrappedLabel
from careernotes.gui.widgets.laid_once import laid_out_once
from careernotes.gui.widgets.page import Page

LINES = 60
Around = Callable[[QWidget], AbstractContextManager[None]]


class Counted(WrappedLabel):
    """Counts how often somebody asked how high it is at some width."""

    asked = 0

    def heightForWidth(self, width: int) -> int:
        Counted.asked += 1
        return super().heightForWidth(width)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Page(window, title="People")
    left, _right = made.columns()
    left.addWidget(Card(made.content, title="Everybody"))
    QVBoxLayout(window).addWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.close()


def line(card: Card, number: int) -> QWidget:
    """A row with words in it, as most lists have."""
    made = QWidget(card)
    row = QHBoxLayout(made)
    row.addWidget(QLabel(f"{number}", made))
    row.addWidget(Counted(f"what happened on day {number}", made), 1)
    return made


def fill(page: Page, qtbot: QtBot, around: Around) -> tuple[list[QWidget], int]:
    card = page.content.findChildren(Card)[0]
    Counted.asked = 0
    with around(page):
        made = [line(card, number) for number in range(LINES)]
        for each in made:
            card.add(each)
        hidden = Counted("not yet", card)
        hidden.setVisible(False)
        card.add(hidden)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in made))
    assert not hidden.isVisible()
    qtbot.waitUntil(lambda: made[-1].y() > made[0].y())
    return made, Counted.asked


def test_each_line_is_asked_for_its_room_a_few_times_and_not_once_for_every_other_line(
    page: Page, qtbot: QtBot
) -> None:
    one_by_one, often = fill(page, qtbot, lambda _page: nullcontext())
    qtbot.waitUntil(lambda: one_by_one[-1].y() > 0)
    tops = [each.y() for each in one_by_one]
    for each in (*one_by_one, *page.content.findChildren(Counted)):
        page.content.findChildren(Card)[0].body.removeWidget(each)
        each.setParent(None)
    together, seldom = fill(page, qtbot, laid_out_once)
    qtbot.waitUntil(lambda: [each.y() for each in together] == tops)
    assert seldom < often / 5, (seldom, often)


def test_lines_get_their_places_and_a_later_change_is_seen(page: Page, qtbot: QtBot) -> None:
    card = page.content.findChildren(Card)[0]
    with laid_out_once(page):
        made = [QLabel(f"line {number}", card) for number in range(LINES)]
        for each in made:
            card.add(each)
    qtbot.waitUntil(lambda: all(one.geometry().bottom() < each.y() for one, each in pairwise(made)))
    top = made[1].y()
    made[0].setVisible(False)
    qtbot.waitUntil(lambda: made[1].y() < top)


def test_what_is_asked_into_sight_while_a_page_is_filled_is_in_sight_afterwards(
    page: Page, qtbot: QtBot
) -> None:
    page.window().resize(400, 300)
    card = page.content.findChildren(Card)[0]
    with laid_out_once(page):
        made = [line(card, number) for number in range(3 * LINES)]
        for each in made:
            card.add(each)
        page.scroller.ensureWidgetVisible(made[-1])
    qtbot.waitUntil(lambda: not made[-1].visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: page.scroller.verticalScrollBar().value() > 0)


def test_a_list_that_gets_its_rows_meanwhile_waits_for_its_place_too(page: Page, qtbot: QtBot) -> None:
    card = ListCard(page.content, title="Due")
    page.body.addWidget(card)
    with laid_out_once(page):
        card.show_rows([Row(key=str(number), title=f"line {number}") for number in range(3)])
        made = card.list.findChildren(RowButton)
        assert not any(each.y() for each in made)
    qtbot.waitUntil(lambda: all(one.geometry().bottom() < each.y() for one, each in pairwise(made)))


class Asker(QObject):
    """Hears answers."""

    heard = 0

    def on_answer(self, _answer: object) -> None:
        self.heard += 1


def test_answers_that_come_together_fill_a_page_together(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(screen="guide")
    rounds: list[int] = []
    asker = Asker(shell)

    @contextmanager
    def counted() -> Iterator[None]:
        before = asker.heard
        yield
        rounds.append(asker.heard - before)

    assert shell.navigator is not None
    qtbot.waitUntil(lambda: not shell.runner.busy)
    shell.navigator.unwatched = counted
    for _each in range(3):
        shell.runner.submit(int, succeeded=asker.on_answer)
    assert shell.runner.drain(5)
    qtbot.waitUntil(lambda: asker.heard == 3)
    # A page that ends does so in a round of its own.
    assert [each for each in rounds if each] == [3]
    shell.runner.submit(int, succeeded=asker.on_answer)
    qtbot.waitUntil(lambda: rounds[-1:] == [1])


class Traveller(Asker):
    """Goes elsewhere at the first answer, and looks what the others find."""

    def __init__(self, shell: ShellController) -> None:
        super().__init__(shell)
        assert shell.navigator is not None
        self.navigator, self.found = shell.navigator, list[tuple[str, bool]]()

    def on_answer(self, answer: object) -> None:
        super().on_answer(answer)
        if self.heard == 1:
            self.navigator.go("workshops")
        else:
            assert self.navigator.current is not None
            layouts = self.navigator.current.view.findChildren(QLayout)
            self.found.append((self.navigator.name, any(each.isEnabled() for each in layouts)))


def test_answers_behind_one_that_led_elsewhere_wait_until_the_new_page_is_held(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(screen="guide")
    traveller = Traveller(shell)
    for _each in range(3):
        shell.runner.submit(int, succeeded=traveller.on_answer)
    assert shell.runner.drain(5)
    qtbot.waitUntil(lambda: traveller.heard == 3 and not shell.runner.busy)
    assert traveller.found == [("workshops", False)] * 2
    assert traveller.navigator.current is not None
    assert all(each.isEnabled() for each in traveller.navigator.current.view.findChildren(QLayout))


class Failing(Asker):
    """Has a bug in what it makes of its first answer."""

    def on_answer(self, answer: object) -> None:
        super().on_answer(answer)
        if self.heard == 1:
            raise ZeroDivisionError


def test_a_bug_while_a_page_is_filled_leaves_no_page_held(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(screen="guide")
    failing, navigator, rounds = Failing(shell), shell.navigator, list[int]()

    @contextmanager
    def counted() -> Iterator[None]:
        before = failing.heard
        yield
        rounds.append(failing.heard - before)

    assert navigator is not None
    assert navigator.current is not None
    view = navigator.current.view
    with qtbot.capture_exceptions() as bugs:
        shell.runner.submit(int, succeeded=failing.on_answer)
        qtbot.waitUntil(lambda: not shell.runner.busy)
    assert [bug[0] for bug in bugs] == [ZeroDivisionError]
    assert all(each.isEnabled() for each in view.findChildren(QLayout))
    # And the next answers are heard together again.
    navigator.unwatched = counted
    for _each in range(2):
        shell.runner.submit(int, succeeded=failing.on_answer)
    assert shell.runner.drain(5)
    qtbot.waitUntil(lambda: failing.heard == 3)
    assert [each for each in rounds if each] == [2]


def test_a_page_that_lost_room_to_a_message_above_it_meanwhile_fits_again(page: Page, qtbot: QtBot) -> None:
    window = page.window()
    around = window.layout()
    assert isinstance(around, QVBoxLayout)
    above = QLabel("2 things are due.", window)
    above.setFixedHeight(150)
    above.hide()
    around.insertWidget(0, above)
    window.resize(700, 600)
    qtbot.waitUntil(lambda: page.height() > 500)
    with laid_out_once(page):
        page.body.addWidget(QLabel("line", page.content))
        above.show()
        around.activate()
    qtbot.waitUntil(lambda: page.height() < 450)
    qtbot.waitUntil(lambda: page.scroller.geometry().bottom() <= page.height())


def test_a_page_that_goes_away_meanwhile_is_no_trouble(page: Page) -> None:
    with laid_out_once(page):
        page.window().close()
        page.body.addWidget(QLabel("line", page.content))
    assert not page.isVisible()
