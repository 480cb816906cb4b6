"""The real window program, and in it somebody who brings it into a state in which it shall be locked.

Started by the supervisor in place of the plain program. A file says which state is wanted next, what is typed
on the way and the passphrase, each on a line: ``3 search``. So neither stands in a process that was not told.
When the state is reached, ``there 3 <pid>`` is written to the standard output, and ``painted <moment> <pid>``
when a window has painted itself for the first time.
"""

import ctypes
import re
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from careernotes.gui import app as composition
from careernotes.gui import hardening, post
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.options import Options
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_secrets import PassphraseStep
from careernotes.gui.views.unlock import UnlockView
from careernotes.gui.widgets.banner import Banner
from careernotes.sealing.kdf import KdfProfile

CTRL = Qt.KeyboardModifier.ControlModifier
Steps = Generator[Callable[[], bool], None, None]


class Hands(QObject):
    """Walks into the wanted state, one step after the other, each when the one before has had its effect."""

    def __init__(self, app: QApplication, wish: Path) -> None:
        super().__init__(app)
        self._wish = wish
        self._words = self._typed = ""
        self._steps: Steps | None = None
        self._until: Callable[[], bool] | None = None
        self._painted = False
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self.go_on)
        self._timer.start()

    @property
    def shell(self) -> ShellController:
        found = QApplication.instance().findChild(ShellController)
        assert isinstance(found, ShellController)
        return found

    def watch(self) -> None:
        self.shell.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.shell.window.isVisible():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.tell_painted)
        return False

    def tell_painted(self) -> None:
        tell(f"painted {time.clock_gettime(time.CLOCK_MONOTONIC)}")
        self._painted = True

    def go_on(self) -> None:
        if self._steps is None:
            if self._painted and self._wish.exists():
                wanted, self._typed, self._words = self._wish.read_text(encoding="utf-8").splitlines()
                self._wish.unlink()
                number, name = wanted.split()
                self._steps, self._until = self.walk(number, name), None
        elif self._until is None or self._until():
            self._until = next(self._steps, None)
            if self._until is None:
                self._steps = None

    def walk(self, number: str, name: str) -> Steps:
        if name not in {"entrance", "banner", "sheet"}:
            yield from self.unlock()
        yield from getattr(self, f"to_{name}", self.to_desk)()
        focus = self.shell.window.focusWidget()
        cursor = focus.textCursor().position() if isinstance(focus, QPlainTextEdit) else -1
        tell(f"there {number} {cursor}")
        yield from getattr(self, f"stay_{name}", self.stay)()

    def stay(self) -> Steps:
        return
        yield

    # ------------------------------------------------------------------------------------ the states
    def unlock(self) -> Steps:
        shell = self.shell
        if shell.desk is not None:
            return
        yield lambda: bool(shell.window.findChildren(UnlockView))
        field = shell.window.findChildren(UnlockView)[0].findChildren(QLineEdit)[0]
        field.setFocus()
        QTest.keyClicks(field, self._words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        yield lambda: shell.desk is not None and shell.navigator is not None and not shell.runner.busy

    def go(self, name: str, **arguments: str) -> Steps:
        navigator = self.shell.navigator
        assert navigator is not None
        navigator.go(name, **arguments)
        yield lambda: not self.shell.runner.busy

    def session(self) -> Steps:
        desk = self.shell.desk
        assert desk is not None
        found: list[str] = []
        self.shell.runner.submit(lambda: found.append(desk.store.newest_sessions(limit=1)[0].session_id))
        yield lambda: bool(found)
        yield from self.go("session", session_id=found[0])

    def editor(self) -> QPlainTextEdit:
        return next(each for each in self.shell.window.findChildren(QPlainTextEdit) if each.isVisible())

    def to_desk(self) -> Steps:
        yield from self.go("people")

    def to_search(self) -> Steps:
        yield from self.go("search")
        field = next(each for each in self.shell.window.findChildren(QLineEdit) if each.isVisible())
        QTest.keyClicks(field, "leave the lab")
        yield lambda: not self.shell.runner.busy and bool(field.text())

    def to_settings(self) -> Steps:
        yield from self.go("settings")

    def to_session(self) -> Steps:
        yield from self.session()
        editor = self.editor()
        editor.setFocus()
        QTest.keyClicks(editor, self._typed)
        for _step in range(6):
            QTest.keyClick(editor, Qt.Key.Key_Left)

    def to_session_kept(self) -> Steps:
        yield from self.to_session()
        places = self.shell.places
        assert places is not None
        # Within a second it is in the vault, with the cursor: a busy machine may be too slow at the lock.
        yield lambda: not places._pause.isActive() and not self.shell.runner.busy

    def to_message_box(self) -> Steps:
        yield from self.to_session()

    def stay_message_box(self) -> Steps:
        box = QMessageBox(self.shell.window)
        box.setText(self._typed)
        box.exec()
        tell("ended 0")
        return
        yield

    def to_box_key(self) -> Steps:
        yield from self.to_session()

    def stay_box_key(self) -> Steps:
        box = QMessageBox(self.shell.window)
        box.setText(self._typed)
        button = box.addButton(QMessageBox.StandardButton.Ok)
        QTimer.singleShot(150, box, lambda: press_lock(button))
        box.exec()
        tell("ended 0")
        return
        yield

    def to_file_dialog(self) -> Steps:
        yield from self.to_session()

    def stay_file_dialog(self) -> Steps:
        dialog = QFileDialog(self.shell.window)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.exec()
        tell("ended 0")
        return
        yield

    def to_menu(self) -> Steps:
        yield from self.to_session()

    def stay_menu(self) -> Steps:
        menu = self.editor().createStandardContextMenu()
        menu.exec(self.shell.window.mapToGlobal(QPoint(200, 200)))
        tell("ended 0")
        return
        yield

    def to_combo(self) -> Steps:
        yield from self.go("people")
        combo = QComboBox(self.shell.window)
        combo.addItems([self._typed, "another"])
        combo.move(300, 300)
        combo.show()
        combo.showPopup()
        yield lambda: combo.view().isVisible()

    def to_drag(self) -> Steps:
        yield from self.to_session()

    def stay_drag(self) -> Steps:
        data = QMimeData()
        data.setText(self._typed)
        drag = QDrag(self.shell.window)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        tell("ended 0")
        return
        yield

    def to_long_job(self) -> Steps:
        yield from self.to_session()
        # Nothing on the lane ends by itself for a minute, and nobody can stop it.
        self.shell.runner.submit(lambda: wait_long(60))

    def to_hung(self) -> Steps:
        yield from self.to_session()

    def stay_hung(self) -> Steps:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            pass
        return
        yield

    def to_frozen(self) -> Steps:
        yield from self.to_session()

    def stay_frozen(self) -> Steps:
        # A call that keeps the interpreter to itself: no thread of this process can do anything.
        ctypes.PyDLL(None).usleep(60_000_000)
        return
        yield

    def to_stopped(self) -> Steps:
        yield from self.to_session()

    def to_sheet(self) -> Steps:
        window = self.shell.window
        window.findChildren(FirstRunView)[0].next.click()
        yield lambda: bool(window.findChildren(PassphraseStep)) and not self.shell.runner.busy
        page = window.findChildren(PassphraseStep)[0]
        for field in (page.first.edit, page.again.edit):
            QTest.keyClicks(field, self._words)
        yield lambda: not self.shell.runner.busy
        window.findChildren(FirstRunView)[0].next.click()
        yield lambda: len(groups_in(window)) == 12

    def stay_sheet(self) -> Steps:
        tell("groups " + " ".join(groups_in(self.shell.window)))
        return
        yield

    def to_where(self) -> Steps:
        yield lambda: isinstance(self.shell.window.focusWidget(), QPlainTextEdit)
        field, navigator = self.shell.window.focusWidget(), self.shell.navigator
        yield lambda: isinstance(field, QPlainTextEdit) and field.textCursor().position() > 0
        assert navigator is not None
        assert navigator.name == "session"

    def to_banner(self) -> Steps:
        return
        yield

    def stay_banner(self) -> Steps:
        banners = self.shell.window.findChildren(Banner)
        tell("banner " + " ".join(each.text for each in banners if each.text))
        return
        yield

    def to_status(self) -> Steps:
        yield lambda: self.shell.frame is not None and bool(self.shell.frame.status.lock.toolTip())

    def stay_status(self) -> Steps:
        assert self.shell.frame is not None
        tell(f"status {self.shell.frame.status.lock.toolTip()}")
        return
        yield

    def stay_closed(self) -> Steps:
        self.shell.window.close()
        return
        yield

    def to_entrance(self) -> Steps:
        yield lambda: bool(self.shell.window.findChildren(UnlockView))
        field = self.shell.window.findChildren(UnlockView)[0].findChildren(QLineEdit)[0]
        QTest.keyClicks(field, self._words)


def groups_in(window: QWidget) -> list[str]:
    """The groups of a recovery sheet, as a person reads them."""
    found = (re.fullmatch(r"\s*(\d+)\.\s+(\S{4})", each.text()) for each in window.findChildren(QLabel))
    return [match[2] for match in sorted(filter(None, found), key=lambda match: int(match[1]))]


def wait_long(seconds: float) -> None:
    ctypes.CDLL(None).usleep(int(seconds * 1_000_000))


def press_lock(button: QWidget) -> None:
    tell(f"pressed {time.clock_gettime(time.CLOCK_MONOTONIC)}")
    QTest.keyClick(button, Qt.Key.Key_L, CTRL)


def tell(line: str) -> None:
    import os

    os.write(1, f"{line} {os.getpid()}\n".encode())


def main() -> int:
    # A dash: no vault yet, the first run.
    vault, wish = Path(sys.argv[1]) if sys.argv[1] != "-" else None, Path(sys.argv[2])
    line = post.post_of_this_process()
    assert line is not None
    hardening.refuse_memory_reads()
    hardening.leave_signals_to_supervisor()

    class HandledApplication(QApplication):
        def exec(self) -> int:
            self.hands = Hands(self, wish)
            self.hands.watch()
            return int(QApplication.exec())

    composition.QApplication = HandledApplication  # type: ignore[misc,attr-defined]
    return composition.run(Options(vault=vault), line, KdfProfile.TEST)


if __name__ == "__main__":
    sys.exit(main())
