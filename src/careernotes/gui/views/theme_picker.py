"""The themes of a session: chips, and a field that finds more while typing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from careernotes.gui.theme.tokens import GRID, tokens_of
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.secret_line import SecretLine
from careernotes.i18n import _

_ROWS_SHOWN, _EDGES = 6, 14
_MAIN = "★"
_CHIP_PADDING, _FEWEST_LETTERS = 34, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """One theme that fits; ``remark`` says why, ``rule`` how to tell it from one it is easily taken for."""

    key: str
    name: str
    remark: str = ""
    rule: str = ""


class ThemePicker(QWidget):
    """Type to find, arrows to choose, Enter to add, Esc to go back to the note.

    Signals:
        typed: what is typed now.
        picked: the key of a theme, and whether it is the main one (Shift+Enter).
        closed: back to the note.
    """

    typed = Signal(str)
    picked = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._matches: tuple[MatchRow, ...] = ()
        self._moved = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.edit = SecretLine("", self)
        self.edit.setAccessibleName(_("Find a theme"))
        self.edit.setPlaceholderText(_("Type a word: theme, synonym or group"))
        self.edit.textChanged.connect(self.typed)
        self.edit.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tokens = tokens_of(self.palette())
        # The field has the keyboard, so the list counts as inactive; its choice must show all the same.
        chosen = f"background: {tokens.wash}; color: {tokens.on_wash}; font-weight: 700;"
        self.list.setStyleSheet(f"QListWidget::item:selected {{ {chosen} }}")
        self.list.setAccessibleName(_("Themes that fit"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.currentRowChanged.connect(self._on_row)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.rule = label("", self, role="muted")
        self.rule.setVisible(False)
        column.addWidget(self.rule)
        self.setFocusProxy(self.edit)

    def show_matches(self, matches: Sequence[MatchRow]) -> None:
        """Shows what fits, the best one chosen."""
        self.list.clear()
        self._matches, self._moved = tuple(matches), False
        for match in matches:
            # Beside each other there is no room for both, and what is cut off may be what tells them apart.
            item = QListWidgetItem(f"{match.name}\n{match.remark}" if match.remark else match.name, self.list)
            item.setToolTip(match.remark)
        self.list.setCurrentRow(0 if matches else -1)
        line = self.list.fontMetrics().lineSpacing() + 14
        needed = sum(self.list.sizeHintForRow(row) for row in range(min(len(matches), _ROWS_SHOWN)))
        self.list.setFixedHeight(max(line, min(needed, _ROWS_SHOWN * line)) + _EDGES)

    def clear(self) -> None:
        """Ready for the next theme."""
        self.edit.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys that belong to the list below the field."""
        if (
            watched is not self.edit
            or event.type() is not QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
        ):
            return False
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._moved = True
            row = self.list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif (
            key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._pick(main=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            return False
        return True

    def _pick(self, *, main: bool) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._matches):
            self.picked.emit(self._matches[row].key, main)

    def _on_clicked(self) -> None:
        self._pick(main=False)

    def _on_row(self, row: int) -> None:
        item = self.list.item(row) if row >= 0 else None
        # Of a list nobody has narrowed or gone into, the first line is not about to be chosen.
        meant = item is not None and (self._moved or bool(self.edit.text().strip()))
        rule = self._matches[row].rule if meant else ""
        self.rule.setText(rule)
        self.rule.setVisible(bool(rule))
        said = item.text().replace("\n", ", ") if item is not None else _("No theme fits.")
        self.edit.setAccessibleDescription(f"{said}. {rule}" if rule else said)


class ShrinkingButton(QPushButton):
    """A button that shows as much of its words as there is room for; the tool tip has all of them."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._whole = text

    def sizeHint(self) -> QSize:
        """Qt: room for all of the words. A chosen chip is bold; Qt measures it before it is."""
        bold = QFont(self.font())
        bold.setBold(True)
        width = QFontMetrics(bold).horizontalAdvance(self._whole) + _CHIP_PADDING
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt: room for a few letters."""
        few = _FEWEST_LETTERS * self.fontMetrics().averageCharWidth() + _CHIP_PADDING
        return QSize(min(few, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room for the words."""
        super().resizeEvent(event)
        room = self.width() - _CHIP_PADDING
        if room < self.sizeHint().width() - _CHIP_PADDING:
            self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        else:
            self.setText(self._whole)


class ThemeChip(QWidget):
    """One coded theme. Space makes it the main one, Delete takes it away.

    Signals:
        main_asked: the key.
        removed: the key.
    """

    main_asked = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget, *, key: str, name: str, main: bool) -> None:
        super().__init__(parent)
        self.key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.chip = ShrinkingButton(f"{_MAIN} {name}" if main else name, self)
        self.chip.setProperty("kind", "choice")
        self.chip.setCheckable(True)
        self.chip.setChecked(True)
        self.chip.setAutoDefault(False)
        self.chip.setAccessibleName(_("{theme}, the main theme").format(theme=name) if main else name)
        self.chip.setAccessibleDescription(_("Space makes it the main theme, Delete takes it away"))
        self.chip.setToolTip(f"{name}\n{_('Space makes it the main theme, Delete takes it away')}")
        self.chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chip.clicked.connect(self._on_clicked)
        self.chip.installEventFilter(self)
        away = button("×", self, kind="quiet")
        away.setAccessibleName(_("Take away {theme}").format(theme=name))
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away.clicked.connect(self._on_away)
        row.addWidget(self.chip)
        row.addWidget(away)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.chip)
        row.setContentsMargins(0, 0, GRID // 2, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Delete takes the theme away."""
        if (
            watched is self.chip
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
        ):
            self.removed.emit(self.key)
            return True
        return False

    def _on_clicked(self) -> None:
        self.chip.setChecked(True)
        self.main_asked.emit(self.key)

    def _on_away(self) -> None:
        self.removed.emit(self.key)
