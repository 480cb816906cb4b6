"""Asks for a file or a folder without stopping anything else."""

from pathlib import Path

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget


def default_folder() -> Path:
    """Where files go unless somebody says otherwise."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def choose_file(parent: QWidget, title: str, kinds: str, chosen: SignalInstance) -> None:
    """Asks for one file of *kinds*; *chosen* is the signal that gets its path."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()


def choose_new_file(parent: QWidget, title: str, path: str, chosen: SignalInstance) -> None:
    """Asks where a new file may go, beginning with *path*; *chosen* is the signal that gets its path."""
    dialog = _dialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(path)
    dialog.open()


def choose_folder(parent: QWidget, title: str, chosen: SignalInstance) -> None:
    """Asks for one folder; *chosen* is the signal that gets its path."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()


def _dialog(parent: QWidget, title: str, chosen: SignalInstance) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    return dialog
