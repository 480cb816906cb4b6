"""The log on Help now: which limit was used and who asked, each with its day and without content."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line as it is shown."""

    key: str
    day: str
    text: str


class HelpLogCard(Card):
    """Two questions, one day, and what was noted so far.

    Signals:
        noted: the day as typed, the limit chosen or nothing, who asked or nothing.
        taken_back: the key of a line that was noted by mistake.
    """

    noted = Signal(str, str, str)
    taken_back = Signal(str)

    def __init__(
        self, parent: QWidget, *, limits: Sequence[tuple[str, str]], askers: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, title=_("My log"), remark=_("a day and a kind; no name, no content"))
        none = ("", _("nothing to note"))
        self.limit = ListField(self, name=_("I used a limit"), choices=[none, *limits])
        self.asker = ListField(self, name=_("Somebody asked about a mentee"), choices=[none, *askers])
        self.day = LineField(
            self,
            name=_("When"),
            text=_("today"),
            hint=_("A date, or words such as yesterday or last Thursday"),
        )
        self.note = button(_("Note it"), self, kind="primary", shortcut="Ctrl+Return")
        self.note.clicked.connect(self._on_note)
        for widget in (self.limit, self.asker, self.day):
            self.add(widget)
        self.body.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        self.problem = label("", self, role="problem")
        self.problem.setVisible(False)
        self.add(self.problem)
        self.add_text(_("Noted so far"), role="strong")
        self._empty = label(_("Nothing yet. It stays in this vault and is in no report."), self, role="muted")
        self.add(self._empty)
        self._rows: list[QWidget] = []

    @property
    def rows(self) -> list[QWidget]:
        """The lines shown, the newest first."""
        return list(self._rows)

    def show_lines(self, lines: Sequence[LogRow]) -> None:
        """Shows what was noted so far."""
        for old in self._rows:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(line) for line in lines]
        self._empty.setVisible(not lines)

    def clear(self) -> None:
        """Ready for the next line."""
        self.limit.set_value("")
        self.asker.set_value("")
        self.day.set_text(_("today"))
        self.day.show_problem("")
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Says what is missing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def show_day_problem(self) -> None:
        """Says that the day was not understood."""
        self.day.show_problem(_("This is not a day I understand. Try 3 June, or yesterday."))
        self.day.edit.setFocus()

    def _row(self, line: LogRow) -> QWidget:
        row = FoldingRow(self, spacing=GRID)
        row.add(label(f"{line.day}   {line.text}", row), stretch=1)
        back = button(_("Take back"), row, kind="quiet")
        back.setAccessibleName(f"{_('Take back')}: {line.day}, {line.text}")
        back.setObjectName(line.key)
        back.clicked.connect(self._on_take_back)
        row.add(back)
        self.add(row)
        row.show()
        return row

    def _on_note(self) -> None:
        self.noted.emit(self.day.text(), self.limit.value, self.asker.value)

    def _on_take_back(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.taken_back.emit(pressed.objectName())
