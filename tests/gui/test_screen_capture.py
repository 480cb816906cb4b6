"""Where the system cannot keep a window out of pictures of the screen, the settings say so."""

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from careernotes.gui import screen_capture
from careernotes.gui.views.capture import CaptureCard


@pytest.mark.skipif(sys.platform != "linux", reason="about Linux")
def test_linux_claims_no_protection(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not screen_capture.can_protect()
    assert not screen_capture.protect(window, allowed=False)
    card = CaptureCard(window, able=screen_capture.can_protect())
    assert card.allow.isHidden()


def test_captures_are_allowed_for_this_window_only_and_stay_ticked(qtbot: QtBot) -> None:
    window, other = QWidget(), QWidget()
    for each in (window, other):
        qtbot.addWidget(each)
    screen_capture.protect(window, allowed=False)
    card = CaptureCard(window, able=screen_capture.can_protect("win32"))
    assert not card.allow.isHidden()
    assert not card.allow.isChecked()
    card.allow.click()
    assert screen_capture.is_allowed(window)
    # The settings made anew show what was chosen; a new window, after a lock, begins without it.
    assert CaptureCard(window, able=True).allow.isChecked()
    assert not screen_capture.is_allowed(other)
