"""The clipboard, used with care: what we copy is marked as secret, cleared after 30 s and at a lock."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

KEPT_MS = 30_000
_OURS = "application/x-careernotes"
# What clipboard managers of the three systems look at before they keep something.
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"\x00\x00\x00\x00",
    "CanIncludeInClipboardHistory": b"\x00\x00\x00\x00",
    "CanUploadToCloudClipboard": b"\x00\x00\x00\x00",
    "application/x-nspasteboard-concealed-type": b"\x01",
    _OURS: b"\x01",
}


def guarded(text: str) -> QMimeData:
    """*text* as plain text that clipboard histories are asked to leave alone."""
    data = QMimeData()
    data.setText(text)
    for kind, value in _MARKS.items():
        data.setData(kind, value)
    return data


def take_back_selection(clipboard: QClipboard) -> None:
    """Takes marked text back that Qt offered for the middle mouse button (X11 and Wayland).

    Called in the event that marked it: nobody can have been given the text before that event is over.
    """
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Clears the clipboard 30 seconds after we filled it, and at once when asked."""

    def __init__(self, clipboard: QClipboard, parent: QObject, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)
        clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Empties the clipboard, if what is on it is ours."""
        self._timer.stop()
        if self._ours():
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        take_back_selection(self._clipboard)

    def _on_changed(self) -> None:
        data = self._data()
        if self._ours() and data is not None and data.hasText():
            self._timer.start()

    def _ours(self) -> bool:
        """Not every system tells who filled the clipboard; our own mark always does."""
        data = self._data()
        return self._clipboard.ownsClipboard() or (data is not None and data.hasFormat(_OURS))

    def _data(self) -> QMimeData | None:
        """An empty clipboard has no data at all, whatever Qt's signature says."""
        return self._clipboard.mimeData()
