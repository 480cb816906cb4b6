"""The program as it starts, and beside it somebody who looks: what is on the screen, told line by line.

Run as a process of its own, with the name of a socket. It supervises windows as the program does; each window
answers on the socket: a line asks for a look, the answer is one line of JSON.
Nothing of the program is changed, and nothing can be pressed from here: keys come from the X server.
"""

import json
import socket
import sys
import threading

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTextEdit,
    QWidget,
)

from careernotes.gui.__main__ import main
from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.supervisor import run
from careernotes.gui.views.people_rows import RowButton

_WINDOW = "--looked-into"
MARK = 0xFFE2
"""The right Shift key: whoever drives presses it after everything else, and it does nothing."""


def words_of(widget: QWidget) -> list[str]:
    """What a person reads on one widget."""
    if isinstance(widget, RowButton):
        return [each.text for each in widget.words]
    if isinstance(widget, (QLabel, QAbstractButton)):
        return [widget.text()]
    if isinstance(widget, QLineEdit):
        return [widget.displayText()]
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return [widget.toPlainText()]
    if isinstance(widget, QListWidget):
        return [widget.item(row).text() for row in range(widget.count())]
    if isinstance(widget, QTableWidget):
        places = [(row, column) for row in range(widget.rowCount()) for column in range(widget.columnCount())]
        return [item.text() for place in places if (item := widget.item(*place)) is not None]
    return [widget.currentText()] if isinstance(widget, QComboBox) else []


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return widget.accessibleName() or "\n".join(words_of(widget)[:1])


def in_digits(widget: QWidget) -> bool:
    """Whether it is written in letters of one width: a code, or words to copy."""
    return str(widget.property("role")) == "mono"


class Looker(QObject):
    """Lives on the thread of the window; it counts the mark and describes the screen."""

    asked = Signal(str)

    def __init__(self, app: QCoreApplication, line: "Line") -> None:
        super().__init__()
        self.app, self.line = app, line
        self.marks = 0
        self._filters = False
        self.asked.connect(self.answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyRelease and isinstance(watched, QWindow):
            assert isinstance(event, QKeyEvent)
            self.marks += event.nativeVirtualKey() == MARK
        return False

    @Slot(str)
    def answer(self, wish: str) -> None:
        if not self._filters:
            self._filters = True
            self.app.installEventFilter(self)
        if wish:
            screen = QGuiApplication.primaryScreen()
            screen.grabWindow(0).save(wish)
        self.line.say(self.look())

    def look(self) -> dict[str, object]:
        window, focus = QApplication.activeWindow(), QApplication.focusWidget()
        shown = [each for each in window.findChildren(QWidget) if each.isVisible()] if window else []
        return {
            "platform": QGuiApplication.platformName(),
            "marks": self.marks,
            "busy": any(each.busy for each in self.app.findChildren(JobRunner)),
            "title": window.windowTitle() if window else "",
            "kind": type(window).__name__ if window else "",
            "words": [word for each in shown for word in words_of(each) if word],
            "names": [name_of(each) for each in shown if each.focusPolicy() & Qt.FocusPolicy.TabFocus],
            "families": sorted({QFontInfo(each.font()).family() for each in shown if not in_digits(each)}),
            "focus": name_of(focus) if focus else "",
            "focus_kind": type(focus).__name__ if focus else "",
            "focus_text": "\n".join(words_of(focus)) if focus else "",
            "focus_seen": focus is not None and not focus.visibleRegion().isEmpty(),
        }


class Line:
    """The socket to whoever drives."""

    def __init__(self, name: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(f"\0{name}")
        self._wishes = self._socket.makefile("r", encoding="utf-8")

    def say(self, seen: dict[str, object]) -> None:
        self._socket.sendall(f"{json.dumps(seen)}\n".encode())

    def listen(self) -> None:
        """Passes each line on to the thread of the window, once there is one."""
        looker: Looker | None = None
        for wish in self._wishes:
            app = QApplication.instance()
            if looker is None and app is not None:
                looker = Looker(app, self)
                looker.moveToThread(app.thread())
            if looker is None:
                self.say({})
            else:
                looker.asked.emit(wish.strip())


def supervise(name: str, arguments: list[str]) -> int:
    """As the program does it, with windows that can be looked into."""
    return run(arguments, [sys.executable, __file__, _WINDOW, name, *arguments])


if __name__ == "__main__":
    if sys.argv[1] != _WINDOW:
        sys.exit(supervise(sys.argv[1], sys.argv[2:]))
    threading.Thread(target=Line(sys.argv[2]).listen, daemon=True).start()
    del sys.argv[1:3]
    sys.exit(main())
