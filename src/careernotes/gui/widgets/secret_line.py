"""One line for confidential text: marking it puts nothing on a clipboard, and copies are marked as secret."""

from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from careernotes.gui.widgets.secret_clipboard import guarded, take_back_selection
from careernotes.gui.widgets.sensitive import keep_from_input_methods
from careernotes.i18n import _

_Key = QKeySequence.StandardKey


class SecretLine(QLineEdit):
    """A line of text like any other, but for what becomes of the text marked in it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        keep_from_input_methods(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: where marking with the mouse is copying (X11 and Wayland), it ends without the copy."""
        from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

        if event.button() is Qt.MouseButton.LeftButton and QGuiApplication.clipboard().supportsSelection():
            # Qt does nothing else here: the marking itself is done with every move.
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: copy, cut and the keys that delete a line, which Qt lets copy as well, go through our door."""
        if event.matches(_Key.Copy):
            self._on_copy()
        elif event.matches(_Key.Cut):
            self._on_cut()
        elif event.matches(_Key.DeleteEndOfLine):
            self._delete_from(self.cursorPosition())
        elif event.matches(_Key.DeleteCompleteLine):
            self._delete_from(0)
        elif event.matches(_Key.Undo) and not self.isUndoAvailable():
            # Nothing here: the window undoes what was done on the desk.
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
            take_back_selection(QGuiApplication.clipboard())
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: coming here with Tab marks the whole line."""
        super().focusInEvent(event)
        take_back_selection(QGuiApplication.clipboard())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: a small menu with the same doors."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        marked, writable = self._can_be_copied(), not self.isReadOnly()
        for text, slot, enabled in (
            (_("Undo"), self.undo, writable and self.isUndoAvailable()),
            (_("Cut"), self._on_cut, writable and marked),
            (_("Copy"), self._on_copy, marked),
            (_("Paste"), self.paste, writable),
            (_("Select all"), self._on_select_all, bool(self.text())),
        ):
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(slot)
        menu.popup(event.globalPos())

    def _can_be_copied(self) -> bool:
        """Whether something is marked, and its letters are to be seen: dots are not copied."""
        return self.hasSelectedText() and self.echoMode() is QLineEdit.EchoMode.Normal

    def _on_copy(self) -> None:
        if self._can_be_copied():
            QGuiApplication.clipboard().setMimeData(guarded(self.selectedText()))

    def _on_cut(self) -> None:
        if self._can_be_copied() and not self.isReadOnly():
            self._on_copy()
            self.del_()

    def _on_select_all(self) -> None:
        self.selectAll()
        take_back_selection(QGuiApplication.clipboard())

    def _delete_from(self, place: int) -> None:
        if self.isReadOnly():
            return
        self.setSelection(place, len(self.text()) - place)
        if self.hasSelectedText():
            self.del_()
