"""What the rules will remove, said in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.laid_once import laid_out_once
from careernotes.gui.widgets.more_rows import MoreRows
from careernotes.i18n import _

# It stands at the end of a page; whoever comes near it sees the others.
_FIRST, _MORE = 3, 12


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
        self._later: list[GoingRow] = []
        self._more = MoreRows(self)
        self._more.reached.connect(self._on_more)
        self._more.setVisible(False)
        self.add(self._rows)
        self.add(self._more)
        self.setVisible(False)

    def show_rows(self, rows: Sequence[GoingRow]) -> None:
        """Shows *rows* in place of those before."""
        self.buttons.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._later = list(rows)
        self._fill(_FIRST)
        self._more.show_count(len(self._later))
        self.setVisible(bool(rows))

    def _fill(self, count: int) -> None:
        for row in self._later[:count]:
            self._column.addWidget(self._line(row))
        del self._later[:count]

    def _on_more(self) -> None:
        had_keyboard, first = self._more.hasFocus(), len(self.buttons)
        with laid_out_once(self):
            self._fill(_MORE)
            if had_keyboard and first < len(self.buttons):
                self.buttons[first].setFocus()
            self._more.show_count(len(self._later))

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
