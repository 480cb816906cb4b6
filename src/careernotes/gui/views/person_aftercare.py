"""What was agreed for afterwards: the plan, and a line for each check once its day has come."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.small_form import SmallForm
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.i18n import _


class AftercareCard(Card):
    """Not there while the relation runs.

    Signals:
        checked: the key of a check, and one line on what was heard.
    """

    checked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Afterwards"))
        self.rows = ActRows(self, name=_("Afterwards"), empty="")
        self.rows.acted.connect(self._on_acted)
        self.form = SmallForm(self, words=_("Keep that"))
        self.heard = LineField(
            self.form, name=_("How is it going? One line, or nothing"), hint=_("No story, no names.")
        )
        self.form.add_fields([self.heard])
        self.form.done.connect(self._on_done)
        self.add(self.rows)
        self.add(self.form)
        self.setVisible(False)

    def show_checks(self, items: Sequence[ActItem]) -> None:
        """Shows the plan and the checks; nothing agreed takes no room."""
        self.rows.show_rows(items)
        self.setVisible(bool(items))

    def close_form(self) -> None:
        """Folds the line."""
        if self.form.is_open:
            self.form.fold()

    def show_problem(self, text: str) -> None:
        """Says why the line cannot be kept."""
        self.form.show_problem(text)

    def _on_acted(self, key: str, _act: str) -> None:
        self.heard.set_text("")
        self.form.unfold(key)

    def _on_done(self) -> None:
        self.checked.emit(self.form.key, self.heard.text())
