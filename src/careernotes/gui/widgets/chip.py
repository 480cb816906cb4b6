"""A chip: a few words about a state, on a wash of colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from careernotes.gui.widgets.labels import restyle


class Chip(QLabel):
    """A few words about a state, in words first. *kind* is calm, warning, danger or plain."""

    def __init__(self, text: str, parent: QWidget, *, kind: str = "calm") -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("chip", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, *, kind: str = "calm") -> None:
        """Says something else."""
        self.setText(text)
        restyle(self, "chip", kind)
