"""A whole number between two others, typed or stepped with the arrows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.fields import LineField
from careernotes.i18n import _

_STEPS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class NumberField(LineField):
    """What is typed counts as the nearest number there may be; without a number the last one stands.

    A line of our own: from Qt 6.11.3 on a QSpinBox without buttons shows no digits under a stylesheet.
    """

    def __init__(self, parent: QWidget, *, name: str, low: int, high: int, step: int = 1) -> None:
        super().__init__(parent, name=name)
        self._low, self._high, self._step, self._last = low, high, step, low
        self.edit.editingFinished.connect(self._on_finished)
        self.edit.installEventFilter(self)
        self.set_value(low)

    @property
    def value(self) -> int:
        """The number."""
        typed = self.text()
        if not typed.isdecimal():
            return self._last
        # One by one, as digits of any script: int() refuses what is thousands of digits long.
        digits = "".join(str(int(each)) for each in typed).lstrip("0") or "0"
        return self._high if len(digits) > len(str(self._high)) else self._nearest(int(digits))

    def set_value(self, value: int) -> None:
        """Shows *value*, or the nearest number there may be."""
        self._last = self._nearest(value)
        self.set_text(str(self._last))
        self.show_problem("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows step."""
        if watched is self.edit and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(event.key())
            if step is not None:
                self.set_value(self.value + step * self._step)
                # Stepped is as good as typed: kept over a lock like every other field somebody was in.
                self.edit.setModified(True)
                self.edit.selectAll()
                return True
        return super().eventFilter(watched, event)

    def _nearest(self, value: int) -> int:
        return max(self._low, min(self._high, value))

    def _on_finished(self) -> None:
        typed, value, changed = self.text(), self.value, self.edit.isModified()
        self.set_value(value)
        self.edit.setModified(changed)
        if typed != str(value):
            self.show_problem(_("A number from {low} to {high}.").format(low=self._low, high=self._high))
