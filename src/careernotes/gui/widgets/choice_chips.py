"""A question with a few answers: nothing is chosen for you, and a chosen "No" is as clear as a "Yes"."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from careernotes.gui.widgets.flow_layout import FlowLayout

# Each chip keeps a little room around itself as well.
_APART = 4


class ChoiceChips(QWidget):
    """One choice out of a few.

    Arrows move between the answers; Space, Enter, a digit or the first letter of an answer chooses.
    A screen reader hears a group of radio buttons.

    Signals:
        chosen: the value of the answer, when a person chooses it.
    """

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, *, name: str, choices: Sequence[tuple[str, str]], clearable: bool = False
    ) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self._buttons: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        self._layout = FlowLayout(self, spacing=_APART)
        self.add_choices(choices)

    def add_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Adds answers that are known only later."""
        name = self.accessibleName()
        self._layout.add_all([self._made(name, value, text) for value, text in choices])

    @property
    def value(self) -> str:
        """The value chosen, or nothing."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), "")

    @property
    def values(self) -> tuple[str, ...]:
        """Every answer there is."""
        return tuple(self._buttons)

    def set_value(self, value: str) -> None:
        """Shows *value* as chosen (or nothing), without a signal."""
        for known, each in self._buttons.items():
            each.setAutoExclusive(False)
            each.setChecked(known == value)
        for each in self._buttons.values():
            each.setAutoExclusive(True)

    def answer(self, value: str) -> None:
        """Chooses *value* as a person would."""
        if value in self._buttons:
            self._choose(value)

    def set_available(self, value: str, *, available: bool, why: str = "") -> None:
        """Lets one answer be given or not; *why* is said where it cannot."""
        self._buttons[value].setEnabled(available)
        self._buttons[value].setToolTip(why)
        self._buttons[value].setAccessibleDescription(why)

    def focus_first(self) -> None:
        """Puts the keyboard on the chosen answer, or on the first."""
        value = self.value or next(iter(self._buttons), "")
        if value:
            self._buttons[value].setFocus(Qt.FocusReason.OtherFocusReason)

    def button_of(self, value: str) -> QPushButton:
        """The chip of one answer."""
        return self._buttons[value]

    def sizeHint(self) -> QSize:
        """Qt: all answers on one line, when there is room."""
        return self._layout.one_line()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys on a chip."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QPushButton)
        ):
            return self._on_key(watched, event)
        return False

    def _made(self, name: str, value: str, text: str) -> QPushButton:
        chip = QPushButton(text, self)
        chip.setProperty("kind", "choice")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)
        chip.setAutoDefault(False)
        chip.setObjectName(value)
        chip.setAccessibleName(f"{name}: {text}")
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.installEventFilter(self)
        chip.clicked.connect(self._on_clicked)
        self._buttons[value] = chip
        return chip

    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            self._choose(chip.objectName())

    def _choose(self, value: str) -> None:
        if self._buttons[value].isEnabled():
            self.set_value(value)
            self.chosen.emit(value)

    def _on_key(self, chip: QPushButton, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        key, values = event.key(), list(self._buttons)
        at = values.index(chip.objectName())
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up}:
            step = 1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1
            self._buttons[values[(at + step) % len(values)]].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(values[at])
            return True
        if key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and self._clearable:
            self.set_value("")
            self.chosen.emit("")
            return True
        value = self._typed(event.text(), values)
        if value:
            # The keyboard first: whoever hears of the choice may send it elsewhere.
            self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(value)
        return bool(value)

    def _typed(self, text: str, values: list[str]) -> str:
        """The answer meant by a digit or by a first letter that only one answer has."""
        if text.isdigit():
            return values[int(text) - 1] if 0 < int(text) <= len(values) else ""
        wanted = text.casefold()
        fits = [
            value for value in values if wanted and self._buttons[value].text().casefold().startswith(wanted)
        ]
        return fits[0] if len(fits) == 1 else ""
