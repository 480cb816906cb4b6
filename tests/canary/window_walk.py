"""A program of its own: the real window on a real vault, every screen, some typing, a lock, the end.

Called with the vault; the passphrase comes on standard input, so that no listing shows it. With ``leak`` as
the last word it also does what must never happen, to show that the search afterwards would find it.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QModelIndex, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from careernotes.gui.album import Arguments, demo_arguments
from careernotes.gui.app import report_bug
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.jobs.collector import keep_gc_on_gui_thread
from careernotes.gui.options import Options
from careernotes.gui.settings import Settings, keep_qt_from_noting, settings_folder
from careernotes.gui.theme.theme import Theme
from careernotes.sealing.kdf import KdfProfile

MARK = "zq7-"
TYPED = MARK + "half typed on the last evening"
OWN_LIST = ("report", {"kind": "list"})


class Walk(QObject):
    """One whole sitting at the desk."""

    def __init__(self, shell: ShellController) -> None:
        super().__init__(shell)
        self.shell = shell
        self.arguments: Arguments = {}
        self.read: dict[str, str] = {}

    def unlock(self, passphrase: str) -> None:
        """By typing, as a mentor does."""
        wait(lambda: isinstance(self.shell.window.focusWidget(), QLineEdit))
        field = self.shell.window.focusWidget()
        QTest.keyClicks(field, passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait(lambda: self.shell.desk is not None)
        self.quiet()

    def look_at_everything(self) -> None:
        """Every screen with somebody in it, and a few words typed where words can be typed."""
        assert self.shell.desk is not None
        self.shell.runner.submit(partial(demo_arguments, self.shell.desk), succeeded=self._take)
        wait(lambda: bool(self.arguments))
        for name, given in (*self.arguments.items(), OWN_LIST):
            assert self.shell.navigator is not None
            self.shell.navigator.go(name, **(given or {}))
            self.quiet()
            self.read[name] = self.read.get(name, "") + seen(self.shell.window)
            self._type(name)
            self.quiet()

    def _take(self, arguments: Arguments) -> None:
        self.arguments = arguments

    def _type(self, name: str) -> None:
        window = self.shell.window
        fields: list[QLineEdit] | list[QPlainTextEdit] = (
            window.findChildren(QLineEdit) if name == "search" else window.findChildren(QPlainTextEdit)
        )
        for field in fields:
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                QTest.keyClicks(field, TYPED)
                field.selectAll()
                field.copy()
                return

    def quiet(self) -> None:
        """Until nothing runs on the lane any more, and what it answered is shown."""
        for _twice in range(2):
            wait(lambda: not self.shell.runner.busy)
            QApplication.processEvents()


def wait(condition: Callable[[], bool]) -> None:
    """Until it holds; gives up after a minute."""
    deadline, looks = QDeadlineTimer(60_000), QTimer()
    looks.start(10)
    while not condition():
        if deadline.hasExpired():
            raise AssertionError("waited a minute in vain")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def seen(window: QWidget) -> str:
    """Everything there is to read in a window."""
    shown = [each for each in window.findChildren(QWidget) if each.isVisible()]
    texts = [each.text() for each in shown if isinstance(each, (QLabel, QLineEdit, QAbstractButton))]
    texts += [each.toPlainText() for each in shown if isinstance(each, QPlainTextEdit)]
    for view in shown:
        if isinstance(view, QAbstractItemView) and view.model() is not None:
            model = view.model()
            texts += [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]
    return "\n".join(texts)


def leak(text: str) -> None:
    """What the program must never do with what stands on its screens."""
    QSettings(str(settings_folder() / "settings.ini"), QSettings.Format.IniFormat).setValue("last", text)
    with tempfile.NamedTemporaryFile("w", encoding="utf-16-le", delete=False) as left:
        left.write(text)
    logging.getLogger("careernotes").warning("opened %s", text)


def main() -> None:
    """The window as the program makes it; only the cheap cost of guessing is handed in."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    sys.excepthook = report_bug
    app = QApplication([])
    app.setApplicationName("careernotes")
    keep_qt_from_noting()
    keep_gc_on_gui_thread(app)
    options, settings = Options(vault=Path(sys.argv[1])), Settings(settings_folder())
    shell = ShellController(app, options, settings, Theme(app), profile=KdfProfile.TEST)
    walk = Walk(shell)
    shell.start()
    assert QTest.qWaitForWindowExposed(shell.window, 10_000)
    shell.window.activateWindow()
    walk.unlock(sys.stdin.readline().rstrip("\n"))
    walk.look_at_everything()
    if sys.argv[-1] == "leak":
        leak(next(line for line in walk.read["people"].splitlines() if MARK in line))
    shell.lock()
    walk.quiet()
    print("screens", *(f"{name}:{text.count(MARK)}" for name, text in walk.read.items()))
    print("locked", shell.desk is None, seen(shell.window).count(MARK))
    shell.window.close()
    sys.stdout.flush()
    # Taking Qt apart object by object is no part of the sitting, and its order is nobody's promise.
    os._exit(0)


if __name__ == "__main__":
    main()
