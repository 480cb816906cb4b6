"""The garbage collector runs on the GUI thread only: a Qt object that dies elsewhere crashes the program."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class _Collector(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def _on_timeout(self) -> None:
        limits = gc.get_threshold()
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return


def keep_gc_on_gui_thread(parent: QObject) -> QObject:
    """Collects on a timer of the calling thread, as long as *parent* lives, and never anywhere else."""
    return _Collector(parent)
