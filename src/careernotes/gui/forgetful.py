"""What Qt notes down by itself, out of the way: file dialogs keep the folders somebody chose, on disk."""

from PySide6.QtCore import QObject, QSettings, QTemporaryDir


class ForgetfulQt(QObject):
    """Sends Qt's own settings of this user to a folder that is removed at the end.

    Our own settings name their file and stay where they are. Windows and macOS show their own dialogs.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = QTemporaryDir()
        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, self._folder.path())
