"""My growth notes the kick-off and gives a personal note in its place; both are for the mentor alone."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.people_keys import CTRL, Keys
from tests.gui.people_life import on_lane

from careernotes.gui import paper
from careernotes.gui.controllers.growth import GrowthController
from careernotes.gui.controllers.kick_off import note_sheets
from careernotes.gui.controllers.shell import ShellController
from careernotes.i18n import language
from careernotes.services.kick_off import kick_offs


def test_the_kick_off_is_noted_by_keyboard_once_a_day_and_undone(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(screen="growth"))
    card = keys.screen(GrowthController).view.kick_off
    assert "Not noted yet" in card.state.text()
    keys.tab_to(card.day.edit)
    for typed, said in (("whenever", "not a day"), ("yesterday", "")):
        card.day.edit.selectAll()
        keys.write(typed)
        keys.press(Qt.Key.Key_Return)
        assert said in card.day.below.text()
    desk = keys.shell.desk
    assert desk is not None
    yesterday = desk.today - dt.timedelta(days=1)
    keys.until(lambda: "You were there on" in card.state.text())
    card.day.set_text("yesterday")
    keys.press(Qt.Key.Key_Return)
    assert on_lane(keys.shell, lambda: kick_offs(desk)) == (yesterday,)
    keys.shell.window.setFocus()
    keys.press(Qt.Key.Key_Z, CTRL)
    keys.until(lambda: on_lane(keys.shell, lambda: kick_offs(desk)) == ())


def test_the_personal_note_is_one_page_in_both_languages() -> None:
    (page,) = PdfReader(BytesIO(paper.as_pdf(note_sheets()))).pages
    said = " ".join(page.extract_text().split())
    for part in ("A word to begin with", "stays between us", "Mentor"):
        assert part in said
    assert language() == "en"
