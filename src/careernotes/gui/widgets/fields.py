"""Fields with their label above, a quiet hint below, and a problem said in words."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from careernotes.gui.privacy import is_private
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label, restyle
from careernotes.gui.widgets.secret_line import SecretLine
from careernotes.gui.widgets.sensitive import keep_from_input_methods
from careernotes.i18n import _

# Dots instead of letters; Qt's own name for this mode is a word we do not use.
_DOTS = QLineEdit.EchoMode(2)


class LineField(QWidget):
    """One line of text with a label above it.

    Signals:
        changed: the text changed by typing.
        returned: Enter was pressed.
    """

    changed = Signal(str)
    returned = Signal()

    def __init__(
        self, parent: QWidget, *, name: str, hint: str = "", placeholder: str = "", text: str = ""
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.name_label = label(name, self, role="strong")
        self.edit = SecretLine(text, self)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(placeholder)
        self.name_label.setBuddy(self.edit)
        self.below = label(hint, self, role="muted")
        self.below.setVisible(bool(hint))
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.edit, 1)
        self._column.addWidget(self.name_label)
        self._column.addLayout(self.row)
        self._column.addWidget(self.below)
        self.setFocusProxy(self.edit)
        if is_private():
            # The first picture does without it.
            from careernotes.gui.widgets.veil import cover  # noqa: PLC0415  see above

            cover(self.edit)
        self.edit.textEdited.connect(self.changed)
        self.edit.returnPressed.connect(self.returned)

    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Shows *text*, without a signal."""
        self.edit.setText(text)

    def show_problem(self, text: str) -> None:
        """Says below the field what is wrong; nothing brings the hint back."""
        self.below.setText(text or self._hint)
        restyle(self.below, "role", "problem" if text else "muted")
        self.below.setVisible(bool(text or self._hint))
        self.edit.setAccessibleDescription(text or self._hint)

    def show_hint(self, text: str) -> None:
        """Changes the quiet words below the field."""
        self._hint = text
        self.show_problem("")


class PassphraseField(LineField):
    """A passphrase: dots, a button to look, and a word when Caps Lock is on."""

    def __init__(self, parent: QWidget, *, name: str, hint: str = "") -> None:
        super().__init__(parent, name=name, hint=hint)
        self._show_as(_DOTS)
        self.look = button(_("Show"), self)
        self.look.setAccessibleDescription(name)
        self.look.setCheckable(True)
        self.look.toggled.connect(self._on_look_toggled)
        self.row.addWidget(self.look)
        self.edit.installEventFilter(self)
        self._caps = label(_("Caps Lock seems to be on."), self, role="problem")
        self._caps.setVisible(False)
        self._column.addWidget(self._caps)

    def text(self) -> str:
        """What is written, blanks included."""
        return self.edit.text()

    def clear(self) -> None:
        """Forgets what is written."""
        self.edit.clear()
        self.look.setChecked(False)

    def refuse(self, text: str) -> None:
        """Says why what was typed does not open anything, and waits for another; the keyboard is here."""
        self.clear()
        self.show_problem(text)
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a letter in the wrong case betrays Caps Lock; the system offers no other sign."""
        if watched is self.edit and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

            text = event.text()
            if text.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(text.isupper() != shift)
        return False

    def _on_look_toggled(self, shown: bool) -> None:  # noqa: FBT001  Qt hands the state over by position
        self._show_as(QLineEdit.EchoMode.Normal if shown else _DOTS)
        self.look.setText(_("Hide") if shown else _("Show"))
        self.look.setAccessibleName(self.look.text())

    def _show_as(self, mode: QLineEdit.EchoMode) -> None:
        """Qt takes hints away with the dots; an input method learns nothing, shown or not."""
        self.edit.setEchoMode(mode)
        keep_from_input_methods(self.edit, passphrase=True)
