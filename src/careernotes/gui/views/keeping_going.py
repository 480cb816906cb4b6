"""What the rules will remove, said in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingRow:
    """One line: what goes, when, and whether it may stay a while."""

    key: str
    words: str = field(repr=False)
    when: str
    may_stay: bool


class GoingCard(Card):
    """Hidden while nothing was announced.

    Signals:
        keep_asked: the key of a line that is to stay for now.
    """

    keep_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Goes by itself"), remark=_("the rules of the programme"))
        self._rows = QWidget(self)
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.buttons: list[QPushButton] = []
        self.add(self._rows)
        self.setVisible(False)

    def show_rows(self, rows: Sequence[GoingRow]) -> None:
        """Shows *rows* in place of those before."""
        self.buttons.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._column.addWidget(self._line(row))
        self.setVisible(bool(rows))

    def _line(self, row: GoingRow) -> QWidget:
        line = QWidget(self._rows)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(row.words, line))
        texts.addWidget(label(row.when, line, role="muted"))
        layout.addLayout(texts, 1)
        if row.may_stay:
            keep = button(_("Keep for now"), line, kind="quiet")
            keep.setAccessibleName(f"{_('Keep for now')}: {row.words}")
            keep.clicked.connect(lambda _checked=False, key=row.key: self.keep_asked.emit(key))
            layout.addWidget(keep, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(keep)
        return line
