"""What input methods are asked for wherever something confidential is typed."""

from PySide6.QtCore import Qt

SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
