"""A chip: a few words about a state, on a wash of colour."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from careernotes.gui.widgets.by_name import set_by_name
from careernotes.gui.widgets.labels import restyle


class Chip(QLabel):
    """A few words about a state, in words first. *kind* is calm, warning, danger or plain."""

    def __init__(self, text: str, parent: QWidget, *, kind: str = "calm") -> None:
        super().__init__(text, parent)
        set_by_name(self, "textFormat", "PlainText")
        set_by_name(self, "alignment", "AlignHCenter|AlignVCenter")
        self.setProperty("chip", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, *, kind: str = "calm") -> None:
        """Says something else."""
        self.setText(text)
        restyle(self, "chip", kind)


class ChipColumn(QObject):
    """Keeps the chips of one list equally wide, so that the words beside them begin below each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Aligns *chips* and forgets those before."""
        self._chips = tuple(chips)
        for chip in self._chips:
            chip.installEventFilter(self)
        self._align()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt: another text size makes other widths."""
        if event.type() is QEvent.Type.StyleChange:
            self._align()
        return False

    def _align(self) -> None:
        for chip in self._chips:
            chip.ensurePolished()
            chip.setMinimumWidth(0)
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        for chip in self._chips:
            chip.setMinimumWidth(widest)
