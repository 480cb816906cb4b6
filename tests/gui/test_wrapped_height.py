"""A paragraph remembers its heights, and forgets them with whatever makes others."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.widgets.labels import WrappedLabel, restyle

TEXT = "What was said about the next step, in a few more words than fit on one line of a narrow card. " * 3
WIDTHS = (90, 240, 500)


def longer(words: WrappedLabel) -> None:
    words.setText(words.text() * 2)


def more_room(words: WrappedLabel) -> None:
    words.setContentsMargins(0, 30, 0, 0)


def larger_letters(words: WrappedLabel) -> None:
    font = words.font()
    font.setPixelSize(font.pixelSize() * 2)
    words.setFont(font)


def another_role(words: WrappedLabel) -> None:
    restyle(words, "role", "title")


@pytest.mark.parametrize("change", [longer, more_room, larger_letters, another_role])
def test_heights_are_those_qt_would_give_before_and_after_a_change(
    qtbot: QtBot, theme: Theme, change: Callable[[WrappedLabel], None]
) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    window = QWidget()
    qtbot.addWidget(window)
    words = WrappedLabel(TEXT, window)
    window.show()
    before = [words.heightForWidth(width) for width in WIDTHS]
    assert before == [QLabel.heightForWidth(words, width) for width in WIDTHS]
    change(words)
    after = [words.heightForWidth(width) for width in WIDTHS]
    assert after == [QLabel.heightForWidth(words, width) for width in WIDTHS]
    assert after != before


def test_a_text_size_of_the_whole_program_makes_other_heights(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    window = QWidget()
    qtbot.addWidget(window)
    words = WrappedLabel(TEXT, window)
    window.show()
    before = words.heightForWidth(240)
    theme.apply(ThemeChoice.LIGHT, 200)
    assert words.heightForWidth(240) == QLabel.heightForWidth(words, 240) > before
    theme.apply(ThemeChoice.LIGHT, 100)
    assert words.heightForWidth(240) == before
