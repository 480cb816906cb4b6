"""An editor for confidential text: grows with it, and keeps it out of places that outlive a lock."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QSizePolicy, QWidget

from careernotes.gui.widgets.secret_clipboard import guarded
from careernotes.gui.widgets.sensitive import keep_from_input_methods
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


class NoteEditor(QPlainTextEdit):
    """Plain text only. Copies are marked as secret; marking text with the mouse puts nothing on a clipboard.

    Signals:
        edited: the text changed by typing.
        left: the keyboard went elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, parent: QWidget, *, name: str, rows: int = 4, hint: str = "", bare: bool = False
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._copying = False
        self._quiet = False
        self.setProperty("bare", "true" if bare else "false")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        keep_from_input_methods(self)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.textChanged.connect(self._on_text_changed)
        cover(self)

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows *text* without a signal; undo does not reach behind it."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def put_in(self, text: str) -> None:
        """Puts *text* in place of everything, as if it were typed: one undo brings back what was there."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def put_instead(self, changes: Sequence[tuple[int, int, str]]) -> None:
        """Puts texts in place of others, from start to end each, the first first; one undo takes all back."""
        text = self.text()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, instead in reversed(changes):
            cursor.setPosition(in_qt(text[:start]))
            cursor.setPosition(in_qt(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(instead)
        cursor.endEditBlock()

    def show_history(self, first: str, changes: Sequence[tuple[int, int, str]]) -> None:
        """Shows *first* and makes the changes in it, without a signal: undo takes them back one by one.

        A change is its place, how many characters go there, and what comes instead.
        """
        self._quiet = True
        self.setPlainText(first)
        cursor = QTextCursor(self.document())
        text = first
        for at, gone, added in changes:
            cursor.setPosition(in_qt(text[:at]))
            cursor.setPosition(in_qt(text[: at + gone]), QTextCursor.MoveMode.KeepAnchor)
            cursor.beginEditBlock()
            cursor.insertText(added)
            cursor.endEditBlock()
            text = text[:at] + added + text[at + gone :]
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._quiet = False

    def sizeHint(self) -> QSize:
        """Qt: as high as its text, and at least its rows."""
        lines = max(self._rows, round(self.document().size().height()))
        return QSize(240, ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + 28)

    def minimumSizeHint(self) -> QSize:
        """Qt: its rows, or two on a small screen."""
        return QSize(120, min(self._rows, 2) * self.fontMetrics().lineSpacing() + 24)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: nothing for a drag or the primary selection; a marked copy for an explicit one."""
        return guarded(self.textCursor().selection().toPlainText()) if self._copying else QMimeData()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: pasting drops formatting."""
        if source.hasText():
            self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copy and cut go through our own door."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._with_door_open(cut=False)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self._with_door_open(cut=True)
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            # Nothing here: the window undoes what was done on the desk.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: a small menu with the same doors."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marked = self.textCursor().hasSelection()
        for text, slot, enabled in (
            (_("Undo"), self.undo, self.document().isUndoAvailable()),
            (_("Cut"), self._on_cut, marked),
            (_("Copy"), self._on_copy, marked),
            (_("Paste"), self.paste, self.canPaste()),
            (_("Select all"), self.selectAll, True),
        ):
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(slot)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the moment to save what is half typed."""
        super().focusOutEvent(event)
        self.left.emit()

    def _on_text_changed(self) -> None:
        self.updateGeometry()
        if not self._quiet:
            self.edited.emit()

    def _on_copy(self) -> None:
        self._with_door_open(cut=False)

    def _on_cut(self) -> None:
        self._with_door_open(cut=True)

    def _with_door_open(self, *, cut: bool) -> None:
        self._copying = True
        try:
            if cut:
                self.cut()
            else:
                self.copy()
        finally:
            self._copying = False


def in_qt(text: str) -> int:
    """How long *text* is for Qt, which counts some characters twice."""
    return len(text) + sum(char > "\uffff" for char in text)
