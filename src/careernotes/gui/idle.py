"""Locks after quiet minutes, counted by a clock that goes on while the computer sleeps."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_SYSTEM = str(sys.platform)
_TICK_MS = 1000


def signs_of_life() -> frozenset[QEvent.Type]:
    """The events that a person causes. Made when a vault opens: the first window has no use for them."""
    kinds = QEvent.Type
    touched = {kinds.KeyPress, kinds.MouseButtonPress, kinds.MouseMove, kinds.Wheel, kinds.TouchBegin}
    return frozenset({*touched, kinds.InputMethod})


def boot_seconds() -> float:
    """Seconds since some start, sleep included; setting the wall clock does not move it."""
    if _SYSTEM == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if _SYSTEM == "darwin":
        # On macOS this clock, unlike the one behind time.monotonic(), goes on during sleep.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return _tick_count()


def _tick_count() -> float:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only Windows needs it

        count = ctypes.windll.kernel32.GetTickCount64
        count.restype = ctypes.c_uint64
        return float(count()) / 1000
    return time.monotonic()


class IdleWatch(QObject):
    """Watches keys and mouse of the whole program.

    Signals:
        fell_quiet: nobody touched the program for the agreed minutes.
        ticked: seconds left until then, each second.
    """

    fell_quiet = Signal()
    ticked = Signal(int)

    def __init__(self, app: QObject, parent: QObject, *, now: Callable[[], float] = boot_seconds) -> None:
        super().__init__(parent)
        self._app, self._now = app, now
        self._limit = 0.0
        self._signs: frozenset[QEvent.Type] = frozenset()
        self._touched = now()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.check)

    def start(self, minutes: float) -> None:
        """Begins to watch, or watches with another limit."""
        self._limit = minutes * 60
        self._touched = self._now()
        self._signs = signs_of_life()
        if not self._timer.isActive():
            self._app.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Stops watching: nothing is open."""
        self._timer.stop()
        self._app.removeEventFilter(self)

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
        return False
