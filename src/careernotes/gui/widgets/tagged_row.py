"""A chip on the left, the words it is about on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.labels import label


class TaggedRow(QWidget):
    """One fact with its state, such as "known  Agreement in force until 30 June"."""

    def __init__(self, parent: QWidget, *, tag: str, text: str, kind: str = "calm", remark: str = "") -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(GRID)
        layout.addWidget(Chip(tag, self, kind=kind), 0, Qt.AlignmentFlag.AlignTop)
        words = label(text, self)
        layout.addWidget(words, 1)
        if remark:
            layout.addWidget(label(remark, self, role="muted", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{tag}: {text}")
