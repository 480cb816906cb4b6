"""A real window that walks through its desk by itself and prints what it needed: JSON, a line for each state.

Run by desk_bench.py through the supervisor, as the program is: ``desk_walk.py VAULT open|use|glance``. Memory
is read from inside, because nobody else may read a window; that of the others where the system lets us. A
glance is a short use: the lists only, and few of everything, to see that each figure is taken.
"""

import gc
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

gc.disable()

from careernotes.gui.lean_qt import load_qt  # noqa: E402  as a window is started

load_qt()

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402  see above
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget  # noqa: E402  see above

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController

W = TypeVar("W", bound=QWidget)
PASSPHRASE = "orbit velvet canyon pilot walnut"
MOST_SECONDS = 60.0
# Never set: a moment in which the lane may work.
_PAUSE = threading.Event()
SEARCH_PAUSE = "search-pause"
LISTS = ("today", "people", "search", "supervision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much of everything one walk does."""

    rounds: int
    keys: int
    words: int
    queries: tuple[str, ...]
    quiet: float
    patience: float
    lists_only: bool


LONG_QUERIES = ("m", "ma", "man", "manager", "career and", "zzzz")
IN_FULL = Pace(
    rounds=5, keys=120, words=3_000, queries=LONG_QUERIES, quiet=1.5, patience=0.05, lists_only=False
)
AT_A_GLANCE = Pace(rounds=2, keys=5, words=100, queries=("ma",), quiet=0.1, patience=0.01, lists_only=True)


def memory_kib(process: str, what: str = "Pss") -> int:
    """What one process holds, shared memory in equal parts (Rss: in full); 0 where it may not be read."""
    try:
        lines = Path("/proc", process, "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))


def children_of(process: int) -> list[int]:
    """The processes that *process* started, and theirs."""
    try:
        own = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for each in own for found in (int(each), *children_of(int(each)))]


class Walk(QObject):
    """Unlocks, looks, searches and types, and says after each how long it took and what it held."""

    def __init__(self, shell: "ShellController", *, how: str) -> None:
        super().__init__(shell)
        self._shell, self._use = shell, how != "open"
        self._pace = AT_A_GLANCE if how == "glance" else IN_FULL
        self._arguments: Mapping[str, Mapping[str, str] | None] = {}

    def begin(self) -> None:
        try:
            self._walk()
        finally:
            self._shell.window.close()

    def _walk(self) -> None:
        self._rest()
        self._tell_memory("locked")
        self._unlock()
        self._rest()
        self._tell_memory("open")
        if self._use:
            self._visit_everything()
            self._search()
            self._type()
            self._rest()
            self._tell_memory("used")

    def _unlock(self) -> None:
        from careernotes.gui.views.unlock import UnlockView

        self._shell.window.findChildren(UnlockView)[0].submitted.emit(PASSPHRASE)
        self._until(lambda: self._shell.desk is not None and self._shell.navigator is not None)
        self._settle()

    def _visit_everything(self) -> None:
        from careernotes.gui.album import demo_arguments

        desk = self._shell.desk
        assert desk is not None
        self._shell.runner.submit(partial(demo_arguments, desk), succeeded=self._keep)
        self._until(lambda: bool(self._arguments))
        for name, arguments in self._arguments.items():
            if arguments is not None and (name in LISTS or not self._pace.lists_only):
                self._visit(name, arguments)

    def _visit(self, name: str, arguments: Mapping[str, str]) -> None:
        """By the clock, and what the window itself worked for it, however busy the machine is."""
        taken, worked, widgets = [], [], []
        for _each in range(self._pace.rounds):
            milliseconds, cpu = self._time(partial(self._go, name, arguments))
            taken.append(milliseconds)
            worked.append(cpu)
            widgets.append(len(QApplication.allWidgets()))
        say({
            "screen": name, "first_ms": round(taken[0], 1), **figures(taken[1:]),
            "cpu_first_ms": round(worked[0], 1), "cpu_ms": round(statistics.median(worked[1:]), 1),
            "widgets_first": widgets[0], "widgets_last": widgets[-1],
        })  # fmt: skip

    def _keep(self, arguments: Mapping[str, Mapping[str, str] | None]) -> None:
        self._arguments = arguments

    def _go(self, name: str, arguments: Mapping[str, str]) -> None:
        assert self._shell.navigator is not None
        self._shell.navigator.go(name, **arguments)

    def _search(self) -> None:
        """Each letter typed is a question; the slowest of them counts."""
        self._go("search", {})
        self._settle()
        field = self._keyboard(QLineEdit)
        taken = []
        for query in self._pace.queries:
            field.clear()
            self._settle()
            taken += [self._time(partial(self._letter, field, letter))[0] for letter in query]
        say({"search": figures(taken), "letters": len(taken)})

    def _letter(self, field: QLineEdit, letter: str) -> None:
        """A letter, and the question at once for which the page would wait a moment."""
        press(field, letter)
        pauses = self._shell.window.findChildren(QTimer, SEARCH_PAUSE)
        pause = next(each for each in pauses if each.isActive())
        wait = pause.interval()
        pause.start(0)
        self._until(lambda: not pause.isActive())
        pause.setInterval(wait)

    def _type(self) -> None:
        """In the middle of a note of three thousand words, as somebody types: a key, and what it paints."""
        self._go("session", self._arguments["session"] or {})
        self._settle()
        editor = max(self._shown(QPlainTextEdit), key=lambda each: each.width() * each.height())
        editor.setFocus()
        editor.setPlainText(" ".join(f"word{number % 97}" for number in range(self._pace.words)))
        cursor = editor.textCursor()
        cursor.setPosition(len(editor.toPlainText()) // 2)
        editor.setTextCursor(cursor)
        self._settle()
        self._until(lambda: False, seconds=self._pace.quiet + 1.0)
        taken = []
        for number in range(self._pace.keys):
            began = time.perf_counter()
            press(editor, "esanirtol "[number % 10])
            turn()
            taken.append((time.perf_counter() - began) * 1000)
        say({"key": figures(taken), "words": self._pace.words})

    # ------------------------------------------------------------------------------------- the clock
    def _time(self, act: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds until what was asked for is on the screen: by the clock, and of work."""
        self._settle()
        began, worked = time.perf_counter(), time.process_time()
        act()
        self._settle(patience=0.0)
        return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000

    def _settle(self, patience: float | None = None) -> None:
        """Until the lane is empty and everything is painted; *patience* lets timers of the screen run out."""
        self._until(lambda: not self._shell.runner.busy)
        turn()
        patience = self._pace.patience if patience is None else patience
        if patience:
            self._until(lambda: False, seconds=patience)
            self._until(lambda: not self._shell.runner.busy)

    def _rest(self) -> None:
        self._until(lambda: False, seconds=self._pace.quiet)

    @staticmethod
    def _until(reached: Callable[[], bool], seconds: float = MOST_SECONDS) -> None:
        ends = time.perf_counter() + seconds
        while not reached():
            if time.perf_counter() > ends:
                if seconds == MOST_SECONDS:
                    raise TimeoutError
                return
            turn()
            _PAUSE.wait(0.0002)

    def _keyboard(self, kind: type[QLineEdit]) -> QLineEdit:
        return next(each for each in self._shown(kind) if each.isEnabled())

    def _shown(self, kind: type[W]) -> list[W]:
        return [each for each in self._shell.window.findChildren(kind) if each.isVisible()]

    def _tell_memory(self, state: str) -> None:
        gc.collect()
        others = [os.getppid(), *children_of(os.getppid())]
        found = {each: memory_kib(str(each)) for each in others}
        own = memory_kib("self")
        say({
            "memory": state, "pss_mib": round(own / 1024, 1),
            "rss_mib": round(memory_kib("self", "Rss") / 1024, 1),
            "all_pss_mib": round(sum({**found, os.getpid(): own}.values()) / 1024, 1),
            "processes": len(found), "unread": sum(not each for each in found.values()),
        })  # fmt: skip


def turn() -> None:
    """What the event loop does in one turn: it destroys what was left, and serves the rest.

    This walk stands inside an event of that loop, where Qt destroys nothing by itself: every page ever
    left would stay, in memory and in the time that each next one takes.
    """
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def press(widget: QWidget, letter: str) -> None:
    """One key, pressed and let go, as the system would send it."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeyEvent

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, event)


def figures(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "worst_ms": round(ordered[-1], 1),
    }


def say(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)


def main() -> int:
    """As ``__main__`` starts a window; the one in front walks."""
    from careernotes.gui import app, hardening, post
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.gui.options import Options
    from careernotes.sealing.kdf import KdfProfile

    hardening.refuse_memory_reads()
    hardening.leave_signals_to_supervisor()
    line = post.post_of_this_process()
    vault, how = sys.argv[1:3]

    class WalkingShell(ShellController):
        def start(self) -> None:
            super().start()
            if line is not None and line.role == post.FIRST:
                walk = Walk(self, how=how)
                QTimer.singleShot(0, self, walk.begin)

    app.ShellController = WalkingShell
    return app.run(Options(vault=Path(vault)), line, profile=KdfProfile.TEST)


if __name__ == "__main__":
    sys.exit(main())
