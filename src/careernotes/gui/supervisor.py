"""Starts the windows, keeps one in reserve, and shows it when the one before ended for a lock.

It imports no Qt, opens no file and is told no secret: what it hears are single words (see ``post``).
"""

import os
import sys

from careernotes.gui import post
from careernotes.gui.boot_clock import boot_seconds
from careernotes.gui.hardening import forbid_core_files, hardened
from careernotes.gui.supervisor_child import Child, start_child

STANDBY_AFTER = 1.5
# A window with an open vault says each second that it lives; after so much silence it is ended; sleep counts.
SILENCE = 15.0
# One that is off the screen only keeps what was typed: it is given longer than it gives itself, or a slow
# disk would cost the last words.
LOCK_PATIENCE, LEAVE_PATIENCE, QUIT_PATIENCE = 0.4, 5.0, 8.0
MOST_FALLS, FALL_SPAN = 3, 600.0
# The collector is off in a window anyway (jobs/collector.py): here it costs none of the start.
_START = "import gc, sys; gc.disable(); from careernotes.gui.__main__ import main; sys.exit(main())"


def window_command(arguments: list[str]) -> list[str]:
    """How a window is started: the bundled program itself, else this interpreter without its site module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-S", "-P", "-c", _START, *arguments]


def module_folders() -> list[str]:
    """Where a window may import from: what this process uses, never the folder somebody happens to be in."""
    source = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    used = sys.path if sys.flags.safe_path else sys.path[1:]
    return [source, *(folder for folder in used if folder and folder != source)]


class Window:
    """One started window, as far as the supervisor knows it."""

    def __init__(self, child: Child, role: str) -> None:
        self.child, self.role = child, role
        self.words = post.Words()
        self.ready = self.open = self.asked = self.locking = self.closed = False
        self.show_word = post.SHOW if role == post.FIRST else b""
        self.heard_at = 0.0
        self.deadline: float | None = None


class Supervisor:
    """Keeps one window in front and, while its vault is open, one behind it that shows nothing."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._environment = hardened(dict(os.environ), module_folders())
        self._front: Window | None = None
        self._standby: Window | None = None
        self._leaving: list[Window] = []
        self._standby_due: float | None = None
        self._falls: list[float] = []
        self._code = 0
        self._ending = False
        self._front = self._start(post.FIRST)

    def watch(self) -> int:
        """Returns when the last window is gone: what the first of them would have returned."""
        from careernotes.gui.supervisor_line import make_line  # noqa: PLC0415  the window is on its way by now

        line = make_line()
        while windows := self._windows():
            ready, wishes = line.wait([each.child for each in windows], self._timeout())
            for window in windows:
                if window.child in ready:
                    self._read(window)
            for wish in wishes:
                if wish == post.QUIT:
                    self.quit()
                else:
                    self.lock()
            self._look_at_clock()
        return self._code

    def quit(self) -> None:
        """Ends everything; an open vault is closed first."""
        self._ending = True
        now = boot_seconds()
        for window in self._windows():
            window.child.tell(post.QUIT)
            window.deadline = now + QUIT_PATIENCE

    def lock(self) -> None:
        """Asks the window in front to lock; one that does not begin to is ended."""
        if self._front is not None:
            self._front.child.tell(post.LOCK)
            # Asked twice, it has no less time, and no more.
            if self._front.open and not self._front.asked:
                self._front.asked = True
                self._front.deadline = boot_seconds() + LOCK_PATIENCE

    # -------------------------------------------------------------------------------------- what is heard
    def _read(self, window: Window) -> None:
        data = window.child.read()
        if not data:
            self._on_ended(window)
            return
        for word in window.words.feed(data):
            self._on_word(window, word)

    def _on_word(self, window: Window, word: bytes) -> None:
        window.heard_at = boot_seconds()
        if word == post.READY:
            window.ready = True
            if window.show_word and window.role == post.STANDBY:
                window.child.tell(window.show_word)
        elif word == post.OPEN:
            window.open = True
            self._standby_due = window.heard_at + STANDBY_AFTER
        elif word == post.SHUT:
            window.open = window.asked = False
            window.deadline = None
        elif word == post.HIDDEN:
            window.asked = True
            window.deadline = window.heard_at + LEAVE_PATIENCE
        elif word == post.LOCKING:
            self._let_go(window)
        elif word == post.CLOSED:
            window.closed = True
            self.quit()

    def _let_go(self, window: Window) -> None:
        """This window locks: the next one is shown, this one is gone in a moment."""
        if window.locking or window is not self._front:
            return
        window.locking = True
        window.deadline = boot_seconds() + LEAVE_PATIENCE
        self._leaving.append(window)
        if self._ending:
            self._front = None
        else:
            self._bring_forward(post.SHOW)

    def _on_ended(self, window: Window) -> None:
        code = window.child.reap()
        if window in self._leaving:
            self._leaving.remove(window)
        elif window is self._standby:
            self._standby = None
        elif window is self._front:
            self._front = None
            if window.closed or self._ending:
                self._finish(0)
            elif code >= 0 and (code == 0 or not window.ready):
                # It ended by itself, or never got as far as a window and has said why.
                self._finish(code)
            else:
                self._on_fall(code)

    def _on_fall(self, code: int) -> None:
        now = boot_seconds()
        self._falls = [moment for moment in self._falls if now - moment < FALL_SPAN] + [now]
        if len(self._falls) <= MOST_FALLS:
            self._bring_forward(post.SHOW_AFTER_FALL)
            return
        from careernotes.gui.supervisor_words import tell_fallen  # noqa: PLC0415  seldom needed

        tell_fallen()
        self._finish(1 if code <= 0 else code)

    def _finish(self, code: int) -> None:
        self._code = code
        self.quit()

    # -------------------------------------------------------------------------------------- windows
    def _start(self, role: str) -> Window:
        forbid_core_files()
        if os.name == "nt":
            from careernotes.gui.jobs.windows_child import start_windows_child  # noqa: PLC0415  only there

            return Window(start_windows_child(self._command, self._environment, role), role)
        return Window(start_child(self._command, self._environment, role), role)

    def _bring_forward(self, word: bytes) -> None:
        window = self._standby if self._standby is not None else self._start(post.STANDBY)
        self._standby, self._standby_due = None, None
        self._front = window
        window.show_word = word
        if window.ready:
            window.child.tell(word)

    def _windows(self) -> list[Window]:
        there = (*self._leaving, self._front, self._standby)
        return [window for window in there if window is not None]

    # -------------------------------------------------------------------------------------- the clock
    def _timeout(self) -> float | None:
        """Until when nothing has to be done; forever, while everything is locked."""
        now = boot_seconds()
        due = [window.deadline for window in self._windows() if window.deadline is not None]
        if self._standby_due is not None:
            due.append(self._standby_due)
        if self._front is not None and self._front.open:
            due.append(now + SILENCE / 10)
        return max(0.0, min(due) - now) if due else None

    def _look_at_clock(self) -> None:
        now = boot_seconds()
        for window in self._windows():
            if window.deadline is not None and now >= window.deadline:
                window.deadline = None
                self._end(window)
        front = self._front
        if front is not None and front.open and now - front.heard_at > SILENCE:
            # The computer slept and the window did not lock, or it stands still: nobody may find it open.
            self._end(front)
        if self._standby_due is not None and now >= self._standby_due:
            self._standby_due = None
            if self._standby is None and not self._ending:
                self._standby = self._start(post.STANDBY)

    def _end(self, window: Window) -> None:
        window.child.kill()
        self._let_go(window)


def run(arguments: list[str], command: list[str] | None = None) -> int:
    """Shows the program and returns when its window is closed."""
    return Supervisor(command or window_command(arguments)).watch()
