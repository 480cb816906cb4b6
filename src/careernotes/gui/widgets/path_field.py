"""A file or folder: typed or chosen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.fields import LineField
from careernotes.i18n import _


class PathField(LineField):
    """The path of a file of *kinds*; without kinds, of a folder."""

    def __init__(self, parent: QWidget, *, name: str, hint: str = "", kinds: str = "") -> None:
        super().__init__(parent, name=name, hint=hint)
        self._kinds = kinds
        self.choose = button(_("Choose…"), self)
        self.choose.setAccessibleDescription(name)
        self.choose.clicked.connect(self._on_choose)
        self.row.addWidget(self.choose)

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.name_label.text(), self.text())
        if self._kinds:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilter(self._kinds)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.set_text(path)
        self.changed.emit(path)
