"""Lists that are used by keyboard: arrows or J and K move, Enter opens, Space marks as done."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.more_rows import MoreRows
from careernotes.gui.widgets.room import Room
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _

_DOWN = {Qt.Key.Key_Down, Qt.Key.Key_J}
_UP = {Qt.Key.Key_Up, Qt.Key.Key_K}
_JOINED = "\u00a0"
_MARK_LETTERS, _NARROW_LETTERS = 12, 44
# The room a chip has above its letters.
_CHIP_ABOVE = 4


class RowButton(QPushButton):
    """One line: title and detail, states, and a word at the end.

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
        self._tick: QCheckBox | None = None
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(GRID, 6, GRID, 6)
        self._line.setSpacing(GRID)
        if row.markable:
            self._line.addWidget(self._box(), 0, Qt.AlignmentFlag.AlignTop)
        if row.mark:
            mark = _see_through(label(row.mark, self, role="muted", wrap=False))
            mark.setMinimumWidth(self.fontMetrics().averageCharWidth() * _MARK_LETTERS)
            self._line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(4)
        self._middle.addLayout(self._words(), 1)
        # Beside a long text of a timeline the eye looks for state and day at its first line.
        height = Qt.AlignmentFlag.AlignTop if row.mark else Qt.AlignmentFlag.AlignVCenter
        for tag in row.tags:
            chip = Chip(tag.text, self, kind=tag.kind)
            self._middle.addWidget(chip, 0, height | Qt.AlignmentFlag.AlignLeft)
        self._line.addLayout(self._middle, 1)
        if row.end:
            end = label(row.end, self, role="muted", wrap=False)
            if row.mark and row.tags:
                end.setContentsMargins(0, _CHIP_ABOVE, 0, 0)
            self._line.addWidget(end, 0, height)
        said = (row.mark, row.title, row.plain_detail, *row.themes, *(tag.text for tag in row.tags), row.end)
        self.setAccessibleName(", ".join(part for part in said if part))
        many = _("Space done, S a week later, Shift+S a month later, E an e-mail, Enter opens it")
        self.setAccessibleDescription(many if row.markable else _("Enter opens it"))
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """Qt: what its words need."""
        return self._line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: the widest part, because the parts go below each other where there is little room."""
        return QSize(max(self._part_widths(), default=0) + 2 * GRID, self._line.totalMinimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Qt: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high at this width."""
        return max(self._line.totalHeightForWidth(width), QFontMetrics(self.font()).height() + 2 * GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room, the states go below the words."""
        super().resizeEvent(event)
        across_needs = sum(self._part_widths()) + GRID * (self._line.count() + 1)
        letters = _NARROW_LETTERS * self.fontMetrics().averageCharWidth()
        narrow = self.width() < max(letters, across_needs)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if narrow else across
        if wanted is not self._middle.direction():
            self._middle.setDirection(wanted)
            # The box to tick stays in front of its words.
            if not self.row.markable:
                self._line.setDirection(wanted)
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: with larger letters the box to tick is larger too."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._tick is not None:
            self._tick.setMaximumWidth(self._tick.sizeHint().height())

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

    def _part_widths(self) -> list[int]:
        """The least room each part needs, whichever way they stand."""
        parts = [self._line.itemAt(at) for at in range(self._line.count())]
        return [part.minimumSize().width() for part in parts if part is not None]

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
        box.setMaximumWidth(box.sizeHint().height())
        self._tick = box
        return box

    def _words(self) -> QVBoxLayout:
        words, own = QVBoxLayout(), []
        words.setSpacing(2)
        strong = "strong" if self.row.detail or self.row.pieces else "body"
        title = _see_through(label(self.row.title, self, role=strong))
        words.addWidget(title)
        if self.row.own_title:
            own.append(title)
        if self.row.detail:
            detail = _see_through(label(self.row.detail, self, role="muted"))
            words.addWidget(detail)
            if self.row.own_detail:
                own.append(detail)
        if self.row.pieces:
            found = label("", self, role="muted")
            found.setTextFormat(Qt.TextFormat.RichText)
            found.setText(_marked_up(self.row.pieces))
            words.addWidget(_see_through(found))
            own.append(found)
        if self.row.themes:
            themes = "   ".join(f"#{_JOINED}{theme}" for theme in self.row.themes)
            words.addWidget(_see_through(label(themes, self, role="muted")))
        cover(*own, where=self)
        return words


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
        # Each shown row would lay out those before it again.
        self._layout.setEnabled(False)
        self._rows += [self._made(row) for row in self._later[:count]]
        self._layout.setEnabled(True)
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


def _see_through(words: QLabel) -> QLabel:
    """A label that lets the mouse reach the row it lies on."""
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
    return words


def _marked_up(pieces: Sequence[tuple[str, bool]]) -> str:
    """The pieces of a hit as markup of our own; whatever a note says is escaped first."""
    shown = (f"<b><u>{escape(text)}</u></b>" if hit else escape(text) for text, hit in pieces)
    return " ".join("".join(shown).split())
