"""Fields of the forms: a question with a list behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from careernotes.gui.widgets.answer_box import AnswerBox
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.labels import label


class ListField(QWidget):
    """A question with a closed list of answers below each other.

    Signals:
        chosen: the value, when a person chooses it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, *, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, self, role="strong"))
        self.box = AnswerBox(self)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.add_choices(choices)
        # Fusion draws a raised button into our flat field otherwise.
        self.box.setStyleSheet("QComboBox::drop-down { border: none; width: 22px; }")
        self.box.activated.connect(self._on_activated)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    def add_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """More answers, below those there are."""
        for value, text in choices:
            self.box.addItem(text, value)

    @property
    def value(self) -> str:
        """The value chosen."""
        return str(self.box.currentData(Qt.ItemDataRole.UserRole) or "")

    def set_value(self, value: str) -> None:
        """Shows *value*, without a signal."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def _on_activated(self) -> None:
        self.chosen.emit(self.value)


class ChipsField(QWidget):
    """A question with its answers side by side. Nothing is chosen until somebody chooses, unless it says so.

    Signals:
        chosen: the value, when a person chooses it.
    """

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, *, name: str, choices: Sequence[tuple[str, str]], hint: str = ""
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, self, role="strong"))
        self.chips = ChoiceChips(self, name=name, choices=choices)
        self.chips.chosen.connect(self.chosen)
        column.addWidget(self.chips)
        self.below = label(hint, self, role="muted")
        self.below.setVisible(bool(hint))
        column.addWidget(self.below)

    @property
    def value(self) -> str:
        """The value chosen, or nothing."""
        return self.chips.value

    def set_value(self, value: str) -> None:
        """Shows *value*, without a signal."""
        self.chips.set_value(value)
