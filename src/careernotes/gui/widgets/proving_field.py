"""The passphrase asked again, in the page: one field, reused wherever something cannot be undone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.fields import PassphraseField
from careernotes.i18n import _


class ProvingField(QWidget):
    """A passphrase field and a place for what went wrong, which stays until it is right.

    Signals:
        returned: Enter was pressed.
    """

    returned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.field = PassphraseField(
            self, name=_("Your passphrase"), hint=_("Asked again because this cannot be undone.")
        )
        self.problem = Banner(self)
        for each in (self.problem, self.field):
            column.addWidget(each)
        self.field.returned.connect(self.returned)
        self.setFocusProxy(self.field.edit)

    def ask(self, *, by_sheet: bool) -> None:
        """Begins anew; a vault opened with its recovery sheet asks for that sheet."""
        self.field.name_label.setText(_("Your recovery sheet") if by_sheet else _("Your passphrase"))
        self.field.edit.setAccessibleName(self.field.name_label.text())
        self.forget()

    @property
    def filled(self) -> bool:
        """Whether something is typed."""
        return bool(self.field.text())

    def take(self) -> str:
        """What was typed; it does not stay in the field, whatever comes of it."""
        typed = self.field.text()
        self.field.clear()
        return typed

    def forget(self) -> None:
        """Forgets what was typed and what went wrong."""
        self.field.clear()
        self.field.setVisible(True)
        self.problem.clear()

    def show_refusal(self, text: str) -> None:
        """Says why it is not done, whatever passphrase is typed: none is asked for."""
        self.field.clear()
        self.field.setVisible(False)
        self.problem.show_error(text)

    def show_problem(self, text: str) -> None:
        """Says what went wrong; the keyboard is back in the field."""
        self.field.clear()
        self.field.setVisible(True)
        self.problem.show_error(text)
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
