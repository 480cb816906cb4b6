"""Folders with copies that are not connected: each can be said to be gone, and that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRow:
    """One folder: where it was, what is known of it, and whether it was said to be gone."""

    key: str
    where: str = field(repr=False)
    words: str
    gone: bool


class AwayRows(QWidget):
    """Hidden while there are none.

    Signals:
        gone_said: the key of a folder that was destroyed.
        back_said: the key of one that was not, after all.
    """

    gone_said = Signal(str)
    back_said = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(_("Folders with copies that are not connected"), self, role="strong"))
        why = _(
            "Each is named after an erasure, because its copies still hold what was erased. If one was"
            " destroyed or wiped, say so here. One that was only lost can still be found by somebody."
        )
        column.addWidget(label(why, self, role="muted"))
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID)
        column.addLayout(self._column)
        self._lines: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}
        self.setVisible(False)

    def show_rows(self, rows: Sequence[AwayRow]) -> None:
        """Shows *rows* in place of those before; the button that had the keyboard has it still."""
        focused = self.window().focusWidget()
        held = next((key for key, each in self.buttons.items() if each is focused), None)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons.clear()
        self._lines = [self._line(row) for row in rows]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(rows))
        if held in self.buttons:
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, row: AwayRow) -> QWidget:
        line = QWidget(self)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(row.where, line))
        texts.addWidget(label(row.words, line, role="muted"))
        layout.addLayout(texts, 1)
        what = _("It is there after all") if row.gone else _("It is gone")
        said = button(what, line, kind="quiet")
        said.setAccessibleName(f"{what}: {row.where}")
        signal = self.back_said if row.gone else self.gone_said
        said.clicked.connect(lambda _checked=False, key=row.key: signal.emit(key))
        layout.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons[row.key] = said
        return line
