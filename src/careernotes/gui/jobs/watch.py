"""Two threads that go on when the window hangs: one hears the supervisor, one watches the time."""

import threading
import time
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from careernotes.gui import post
from careernotes.gui.hardening import end_now
from careernotes.gui.idle import IdleWatch

_BEAT = 1.0
# How long a window may take to begin a lock that was asked for, and to finish it; after that it is ended.
BEGIN_PATIENCE, FINISH_PATIENCE = 0.06, 0.5
IDLE_GRACE = 2.0


class LockWatch(QObject):
    """Sees to it that a lock that was asked for happens, whatever the window is doing.

    Signals:
        lock_asked: begin the lock now; heard on the thread of the window.
        told: a word of the supervisor.
    """

    lock_asked = Signal()
    told = Signal(bytes)

    def __init__(self, line: post.Post, idle: IdleWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._idle = line, idle
        self._wake = threading.Event()
        self._asked = self._begun = 0.0
        self.holds = False
        """Whether anything is open that must be gone after a lock."""

    def start(self) -> None:
        """Begins to hear and to watch; until the process ends."""
        for work in (self._hear, self._look):
            threading.Thread(target=work, daemon=True).start()

    def ask(self) -> None:
        """Lock: from any thread, for any reason."""
        if self._asked:
            return
        if self.holds:
            self._asked = time.monotonic()
            self._wake.set()
        # A window that has closed hears nothing any more; its thread ends with the process.
        with suppress(RuntimeError):
            self.lock_asked.emit()

    def begun(self) -> None:
        """The window is about to lock by itself; it has a moment to keep what was typed."""
        self._begun = time.monotonic()
        self._wake.set()

    def _hear(self) -> None:
        while (words := self._line.hear()) is not None:
            for word in words:
                if word == post.LOCK:
                    self.ask()
                else:
                    self._tell(word)
        # Without a supervisor nobody could show the entrance again: this window closes, an open vault locks.
        self.ask()
        self._tell(post.QUIT)

    def _tell(self, word: bytes) -> None:
        with suppress(RuntimeError):
            self.told.emit(word)

    def _look(self) -> None:
        while True:
            self._wake.wait(self._until())
            self._wake.clear()
            if self.holds:
                self._line.say(post.ALIVE)
            if self._overdue() or self._idle.overdue() > IDLE_GRACE:
                self._line.say(post.LOCKING)
                end_now()

    def _until(self) -> float:
        if self._begun:
            return FINISH_PATIENCE
        return BEGIN_PATIENCE if self._asked else _BEAT

    def _overdue(self) -> bool:
        now = time.monotonic()
        if self._begun:
            return now - self._begun >= FINISH_PATIENCE
        return bool(self._asked) and now - self._asked >= BEGIN_PATIENCE
