"""Two threads that go on when the window hangs: one hears the supervisor, one watches the time."""

import threading
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from careernotes.gui import post
from careernotes.gui.hardening import end_now
from careernotes.gui.idle import IdleWatch

_BEAT = 1.0
# How long a window may take to begin a lock that was asked for, to go off the screen, and then, seen by
# nobody, to keep what was typed, on a slow disk too; after that it is ended.
# Counted in turns of this watch: a machine that lets the watch wait lets the window wait as well, and one
# that only had no turn does not hang. The supervisor, outside, goes by the clock.
BEGIN_PATIENCE, HIDE_PATIENCE, KEEP_PATIENCE = 0.06, 0.5, 3.0
TURN = 0.02
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
        # Never set: it only waits.
        self._turn = threading.Event()
        self._asked = self._begun = self._hidden = False
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
            self._asked = True
            self._wake.set()
        # A window that has closed hears nothing any more; its thread ends with the process.
        with suppress(RuntimeError):
            self.lock_asked.emit()

    def begun(self) -> None:
        """The window is about to lock by itself; it has a moment to keep what was typed."""
        self._begun = True
        self._wake.set()

    def hidden(self) -> None:
        """The window is off the screen: what it does now, nobody sees."""
        self._hidden = True

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
            if self._asked or self._begun:
                self.see_it_through()
            self._wake.wait(_BEAT)
            self._wake.clear()
            if self.holds:
                self._line.say(post.ALIVE)
            if self._idle.overdue() > IDLE_GRACE:
                self._end()

    def see_it_through(self) -> None:
        """Waits for a lock asked for, or under way, and ends the process when it takes too long."""
        turns = round(BEGIN_PATIENCE / TURN)
        while not self._begun and turns:
            self._turn.wait(TURN)
            turns -= 1
        if self._begun:
            turns = round(HIDE_PATIENCE / TURN)
            while not self._hidden and turns:
                self._turn.wait(TURN)
                turns -= 1
        if self._hidden:
            for _turn in range(round(KEEP_PATIENCE / TURN)):
                self._turn.wait(TURN)
        self._end()

    def _end(self) -> None:
        self._line.say(post.LOCKING)
        end_now()
