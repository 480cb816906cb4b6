"""Taking up a kit under Settings: one of other people asks for a typed word under its characters."""

import re
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.unit.services.kits import kit_file

from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.views.settings import SettingsView
from careernotes.sealing.enrolment_file import read_enrolment, spoken
from careernotes.sealing.kit_file import read_kit_file
from careernotes.services.first_steps import adopt_kit, sign_code

DeskWindow = Callable[..., ShellController]
OTHER_LEAD = b"x" * 32


def test_a_kit_of_other_people_waits_for_a_typed_word(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    mine, other = kit_file(tmp_path), kit_file(tmp_path, "other.cnkit", lead=OTHER_LEAD)
    shell = desk_window(lambda desk: sign_code(adopt_kit(desk, mine)), screen="settings")
    assert shell.navigator is not None
    assert shell.navigator.current is not None
    view = shell.navigator.current.view
    assert isinstance(view, SettingsView)
    before = view.kit_print.text()
    view.kit_chosen.emit(str(other))
    qtbot.waitUntil(view.kit_word.isVisible)
    assert view.kit_print.text() != before
    assert not view.kit_use.isEnabled()
    QTest.keyClicks(view.kit_word.edit, "yes")
    assert not view.kit_use.isEnabled()
    view.kit_word.edit.clear()
    QTest.keyClicks(view.kit_word.edit, "other people")
    assert view.kit_use.isEnabled()
    shown = view.kit_print.text()
    qtbot.mouseClick(view.kit_use, Qt.MouseButton.LeftButton)

    def taken() -> bool:
        now = shell.navigator.current.view if shell.navigator and shell.navigator.current else None
        return isinstance(now, SettingsView) and not now.kit_use.isVisible() and now.kit_print.text() == shown

    qtbot.waitUntil(taken)


def test_a_kit_exchanged_while_it_is_compared_is_not_taken_over(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    mine, newer = kit_file(tmp_path), kit_file(tmp_path, "newer.cnkit", terms_version="2")
    shell = desk_window(lambda desk: sign_code(adopt_kit(desk, mine)), screen="settings")
    assert shell.navigator is not None
    assert shell.navigator.current is not None
    view = shell.navigator.current.view
    assert isinstance(view, SettingsView)
    view.kit_chosen.emit(str(newer))
    qtbot.waitUntil(view.kit_use.isVisible)
    kit_file(tmp_path, "third.cnkit", terms_version="3").replace(newer)
    qtbot.mouseClick(view.kit_use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "(CN522)" in view.banner.text)
    assert shell.desk is not None
    assert shell.desk.kit is not None
    assert shell.desk.kit.kit_hash == read_kit_file(mine).kit_hash


def test_a_mentor_enrols_with_one_button_and_sees_the_eight_words(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    kit = kit_file(tmp_path)
    shell = desk_window(lambda desk: sign_code(adopt_kit(desk, kit)), screen="settings")
    assert shell.navigator is not None
    assert shell.navigator.current is not None
    view = shell.navigator.current.view
    assert isinstance(view, SettingsView)
    assert not view.enrol.isHidden()
    assert view.enrolled.isHidden()
    view.enrol_asked.emit(str(tmp_path / "mine.cnenrol"))
    qtbot.waitUntil(lambda: not view.enrolled.isHidden(), timeout=30_000)
    words = view.enrolled.text()
    (sheet,) = (page.extract_text() for page in PdfReader(tmp_path / "mine.pdf").pages)
    assert len(words.split()) == 8
    assert set(words.split()) <= set(re.findall(r"[a-z]+", sheet))
    key = read_enrolment((tmp_path / "mine.cnenrol").read_bytes(), read_kit_file(kit).programme_id)
    assert spoken(key) == words
