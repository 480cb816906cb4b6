"""Rows that each offer a few things to do: words, states, and quiet buttons below."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from careernotes.gui.models.rows import Tag
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.veil import cover


@dataclass(frozen=True, slots=True, kw_only=True)
class ActItem:
    """One row: ``acts`` are names with the words of their buttons; *about* somebody it can be covered."""

    key: str
    title: str = field(repr=False)
    detail: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    tags: tuple[Tag, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    about: bool = False


class ActRow(QWidget):
    """One row.

    Signals:
        acted: the key of the row, and the name of what was pressed.
    """

    acted = Signal(str, str)

    def __init__(self, item: ActItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        said = (item.title, item.detail, item.remark, *(tag.text for tag in item.tags))
        self.setAccessibleName(", ".join(part for part in said if part))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        self.words = [label(item.title, self, role="strong")]
        self.words += [label(text, self, role="muted") for text in (item.detail, item.remark) if text]
        for each in self.words:
            column.addWidget(each)
        if item.about:
            cover(*self.words)
        below = QWidget(self)
        flow = FlowLayout(below, spacing=GRID)
        for tag in item.tags:
            flow.addWidget(Chip(tag.text, below, kind=tag.kind))
        self.buttons: dict[str, QPushButton] = {}
        for name, words in item.acts:
            made = self.buttons[name] = button(words, below, kind="quiet")
            made.setObjectName(name)
            made.setAccessibleDescription(item.title)
            made.clicked.connect(self._on_clicked)
            flow.addWidget(made)
        below.setVisible(bool(item.tags or item.acts))
        column.addWidget(below)

    def _on_clicked(self) -> None:
        self.acted.emit(self.item.key, self.sender().objectName())


class ActRows(QWidget):
    """All rows of one list, and words for when there is none; the keyboard stays with the row it was on.

    Signals:
        acted: the key of a row, and the name of what was pressed.
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget, *, name: str, empty: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.none = label(empty, self, role="muted")
        self._column.addWidget(self.none)
        self.rows: tuple[ActRow, ...] = ()

    def show_rows(self, items: Sequence[ActItem]) -> None:
        """Shows these rows and no others; one that did not change stays as it is."""
        focus = self.window().focusWidget()
        held = next((row for row in self.rows if row.isAncestorOf(focus)), None)
        kept = {row.item.key: row for row in self.rows}
        rows = [
            kept[each.key] if each.key in kept and kept[each.key].item == each else None for each in items
        ]
        for row in self.rows:
            self._column.removeWidget(row)
            if row not in rows:
                row.hide()
                row.deleteLater()
        self.rows = tuple(row or self._make(item) for row, item in zip(rows, items, strict=True))
        for row in self.rows:
            self._column.addWidget(row)
            row.show()
        self.none.setVisible(not items)
        if held is not None and held not in self.rows:
            self._hold(held)

    def row(self, key: str) -> ActRow | None:
        """The row with this key, when it is shown."""
        return next((row for row in self.rows if row.item.key == key), None)

    def focus_first(self) -> bool:
        """Puts the keyboard on the first thing to do; whether there is one."""
        target = next((each for row in self.rows for each in row.buttons.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    def _hold(self, before: ActRow) -> None:
        again = self.row(before.item.key) or next(iter(self.rows), None)
        target = next(iter(again.buttons.values()), None) if again is not None else None
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, item: ActItem) -> ActRow:
        made = ActRow(item, self)
        made.acted.connect(self.acted)
        return made
