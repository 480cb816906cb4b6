"""Nothing is cut at 900 by 600 when every string is two fifths longer."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.longer_words import MORE, cut, longer, longer_words
from tests.gui.people_life import fill_desk

from careernotes.gui.album import Arguments, demo_arguments
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.screens import SCREENS
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.shell import SMALLEST
from careernotes.gui.widgets.scroller import Scroller
from careernotes.i18n import set_language

Words = Callable[[], AbstractContextManager[None]]
Look = Callable[[QWidget], list[str]]
DeskWindow = Callable[..., ShellController]
_SETTLED_MS = 900
QUICK = ("today", "session")


@pytest.fixture
def shell(desk_window: DeskWindow, theme: Theme) -> Iterator[ShellController]:
    opened = desk_window(fill_desk)
    opened.window.resize(*SMALLEST)
    yield opened
    theme.apply(ThemeChoice.LIGHT, 100)


def cut_on(
    shell: ShellController,
    qtbot: QtBot,
    names: tuple[str, ...],
    words: Words = longer_words,
    look: Look = cut,
) -> dict[str, list[str]]:
    """What is cut on each of these screens of the open desk, or what else *look* finds there."""
    assert shell.desk is not None
    given = on_the_lane(shell, qtbot, partial(demo_arguments, shell.desk))
    found = {}
    with words():
        shell.window.retranslate()
        for name in names:
            arguments = given[name]
            if arguments is not None:
                shell.show_desk(name, **arguments)
                wait_quiet(qtbot, shell)
                # Layouts settle one after the other; what is cut then stays cut.
                with suppress(QtBotTimeoutError):
                    qtbot.waitUntil(partial(nothing_found, look, shell.window), timeout=_SETTLED_MS)
                if here := look(shell.window):
                    found[name] = here
    return found


def nothing_found(look: Look, window: QWidget) -> bool:
    return not look(window)


def sideways(window: QWidget) -> list[str]:
    """Pages of which a part lies beyond the right edge."""
    bars = [each.horizontalScrollBar() for each in window.findChildren(Scroller) if each.isVisible()]
    return [f"{bar.maximum()} too wide" for bar in bars if bar.maximum() > 0]


def on_the_lane(shell: ShellController, qtbot: QtBot, call: Callable[[], Arguments]) -> Arguments:
    """The answer of the one thread that may ask the vault."""
    asked = Asked(shell)
    shell.runner.submit(call, succeeded=asked.keep)
    wait_quiet(qtbot, shell)
    return asked.kept


class Asked(QObject):
    """Keeps one answer."""

    def keep(self, answer: Arguments) -> None:
        self.kept = answer


def test_no_label_or_button_is_cut(shell: ShellController, qtbot: QtBot, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    assert cut_on(shell, qtbot, QUICK) == {}


@pytest.mark.long
@pytest.mark.parametrize("percent", [100, 150])
def test_no_label_or_button_is_cut_on_any_screen(
    shell: ShellController, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    assert cut_on(shell, qtbot, tuple(SCREENS)) == {}


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_no_label_or_button_is_cut_at_twice_the_size(
    shell: ShellController, qtbot: QtBot, theme: Theme, spoken: str
) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    assert cut_on(shell, qtbot, tuple(SCREENS), words=partial(words_of, spoken)) == {}


@pytest.mark.long
def test_nothing_longer_is_cut_or_beyond_the_edge_at_twice_the_size_in_the_usual_window(
    shell: ShellController, qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    shell.window.resize(1280, 800)
    assert cut_on(shell, qtbot, tuple(SCREENS), look=lambda window: cut(window) + sideways(window)) == {}


@contextmanager
def words_of(spoken: str) -> Iterator[None]:
    """Speaks one language until the end of the block."""
    set_language(spoken)
    try:
        yield
    finally:
        set_language("en")


def test_words_grow_by_two_fifths_and_what_is_filled_in_stays() -> None:
    text = "Lock now, {count} days"
    assert longer(text) == "Locklo nowno, {count} daysda"
    assert len(longer("abcdefghij")) == 10 * (1 + MORE)


def test_a_button_that_is_too_narrow_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    narrow = QPushButton("Words that need their room")
    narrow.setFixedWidth(60)
    row.addWidget(narrow)
    with qtbot.waitExposed(window):
        window.show()
    assert len(cut(window)) == 1
    narrow.setFixedWidth(400)
    qtbot.waitUntil(lambda: cut(window) == [])
