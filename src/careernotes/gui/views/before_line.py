"""One line of the ethics check: a sentence, two answers, and what a "no" asks of you."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID, tokens_of
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

YES, NO, NOT_APPLICABLE = "yes", "no", "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One line as it is asked. ``way_out`` names the screen that puts a "no" right, with its words."""

    key: str
    number: int
    statement: str
    hint: str
    may_not_apply: bool = False
    locked: bool = False
    way_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """How one line stands: the answer, what it does in words, and the plans it asks to choose from."""

    answer: str = ""
    effect: str = ""
    reminder: bool = False
    plans: tuple[tuple[str, str], ...] = ()
    plan: str = ""


class CheckLine(QFrame):
    """One line; the keyboard is on the line itself, and Y or N answers it.

    Signals:
        answered: key and answer.
        planned: key and plan.
        selected: the key, when the keyboard or the mouse comes here.
        way_out_asked: the key.
    """

    answered = Signal(str, str)
    planned = Signal(str, str)
    selected = Signal(str)
    way_out_asked = Signal(str)

    def __init__(self, row: CheckRow, parent: QWidget, *, plans: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.row = row
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, 6, GRID, 6)
        outer.setSpacing(6)
        outer.addLayout(self._head(row))
        self.banner = Banner(self)
        outer.addWidget(self.banner)
        self.plans = ChoiceChips(self, name=_("What will you do about it?"), choices=plans)
        self.plans.chosen.connect(self._on_planned)
        self._plan_question = label(_("What will you do about it?"), self, role="strong")
        outer.addWidget(self._plan_question)
        outer.addWidget(self.plans)
        self.way_out = button(row.way_out, self, kind="secondary")
        self.way_out.clicked.connect(self._on_way_out)
        outer.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_answer(CheckAnswer())

    def show_answer(self, answer: CheckAnswer) -> None:
        """Shows how the line stands."""
        for value, chip in self._chips.items():
            chip.setChecked(value == answer.answer)
        if answer.effect and answer.reminder:
            self.banner.show_info(answer.effect)
        elif answer.effect:
            self.banner.show_warning(answer.effect)
        else:
            self.banner.clear()
        asks = bool(answer.plans)
        self.plans.setVisible(asks)
        self._plan_question.setVisible(asks)
        self.plans.set_value(answer.plan)
        self.way_out.setVisible(bool(self.row.way_out) and answer.answer == NO)
        words = {YES: _("answered yes"), NO: _("answered no"), NOT_APPLICABLE: _("does not apply")}
        state = words.get(answer.answer, _("not answered"))
        self.setAccessibleName(f"{self.row.number}. {self.row.statement} ({state})")
        self.setAccessibleDescription(answer.effect or self.row.hint)

    def show_current(self, *, current: bool) -> None:
        """Marks the line that the next Y or N answers."""
        self._current = current
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard came here."""
        super().focusInEvent(event)
        self.selected.emit(self.row.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line that the next key answers is washed, and framed while it has the keyboard."""
        super().paintEvent(event)
        if not self._current:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tokens.color("hover"))
        painter.setPen(QPen(tokens.color("focus" if self.hasFocus() else "line"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click selects."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: the text size changed; the chips keep to their words."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def _head(self, row: CheckRow) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        number = label(str(row.number), self, role="strong", wrap=False)
        number.setMinimumWidth(20)
        number.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(row.statement, self))
        words.addWidget(label(row.hint, self, role="muted"))
        head.addLayout(words, 1)
        self._chips: dict[str, QPushButton] = {}
        answers = [(YES, _("Yes")), (NO, _("No"))]
        if row.may_not_apply:
            answers.append((NOT_APPLICABLE, _("n/a")))
        for value, text in answers:
            self._chips[value] = self._chip(value, text, row)
            head.addWidget(self._chips[value], 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _chip(self, value: str, text: str, row: CheckRow) -> QPushButton:
        chip = QPushButton(text, self)
        chip.setProperty("kind", "choice")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setObjectName(value)
        # The line takes the keyboard; a chip that took it too would double every Tab.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAccessibleName(f"{row.statement} {text}")
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.setEnabled(not row.locked)
        chip.clicked.connect(self._on_chip)
        return chip

    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            self.selected.emit(self.row.key)
            self.answered.emit(self.row.key, chip.objectName())

    def _on_planned(self, plan: str) -> None:
        self.planned.emit(self.row.key, plan)

    def _on_way_out(self) -> None:
        self.way_out_asked.emit(self.row.key)
