"""What is marked in a line of text goes nowhere; what is copied from it is marked as secret."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.test_xcb import display

from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.secret_clipboard import ClipboardGuard

__all__ = ["display"]
SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
ROOT = Path(__file__).parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier
SAID, NOTHING = "canary sentence", "['', '']\n"

_OWNER = """
import sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.note_editor import NoteEditor

app = QApplication([])
window = QWidget()
window.resize(500, 200)
QVBoxLayout(window)
kind, way, text = sys.argv[1:]
if kind in ("field", "shown passphrase"):
    made = (LineField if kind == "field" else PassphraseField)(window, name="Record")
    if kind != "field":
        made.look.setChecked(True)
    place = edit = made.edit
    edit.setText(text)
elif kind == "plain line":
    place = made = edit = QLineEdit(text, window)
else:
    made = edit = NoteEditor(window, name="Record") if kind == "editor" else QPlainTextEdit(window)
    edit.setPlainText(text)
    place = edit.viewport()
window.layout().addWidget(made)
window.show()
assert QTest.qWaitForWindowExposed(window, 10_000)
window.activateWindow()
edit.setFocus()
left, here = Qt.MouseButton.LeftButton, QPoint(20, 14)
if way == "two clicks":
    QTest.mouseClick(place, left, pos=here)
    QTest.mouseDClick(place, left, pos=here)
    QTest.mouseRelease(place, left, pos=here)
elif way == "pulling":
    QTest.mousePress(place, left, pos=here)
    for x in range(20, 120, 10):
        QTest.mouseMove(place, QPoint(x, 14))
    QTest.mouseRelease(place, left, pos=QPoint(120, 14))
elif way == "select all":
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
elif way == "deleting the line":
    QTest.keyClick(edit, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert not edit.text(), "Ctrl+U is no such key here"
    edit.setText("other")
    edit.selectAll()
else:
    QTest.mouseClick(place, left, pos=here)
    QTest.keyClick(edit, Qt.Key.Key_Home)
    QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(place, left, Qt.KeyboardModifier.ShiftModifier, here)
marked = edit.selectedText() if hasattr(edit, "selectedText") else edit.textCursor().selectedText()
assert marked, "nothing is marked"
print("marked", flush=True)
from PySide6.QtCore import QSocketNotifier
told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
told.activated.connect(app.quit)
app.exec()
"""
_OTHER = """
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

app = QApplication([])
clipboard = app.clipboard()
assert app.platformName() == "xcb" and clipboard.supportsSelection()
QTest.qWait(1)
print(ascii([clipboard.text(QClipboard.Mode.Selection), clipboard.text(QClipboard.Mode.Clipboard)]))
"""


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[LineField]:
    """A field in a shown window, with all of its text marked."""
    window = QWidget()
    QVBoxLayout(window)
    made = LineField(window, name="Record", text=SAID)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    QGuiApplication.clipboard().clear()
    made.edit.setFocus()
    made.edit.selectAll()
    yield made
    QGuiApplication.clipboard().clear()


def secret() -> bool:
    """Whether what is on the clipboard is marked as secret."""
    return bytes(QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"


def test_a_copy_from_a_line_is_marked_as_secret(qtbot: QtBot, line: LineField) -> None:
    qtbot.keyClick(line.edit, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == SAID
    assert secret()
    assert line.text() == SAID


def test_cut_from_a_line_is_marked_as_secret_and_can_be_undone(qtbot: QtBot, line: LineField) -> None:
    qtbot.keyClick(line.edit, Qt.Key.Key_X, CTRL)
    assert (QGuiApplication.clipboard().text(), line.text()) == (SAID, "")
    assert secret()
    qtbot.keyClick(line.edit, Qt.Key.Key_Z, CTRL)
    assert line.text() == SAID


def test_what_was_copied_from_a_line_leaves_the_clipboard_again(
    qtbot: QtBot, qapp: QApplication, line: LineField
) -> None:
    guard = ClipboardGuard(qapp.clipboard(), line, kept_ms=30)
    qtbot.keyClick(line.edit, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "", timeout=2000)
    guard.clear()


def test_the_menu_of_a_line_copies_through_the_same_door(qtbot: QtBot, line: LineField) -> None:
    at = line.edit.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, line.edit.mapToGlobal(at))
    QApplication.sendEvent(line.edit, event)
    qtbot.waitUntil(lambda: bool(line.edit.findChildren(QMenu)))
    menu = line.edit.findChildren(QMenu)[0]
    names = [action.text() for action in menu.actions()]
    assert names == ["Undo", "Cut", "Copy", "Paste", "Select all"]
    menu.actions()[names.index("Copy")].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == SAID
    assert secret()


def test_dots_are_not_copied_and_shown_letters_are_marked_as_secret(qtbot: QtBot, line: LineField) -> None:
    field = PassphraseField(line, name="Passphrase")
    field.set_text("five words of mine")
    field.edit.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(field.edit, key, CTRL)
    assert (QGuiApplication.clipboard().text(), field.text()) == ("", "five words of mine")
    field.look.setChecked(True)
    field.edit.selectAll()
    qtbot.keyClick(field.edit, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "five words of mine"
    assert secret()


def test_a_line_still_marks_with_the_mouse_and_tells_input_methods_not_to_learn(
    qtbot: QtBot, line: LineField
) -> None:
    line.edit.deselect()
    qtbot.mouseDClick(line.edit, Qt.MouseButton.LeftButton, pos=QPoint(20, line.edit.height() // 2))
    assert line.edit.selectedText() == "canary"
    assert line.edit.inputMethodHints() & SENSITIVE == SENSITIVE


@pytest.mark.parametrize(
    "way",
    [
        "shift",
        "select all",
        pytest.param("two clicks", marks=pytest.mark.long),
        pytest.param("pulling", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("kind", ["field", "shown passphrase", "editor", "plain line", "plain editor"])
def test_another_program_under_x11_gets_nothing_of_what_is_marked(
    display: str, tmp_path: Path, kind: str, way: str
) -> None:
    """The plain ones are the control: Qt's own line and editor do hand over what is marked in them."""
    got = read_by_another_program(display, tmp_path, kind, way)
    assert (got != NOTHING) is kind.startswith("plain"), got


@pytest.mark.parametrize("kind", ["field", "plain line"])
def test_another_program_under_x11_gets_nothing_of_a_line_deleted_by_key(
    display: str, tmp_path: Path, kind: str
) -> None:
    """Ctrl+U on X11. Qt's own line copies what it deletes, which is the control."""
    got = read_by_another_program(display, tmp_path, kind, "deleting the line")
    assert ("canary" in got) is kind.startswith("plain"), got


def read_by_another_program(display: str, folder: Path, kind: str, way: str) -> str:
    """What a second program of the same display finds on its clipboards while the first has text marked."""
    folder.chmod(0o700)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "WAYLAND"))}
    environment = kept | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(ROOT / "src"),
        "XDG_RUNTIME_DIR": str(folder),
    }
    with subprocess.Popen(
        [sys.executable, "-c", _OWNER, kind, way, SAID],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdin is not None
        assert owner.stdout is not None
        try:
            assert owner.stdout.readline() == "marked\n"
            other = subprocess.run(
                [sys.executable, "-c", _OTHER],
                env=environment,
                capture_output=True,
                text=True,
                timeout=30,
                check=True,
            )
            owner.stdin.close()
            assert owner.wait(timeout=30) == 0
        finally:
            owner.kill()
    return other.stdout
