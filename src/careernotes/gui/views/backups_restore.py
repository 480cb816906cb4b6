"""A backup brought back: which one, its passphrase, and where the present vault goes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.choose_path import choose_file
from careernotes.gui.widgets.fields import PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.i18n import _


class RestoreForm(QWidget):
    """One of the known backups, or a file from elsewhere.

    Signals:
        asked: bring it back: the file, and what opens it when that is another passphrase than today's.
        close_asked: leave everything as it is.
    """

    asked = Signal(str, str)
    close_asked = Signal()
    _file_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        self.words = label("", self)
        self.which = ListField(self, name=_("Which backup"), choices=[])
        self.other = button(_("Another file…"), self, kind="quiet")
        self.proving = ProvingField(self)
        self.secret = PassphraseField(
            self,
            name=_("The passphrase of the backup"),
            hint=_("The one from the day it was made, or its recovery sheet. Empty: the same as today's."),
        )
        self.problem = Banner(self)
        self.go = button(_("Bring it back"), self, kind="danger")
        self.close_button = button(_("Close"), self)
        column.addWidget(self.words)
        column.addWidget(self.which)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        for each in (self.proving, self.secret, self.problem):
            column.addWidget(each)
        column.addWidget(button_row(self, self.go, self.close_button))
        self.other.clicked.connect(self._on_other)
        self.go.clicked.connect(self._on_go)
        self.proving.returned.connect(self._on_go)
        self.secret.returned.connect(self._on_go)
        self.close_button.clicked.connect(self.close_asked)
        self._file_chosen.connect(self.add_file)

    def show_choices(self, choices: Sequence[tuple[str, str]], aside: str) -> None:
        """The backups there are, each by its path; where the present vault goes."""
        self.which.box.clear()
        self.which.add_choices(choices)
        self.words.setText(
            _(
                "Your notes become as they were when the backup was made. The present vault is not deleted:"
                " it is moved aside whole, to {path}. Then the window locks, and opens with the passphrase"
                " of that day."
            ).format(path=aside)
        )

    def add_file(self, path: str) -> None:
        """A backup from elsewhere, chosen."""
        self.which.add_choices([(path, path)])
        self.which.set_value(path)
        self.problem.clear()

    def begin(self) -> None:
        """The keyboard is where one begins."""
        self.which.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forgets what was typed and what went wrong."""
        self.proving.forget()
        self.secret.clear()
        self.secret.show_problem("")
        self.problem.clear()

    def set_busy(self, *, busy: bool) -> None:
        """While it is brought back, its buttons wait."""
        for each in (self.go, self.other, self.close_button):
            each.setEnabled(not busy)

    def show_other_secret(self, text: str) -> None:
        """The backup has another passphrase; the keyboard is where it is typed."""
        self.secret.refuse(text)

    def show_problem(self, text: str) -> None:
        """Says what went wrong."""
        self.problem.show_error(text)
        self.which.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other(self) -> None:
        choose_file(self, _("Open a backup"), _("Backup (*.cnbak)"), self._file_chosen)

    def _on_go(self) -> None:
        self.problem.clear()
        self.secret.show_problem("")
        if not self.which.value:
            self.show_problem(_("Choose a backup first."))
            return
        self.asked.emit(self.which.value, self.secret.text())
