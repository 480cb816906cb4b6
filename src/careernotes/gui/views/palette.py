"""The palette: one field, and below it what can be done and who can be opened."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import CARD_PADDING, GRID, tokens_of
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.secret_line import SecretLine
from careernotes.i18n import _, ngettext

_KEYS, _KEY, _ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, 14
_LETTERS, _MOST_SHOWN, _TOP = 62, 9, 56
_WALK = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN,
    Qt.Key.Key_PageUp: -_MOST_SHOWN,
}
_OWN_KEYS = frozenset({*_WALK, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


class _Field(SecretLine):
    """What is typed; arrows, Enter and Esc are the palette's.

    Signals:
        walked: so many lines down.
        taken: Enter.
        left: Esc.
        robbed: something else took the keyboard without anybody's doing: a page behind that was filled.
    """

    walked = Signal(int)
    taken = Signal()
    left = Signal()
    robbed = Signal()

    def event(self, event: QEvent) -> bool:
        """Qt: Esc would otherwise be the window's key for Back."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of the list, wherever the keyboard is."""
        key = Qt.Key(event.key())
        if key in _WALK:
            self.walked.emit(_WALK[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.robbed.emit()


class _Line(QStyledItemDelegate):
    """A name at the left, its keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: one line of letters and room around it."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), option.fontMetrics.height() + _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: as the style draws it, and the keys over it."""
        super().paint(painter, option, index)
        if not (keys := str(index.data(_KEYS) or "")):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tokens = tokens_of(option.palette)
        painter.save()
        painter.setPen(tokens.color("on_wash" if chosen else "muted"))
        box = option.rect.adjusted(GRID, 0, -2 * GRID, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        painter.restore()


class Palette(QFrame):
    """Lies over the desk until something is chosen or Esc is pressed. Tab stays inside.

    Signals:
        typed: what to look for.
        chosen: the key of a line.
        left: nothing was chosen.
        said: words for a screen reader: the line that Enter would take.
        robbed: a page behind took the keyboard.
    """

    typed = Signal(str)
    chosen = Signal(str)
    left = Signal()
    said = Signal(str)
    robbed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setProperty("card", "true")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Find a command or a person"))
        self.field = _Field("", self)
        self.field.setAccessibleName(_("Find a command or a person"))
        self._keys = _("Up and Down choose, Enter does it, Esc closes")
        self.field.setAccessibleDescription(self._keys)
        self.field.setPlaceholderText(_("Type what you want to do"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What fits"))
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = label("", self, role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, GRID)
        column.setSpacing(GRID)
        for each in (self.field, self.list, self.hint):
            column.addWidget(each)
        self.field.textEdited.connect(self.typed)
        self.field.walked.connect(self._on_walked)
        self.field.taken.connect(self._on_taken)
        self.field.left.connect(self.left)
        self.field.robbed.connect(self.robbed, Qt.ConnectionType.QueuedConnection)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.currentItemChanged.connect(self._on_current)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows what fits, the first chosen."""
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.title, self.list)
            item.setData(_KEYS, row.end)
            item.setData(_KEY, row.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(row))
        count = ngettext("{count} line", "{count} lines", len(rows)).format(count=len(rows))
        self.hint.setText(
            f"{count}  ·  {self._keys}" if rows else _("Nothing is called that. Try another word.")
        )
        self.list.setCurrentRow(0)
        if not rows:
            self.said.emit(self.hint.text())
        self.place()

    def place(self) -> None:
        """Stands in the upper middle of the desk, as wide as names need and as high as there are lines."""
        host = self.parentWidget()
        if host is None:
            return
        room = host.size()
        wide = min(_LETTERS * self.fontMetrics().averageCharWidth(), room.width() - 4 * GRID)
        lines = min(max(self.list.count(), 1), _MOST_SHOWN)
        high = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height() + _ROW
        self.list.setFixedHeight(min(lines * high + 2 * GRID, max(room.height() - 4 * _TOP, 2 * high)))
        self.list.setVisible(bool(self.list.count()))
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move((room.width() - wide) // 2, min(_TOP, max(0, room.height() - self.height())))

    @property
    def titles(self) -> tuple[str, ...]:
        """The lines shown."""
        return tuple(self.list.item(at).text() for at in range(self.list.count()))

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Qt: Tab walks the lines; the desk behind is reached with Esc."""
        self._on_walked(1 if onwards else -1)
        return True

    def _on_walked(self, step: int) -> None:
        if count := self.list.count():
            at = self.list.currentRow() + step
            self.list.setCurrentRow(at % count if abs(step) == 1 else max(0, min(count - 1, at)))

    def _on_taken(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.chosen.emit(str(item.data(_KEY)))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_KEY)))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.said.emit(str(item.data(Qt.ItemDataRole.AccessibleTextRole)))


def _spoken(row: Row) -> str:
    return ", ".join(part for part in (row.title, row.end) if part)
