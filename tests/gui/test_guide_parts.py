"""F1 opens the guide at the part about the page shown, wherever one is, and leads back there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.conftest import wait_quiet
from tests.gui.people_keys import Keys
from tests.gui.people_life import alias_key, fill_desk

from careernotes.gui.controllers.before import BeforeController
from careernotes.gui.controllers.guide import GuideController, guide_entries
from careernotes.gui.controllers.guide_codes import code_chapters
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.controllers.today import TodayController
from careernotes.gui.screens import FIRST_RUN, SCREENS, UNLOCK
from careernotes.gui.views.before_line import CheckLine
from careernotes.i18n import LANGUAGES, error_text, set_language
from careernotes.vault.errors import DiskFullError

F1, F2, ESC = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_Escape


def test_every_screen_and_both_entrances_are_in_exactly_one_part_in_every_language() -> None:
    for spoken in LANGUAGES:
        set_language(spoken)
        told = [screen for entry in guide_entries() for screen in entry.screens]
        assert sorted(told) == sorted([*SCREENS, UNLOCK, FIRST_RUN])
    set_language("en")


def read(keys: Keys) -> str:
    """The name of the chapter that is open."""
    view = keys.screen(GuideController).view
    item = view.chapters.currentItem()
    assert item is not None
    page = "\n".join(each.text() for each in view.findChildren(QLabel))
    assert item.text().partition(": ")[2] in page
    return item.text()


def test_f1_opens_the_part_about_the_page_and_esc_leads_back_with_what_was_answered(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    for name, part in (("report", "The report"), ("settings", "Settings, backups"), ("search", "Search")):
        keys.go(name)
        keys.press(F1)
        assert part in read(keys)
        keys.press(F1)  # it stays where it is
        assert part in read(keys)
        keys.press(ESC)
        assert keys.name == name
    keys.go("before", engagement_id=alias_key(keys.shell, "Mira-07"))
    line = keys.screen(BeforeController).view.line("E03")
    keys.write(str(line.row.number))
    keys.write("n")  # which stops the mentor: help and guide are not behind it
    given = answers(keys)
    assert line.accessibleName() in given
    assert "answered no" in line.accessibleName()
    for away, there in ((F1, "guide"), (F2, "help_now")):
        keys.press(away)
        keys.wait_for(there)
        if away == F1:
            assert "Before you go in" in read(keys)
        keys.press(ESC)
        keys.wait_for("before")
        assert answers(keys) == given
    # The same page for another conversation begins with nothing answered.
    keys.go("before", engagement_id=alias_key(keys.shell, "Tova-31"))
    assert not any("answered yes" in name or "answered no" in name for name in unlocked(keys))


def answers(keys: Keys) -> list[str]:
    """How each line stands, as a screen reader says it."""
    view = keys.screen(BeforeController).view
    return [each.accessibleName() for each in view.findChildren(CheckLine)]


def unlocked(keys: Keys) -> list[str]:
    view = keys.screen(BeforeController).view
    return [each.accessibleName() for each in view.findChildren(CheckLine) if not each.row.locked]


def test_f1_before_the_unlock_is_about_opening_the_vault(
    qtbot: QtBot, start: Callable[..., ShellController], tmp_path: Path
) -> None:
    shell = start(tmp_path / "none.careernotes")
    qtbot.keyClick(shell.window, F1)
    wait_quiet(qtbot, shell)
    assert "Opening the vault" in read(Keys(qtbot, shell))


def read_page(keys: Keys) -> list[str]:
    """The headings and words of the chapter that is open, as they are shown."""
    labels = keys.screen(GuideController).view._reading.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisible()]


def shown_chapters(keys: Keys) -> list[str]:
    chapters = keys.screen(GuideController).view.chapters
    rows = [chapters.item(place) for place in range(chapters.count())]
    return [row.text() for row in rows if row is not None and not row.isHidden()]


def test_a_code_and_a_word_are_found_in_the_guide_by_keyboard(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    keys.go("guide")
    view = keys.screen(GuideController).view
    everything = shown_chapters(keys)
    keys.tab_to(view.seeking.edit)
    keys.write("cn108")
    assert shown_chapters(keys) == ["Codes: Vault, passphrase and backups"]
    keys.until(lambda: read_page(keys)[:1] == ["CN108"])
    assert "The disk is full." in "\n".join(read_page(keys))
    assert "CN109" not in read_page(keys)
    view.seeking.edit.selectAll()
    keys.write("confidential")
    assert 1 < len(shown_chapters(keys)) < len(everything)
    keys.until(lambda: "confidential" in "\n".join(read_page(keys)).casefold())
    view.seeking.edit.selectAll()
    keys.write("qqqq")
    assert "Nothing in the guide" in view.seeking.below.text()
    view.seeking.edit.selectAll()
    keys.press(Qt.Key.Key_Delete)
    assert shown_chapters(keys) == everything


def test_f1_says_what_the_code_that_is_shown_means(
    qtbot: QtBot, desk_window: Callable[..., ShellController]
) -> None:
    keys = Keys(qtbot, desk_window(fill_desk))
    today = keys.screen(TodayController)
    today.view.banner.show_error(error_text(DiskFullError()))
    keys.press(F1)
    keys.until(lambda: read_page(keys)[:1] == ["CN108"])
    keys.press(ESC)
    assert keys.name == "today"


def test_what_is_known_only_when_it_happens_is_left_open_in_the_guide() -> None:
    for spoken in LANGUAGES:
        set_language(spoken)
        told = [text for _name, chapter in code_chapters() for each in chapter for text in each.paragraphs]
        assert len(told) > 200
        assert not any("{" in text for text in told)
        assert any("\N{HORIZONTAL ELLIPSIS}" in text for text in told)
    set_language("en")
