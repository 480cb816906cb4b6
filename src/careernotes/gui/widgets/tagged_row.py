"""A chip on the left, the words it is about on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.labels import label

_DOWN = 3


class TaggedRow(QWidget):
    """One fact with its state, such as "known  Agreement in force until 30 June"."""

    def __init__(self, parent: QWidget, *, tag: str, text: str, kind: str = "calm", remark: str = "") -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(GRID)
        self.chip = Chip(tag, self, kind=kind)
        layout.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        # A chip has room above its letters; the first line of the words stands at the same height.
        words = label(text, self)
        words.setContentsMargins(0, _DOWN, 0, 0)
        layout.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        if remark:
            aside = label(remark, self, role="muted", wrap=False)
            aside.setContentsMargins(0, _DOWN + 1, 0, 0)
            layout.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{tag}: {text}")
