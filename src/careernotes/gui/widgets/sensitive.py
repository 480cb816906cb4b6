"""What input methods are asked for wherever something confidential is typed."""

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.by_name import set_by_name

_HINTS = "ImhSensitiveData|ImhNoPredictiveText"
_PASSPHRASE_HINTS = f"{_HINTS}|ImhHiddenText|ImhNoAutoUppercase"


def keep_from_input_methods(widget: QWidget, *, passphrase: bool = False) -> None:
    """Asks input methods to learn nothing from what is typed into *widget*."""
    set_by_name(widget, "inputMethodHints", _PASSPHRASE_HINTS if passphrase else _HINTS)
