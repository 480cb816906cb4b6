"""One window and its supervisor: shows itself when told, says how it is, ends with its process for a lock."""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from careernotes.gui import post
from careernotes.gui.controllers.locking import tell_no_triggers
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.hardening import end_now
from careernotes.gui.jobs.triggers import Triggers, triggers_of_this_system
from careernotes.gui.jobs.watch import LockWatch


class ProcessEnd:
    """What a lock finally does in the real program: everything in memory is gone with the process."""

    def __init__(self, line: post.Post) -> None:
        self._line = line
        self.watch: LockWatch | None = None

    def heard(self) -> None:
        """The watch beside it need not think that the window hangs."""
        if self.watch is not None:
            self.watch.begun()

    def hidden(self) -> None:
        """Nobody sees anything of it any more: both who watch it can wait a moment longer."""
        if self.watch is not None:
            self.watch.hidden()
        self._line.say(post.HIDDEN)

    def begin(self) -> None:
        """The next window may show itself."""
        self._line.say(post.LOCKING)

    def end(self) -> None:
        """Does not return."""
        end_now()


class Instance(QObject):
    """Joins the shell to the supervisor."""

    def __init__(self, app: QApplication, shell: ShellController, line: post.Post, end: ProcessEnd) -> None:
        super().__init__(app)
        self._app, self._shell, self._line = app, shell, line
        self._triggers: Triggers | None = None
        self.watch = end.watch = LockWatch(line, shell.idle, self)
        self.watch.lock_asked.connect(shell.lock)
        self.watch.told.connect(self._on_told)
        shell.guarding_changed.connect(self._on_guarding)
        shell.stopped.connect(self._on_stopped)
        shell.window.installEventFilter(self)

    def start(self) -> None:
        """Shows the window, or makes it ready to be shown in an instant."""
        if self._line.role == post.FIRST:
            self._shell.start()
        else:
            self._shell.prepare()
            # Everything a first picture needs is loaded and laid out once, where nobody sees it.
            self._shell.window.grab()
        self._line.say(post.READY)
        self.watch.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the first picture of the window is on the screen."""
        if event.type() == QEvent.Type.Paint and self._shell.window.isVisible():
            watched.removeEventFilter(self)
            self._line.say(post.SHOWN)
        return False

    @Slot(bytes)
    def _on_told(self, word: bytes) -> None:
        if word in {post.SHOW, post.SHOW_AFTER_FALL}:
            self._shell.appear(fallen=word == post.SHOW_AFTER_FALL)
        elif word == post.QUIT:
            self._shell.window.close()
            self._app.quit()

    @Slot(bool)
    def _on_guarding(self, guarding: bool) -> None:  # noqa: FBT001  a signal's argument
        self.watch.holds = guarding
        self._line.say(post.OPEN if guarding else post.SHUT)
        if guarding and self._triggers is None:
            self._triggers = triggers_of_this_system(self.watch.ask)
            # After the desk is shown: nobody waits for a bus.
            QTimer.singleShot(0, self, self._on_quiet)

    @Slot()
    def _on_quiet(self) -> None:
        if self._triggers is not None and self._triggers.start():
            self._triggers.hold_sleep()
        else:
            tell_no_triggers(self._shell.frame)

    @Slot()
    def _on_stopped(self) -> None:
        self.watch.holds = False
        self._line.say(post.CLOSED)
