"""The rail on the left: where you can go, and how to lock."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.actions import Command
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, translate

_NARROWEST, _EDGE = 190, 12
_ABOVE, _BELOW = 20, 12


class _RailButton(QPushButton):
    """An entry whose shortcut stands at the right, where it is printed."""

    def __init__(self, command: Command, parent: QWidget, *, print_keys: bool) -> None:
        super().__init__(translate(command.text), parent)
        self.setObjectName(command.name)
        self.setAutoDefault(False)
        self.setAccessibleName(translate(command.text))
        self.setAccessibleDescription(shown_keys(command.shortcut))
        self.setToolTip(shown_keys(command.shortcut))
        self.keys: QLabel | None = None
        if print_keys:
            row = QHBoxLayout(self)
            row.setContentsMargins(_EDGE, 0, _EDGE, 0)
            self.keys = label(shown_keys(command.shortcut), self, role="rail_keys", wrap=False)
            self.keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
            row.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignRight)

    def sizeHint(self) -> QSize:
        """Qt: room for the words, bolder where the mentor is, and for the keys at the right edge."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        hint.setWidth(hint.width() + max(0, more))
        if self.keys is None:
            return hint
        keys = self.keys.sizeHint().width() + self.fontMetrics().averageCharWidth()
        return QSize(hint.width() + keys, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: the same; an entry is never cut."""
        return self.sizeHint()


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
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, _ABOVE, 10, _BELOW)
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
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: with larger letters the rail is wider."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._buttons:
            self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the entries come before the room around them."""
        super().resizeEvent(event)
        now = self._column.contentsMargins()
        entries = self._column.sizeHint().height() - now.top() - now.bottom()
        low = self.height() < entries + _ABOVE + _BELOW
        self._column.setContentsMargins(10, 4 if low else _ABOVE, 10, 2 if low else _BELOW)

    def _widen(self) -> None:
        for each in self._buttons.values():
            each.ensurePolished()
        self._column.invalidate()
        self.setFixedWidth(max(_NARROWEST, self._column.sizeHint().width()))

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
