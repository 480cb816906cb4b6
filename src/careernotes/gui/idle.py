"""Locks after quiet minutes, counted by a clock that goes on while the computer sleeps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from careernotes.gui.boot_clock import boot_seconds

__all__ = ["IdleWatch", "boot_seconds", "signs_of_life"]

_TICK_MS = 1000


def signs_of_life() -> frozenset[QEvent.Type]:
    """The events that a person causes. Made when a vault opens: the first window has no use for them."""
    kinds = QEvent.Type
    touched = {kinds.KeyPress, kinds.MouseButtonPress, kinds.MouseMove, kinds.Wheel, kinds.TouchBegin}
    return frozenset({*touched, kinds.InputMethod})


class IdleWatch(QObject):
    """Watches keys and mouse of the whole program.

    Signals:
        fell_quiet: nobody touched the program for the agreed minutes.
        ticked: seconds left until then, each second.
        lock_pressed: Ctrl+L, in whatever dialog or menu.
        touched: a person did something.
    """

    fell_quiet = Signal()
    ticked = Signal(int)
    lock_pressed = Signal()
    touched = Signal()

    def __init__(self, app: QObject, parent: QObject, *, now: Callable[[], float] = boot_seconds) -> None:
        super().__init__(parent)
        self._app, self._now = app, now
        self._limit = 0.0
        self._signs: frozenset[QEvent.Type] = frozenset()
        self._touched = now()
        self._watching = self._looking_away = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.check)

    def start(self, minutes: float) -> None:
        """Begins to watch, or watches with another limit."""
        self._limit = minutes * 60
        self._touched = self._now()
        self._signs = signs_of_life()
        self._watching = True
        if not self._timer.isActive():
            self._app.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Stops watching: nothing is open."""
        self._watching = False
        self._timer.stop()
        self._app.removeEventFilter(self)

    @property
    def looking_away(self) -> bool:
        """Whether the program is at work on a picture and nothing is looked at."""
        return self._looking_away

    @contextmanager
    def look_away(self) -> Iterator[None]:
        """While the program makes or draws a page nobody can touch it, so none of its events is looked at.

        A page sends itself thousands; each would be handed to Python. What a person does meanwhile waits in
        the queue of the system, and is seen afterwards.
        """
        if self._looking_away or not self._timer.isActive():
            yield
            return
        self._looking_away = True
        self._app.removeEventFilter(self)
        try:
            yield
        finally:
            self._looking_away = False
            if self._timer.isActive():
                self._app.installEventFilter(self)

    def overdue(self) -> float:
        """For how many seconds it should have locked already; below 0 while it need not.

        Any thread may ask: the window that should lock may hang.
        """
        touched, limit = self._touched, self._limit
        return self._now() - touched - limit if self._watching else -1.0

    def check(self) -> None:
        """Looks at the clock now; the first tick after a sleep sees the whole sleep."""
        left = self._limit - (self._now() - self._touched)
        self.ticked.emit(max(0, round(left)))
        if left <= 0:
            self.stop()
            self.fell_quiet.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key or the mouse; after the limit (a key that wakes the computer, say) it is too late."""
        del watched
        if event.type() in self._signs:
            moment = self._now()
            if moment - self._touched < self._limit:
                self._touched = moment
            self.touched.emit()
            if isinstance(event, QKeyEvent) and _is_lock(event):
                # The shortcut of the window does not reach into a dialog or an open menu; this does.
                self.lock_pressed.emit()
        return False


def _is_lock(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
