"""Starts the window, or a bare Qt label, and prints the monotonic clock at the first painted window.

Run as a fresh process by start_bench.py, or by the supervisor that it starts; both arms carry the same event
filter, so its cost cancels out.
"""

import gc
import sys
import time
from pathlib import Path

if sys.argv[1:2] != ["bare"]:
    # As the supervisor starts a window, and as a window loads Qt.
    gc.disable()
    from careernotes.gui.lean_qt import load_qt

    load_qt()

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class FirstPaint(QObject):
    """Stops the program when a top-level window has painted once."""

    def watch(self) -> None:
        """Looks at the windows there are now, and at nothing else: a filter on the application would make
        Python wrap every object, which a label has few of.
        """
        for window in QApplication.topLevelWidgets():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isVisible():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    @staticmethod
    def _tell() -> None:
        print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        QApplication.exit(0)


class MeasuredApplication(QApplication):
    """A QApplication that notices the first paint."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._first = FirstPaint()

    def exec(self) -> int:
        """Watches the windows made so far and runs."""
        self._first.watch()
        return int(QApplication.exec())


def bare() -> int:
    """A label and nothing else."""
    app = MeasuredApplication(sys.argv[:1])
    label = QLabel("Career Notes")
    label.resize(1280, 800)
    label.show()
    return int(app.exec())


def ours(vault: str) -> int:
    """The real window on a real vault, as its supervisor starts it."""
    from careernotes.gui import app, hardening, post
    from careernotes.gui.options import Options

    hardening.refuse_memory_reads()
    hardening.leave_signals_to_supervisor()
    app.QApplication = MeasuredApplication
    return app.run(Options(vault=Path(vault)), post.post_of_this_process())


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else ours(sys.argv[2]))
