"""The real window on a real vault, driven by the keyboard; the cheap derivation is handed in by name."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from inspect import isfunction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from careernotes.domain.vocabulary import TrainingModule
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.jobs.collector import keep_gc_on_gui_thread
from careernotes.gui.options import Options
from careernotes.gui.settings import Settings
from careernotes.gui.theme.theme import Theme
from careernotes.i18n import set_language
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import exporter_process
from careernotes.services.desk import Desk
from careernotes.services.first_steps import continue_without_kit, record_training, save_profile, sign_code
from careernotes.services.unlocking import create

PASSPHRASE = "orbit velvet canyon pilot walnut"
Fill = Callable[[Desk], object]


def make_vault(folder: Path, *fills: Fill) -> Path:
    """A vault whose first run is finished, filled by *fills* and closed again.

    With fills that belong to a module it is made once and copied from then on; what is written inside a test
    may know of that test, so such a vault is made for it alone.
    """
    if all(isfunction(fill) and "<" not in fill.__qualname__ for fill in fills):
        return Path(shutil.copytree(_made_once(fills), folder))
    return _new_vault(folder, fills)


@cache
def _made_once(fills: tuple[Fill, ...]) -> Path:
    return _new_vault(Path(_templates().name) / f"{_made_once.cache_info().currsize}.careernotes", fills)


@cache
def _templates() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="careernotes-tests-")


@pytest.fixture(scope="session", autouse=True)
def templates_gone() -> Iterator[None]:
    """The vaults that are copied do not outlive the tests."""
    yield
    _templates().cleanup()


def _new_vault(folder: Path, fills: tuple[Fill, ...]) -> Path:
    made = create(folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    desk = made.desk
    try:
        continue_without_kit(desk)
        sign_code(desk)
        save_profile(desk, caseload_limit=3)
        record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
        for fill in fills:
            fill(desk)
    finally:
        desk.close()
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a folder of this test."""
    return Settings(tmp_path / "settings")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def collected_on_this_thread(qapp: QApplication) -> Iterator[None]:
    """As in the program: Qt objects die on the GUI thread only."""
    keeper = keep_gc_on_gui_thread(qapp)
    yield
    keeper.deleteLater()
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The shipped fonts are loaded once."""
    return Theme(qapp)


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, settings: Settings, theme: Theme
) -> Iterator[Callable[..., ShellController]]:
    """Opens the window on a vault folder; ``now`` replaces the clock of the idle lock."""
    started: list[ShellController] = []

    def begin(vault: Path | None, *, demo: bool = False, **more: Callable[[], float]) -> ShellController:
        shell = ShellController(
            qapp,
            Options(vault=vault, invented=vault if demo else None),
            settings,
            theme,
            profile=KdfProfile.TEST,
            **more,
        )
        started.append(shell)
        with qtbot.waitActive(shell.window):
            shell.start()
            shell.window.activateWindow()
        return shell

    yield begin
    for shell in started:
        shell.window.close()
        shell.window.deleteLater()
        shell.deleteLater()
    qapp.processEvents()


@pytest.fixture
def cheap_exporter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exporter as a process of its own, whose guesses cost nothing; behind the real derivation it is in
    test_pool_demo and in tests/e2e.
    """
    program = [sys.executable, "-P", str(Path(__file__).parents[1] / "e2e" / "cheap_exporter.py")]
    monkeypatch.setattr(exporter_process, "exporter_command", lambda: program)


@pytest.fixture
def desk_window(
    qtbot: QtBot, start: Callable[..., ShellController], tmp_path: Path
) -> Callable[..., ShellController]:
    """Opens the window on a filled vault and unlocks it by typing: ``desk_window(fill, ...)``."""

    def begin(*fills: Fill, screen: str = "", **more: Callable[[], float]) -> ShellController:
        shell = start(make_vault(tmp_path / "mentor.careernotes", *fills), **more)
        unlock_by_typing(qtbot, shell)
        if screen:
            assert shell.navigator is not None
            shell.navigator.go(screen)
            wait_quiet(qtbot, shell)
        return shell

    return begin


def unlock_by_typing(qtbot: QtBot, shell: ShellController, passphrase: str = PASSPHRASE) -> None:
    """Types the passphrase and Enter, and waits for the desk."""
    field = focused(qtbot, shell)
    with qtbot.waitSignal(shell.unlocked, timeout=20_000):
        qtbot.keyClicks(field, passphrase)
        qtbot.keyClick(field, "\r")
    wait_quiet(qtbot, shell)


def focused(qtbot: QtBot, shell: ShellController) -> QWidget:
    """The widget that has the keyboard."""
    qtbot.waitUntil(lambda: shell.window.focusWidget() is not None, timeout=5000)
    widget = shell.window.focusWidget()
    assert widget is not None
    return widget


def wait_quiet(qtbot: QtBot, shell: ShellController) -> None:
    """Waits until nothing runs on the lane any more."""
    qtbot.waitUntil(lambda: not shell.runner.busy, timeout=20_000)
