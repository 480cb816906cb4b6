"""A lock that the machine gives no time: wherever it is cut off, what is kept outside the vault is right."""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PASSPHRASE, wait_quiet

from careernotes.gui import post, supervisor
from careernotes.gui.controllers import shell as shell_module
from careernotes.gui.controllers.seen_keeper import SeenKeeper
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.jobs import watch
from careernotes.gui.jobs.watch import HIDE_PATIENCE, KEEP_PATIENCE
from careernotes.services.last_seen import welcome
from careernotes.services.unlocking import unlock
from careernotes.vault.audit import LockReason
from careernotes.vault.errors import Notice
from careernotes.vault.keeping import SettingName
from careernotes.vault.open_vault import OpenVault

DeskWindow = Callable[..., ShellController]
OLDER = {Notice.BUNDLE_OLDER}


class CutOff:
    """In place of the end of the process: keeps what a killed one would have left; then the lane goes on."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.left = folder / "mentor.careernotes", folder / "left.careernotes"
        self.older = folder / "older.careernotes"
        self.memory = ""
        self.kept_when: list[tuple[str, bool]] = []
        self._settings = folder / "settings" / "settings.ini"
        self._go_on = threading.Event()

    def heard(self) -> None:
        self.kept_when.append(("heard", self._is_kept()))

    def hidden(self) -> None:
        shown = any(each.isVisible() for each in QApplication.topLevelWidgets())
        self.kept_when.append(("still seen" if shown else "hidden", self._is_kept()))

    def begin(self) -> None:
        self.kept_when.append(("begin", self._is_kept()))

    def end(self) -> None:
        shutil.copytree(self.vault, self.left)
        kept = self._settings.read_text(encoding="utf-8").splitlines()
        self.memory = next(line.partition("=")[2] for line in kept if line.startswith("last_seen="))
        self.let_go()

    def _is_kept(self) -> bool:
        return "geometry=" in self._settings.read_text(encoding="utf-8")

    def hold(self) -> None:
        """The lane comes this far, and no further before the end."""
        assert self._go_on.wait(60)

    def let_go(self) -> None:
        self._go_on.set()


@pytest.fixture
def cut(tmp_path: Path) -> Iterator[CutOff]:
    made = CutOff(tmp_path)
    yield made
    made.let_go()


def no_time_at_all(cut: CutOff, shell: ShellController, _patch: pytest.MonkeyPatch) -> None:
    """Something long holds the lane."""
    shell.runner.submit(cut.hold)


def behind_what_was_typed(cut: CutOff, _shell: ShellController, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shell_module, "leave", lambda *_given: cut.hold())


def before_the_line_of_the_lock(cut: CutOff, _shell: ShellController, patch: pytest.MonkeyPatch) -> None:
    leave = OpenVault.leave

    def held(vault: OpenVault, reason: LockReason = LockReason.CLOSED) -> None:
        cut.hold()
        leave(vault, reason)

    patch.setattr(OpenVault, "leave", held)


def behind_the_line_of_the_lock(cut: CutOff, _shell: ShellController, patch: pytest.MonkeyPatch) -> None:
    leave = OpenVault.leave

    def held(vault: OpenVault, reason: LockReason = LockReason.CLOSED) -> None:
        leave(vault, reason)
        cut.hold()

    patch.setattr(OpenVault, "leave", held)


def nowhere(_cut: CutOff, _shell: ShellController, _patch: pytest.MonkeyPatch) -> None:
    """It has all the time it needs, or is cut off where the machine happens to be."""


CUTS = (
    no_time_at_all,
    behind_what_was_typed,
    before_the_line_of_the_lock,
    behind_the_line_of_the_lock,
    nowhere,
)


@pytest.mark.parametrize("where", CUTS)
def test_a_lock_cut_off_anywhere_leaves_outside_how_far_the_vault_is(
    where: Callable[..., None],
    qtbot: QtBot,
    desk_window: DeskWindow,
    cut: CutOff,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Behind the vault, an old folder would go unnoticed; too far ahead, the vault itself would look old."""
    shell = desk_window(how_to_end=cut)
    change(qtbot, shell, "nl")
    shutil.copytree(cut.vault, cut.older)
    for value in ("en", "nl"):
        change(qtbot, shell, value)
    where(cut, shell, monkeypatch)
    shell.lock()
    generation, number = map(int, cut.memory.split(":")[1:])
    at_next_unlock, told = opened_again(cut.left, cut.memory)
    assert at_next_unlock - 1 <= number <= at_next_unlock
    assert generation == 1
    assert not told & OLDER
    assert opened_again(cut.older, cut.memory)[1] & OLDER


def test_once_it_is_written_how_far_a_lock_got_the_vault_goes_no_further(
    qtbot: QtBot, desk_window: DeskWindow, cut: CutOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits on the lane behind something long may come to life again before the process is gone."""
    shell = desk_window(how_to_end=cut)
    no_time_at_all(cut, shell, monkeypatch)
    for value in ("nl", "en", "nl"):
        assert shell.desk is not None
        store = shell.desk.store
        shell.runner.submit(lambda store=store, value=value: store.set_setting(SettingName.LANGUAGE, value))
    monkeypatch.setattr(shell_module, "leave", lambda *_given: None)
    end = cut.end

    def end_late() -> None:
        cut.let_go()
        assert shell.runner.drain(60)
        end()

    monkeypatch.setattr(cut, "end", end_late)
    shell.lock()
    number = int(cut.memory.split(":")[2])
    assert opened_again(cut.left, cut.memory)[0] - 1 <= number


def test_a_window_says_that_it_locks_and_is_off_the_screen_before_it_writes_anything(
    desk_window: DeskWindow, cut: CutOff
) -> None:
    """Or a slow disk makes it look as if it hung, and it is ended with nothing kept, or stays to be read; the
    next window is shown when what it reads is there.
    """
    desk_window(how_to_end=cut).lock()
    assert cut.kept_when == [("heard", False), ("hidden", False), ("begin", True)]


class EndedError(Exception):
    """In place of the end of the process."""


class Starved:
    """A machine that gives the window a turn only after so many of the watch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, turns: int, hides: bool) -> None:
        self.hides = hides
        self.said: list[bytes] = []
        self.slept, self.turns = 0.0, turns
        self.watch = watch.LockWatch(self, self, None)  # type: ignore[arg-type]
        monkeypatch.setattr(watch, "end_now", self.end)
        monkeypatch.setattr(self.watch, "_turn", self)

    def say(self, word: bytes) -> None:
        self.said.append(word)

    def end(self) -> None:
        raise EndedError

    def wait(self, seconds: float) -> None:
        # Each of them may have lasted as long as it liked: no clock is asked.
        self.slept += seconds
        self.turns -= 1
        if self.turns == 0:
            self.watch.begun()
        if self.turns == -2 and self.hides:
            self.watch.hidden()


@pytest.mark.parametrize(
    ("turns", "hides", "waited"),
    [
        *((1, False, 0.52), (2, False, 0.54), (3, False, 0.56), (1000, False, 0.06)),
        # Off the screen, it has the time a slow disk takes.
        *((1, True, 3.06), (3, True, 3.1)),
    ],
)
def test_a_window_that_had_no_turn_does_not_hang_and_one_that_had_does(
    turns: int, waited: float, monkeypatch: pytest.MonkeyPatch, *, hides: bool
) -> None:
    starved = Starved(monkeypatch, turns=turns, hides=hides)
    with pytest.raises(EndedError):
        starved.watch.see_it_through()
    assert starved.slept == pytest.approx(waited)
    assert starved.said == [post.LOCKING]


def test_an_open_window_keeps_outside_now_and_then_how_far_the_vault_is(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    """One that crashes can keep nothing any more."""
    shell = desk_window()
    change(qtbot, shell, "nl")
    shutil.copytree(tmp_path / "mentor.careernotes", tmp_path / "older")
    for value in ("en", "nl"):
        change(qtbot, shell, value)
    before = shell.settings.twin().last_seen
    keeper = shell.window.findChild(SeenKeeper)
    assert isinstance(keeper, SeenKeeper)
    keeper.timer.timeout.emit()
    wait_quiet(qtbot, shell)
    kept = shell.settings.twin().last_seen
    assert opened_again(tmp_path / "older", kept)[1] & OLDER
    assert kept != before
    # As the crash leaves it.
    shutil.copytree(tmp_path / "mentor.careernotes", tmp_path / "crashed")
    assert not opened_again(tmp_path / "crashed", kept)[1] & OLDER
    shell.lock()
    qtbot.waitUntil(lambda: shell.window.findChild(SeenKeeper) is None)


class Watched:
    """A real child under the supervisor, and a clock that goes only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(supervisor, "boot_seconds", lambda: self.now)
        self.supervisor = supervisor.Supervisor([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
        front = self.supervisor._front
        assert front is not None
        self.window = front
        self.says(post.OPEN)

    def says(self, word: bytes) -> None:
        self.supervisor._on_word(self.window, word)

    def later(self, seconds: float) -> bool:
        """Whether the window is still there so much later."""
        self.now += seconds
        self.supervisor._look_at_clock()
        return self.window not in self.supervisor._leaving

    def end(self) -> None:
        for each in self.supervisor._windows():
            each.child.kill()
            each.child.reap()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    made = Watched(monkeypatch)
    yield made
    made.end()


def test_the_supervisor_leaves_a_window_off_the_screen_the_time_to_keep_what_was_typed(
    watched: Watched,
) -> None:
    watched.supervisor.lock()
    assert watched.later(0.3)
    watched.says(post.HIDDEN)
    # The lid and then the sleep: asked once more, it has no less.
    watched.supervisor.lock()
    assert watched.later(KEEP_PATIENCE)
    assert not watched.later(supervisor.LEAVE_PATIENCE)


def test_the_supervisor_ends_a_window_that_stays_on_the_screen_however_often_it_asks(
    watched: Watched,
) -> None:
    watched.supervisor.lock()
    assert watched.later(0.3)
    watched.supervisor.lock()
    assert not watched.later(0.2)


def test_the_supervisor_waits_longer_than_the_window_does_itself() -> None:
    assert HIDE_PATIENCE + KEEP_PATIENCE < supervisor.LEAVE_PATIENCE


def change(qtbot: QtBot, shell: ShellController, value: str) -> None:
    """One change in the vault."""
    assert shell.desk is not None
    store = shell.desk.store
    shell.runner.submit(lambda: store.set_setting(SettingName.LANGUAGE, value))
    wait_quiet(qtbot, shell)


def opened_again(folder: Path, memory: str) -> tuple[int, frozenset[Notice]]:
    """The number of the vault after this unlock, and what is said about it."""
    desk = unlock(folder, PASSPHRASE, allow_test=True)
    try:
        welcome(memory, desk)
        return desk.store.state().commit_seq, desk.vault.notices
    finally:
        desk.close()
