"""The entrance: what opens, what does not, and what is not loaded before it is needed."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, focused, make_vault, unlock_by_typing, wait_quiet

from careernotes.gui import entrance_work
from careernotes.gui.app import show_bug
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.settings import Settings
from careernotes.gui.views.first_run_secrets import PassphraseStep, WelcomeStep
from careernotes.gui.views.settings import SettingsView
from careernotes.gui.views.today import TodayView
from careernotes.gui.views.unlock import UnlockView
from careernotes.gui.widgets.banner import Banner
from careernotes.logs import Event
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import proving
from careernotes.services.first_steps import continue_without_kit, save_profile, sign_code
from careernotes.services.unlocking import create, unlock

Start = Callable[..., ShellController]
HEAVY = (
    "reportlab",
    "cryptography",
    "sqlcipher3",
    "PySide6.QtNetwork",
    "asyncio",
    "importlib.metadata",
    "zxcvbn",
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault whose first run is finished."""
    return make_vault(tmp_path / "mentor.careernotes")


def entrance(shell: ShellController) -> UnlockView:
    """The unlock page now shown."""
    view = shell.window.host.findChild(UnlockView)
    assert isinstance(view, UnlockView)
    return view


def test_the_right_passphrase_opens_the_desk(qtbot: QtBot, start: Start, vault: Path) -> None:
    shell = start(vault)
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None
    assert shell.navigator is not None
    assert shell.navigator.name == "today"


def test_a_wrong_one_is_answered_in_three_sentences_and_can_be_typed_again(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    shell = start(vault)
    field = focused(qtbot, shell)
    qtbot.keyClicks(field, "not the words\r")
    qtbot.waitUntil(lambda: bool(entrance(shell).banner.text), timeout=20_000)
    assert "does not open this vault" in entrance(shell).banner.text
    assert "Nothing has been changed" in entrance(shell).banner.text
    assert "(CN101)" in entrance(shell).banner.text
    wait_quiet(qtbot, shell)
    assert focused(qtbot, shell) is field
    unlock_by_typing(qtbot, shell)  # what stood there was marked, so that typing replaces it


def test_the_typed_passphrase_is_forgotten_by_the_page(qtbot: QtBot, start: Start, vault: Path) -> None:
    shell = start(vault)
    view = entrance(shell)
    fields = [view.passphrase.edit, view.sheet.edit]
    texts: list[list[str]] = []
    shell.unlocked.connect(lambda: texts.append([field.text() for field in fields]))
    unlock_by_typing(qtbot, shell)
    assert texts == [["", ""]]


def test_the_recovery_sheet_opens_it_too(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    made = create(tmp_path / "v.careernotes", passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    continue_without_kit(made.desk)
    sign_code(made.desk)
    save_profile(made.desk)
    made.desk.close()
    shell = start(tmp_path / "v.careernotes")
    qtbot.keyClick(entrance(shell).use_sheet, Qt.Key.Key_Space)
    with qtbot.waitSignal(shell.unlocked, timeout=20_000):
        qtbot.keyClicks(focused(qtbot, shell), made.sheet + "\r")
    assert shell.desk is not None
    assert shell.desk.vault.sheet_used


def test_a_folder_that_is_no_vault_is_refused_in_words(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "photo.jpg").write_bytes(b"x")
    shell = start(tmp_path / "holiday")
    qtbot.keyClicks(focused(qtbot, shell), "any words\r")
    qtbot.waitUntil(lambda: "CN103" in entrance(shell).banner.text, timeout=20_000)


def test_a_vault_that_is_open_elsewhere_is_not_opened_twice(qtbot: QtBot, start: Start, vault: Path) -> None:
    first = start(vault)
    unlock_by_typing(qtbot, first)
    second = start(vault)
    entrance(second).submitted.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: "CN109" in entrance(second).banner.text, timeout=20_000)


def test_an_invented_vault_shows_its_passphrase_and_opens_by_enter(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    (vault.parent / "PASSPHRASE.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    shell = start(vault, demo=True)
    assert PASSPHRASE in entrance(shell).banner.text
    assert "invented" in entrance(shell).banner.text
    with qtbot.waitSignal(shell.unlocked, timeout=20_000):
        qtbot.keyClick(focused(qtbot, shell), Qt.Key.Key_Return)


def test_a_real_vault_never_shows_one(qtbot: QtBot, start: Start, vault: Path) -> None:
    (vault.parent / "PASSPHRASE.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert entrance(start(vault)).banner.text == ""


def test_the_limits_can_be_read_without_a_vault(qtbot: QtBot, start: Start, vault: Path) -> None:
    shell = start(vault)
    wait_quiet(qtbot, shell)
    qtbot.keyClick(shell.window, Qt.Key.Key_F2)
    assert shell.navigator is not None
    assert shell.navigator.name == "help_now"
    assert shell.desk is None
    qtbot.keyClick(shell.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: entrance(shell).isVisible())


def test_the_doors_of_a_vault_stand_above_those_of_who_opens_none(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    shell = start(vault)
    shell.window.resize(1280, 800)
    view = entrance(shell)

    def lines() -> list[list[int]]:
        tops = [door.mapTo(view, door.rect().topLeft()).y() for door in view.doors]
        return [sorted(set(tops[:3])), sorted(set(tops[3:]))]

    qtbot.waitUntil(lambda: [len(each) for each in lines()] == [1, 1] and lines()[0] < lines()[1])


def test_everything_at_the_entrance_has_a_name_and_takes_the_keyboard(start: Start, vault: Path) -> None:
    view = entrance(start(vault))
    controls = [view.passphrase.edit, view.passphrase.look, view.open, *view.doors]
    assert all(each.accessibleName() for each in controls)
    reached = set()
    each: QWidget = view.passphrase.edit
    for _step in range(60):
        each = each.nextInFocusChain()
        reached.add(each)
    assert set(controls) <= reached
    assert view.passphrase.edit.echoMode() is not QLineEdit.EchoMode.Normal


_PROBE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from careernotes.gui import app as composition
from careernotes.gui.options import Options
from pathlib import Path
loaded = []
def look():
    loaded.extend(name for name in {heavy!r} if name in sys.modules)
    QApplication.exit(0)
class Probe(QApplication):
    def exec(self):
        # The first picture is drawn here; nothing that the lane imports afterwards counts.
        for window in self.topLevelWidgets():
            window.grab()
        loaded.extend(name for name in {heavy!r} if name in sys.modules)
        return 0
composition.QApplication = Probe
composition.run(Options(vault=Path(sys.argv[1])))
print("loaded", sorted(loaded))
"""


def loaded_before_first_picture(vault: Path, home: Path, *extra: str) -> str:
    """What a fresh process has imported when its first picture is drawn."""
    probe = "\n".join((*extra, _PROBE.format(heavy=HEAVY)))
    environment = {
        **os.environ,
        "PYTHONPATH": "src",
        "QT_QPA_PLATFORM": "offscreen",
        "CAREERNOTES_HOME": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-c", probe, str(vault)],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("there", [True, False], ids=["unlock", "first run"])
def test_nothing_heavy_is_loaded_before_the_first_picture(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "v.careernotes"
    if there:
        folder.mkdir()
    assert loaded_before_first_picture(folder, tmp_path) == "loaded []"


def test_the_guard_sees_a_heavy_import(tmp_path: Path) -> None:
    assert "sqlcipher3" in loaded_before_first_picture(tmp_path, tmp_path, "import sqlcipher3")


def test_a_vault_that_is_away_is_said_to_be_away_and_opens_when_it_is_back(
    qtbot: QtBot, start: Start, vault: Path
) -> None:
    away = vault.rename(vault.parent / "in a drawer")
    shell = start(vault)
    assert "There is no vault at this place" in entrance(shell).banner.text
    assert "(CN111)" in entrance(shell).banner.text
    assert all(door.isEnabled() for door in entrance(shell).doors)
    away.rename(vault)
    unlock_by_typing(qtbot, shell)
    assert shell.desk is not None


def test_the_vault_opened_last_is_missed_too_and_a_new_one_goes_to_the_usual_place(
    qtbot: QtBot, start: Start, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERNOTES_HOME", str(tmp_path / "home"))
    settings.last_vault = tmp_path / "stick" / "mentor.careernotes"
    shell = start(None)
    assert "(CN111)" in entrance(shell).banner.text
    entrance(shell).create_asked.emit()
    qtbot.waitUntil(lambda: bool(shell.window.host.findChildren(WelcomeStep)))
    qtbot.keyClick(shell.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.window.host.findChildren(PassphraseStep)))
    place = str(tmp_path / "home" / "mentor.careernotes")
    assert any(place == each.text() for each in shell.window.host.findChildren(QLabel))


def test_where_no_vault_was_ever_made_the_first_run_begins(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERNOTES_HOME", str(tmp_path / "home"))
    assert start(None).window.host.findChildren(WelcomeStep)


def test_a_vault_opened_after_its_page_went_away_is_closed_again(
    qtbot: QtBot, start: Start, vault: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    shell = start(vault)
    wait_quiet(qtbot, shell)
    field = focused(qtbot, shell)
    caplog.clear()
    qtbot.keyClicks(field, PASSPHRASE + "\r")
    qtbot.keyClick(shell.window, Qt.Key.Key_F2)
    assert shell.navigator is not None
    assert shell.navigator.name == "help_now"
    qtbot.waitUntil(lambda: Event.VAULT_UNLOCKED.value in caplog.text, timeout=20_000)
    wait_quiet(qtbot, shell)
    assert shell.desk is None
    qtbot.waitUntil(lambda: Event.VAULT_LOCKED.value in caplog.text)
    desk = unlock(vault, PASSPHRASE, allow_test=True)
    desk.close()


def test_the_sheet_asks_for_a_new_passphrase_until_there_is_one(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    made = create(tmp_path / "v.careernotes", passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    continue_without_kit(made.desk)
    sign_code(made.desk)
    save_profile(made.desk)
    made.desk.close()
    shell = start(tmp_path / "v.careernotes")
    qtbot.keyClick(entrance(shell).use_sheet, Qt.Key.Key_Space)
    with qtbot.waitSignal(shell.unlocked, timeout=20_000):
        qtbot.keyClicks(focused(qtbot, shell), made.sheet + "\r")
    notice = shell.window.host.findChild(TodayView).sheet_used
    assert "recovery sheet" in notice.text
    wait_quiet(qtbot, shell)
    qtbot.mouseClick(notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    wait_quiet(qtbot, shell)
    assert shell.navigator is not None
    assert shell.navigator.name == "settings"
    page = shell.window.host.findChild(SettingsView)
    assert page.passphrase.old.isHidden()
    assert shell.desk is not None
    # Left alone for more than a minute: the sheet is asked for again, whoever sits there now.
    proving.forget(shell.desk)
    page.passphrase.submitted.emit("", "marble thunder sketch violin harbor", False)
    qtbot.waitUntil(lambda: "CN102" in page.passphrase.banner.text, timeout=20_000)
    assert not page.passphrase.old.isHidden()
    assert "recovery sheet" in page.passphrase.old.name_label.text()
    page.passphrase.submitted.emit(made.sheet, "marble thunder sketch violin harbor", False)
    qtbot.waitUntil(lambda: "in force" in page.passphrase.banner.text, timeout=20_000)
    assert not page.passphrase.old.isHidden()
    shell.navigator.go("today")
    wait_quiet(qtbot, shell)
    assert all(
        not each.sheet_used.text for each in shell.window.host.findChildren(TodayView) if each.isVisible()
    )


def test_after_a_passphrase_nothing_is_asked(qtbot: QtBot, start: Start, vault: Path) -> None:
    shell = start(vault)
    unlock_by_typing(qtbot, shell)
    assert shell.window.host.findChild(TodayView).sheet_used.text == ""


@pytest.mark.parametrize("open_first", [False, True])
def test_a_bug_in_a_slot_is_told_and_never_quoted(
    qtbot: QtBot, start: Start, vault: Path, monkeypatch: pytest.MonkeyPatch, *, open_first: bool
) -> None:
    shell = start(vault)
    if open_first:
        unlock_by_typing(qtbot, shell)
    monkeypatch.setattr(sys, "excepthook", partial(show_bug, shell))

    def fail() -> None:
        raise RuntimeError("Mira said it")

    QTimer.singleShot(0, fail)

    def told() -> str:
        return " ".join(each.text for each in shell.window.host.findChildren(Banner))

    qtbot.waitUntil(lambda: "(CN999)" in told())
    assert "Mira" not in told()


@pytest.mark.parametrize("step", ["first_run_state", "last_view", "welcome"])
@pytest.mark.parametrize("failure", [OSError(5, "drive"), RuntimeError("bug")], ids=["drive", "bug"])
def test_a_vault_is_not_left_open_behind_a_failure_of_its_first_moment(
    qtbot: QtBot, start: Start, vault: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: Exception
) -> None:
    def fail(*_given: object) -> None:
        raise failure

    shell = start(vault)
    with monkeypatch.context() as broken:
        broken.setattr(entrance_work, step, fail)
        field = focused(qtbot, shell)
        qtbot.keyClicks(field, PASSPHRASE)
        qtbot.keyClick(field, "\r")
        qtbot.waitUntil(lambda: bool(entrance(shell).banner.text), timeout=20_000)
    # Whoever comes next finds it free.
    unlock(vault, PASSPHRASE, allow_test=True).close()
    assert shell.desk is None
