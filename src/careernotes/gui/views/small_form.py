"""A small form inside a card: a few fields, one thing to do and a way out; hidden until it is asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ChipsField, ListField
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

FormField = LineField | ListField | ChipsField


class SmallForm(QWidget):
    """Fields one below the other; Enter in a line, or Ctrl+Enter, is the same as its button.

    Signals:
        done: the button was pressed; read the fields.
        opened: it was unfolded.
        closed: it is folded again.
    """

    done = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, *, words: str, hint: str = "") -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GRID, 0, 0)
        self.column.setSpacing(GRID)
        if hint:
            self.column.addWidget(label(hint, self, role="muted"))
        self.fields: list[FormField] = []
        self.key = ""
        self.go = button(words, self, kind="primary", shortcut="Ctrl+Return")
        self.leave = button(_("Leave as it was"), self, kind="quiet")
        self.go.clicked.connect(self.done)
        self.leave.clicked.connect(self.fold)
        self._back: QWidget | None = None
        self._bar = button_row(self, self.go, self.leave)
        self.column.addWidget(self._bar)
        self.setVisible(False)

    def add_fields(self, fields: Sequence[FormField]) -> None:
        """Puts *fields* above the buttons."""
        for each in fields:
            self.column.insertWidget(self.column.count() - 1, each)
            self.fields.append(each)
            if isinstance(each, LineField):
                each.returned.connect(self.done)

    @property
    def is_open(self) -> bool:
        """Whether somebody is filling it in."""
        return not self.isHidden()

    def unfold(self, key: str = "") -> None:
        """Shows the form, about *key*; the keyboard goes to its first field."""
        self._back = self.window().focusWidget()
        self.key = key
        for each in self.fields:
            if isinstance(each, LineField):
                each.show_problem("")
        self.setVisible(True)
        self.opened.emit()
        first = self.fields[0]
        if isinstance(first, ChipsField):
            first.chips.focus_first()
        elif isinstance(first, LineField):
            first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            first.edit.selectAll()
        else:
            first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Hides the form; the keyboard goes back to where it came from."""
        held = self.isAncestorOf(self.window().focusWidget())
        self.setVisible(False)
        if held and self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None
        self.closed.emit()

    def show_problem(self, text: str, *, at: int = 0) -> None:
        """Says at the line number *at* why it cannot be kept; the form stays."""
        lines = [each for each in self.fields if isinstance(each, LineField)]
        lines[at].show_problem(text)
        lines[at].edit.setFocus(Qt.FocusReason.OtherFocusReason)


class OneFormAtATime(QObject):
    """Of the forms of one page only the last one unfolded is open: each is kept with the same keys."""

    def __init__(self, parent: QWidget, forms: Sequence[SmallForm]) -> None:
        super().__init__(parent)
        self._forms = tuple(forms)
        for form in self._forms:
            form.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        opened = self.sender()
        for form in self._forms:
            if form is not opened and form.is_open:
                form.fold()
