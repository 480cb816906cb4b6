"""At the entrance of a vault that does not open: a backup brought back, or what can still be read saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.choose_path import choose_file
from careernotes.gui.widgets.fields import PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

IN_PLACE, BESIDE = "place", "beside"


class EntranceRestoreCard(Card):
    """Which backup, what opens it, and where it goes.

    Signals:
        asked: bring it back: the file, what opens it, and where to (IN_PLACE or BESIDE).
        stop_asked: stop what is under way.
        close_asked: back to the passphrase.
    """

    asked = Signal(str, str, str)
    stop_asked = Signal()
    close_asked = Signal()
    _file_chosen = Signal(str)

    def __init__(self, parent: QWidget, *, place: str, beside: str, salvage: str) -> None:
        super().__init__(parent, title=_("Restore from a backup"))
        self.add_text(
            _(
                "Your notes become as they were when the backup was made. It is built and checked first;"
                " nothing is deleted, and no copy is overwritten."
            )
        )
        self._places = {IN_PLACE: place, BESIDE: beside}
        self._make_fields()
        self._make_ways()
        self._make_last_resort(salvage)
        self._connect()
        self.set_busy(busy=False)

    def _make_fields(self) -> None:
        self.which = ListField(self, name=_("Which backup"), choices=[])
        self.other = button(_("Another file…"), self, kind="quiet")
        self.secret = PassphraseField(
            self,
            name=_("The passphrase of the backup"),
            hint=_("The one from the day it was made, or its recovery sheet."),
        )
        self.add(self.which)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.secret)

    def _make_ways(self) -> None:
        ways = (
            (IN_PLACE, _("In the place of this vault, which is moved aside whole")),
            (BESIDE, _("In a new folder beside it")),
        )
        self.where = ChoiceChips(self, name=_("Where to"), choices=ways)
        self.where.set_value(IN_PLACE)
        self.goes_to = label(self._places[IN_PLACE], self, role="muted")
        self.problem = Banner(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Restoring a backup"))
        self.go = button(_("Restore"), self, kind="primary")
        self.stop = button(_("Stop"), self)
        self.back = button(_("Back"), self)
        for each in (self.where, self.goes_to, self.problem, self.progress):
            self.add(each)
        self.add(button_row(self, self.go, self.stop, self.back))

    def _make_last_resort(self, salvage: str) -> None:
        self.add_text(
            _(
                "No backup that opens? As a last resort, what can still be read is saved into a new vault"
                " beside this one, which is not touched. Type in a terminal:"
            ),
            role="muted",
        )
        self.salvage = label(salvage, self, role="mono")
        self.salvage.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.add(self.salvage)

    def _connect(self) -> None:
        self.other.clicked.connect(self._on_other)
        self._file_chosen.connect(self.add_file)
        self.where.chosen.connect(self._on_where)
        self.go.clicked.connect(self._on_go)
        self.secret.returned.connect(self._on_go)
        self.stop.clicked.connect(self.stop_asked)
        self.back.clicked.connect(self.close_asked)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The backups that were found, each by its path; behind a file that was chosen meanwhile."""
        chosen = self.which.value
        self.which.add_choices([each for each in choices if each[0] != chosen])
        if chosen:
            # Whoever chose is busy with it: no word about the search, and the keyboard stays where it is.
            return
        if not choices:
            self.problem.show_info(_("No backup was found in this vault. Choose one from a stick, say."))
        (self.secret.edit if choices else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def add_file(self, path: str) -> None:
        """A backup from elsewhere, chosen."""
        self.which.add_choices([(path, Path(path).name)])
        self.which.set_value(path)
        self.problem.clear()
        self.secret.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While it is brought back, it can only be stopped."""
        waiting: tuple[QWidget, ...] = (self.which, self.other, self.secret, self.where, self.go, self.back)
        for each in waiting:
            each.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.progress.setValue(0)
        if busy:
            self.problem.clear()
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_other_secret(self, text: str) -> None:
        """The backup has another passphrase; the keyboard is where it is typed."""
        self.secret.refuse(text)

    def show_problem(self, text: str) -> None:
        """Says what went wrong, and that everything is as it was."""
        self.problem.show_error(text)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_where(self, where: str) -> None:
        self.goes_to.setText(self._places[where])

    def _on_other(self) -> None:
        choose_file(self, _("Open a backup"), _("Backup (*.cnbak)"), self._file_chosen)

    def _on_go(self) -> None:
        self.problem.clear()
        self.secret.show_problem("")
        if not self.which.value:
            self.show_problem(_("Choose a backup first."))
        elif not self.secret.text():
            self.show_other_secret(_("This is needed."))
        else:
            self.asked.emit(self.which.value, self.secret.text(), self.where.value or IN_PLACE)
