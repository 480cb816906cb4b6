"""The eight words that stand for what was done with the vault: what they are for, and a way to copy them."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.secret_clipboard import KEPT_MS, guarded
from careernotes.i18n import _


class Receipt(QWidget):
    """Hidden until there are words to show."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._name = label(_("Receipt"), self, role="strong")
        self.words = label("", self, role="mono")
        self.why = label(
            _(
                "Keep these eight words with the file: typed in Settings, under What happened here, they show"
                " later that nothing was taken out of the list of what was done with this vault."
            ),
            self,
            role="muted",
        )
        self.copy = button(_("Copy the words"), self, kind="quiet")
        self.copied = label("", self, role="muted")
        self.copy.clicked.connect(self._on_copy)
        for each in (self._name, self.words, self.why):
            column.addWidget(each)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.copied)
        self.setVisible(False)

    def show_words(self, words: str) -> None:
        """Shows them; nothing when there are none."""
        self.words.setText(words)
        self.copied.setText("")
        self.copied.setVisible(False)
        self.setVisible(bool(words))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(guarded(self.words.text()))
        self.copied.setText(_("Copied, for {n} seconds.").format(n=KEPT_MS // 1000))
        self.copied.setVisible(True)
