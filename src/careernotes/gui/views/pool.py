"""The pool: the trustee's own screen. Left what HR will see, right what only the trustee may know."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from careernotes.gui.views.report import progress_line
from careernotes.gui.views.report_release import ReleaseCard
from careernotes.gui.views.report_section import SectionCard
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_new_file
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.i18n import _

OPEN_KEYS = "Ctrl+Return"
_WITH_THE_LEAD = ("sum", "enrolled")


class PathField(LineField):
    """A file or folder: typed or chosen."""

    def __init__(self, parent: QWidget, *, name: str, hint: str = "", kinds: str = "") -> None:
        super().__init__(parent, name=name, hint=hint)
        self._kinds = kinds
        self.choose = button(_("Choose…"), self)
        self.choose.setAccessibleDescription(name)
        self.choose.clicked.connect(self._on_choose)
        self.row.addWidget(self.choose)

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.name_label.text(), self.text())
        if self._kinds:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilter(self._kinds)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_text)
        dialog.open()


class PoolForm(Card):
    """What the trustee has: kit, key, contributions, ledger, and the passphrase of the key.

    Signals:
        submitted: everything is filled in.
        list_asked: write the list of the halves that have arrived to this path.
    """

    submitted = Signal()
    list_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, title=_("Open the pool"), remark=_("for the trustee, who is independent of HR")
        )
        self.kit = PathField(self, name=_("Programme kit"), kinds=_("Programme kit (*.cnkit)"))
        self.key = PathField(self, name=_("Your key file"), kinds=_("Key file (*.cnkey)"))
        self.inbox = PathField(self, name=_("Folder with the contributions"))
        self.sum = PathField(
            self,
            name=_("Sum of the programme lead"),
            hint=_("The first look fixes which contributions count. Empty with an older kit."),
            kinds=_("Sum (*.cnsum)"),
        )
        self.enrolled = PathField(
            self, name=_("Your list of mentors"), kinds=_("List of mentors (*.cnmentors)")
        )
        self.ledger = PathField(
            self,
            name=_("Folder of the release ledger"),
            hint=_("Always the same folder. It remembers what was released."),
        )
        self.period = LineField(self, name=_("Period"), hint=_("like 2026, 2026-H1 or 2026-Q3"))
        self.passphrase = PassphraseField(self, name=_("Passphrase of your key"))
        for field in self._fields().values():
            self.add(field)
        self.collect = button(_("Write your list for the lead…"), self)
        self.collect.clicked.connect(self._on_collect)
        self.open = button(_("See the report"), self, kind="primary", shortcut=OPEN_KEYS)
        self.open.clicked.connect(self._on_open)
        self.passphrase.returned.connect(self._on_open)
        self.add(self.open)
        self.add(self.collect)

    def fill(self, values: dict[str, str]) -> None:
        """Writes known places into the fields."""
        for name, field in self._fields().items():
            if name in values:
                field.set_text(values[name])

    @Slot()
    def _on_collect(self) -> None:
        if self._complete(without=(*_WITH_THE_LEAD[:1], "ledger")):
            choose_new_file(self, _("Where to"), "trustee.cnlist", self.list_asked)

    @Slot()
    def _on_open(self) -> None:
        if self._complete(without=_WITH_THE_LEAD):
            self.submitted.emit()

    def _complete(self, *, without: tuple[str, ...]) -> bool:
        """Whether every field but these is filled in; says which one is not."""
        needed = {name: field for name, field in self._fields().items() if name not in without}
        missing = [field for field in needed.values() if not field.text()]
        for field in self._fields().values():
            field.show_problem(_("This is needed.") if field in missing else "")
        if missing:
            missing[0].edit.setFocus()
        return not missing

    def _fields(self) -> dict[str, LineField]:
        return {
            "kit": self.kit,
            "key": self.key,
            "inbox": self.inbox,
            "enrolled": self.enrolled,
            "sum": self.sum,
            "ledger": self.ledger,
            "period": self.period,
            "passphrase": self.passphrase,
        }


class PoolView(Page):
    """The trustee's screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, title=_("What HR will see"), subtitle=_("Only you see the reasons. They are in no file.")
        )
        self.busy = progress_line(self.content, name=_("Pooling"))
        self.body.addWidget(self.busy)
        left, right = self.columns()
        self.form = PoolForm(self.content)
        self.report = SectionCard(self.content, title=_("The report"))
        self.report.setVisible(False)
        left.addWidget(self.form)
        left.addWidget(self.report)
        left.addStretch(1)
        self.check = Card(self.content, title=_("Re-identification check"), remark=_("only you see this"))
        self.files = Card(self.content, title=_("Contributions"))
        self.withheld = Card(self.content, title=_("Withheld, and why"), remark=_("only you see this"))
        self.never = Card(self.content, title=_("Never in a report"))
        self.never.add(
            label(_("Names, notes, dates, single answers, the name of a mentor."), self.never, role="muted")
        )
        self.release = ReleaseCard(self.content)
        for card in (self.check, self.files, self.withheld, self.never, self.release):
            right.addWidget(card)
        right.addStretch(1)
        self._lines: dict[Card, list[QWidget]] = {self.check: [], self.files: [], self.withheld: []}
        self.show_answers(shown=False)

    def show_answers(self, *, shown: bool) -> None:
        """Shows the trustee's cards, or none of them."""
        for card in (self.check, self.files, self.withheld, self.release):
            card.setVisible(shown)
        self.report.setVisible(shown)
        self.form.setVisible(not shown)

    def show_attack(self, lines: Sequence[str]) -> None:
        """Shows what the attack with all earlier reports came to."""
        self._fill(self.check, lines)

    def show_files(self, lines: Sequence[str]) -> None:
        """Shows how many files count, and what became of the others."""
        self._fill(self.files, lines)

    def show_reasons(self, lines: Sequence[str]) -> None:
        """Shows what is withheld and the true reason."""
        self._fill(self.withheld, lines or (_("Nothing is held back."),))

    def show_busy(self, permille: int) -> None:
        """Shows how far it is; 1000 hides it."""
        self.busy.setValue(permille)
        self.busy.setVisible(permille < self.busy.maximum())

    def _fill(self, card: Card, lines: Sequence[str]) -> None:
        kept = self._lines[card]
        for widget in kept:
            card.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        kept.clear()
        for text in lines:
            line = label(text, card, role="muted")
            card.add(line)
            kept.append(line)
