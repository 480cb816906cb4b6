"""One line to note that something was done: when, what, a few words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class RecordLine(Card):
    """A small form at the top of a list.

    Signals:
        recorded: the day as typed, the chosen kind and the words.
    """

    recorded = Signal(str, str, str)

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        kinds: Sequence[tuple[str, str]] = (),
        kind_name: str = "",
        words_name: str = "",
    ) -> None:
        super().__init__(parent, title=title)
        self.day = LineField(
            self,
            name=_("When"),
            text=_("today"),
            hint=_("A date, or words such as yesterday or last Thursday"),
        )
        self.add(self.day)
        self.kind: ChoiceChips | None = None
        if kinds:
            self.add(label(kind_name, self, role="strong"))
            self.kind = ChoiceChips(self, name=kind_name, choices=kinds)
            self.add(self.kind)
        self.words: LineField | None = None
        if words_name:
            self.words = LineField(self, name=words_name)
            self.words.returned.connect(self._on_noted)
            self.add(self.words)
        self.note = button(_("Note it"), self, kind="primary", shortcut="Ctrl+Return")
        self.note.clicked.connect(self._on_noted)
        self.body.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        """Ready for the next line."""
        self.day.set_text(_("today"))
        self.day.show_problem("")
        if self.kind is not None:
            self.kind.set_value("")
        if self.words is not None:
            self.words.set_text("")

    def show_day_problem(self) -> None:
        """Says that the day was not understood."""
        self.day.show_problem(_("This is not a day I understand. Try 3 June, or yesterday."))
        self.day.edit.setFocus()

    def _on_noted(self) -> None:
        kind = self.kind.value if self.kind is not None else ""
        self.recorded.emit(self.day.text(), kind, self.words.text() if self.words is not None else "")
