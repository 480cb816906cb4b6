"""Lists that are used by keyboard: arrows or J and K move, Enter opens, Space marks as done."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID, tokens_of
from careernotes.gui.views.row_face import BOX_TOP, Placed, RowFace, paint_row
from careernotes.gui.widgets.more_rows import MoreRows
from careernotes.gui.widgets.painted_words import Words
from careernotes.gui.widgets.room import Room
from careernotes.gui.widgets.veil import cover_painted
from careernotes.i18n import _

_DOWN = {Qt.Key.Key_Down, Qt.Key.Key_J}
_UP = {Qt.Key.Key_Up, Qt.Key.Key_K}


class RowButton(QPushButton):
    """One line: title and detail, states, and a word at the end. It paints its words itself.

    Signals:
        opened: the key, by Enter or click.
        marked: the key, by Space or the box at the left.
        put_off: the key, and whether for a month instead of a week, by S or Shift+S.
        mailed: the key, by E.
        moved: one up (-1) or down (1).
    """

    opened = Signal(str)
    marked = Signal(str)
    put_off = Signal(str, bool)
    mailed = Signal(str)
    moved = Signal(int)

    def __init__(self, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tick = self._box() if row.markable else None
        self._face = self._made_face()
        self._veil = cover_painted(self) if row.has_own_words else None
        said = (row.mark, row.title, row.plain_detail, *row.themes, *(tag.text for tag in row.tags), row.end)
        self.setAccessibleName(", ".join(part for part in said if part))
        many = _("Space done, S a week later, Shift+S a month later, E an e-mail, Enter opens it")
        self.setAccessibleDescription(many if row.markable else _("Enter opens it"))
        self.clicked.connect(self._on_clicked)

    @property
    def words(self) -> tuple[Words, ...]:
        """Everything there is to read on it, in the order in which it is read."""
        return self._face.words

    @property
    def places(self) -> list[Placed]:
        """The words again, each where it stands now."""
        return self._face.places(self.width(), self.height())

    def text(self) -> str:
        """Everything there is to read on it, a line for each part."""
        return "\n".join(each.text for each in self.words)

    def sizeHint(self) -> QSize:
        """Qt: what its words need."""
        width = self._face.wished_width()
        return QSize(width, self._face.height(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: the widest part, because the parts go below each other where there is little room."""
        width = self._face.least_width()
        return QSize(width, QFontMetrics(self.font()).height() + 2 * GRID)

    def hasHeightForWidth(self) -> bool:
        """Qt: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high at this width."""
        return self._face.height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the row as the style draws it, and its words."""
        super().paintEvent(event)
        covered = self._veil is not None and self._veil.isEnabled()
        painter = QPainter(self)
        paint_row(painter, self.places, tokens_of(self.palette()), covered=covered)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: with larger letters the box to tick is larger too."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._face = self._made_face()
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of a list."""
        key = event.key()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in _DOWN:
            self.moved.emit(1)
        elif key in _UP:
            self.moved.emit(-1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.row.key)
        elif key == Qt.Key.Key_Space:
            (self.marked if self.row.markable else self.opened).emit(self.row.key)
        elif key == Qt.Key.Key_S and self.row.markable:
            month = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.put_off.emit(self.row.key, month)
        elif key == Qt.Key.Key_E and self.row.mailable:
            self.mailed.emit(self.row.key)
        else:
            event.ignore()

    def _on_clicked(self) -> None:
        self.opened.emit(self.row.key)

    def _on_box_clicked(self) -> None:
        self.marked.emit(self.row.key)

    def _box(self) -> QCheckBox:
        """The empty box to tick; the keyboard stays on the row."""
        box = QCheckBox(self)
        box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.setAccessibleName(_("Mark as done"))
        box.clicked.connect(self._on_box_clicked)
        return box

    def _made_face(self) -> RowFace:
        """How it is painted with the letters in force."""
        before = QSize(0, 0)
        if self._tick is not None:
            high = self._tick.sizeHint().height()
            before = QSize(high, high)
            self._tick.setGeometry(GRID, BOX_TOP, high, high)
        return RowFace(self.row, self.font(), before=before)


class RowList(QWidget):
    """Rows one below the other; the keyboard stays where it was when they change.

    Signals:
        opened: the key of a row.
        marked: the key of a row.
        put_off: the key of a row, and whether for a month instead of a week.
        mailed: the key of a row.
        left_upwards: the first row was left with the Up key.
    """

    opened = Signal(str)
    marked = Signal(str)
    put_off = Signal(str, bool)
    mailed = Signal(str)
    left_upwards = Signal()

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._rows: list[RowButton] = []
        self._later: list[Row] = []
        self._more = MoreRows(self)
        self._more.reached.connect(self._on_more)
        self._layout.addWidget(self._more)
        self._more.setVisible(False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, those too that are made when somebody comes near them."""
        return (*(each.row for each in self._rows), *self._later)

    def show_rows(self, rows: Sequence[Row], *, room: Room | None = None) -> None:
        """Shows *rows* instead of what was there: at once those for which there is *room* in the window."""
        at = next((number for number, each in enumerate(self._rows) if each.hasFocus()), -1)
        key = self._rows[at].row.key if at >= 0 else ""
        before = self._rows
        for old in before:
            self._layout.removeWidget(old)
        self._rows, self._later = [], list(rows)
        self._make((room or Room(self)).take(rows))
        self._more.show_count(len(self._later))
        if at >= 0 and rows:
            same = next((number for number, row in enumerate(rows) if row.key == key), at)
            self.focus_row(min(same, len(rows) - 1))
        # Only now: from a hidden row the keyboard goes to the next one, and the page with it.
        for old in before:
            old.hide()
            old.deleteLater()

    def focus_row(self, number: int = 0, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Puts the keyboard on one row."""
        if number >= len(self._rows):
            self._make(number + 1 - len(self._rows))
            self._more.show_count(len(self._later))
        if 0 <= number < len(self._rows):
            self._rows[number].setFocus(reason)

    def _make(self, count: int) -> None:
        """So many rows more, of those still to come."""
        # Each shown row would lay out those before it again. A page that is filled waits for all of it.
        waits = not self._layout.isEnabled()
        self._layout.setEnabled(False)
        self._rows += [self._made(row) for row in self._later[:count]]
        self._layout.setEnabled(not waits)
        del self._later[:count]

    def _on_more(self) -> None:
        had_keyboard = self._more.hasFocus()
        first = len(self._rows)
        self._make(Room(self).take(self._later))
        if had_keyboard:
            # Before it goes: from there the keyboard would go to the top of the page.
            self.focus_row(first)
        self._more.show_count(len(self._later))

    def _made(self, row: Row) -> RowButton:
        made = RowButton(row, self)
        made.opened.connect(self.opened)
        made.marked.connect(self.marked)
        made.put_off.connect(self.put_off)
        made.mailed.connect(self.mailed)
        made.moved.connect(self._on_moved)
        self._layout.insertWidget(self._layout.count() - 1, made)
        # A layout shows its new widgets a moment later; until then they could not take the keyboard.
        made.show()
        return made

    def _on_moved(self, step: int) -> None:
        at = next((number for number, each in enumerate(self._rows) if each.hasFocus()), 0) + step
        if at < 0:
            self.left_upwards.emit()
        elif at < len(self.rows):
            self.focus_row(at, Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()
