"""Buttons: the words first, and the shortcut printed where it works."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.gui.theme.tokens import tokens_of

_RING, _RING_INSET = 2.0, 3.0


def shown_keys(shortcut: str) -> str:
    """A shortcut as a mentor would say it: ``Ctrl+Enter`` for ``Ctrl+Return``."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


class PrimaryButton(QPushButton):
    """A filled button; its focus ring lies inside, where it stands out against the filling.

    It is the one thing to do next: with the keyboard on it, Enter does it as Space does.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: only in a dialog does Enter press a button by itself."""
        from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # Enter held down belongs to the page before, such as the one that asks for the passphrase.
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the button as the style draws it, and the ring."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens_of(self.palette()).color("on_accent"), _RING))
        inset = _RING_INSET + _RING / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _RING_INSET, _RING_INSET)
        painter.end()


def button(text: str, parent: QWidget, *, kind: str = "secondary", shortcut: str = "") -> QPushButton:
    """A button of *kind* primary, secondary, quiet, danger or row; *shortcut* works and is printed."""
    made = PrimaryButton(parent) if kind == "primary" else QPushButton(parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    set_button_text(made, text, shortcut=shortcut)
    return made


def print_keys(made: QPushButton, shortcut: str) -> None:
    """Prints a shortcut on a button that the window listens for."""
    name = made.accessibleName()
    made.setText(f"{name}   {shown_keys(shortcut)}")
    made.setAccessibleDescription(shown_keys(shortcut))


def set_button_text(made: QPushButton, text: str, *, shortcut: str = "") -> None:
    """Changes the words (and the shortcut) of a button."""
    made.setText(f"{text}   {shown_keys(shortcut)}" if shortcut else text)
    made.setAccessibleName(text)
    made.setAccessibleDescription(shown_keys(shortcut) if shortcut else "")
    # A button's own shortcut shows a pressed button for 100 ms before it clicks; this one clicks at once.
    keys = next((child for child in made.children() if isinstance(child, QShortcut)), None)
    if keys is None:
        if not shortcut:
            return
        keys = QShortcut(made)
        keys.activated.connect(made.click)
    keys.setKey(QKeySequence(shortcut))
    keys.setEnabled(bool(shortcut))
