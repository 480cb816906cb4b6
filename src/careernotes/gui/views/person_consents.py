"""The choices only the mentee can make, each in its own words with its date, and changeable at any time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

YES, NO, LATER = "yes", "no", "later"
_NARROW_LETTERS = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One choice as it is shown. ``blocked`` says why it cannot be yes now; not ``answered`` counts as no."""

    key: str
    number: str
    text: str
    value: bool
    is_choice: bool
    answered: bool = True
    may_leave_open: bool = False
    since: str = ""
    blocked: str = ""


class ConsentLine(QWidget):
    """One choice: the words to read aloud, and the answer.

    Signals:
        choice_made: the key, and whether it is yes.
        left_open: the key of a choice to be asked later.
    """

    choice_made = Signal(str, bool)
    left_open = Signal(str)

    def __init__(self, row: ConsentRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = row.key
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.setSpacing(4)
        line = FoldingRow(self, spacing=GRID, letters=_NARROW_LETTERS)
        # Later lines of the words, and the remark, begin below the first word.
        words = QWidget(line)
        grid = QGridLayout(words)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.text = label(row.text, words)
        self.remark = label("", words, role="muted")
        grid.addWidget(_number(row.number, words), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.remark, 1, 1)
        line.add(words, 1)
        answers = (
            [(YES, _("Yes")), (NO, _("No")), (LATER, _("Ask later"))]
            if row.is_choice
            else [(YES, _("Told")), (NO, _("Not yet"))]
        )
        self.chips = ChoiceChips(self, name=row.text, choices=answers)
        self.chips.setMinimumWidth(
            sum(self.chips.button_of(value).sizeHint().width() + 8 for value, _text in answers)
        )
        self.chips.chosen.connect(self._on_chosen)
        line.add(self.chips)
        outer.addWidget(line)
        self.show_row(row)

    def show_row(self, row: ConsentRow) -> None:
        """Shows the answer as it stands, when it was given, and why it cannot be yes."""
        later = row.is_choice and not row.answered
        self.chips.set_value(LATER if later else YES if row.value else NO)
        self.chips.set_available(YES, available=not row.blocked, why=row.blocked)
        if row.is_choice:
            said = _("It was answered already; the answer can be changed.")
            why = "" if later or row.may_leave_open else said
            self.chips.set_available(LATER, available=not why, why=why)
        remark = row.blocked or row.since
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    @property
    def value(self) -> bool:
        """Whether the answer is yes."""
        return self.chips.value == YES

    def _on_chosen(self, value: str) -> None:
        if value == LATER:
            self.left_open.emit(self.key)
        else:
            self.choice_made.emit(self.key, value == YES)


class ConsentsCard(Card):
    """All six choices.

    Signals:
        choice_made: the key, and whether it is yes.
        left_open: the key of a choice to be asked later.
    """

    choice_made = Signal(str, bool)
    left_open = Signal(str)

    def __init__(self, parent: QWidget, *, remark: str = "") -> None:
        super().__init__(
            parent, title=_("The mentee's choices"), remark=remark or _("changed at any time, from then on")
        )
        self._lines: dict[str, ConsentLine] = {}

    def show_choices(self, rows: Sequence[ConsentRow]) -> None:
        """Shows the choices; lines already there keep the keyboard."""
        for row in rows:
            line = self._lines.get(row.key)
            if line is None:
                line = self._lines[row.key] = ConsentLine(row, self)
                line.choice_made.connect(self.choice_made)
                line.left_open.connect(self.left_open)
                self.add(line)
            else:
                line.show_row(row)

    def line(self, key: str) -> ConsentLine:
        """The line of one choice."""
        return self._lines[key]

    @property
    def first(self) -> ConsentLine:
        """The choice at the top."""
        return next(iter(self._lines.values()))

    @property
    def values(self) -> dict[str, bool]:
        """Every choice as it stands on the screen."""
        return {key: line.value for key, line in self._lines.items()}


def _number(text: str, parent: QWidget) -> QLabel:
    """As wide as any number of its kind: digits differ, and the words behind them begin at one edge."""
    made = label(text, parent, wrap=False)
    made.ensurePolished()
    letters = made.fontMetrics()
    made.setMinimumWidth(max(letters.horizontalAdvance(f"{text[:-1]}{digit}") for digit in range(10)))
    return made


def since_words(day: dt.date | None, *, shown: str) -> str:
    """When the choice was made, in words; *shown* is the day as written."""
    return _("said on {day}").format(day=shown) if day is not None else _("not asked yet, so no")
