"""The rail on the left: where you can go, and how to lock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.actions import Command
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, translate

_NARROWEST, _ROOM = 190, 8


class _RailButton(QPushButton):
    """An entry whose shortcut stands at the right, where it is printed."""

    def __init__(self, command: Command, parent: QWidget, *, print_keys: bool) -> None:
        super().__init__(translate(command.text), parent)
        self.setObjectName(command.name)
        self.setAutoDefault(False)
        self.setAccessibleName(translate(command.text))
        self.setAccessibleDescription(shown_keys(command.shortcut))
        self.setToolTip(shown_keys(command.shortcut))
        if print_keys:
            # Blanks keep room for the keys, which stand at the right edge.
            self.setText(f"{self.text()}{' ' * (2 * len(command.shortcut) + 4)}")
            row = QHBoxLayout(self)
            row.setContentsMargins(12, 0, 12, 0)
            keys = label(shown_keys(command.shortcut), self, role="rail_keys", wrap=False)
            keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
            row.addWidget(keys, 0, Qt.AlignmentFlag.AlignRight)


class Rail(QFrame):
    """The left edge of the window.

    Signals:
        asked: the name of the command that was chosen.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget, *, top: Sequence[Command], bottom: Sequence[Command]) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(_("Where to go"))
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 20, 10, 12)
        column.setSpacing(1)
        name: QLabel = label(_("Career Notes"), self, wrap=False)
        name.setObjectName("brand")
        name.setContentsMargins(14, 0, 0, 14)
        column.addWidget(name)
        for command in top:
            column.addWidget(self._button(command, print_keys=False))
        column.addStretch(1)
        for command in bottom:
            column.addWidget(self._button(command, print_keys=True))
        self.setFixedWidth(max(_NARROWEST, column.sizeHint().width() + _ROOM))

    def highlight(self, name: str) -> None:
        """Shows where the mentor is; a name the rail does not have highlights nothing."""
        for known, each in self._buttons.items():
            each.setChecked(known == name)

    def button_of(self, name: str) -> QPushButton:
        """One entry."""
        return self._buttons[name]

    def _button(self, command: Command, *, print_keys: bool) -> QPushButton:
        made = _RailButton(command, self, print_keys=print_keys)
        made.setCheckable(bool(command.screen))
        made.clicked.connect(self._on_clicked)
        self._buttons[command.name] = made
        return made

    def _on_clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, QPushButton):
            # A click toggles; where the mentor really is, is said by highlight().
            entry.setChecked(False)
            self.asked.emit(entry.objectName())
