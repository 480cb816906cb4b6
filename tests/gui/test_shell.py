"""The window around the screens: going about by keyboard, and the lock that leaves nothing behind."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, focused, unlock_by_typing, wait_quiet

from careernotes.domain.growth import Review, SignUp, Supervision, Training
from careernotes.domain.vocabulary import SupervisionKind, TrainingModule
from careernotes.gui.actions import RAIL
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.idle import boot_seconds
from careernotes.gui.settings import SettingKey, Settings
from careernotes.gui.views.growth import GrowthView
from careernotes.gui.views.settings import SettingsView
from careernotes.gui.views.shell import first_size
from careernotes.gui.views.supervision import SupervisionView
from careernotes.gui.views.unlock import UnlockView
from careernotes.gui.widgets.secret_clipboard import guarded
from careernotes.i18n import language
from careernotes.services.desk import Desk
from careernotes.services.first_steps import start_practice
from careernotes.services.unlocking import unlock

DeskWindow = Callable[..., ShellController]
CTRL = Qt.KeyboardModifier.ControlModifier
FRESH = "walnut pilot canyon velvet orbit"


class Hands:
    """A boot clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def shown(shell: ShellController, kind: type[QWidget]) -> QWidget:
    """The visible page of this kind."""
    return next(each for each in shell.window.findChildren(kind) if each.isVisible())


# ------------------------------------------------------------------------------------------ going about
@pytest.mark.parametrize("place", range(1, 8))
def test_ctrl_and_a_digit_goes_along_the_rail(qtbot: QtBot, desk_window: DeskWindow, place: int) -> None:
    command = RAIL[place - 1]
    shell = desk_window()
    qtbot.keyClick(shell.window, Qt.Key(Qt.Key.Key_0 + place), CTRL)
    wait_quiet(qtbot, shell)
    assert shell.navigator is not None
    assert shell.navigator.name == command.screen
    rail = shell.window.findChild(QPushButton, command.name)
    assert isinstance(rail, QPushButton)
    assert rail.isChecked()


def test_escape_goes_back_the_way_one_came(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(screen="growth")
    navigator = shell.navigator
    assert navigator is not None
    qtbot.keyClick(shell.window, Qt.Key.Key_F1)
    qtbot.keyClick(shell.window, Qt.Key.Key_F2)
    names = [navigator.name]
    for _step in range(3):
        qtbot.keyClick(shell.window, Qt.Key.Key_Escape)
        names.append(navigator.name)
    assert names == ["help_now", "guide", "growth", "today"]


def test_every_page_of_the_shell_takes_the_keyboard_and_leaves_it_on_itself(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window()
    assert shell.navigator is not None
    for name in ("growth", "supervision", "guide", "settings", "help_now"):
        shell.navigator.go(name)
        wait_quiet(qtbot, shell)
        current = shell.navigator.current
        assert current is not None
        assert current.view.isAncestorOf(focused(qtbot, shell)), name


def test_every_control_of_the_shell_has_a_name_for_a_screen_reader(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(start_practice)
    assert shell.navigator is not None
    for name in ("growth", "supervision", "guide", "settings", "help_now"):
        shell.navigator.go(name)
        wait_quiet(qtbot, shell)
        for kind in (QPushButton, QLineEdit, QPlainTextEdit):
            for each in shell.window.findChildren(kind):
                assert each.accessibleName() or not each.isVisible(), (name, each)


def test_the_title_of_the_window_tells_nothing(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(start_practice)
    titles = {shell.window.windowTitle()}
    shell.window.windowTitleChanged.connect(titles.add)
    for key in (Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_7):
        qtbot.keyClick(shell.window, key, CTRL)
        wait_quiet(qtbot, shell)
    assert titles == {"Career Notes"}


# ------------------------------------------------------------------------------------------ noting things
def test_a_case_discussion_is_noted_in_one_line(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    shell = desk_window(screen="supervision")
    view = shown(shell, SupervisionView)
    assert isinstance(view, SupervisionView)
    assert view.form.kind is not None
    assert view.form.words is not None
    day = focused(qtbot, shell)
    assert day is view.form.day.edit
    view.form.day.edit.selectAll()
    qtbot.keyClicks(day, "yesterday")
    qtbot.keyClicks(view.form.kind.button_of(SupervisionKind.BRIEFING.value), "4")
    qtbot.keyClicks(view.form.words.edit, "Ask one question more.")
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, CTRL)
    wait_quiet(qtbot, shell)
    assert any("Ask one question more." in label.text() for label in view.noted.findChildren(QLabel))
    noted = records(shell, tmp_path, Supervision)
    assert [(each.kind, each.takeaway) for each in noted] == [
        (SupervisionKind.BRIEFING, "Ask one question more.")
    ]
    assert noted[0].held_on == dt.datetime.now().astimezone().date() - dt.timedelta(days=1)


def test_a_day_that_is_no_day_is_said_where_it_stands(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(screen="supervision")
    view = shown(shell, SupervisionView)
    assert isinstance(view, SupervisionView)
    view.form.day.edit.selectAll()
    qtbot.keyClicks(view.form.day.edit, "the day of the storm")
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, CTRL)
    assert "not a day" in view.form.day.below.text()


def test_courses_signatures_and_reviews_each_have_a_line(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    shell = desk_window(screen="growth")
    qtbot.keyClick(visible_button(qtbot, shell, "P05"), Qt.Key.Key_Space)
    wait_quiet(qtbot, shell)
    qtbot.keyClick(visible_button(qtbot, shell, "P01"), Qt.Key.Key_Space)
    wait_quiet(qtbot, shell)
    # What is signed is shown first; the signature brings the mentor back.
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, CTRL)
    wait_quiet(qtbot, shell)
    view = shown(shell, GrowthView)
    assert isinstance(view, GrowthView)
    assert view.form.kind is not None
    qtbot.keyClicks(view.form.kind.button_of(TrainingModule.REFRESHER.value), " ")
    qtbot.keyClick(shell.window, Qt.Key.Key_Return, CTRL)
    wait_quiet(qtbot, shell)
    desk = reopened(shell, tmp_path)
    try:
        assert len(desk.store.all(SignUp)) == 2
        assert [each.item_id for each in desk.store.all(Review)] == ["P05"]
        assert {each.module for each in desk.store.all(Training)} == {
            TrainingModule.MENTOR_ELEARNING,
            TrainingModule.REFRESHER,
        }
    finally:
        desk.close()


# ------------------------------------------------------------------------------------------ the lock
def test_ctrl_l_closes_the_vault_and_destroys_every_page(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(start_practice, screen="people")
    desk = shell.desk
    assert desk is not None
    gone: list[str] = []
    pages = [
        each for each in shell.window.host.findChildren(QWidget) if each.parentWidget() is shell.window.host
    ]
    for page in pages:
        page.destroyed.connect(lambda: gone.append("page"))
    with qtbot.waitSignal(shell.locked):
        qtbot.keyClick(shell.window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: len(gone) == len(pages) > 0)
    wait_quiet(qtbot, shell)
    assert not desk.vault.is_open
    assert shell.desk is None
    assert shell.navigator is None
    assert shown(shell, UnlockView)
    texts = [each.text() for each in shell.window.findChildren(QLabel)]
    assert not any("Practice" in text or "Ask how the talk" in text for text in texts)


def test_after_a_lock_the_same_window_opens_it_again(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window()
    shell.lock()
    wait_quiet(qtbot, shell)
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None


def test_half_typed_words_are_kept_by_a_lock(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    keys: dict[str, str] = {}

    def fill(desk: Desk) -> None:
        start_practice(desk)
        keys["session_id"] = desk.store.newest_sessions(limit=1)[0].session_id

    shell = desk_window(fill)
    assert shell.navigator is not None
    shell.navigator.go("session", **keys)
    wait_quiet(qtbot, shell)
    editor = next(each for each in shell.window.findChildren(QPlainTextEdit) if each.isVisible())
    qtbot.keyClicks(editor, "half typed canary")
    shell.lock()
    wait_quiet(qtbot, shell)
    desk = reopened(shell, tmp_path)
    try:
        assert any("half typed canary" in draft.body for draft in desk.store.drafts())
    finally:
        desk.close()


def test_a_lock_empties_the_clipboard_that_we_filled(
    qtbot: QtBot, qapp: QApplication, desk_window: DeskWindow
) -> None:
    shell = desk_window()
    qapp.clipboard().setMimeData(guarded("canary"))
    shell.lock()
    assert qapp.clipboard().text() == ""


def test_it_locks_after_the_quiet_minutes_and_not_before(qtbot: QtBot, desk_window: DeskWindow) -> None:
    hands = Hands()
    shell = desk_window(now=hands)
    hands.seconds += 5 * 60 - 1
    shell.idle.check()
    assert shell.desk is not None
    hands.seconds += 1
    with qtbot.waitSignal(shell.locked):
        shell.idle.check()


def test_a_key_or_the_mouse_begins_the_quiet_minutes_anew(qtbot: QtBot, desk_window: DeskWindow) -> None:
    hands = Hands()
    shell = desk_window(now=hands)
    for _round in range(3):
        hands.seconds += 4 * 60
        qtbot.keyClick(shell.window, Qt.Key.Key_Shift)
        shell.idle.check()
    hands.seconds += 4 * 60
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(5, 5),
        QPointF(5, 5),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(shell.window, move)
    shell.idle.check()
    assert shell.desk is not None


def test_the_key_that_wakes_the_computer_is_too_late(qtbot: QtBot, desk_window: DeskWindow) -> None:
    hands = Hands()
    shell = desk_window(now=hands)
    hands.seconds += 8 * 3600  # the lid was closed; no timer ran
    qtbot.keyClick(shell.window, Qt.Key.Key_Shift)
    with qtbot.waitSignal(shell.locked):
        shell.idle.check()


def test_the_boot_clock_goes_forward() -> None:
    first = boot_seconds()
    assert first > 0
    assert boot_seconds() >= first


# ------------------------------------------------------------------------------------------ settings
def test_settings_work_at_once_and_are_kept(
    qtbot: QtBot, desk_window: DeskWindow, settings: Settings
) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    view.look.chips["theme"].answer("dark")
    view.look.chips["size"].answer("150")
    view.idle.answer("2")
    assert (settings.theme.value, settings.text_percent, settings.idle_minutes) == ("dark", 150, 2)
    assert shell.window.palette().window().color().lightness() < 60
    view.look.chips["theme"].answer("light")
    view.look.chips["size"].answer("100")


def test_the_keyboard_comes_to_the_chosen_answer_not_to_the_first(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    view.look.chips["language"].answer("nl")
    wait_quiet(qtbot, shell)
    again = shown(shell, SettingsView)
    assert isinstance(again, SettingsView)
    assert again.look.chips["language"].button_of("nl").hasFocus()


def test_the_language_switches_live(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    view.look.chips["language"].answer("nl")
    wait_quiet(qtbot, shell)
    assert language() == "nl"
    assert shell.navigator is not None
    assert shell.navigator.name == "settings"
    again = shown(shell, SettingsView)
    assert isinstance(again, SettingsView)
    assert again is not view
    assert again.look.chips["language"].value == "nl"


def test_the_passphrase_changes_when_the_old_one_is_right(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    card = view.passphrase
    qtbot.keyClicks(card.old.edit, "not the old one")
    for field in (card.new, card.again):
        qtbot.keyClicks(field.edit, FRESH)
    qtbot.keyClick(card.again.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "CN101" in card.banner.text, timeout=20_000)
    card.old.edit.selectAll()
    qtbot.keyClicks(card.old.edit, PASSPHRASE)
    qtbot.keyClick(card.again.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "in force" in card.banner.text, timeout=20_000)
    assert card.new.text() == ""
    reopened(shell, tmp_path, FRESH).close()


def begin_to_change(qtbot: QtBot, shell: ShellController) -> None:
    """Everything typed and Enter; the answer is not there yet."""
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    card = view.passphrase
    qtbot.keyClicks(card.old.edit, PASSPHRASE)
    for field in (card.new, card.again):
        qtbot.keyClicks(field.edit, FRESH)
    wait_quiet(qtbot, shell)
    qtbot.keyClick(card.again.edit, Qt.Key.Key_Return)
    assert shell.runner.busy


def test_ctrl_l_waits_for_the_new_passphrase_and_shows_nothing_meanwhile(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    begin_to_change(qtbot, shell)
    qtbot.keyClick(shell.window, Qt.Key.Key_L, CTRL)
    assert shell.desk is not None
    assert shell.frame is not None
    on_top = shell.window.childAt(view.mapTo(shell.window, view.rect().center()))
    assert on_top is not None
    assert not view.isAncestorOf(on_top)
    assert not view.isEnabled()
    with qtbot.waitSignal(shell.locked):
        pass
    assert shell.window.host.findChildren(UnlockView)[-1].banner.text == ""
    unlock_by_typing(qtbot, shell, FRESH)


def test_a_lock_that_does_not_wait_says_at_the_entrance_which_passphrase_opens(
    qtbot: QtBot, desk_window: DeskWindow, settings: Settings
) -> None:
    shell = desk_window(screen="settings")
    # What a window leaves that was ended in the middle of a change.
    settings.changing = str(shell.which.folder)
    shell.lock()
    page = shell.window.host.findChildren(UnlockView)[-1]
    assert "the old one does" in page.banner.text
    unlock_by_typing(qtbot, shell)
    assert settings.changing == ""


def test_a_change_refused_while_the_lock_waited_is_told_at_the_entrance(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    shell = desk_window(screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    qtbot.keyClicks(view.passphrase.old.edit, "not ")
    begin_to_change(qtbot, shell)
    with qtbot.waitSignal(shell.locked):
        qtbot.keyClick(shell.window, Qt.Key.Key_L, CTRL)
    assert "the old one does" in shell.window.host.findChildren(UnlockView)[-1].banner.text
    unlock_by_typing(qtbot, shell)


def test_a_sound_vault_is_said_to_be_sound(qtbot: QtBot, desk_window: DeskWindow) -> None:
    shell = desk_window(start_practice, screen="settings")
    view = shown(shell, SettingsView)
    assert isinstance(view, SettingsView)
    qtbot.keyClick(view.check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "sound" in view.health.text, timeout=20_000)


def test_the_settings_file_holds_the_allow_list_and_nothing_else(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    shell = desk_window(start_practice)
    shell.close()
    text = (tmp_path / "settings" / "settings.ini").read_text(encoding="utf-8")
    keys = {line.partition("=")[0] for line in text.splitlines() if "=" in line}
    assert keys <= {key.value for key in SettingKey}
    assert "geometry" in keys
    assert "Practice" not in text
    assert PASSPHRASE not in text


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((1920, 1040), (1280, 800)),
        ((1366, 728), (1280, 680)),
        ((1024, 728), (1008, 680)),
        ((800, 500), (900, 600)),
    ],
)
def test_the_first_window_and_its_frame_fit_on_the_screen(
    room: tuple[int, int], size: tuple[int, int]
) -> None:
    assert first_size(QSize(*room)) == QSize(*size)


def test_a_window_that_never_stood_anywhere_fits_on_this_screen(
    start: Callable[..., ShellController], tmp_path: Path
) -> None:
    shell = start(tmp_path / "mentor.careernotes")
    assert shell.window.size() == first_size(shell.window.screen().availableSize())
    assert shell.window.frameGeometry().height() <= shell.window.screen().availableSize().height()


# ------------------------------------------------------------------------------------------ helpers
def visible_button(qtbot: QtBot, shell: ShellController, name: str) -> QPushButton:
    """The button called *name*, once it is shown."""

    def seen() -> list[QPushButton]:
        return [each for each in shell.window.findChildren(QPushButton, name) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))
    return seen()[0]


def reopened(shell: ShellController, tmp_path: Path, passphrase: str = PASSPHRASE) -> Desk:
    """The vault, after the window was closed, opened by this test."""
    shell.close()
    return unlock(tmp_path / "mentor.careernotes", passphrase, allow_test=True)


def records(shell: ShellController, tmp_path: Path, kind: type[Supervision]) -> tuple[Supervision, ...]:
    """What is in the vault, after the window was closed."""
    desk = reopened(shell, tmp_path)
    try:
        return desk.store.all(kind)
    finally:
        desk.close()
