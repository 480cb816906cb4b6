"""Before you go in: six lines by keyboard, and beside them what the vault already knows."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.views.before_line import NO, NOT_APPLICABLE, YES, CheckAnswer, CheckLine, CheckRow
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.periodic import PeriodicCard, PeriodicRow
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.tagged_row import TaggedRow, stand_in_column
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _

_SECOND_DIGIT_MS = 900


class BeforeView(Page):
    """The card that opens a conversation.

    Signals:
        answered: key of a line and the answer.
        planned: key of a line and the plan.
        started: start the conversation.
        without_check: it already took place without a check.
        help_asked: the limits and whom to call.
        way_out_asked: the key of a line whose "no" is put right elsewhere.
        recorded: a periodic item and the day typed.
        action_done: the key of an action.
        script_asked: the contract conversation, to read aloud.
        print_asked: the card as a PDF to print, without the name.
    """

    answered = Signal(str, str)
    planned = Signal(str, str)
    started = Signal()
    without_check = Signal()
    help_asked = Signal()
    way_out_asked = Signal(str)
    recorded = Signal(str, str)
    action_done = Signal(str)
    script_asked = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Before you go in"))
        self._lines: dict[str, CheckLine] = {}
        self._current = ""
        self._first_digit = ""
        self._answer_keys = {YES: {_("Y").casefold(), "y"}, NO: {_("N").casefold()}, NOT_APPLICABLE: {"-"}}
        self._digits = QTimer(self)
        self._digits.setSingleShot(True)
        self._digits.setInterval(_SECOND_DIGIT_MS)
        self._digits.timeout.connect(self._on_digits_over)
        printed = self.header.add_button(_("Save without the name…"), kind="quiet", shortcut="Ctrl+P")
        printed.clicked.connect(self.print_asked)
        self._name_start(put_off=False)
        self.header.primary_pressed.connect(self.started)
        left, right = self.columns(left=3, right=2)
        self.card = Card(
            self.content, title=_("Code of ethics"), remark=_("a digit picks a line, Y or N answers")
        )
        left.addWidget(self.card)
        held = button(_("The meeting already took place without a check"), self.content, kind="quiet")
        held.clicked.connect(self.without_check)
        left.addWidget(held, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right.addWidget(self._first())
        self.periodic = PeriodicCard(self.content, title=_("To put right first"))
        self.periodic.recorded.connect(self.recorded)
        self.periodic.setVisible(False)
        right.addWidget(self.periodic)
        self.known = Card(self.content, title=_("What the vault already knows"))
        self._facts: list[TaggedRow] = []
        right.addWidget(self.known)
        self._last(right.addWidget)
        self._help(right.addWidget)
        right.addStretch(1)

    def show_lines(self, rows: Sequence[CheckRow], *, plans: Sequence[tuple[str, str]]) -> None:
        """Shows what is asked, nothing answered; called once for a visit."""
        for row in rows:
            line = self._lines[row.key] = CheckLine(row, self.card, plans=plans)
            line.answered.connect(self.answered)
            line.planned.connect(self.planned)
            line.selected.connect(self._on_selected)
            line.way_out_asked.connect(self.way_out_asked)
            self.card.add(line)
            # The layout would show it a moment later; until then it could not take the keyboard.
            line.show()

    def show_script(self, *, first: bool) -> None:
        """Shows the way to the contract conversation while there is no agreement."""
        self._script.setVisible(first)

    def show_answers(self, answers: Mapping[str, CheckAnswer]) -> None:
        """Shows how each line stands."""
        for key, line in self._lines.items():
            line.show_answer(answers.get(key, CheckAnswer()))

    def _name_start(self, *, put_off: bool) -> None:
        words = _("Not now: keep the check") if put_off else _("Start session")
        self.header.set_primary(f"{words}   {_('Enter')}")

    def show_start(self, *, may: bool, why: str, put_off: bool = False) -> None:
        """Says whether the conversation can start, in words that stand beside the button; *put_off*: the
        mentor chose not to have it now.
        """
        self._name_start(put_off=put_off)
        self.header.set_quiet(why)
        self.header.primary.setToolTip(why)
        self.header.primary.setProperty("waiting", "false" if may else "true")

    def show_known(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Shows facts: a word, its kind, and the sentence."""
        for old in self._facts:
            self.known.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._facts = [TaggedRow(self.known, tag=tag, kind=kind, text=text) for tag, kind, text in facts]
        stand_in_column(self._facts)
        for fact in self._facts:
            self.known.add(fact)
        self.known.setVisible(bool(facts))

    def show_periodic(self, rows: Sequence[PeriodicRow]) -> None:
        """Shows what has to be renewed, each with its line to record it."""
        self.periodic.show_items(rows)

    def show_last(self, *, next_time: str, goal: str, actions: Sequence[Row]) -> None:
        """Shows what was said last time, the goal, and what is open."""
        self.next_time.setText(next_time)
        self.goal.setText(goal)
        self.goal.setVisible(bool(goal))
        self.open_actions.show_rows(actions)

    def select(self, key: str) -> None:
        """Goes to one line; from there Y and N answer it."""
        line = self._lines.get(key)
        if line is None:
            return
        self._on_selected(key)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(line, 0, 24)

    def select_plan(self, key: str) -> None:
        """Goes to the plans of one line."""
        line = self._lines.get(key)
        if line is not None:
            line.plans.focus_first()
            self.scroller.ensureWidgetVisible(line, 0, 24)

    def select_periodic(self, key: str) -> None:
        """Goes to the line that records one item."""
        line = self.periodic.line(key)
        if line is not None:
            line.setFocus()
            line.when.edit.selectAll()
            self.scroller.ensureWidgetVisible(line, 0, 24)

    @property
    def current(self) -> str:
        """The key of the line that the next answer is for."""
        return self._current

    def line(self, key: str) -> CheckLine:
        """One line."""
        return self._lines[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: digits, answers, arrows and Enter, wherever the keyboard is on this page."""
        key, text = event.key(), event.text().casefold()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.started.emit()
        elif text.isdecimal() and text.isascii():
            self._on_digit(text)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif (
            answer := next((value for value, keys in self._answer_keys.items() if text in keys), "")
        ) and text:
            if self._current and not self._lines[self._current].row.locked:
                self.answered.emit(self._current, answer)
        else:
            event.ignore()

    def _on_selected(self, key: str) -> None:
        self._current = key
        for each, line in self._lines.items():
            line.show_current(current=each == key)

    def _on_digit(self, digit: str) -> None:
        """One digit picks a line; a second one soon after makes it a number of two digits."""
        both = self._first_digit + digit
        keys = {line.row.number: key for key, line in self._lines.items()}
        number = int(both) if int(both) in keys else int(digit)
        self._first_digit = digit
        self._digits.start()
        if number in keys:
            self.select(keys[number])

    def _on_digits_over(self) -> None:
        self._first_digit = ""

    def _step(self, step: int) -> None:
        keys = list(self._lines)
        if keys:
            at = keys.index(self._current) + step if self._current in keys else 0
            self.select(keys[max(0, min(at, len(keys) - 1))])

    def _last(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("Last time"))
        self.next_time = label("", card)
        self.goal = label("", card, role="muted")
        cover(self.next_time)
        cover(self.goal)
        self.open_actions = RowList(card, name=_("Open actions"))
        self.open_actions.marked.connect(self.action_done)
        for widget in (self.next_time, self.goal, self.open_actions):
            card.add(widget)
        add(card)

    def _first(self) -> Card:
        card = self._script = Card(self.content, title=_("Your first conversation"))
        card.add_text(_("You agree how you work: the script to read aloud is ready."))
        opener = button(_("Open the contract script"), card)
        opener.clicked.connect(self.script_asked)
        card.body.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        card.setVisible(False)
        return card

    def _help(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("If something serious comes up"))
        limits = button(f"{_('The five limits and whom to call')}   F2", card, kind="quiet")
        limits.clicked.connect(self.help_asked)
        card.add(limits)
        add(card)
