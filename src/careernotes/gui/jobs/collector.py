"""The garbage collector runs on the GUI thread only: a Qt object that dies elsewhere crashes the program.

What was freed goes back to the system, at most once a second and only when there can be something: after a
collection, and after work of the lane, which frees its long answers without one.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from careernotes.hardening import return_freed_memory

_EVERY_MS = 1000


class Collector(QObject):
    """Collects on a timer, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._worked = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot(bool)
    def heed_work(self, busy: bool) -> None:  # noqa: FBT001  a signal's argument
        """The lane began or ended its work."""
        self._worked = self._worked or not busy

    def _on_timeout(self) -> None:
        if self._collect() or self._worked:
            self._worked = False
            return_freed_memory()

    @staticmethod
    def _collect() -> bool:
        limits = gc.get_threshold()
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return True
        return False


def keep_gc_on_gui_thread(parent: QObject) -> Collector:
    """Collects on a timer of the calling thread, as long as *parent* lives, and never anywhere else."""
    return Collector(parent)
