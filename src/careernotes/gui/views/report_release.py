"""The one step that lets something go: say where to, type the period, press the button."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label, restyle
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.gui.widgets.receipt import Receipt
from careernotes.i18n import _

RELEASE_KEYS = "Ctrl+E"


class ReleaseCard(Card):
    """Release, confirmed by typing the period, and by the passphrase where it is asked for.

    Signals:
        released: the place to write to; only when the typed word is the period.
    """

    released = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Let it go"))
        self._word = ""
        self._folder = False
        self.words = label("", self)
        self.place = LineField(self, name=_("Where to"))
        self.choose = button(_("Choose…"), self)
        self.choose.clicked.connect(self._on_choose)
        self.place.row.addWidget(self.choose)
        self.typed = LineField(self, name=_("Type the period to confirm"))
        self.proving = ProvingField(self)
        self.proving.setVisible(False)
        self.proving.returned.connect(self._on_go)
        self.go = button(_("Write the file"), self, kind="primary", shortcut=RELEASE_KEYS)
        self.go.clicked.connect(self._on_go)
        self.typed.returned.connect(self._on_go)
        self.done = label("", self, role="strong")
        self.done.setVisible(False)
        self.receipt = Receipt(self)
        go = button_row(self, self.go)
        for widget in (self.words, self.place, self.typed, self.proving, go, self.done, self.receipt):
            self.add(widget)

    def offer(self, *, words: str, action: str, place: str, word: str, folder: bool) -> None:
        """Offers a release to *place*, confirmed by typing *word*."""
        self._word, self._folder = word, folder
        self.words.setText(words)
        set_button_text(self.go, action, shortcut=RELEASE_KEYS)
        restyle(self.go, "kind", "primary")
        self.place.set_text(place)
        self.typed.set_text("")
        self.typed.show_hint(_("Type {word}. What is written cannot be called back.").format(word=word))
        self.done.setVisible(False)
        self.receipt.show_words("")
        self.setVisible(True)

    def show_done(self, text: str, *, receipt: str = "") -> None:
        """Says that it is done, with the eight words of the receipt where there is one."""
        self.typed.set_text("")
        # It can be written again, but that is no longer the next thing to do.
        restyle(self.go, "kind", "secondary")
        self.done.setText(text)
        self.done.setVisible(True)
        self.receipt.show_words(receipt)

    @Slot()
    def _on_go(self) -> None:
        if self.typed.text() != self._word:
            self.typed.show_problem(_("Type {word} here first.").format(word=self._word))
            self.typed.edit.setFocus()
            return
        self.typed.show_problem("")
        if not self.proving.isHidden() and not self.proving.filled:
            self.proving.field.edit.setFocus()
            return
        self.released.emit(self.place.text())

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Where to"), self.place.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if self._folder:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.place.set_text)
        dialog.open()
