"""New keys: the passphrase, the new sheet shown once, three groups typed back, and then in force."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.gui.widgets.sheet_groups import SheetGroups
from careernotes.i18n import _


class NewKeysForm(QWidget):
    """First the passphrase, then the sheet, then three groups of it.

    Signals:
        begin_asked: make the new keys; the new passphrase, or nothing to keep the present one.
        finish_asked: the three groups were typed; put them in force.
        close_asked: leave everything as it is.
    """

    begin_asked = Signal(str)
    finish_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.groups: list[LineField] = []
        self._asked: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        self._start, self._paper, self._back = QWidget(self), QWidget(self), QWidget(self)
        for part in (self._start, self._paper, self._back):
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(GRID)
            column.addWidget(part)
        self._make_start()
        self._make_paper()
        self.problem = Banner(self)
        column.addWidget(self.problem)
        self.go = button(_("Make new keys"), self)
        self.close_button = button(_("Leave it as it is"), self)
        column.addWidget(button_row(self, self.go, self.close_button))
        self.go.clicked.connect(self._on_go)
        self.close_button.clicked.connect(self.close_asked)
        self.forget()

    def begin(self) -> None:
        """The keyboard is where one begins."""
        self.proving.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheet(self, groups: Sequence[str], *, asked: Sequence[int], old: str) -> None:
        """The new sheet; what happens with *old* backups, if there are any."""
        for field in (self.new, self.again):
            field.clear()
        self.proving.forget()
        self.problem.clear()
        self._show_part(self._paper)
        self.sheet.show_groups(groups)
        self._asked = tuple(asked)
        self.old.setText(old)
        for each in (self.old, self.drop):
            each.setVisible(bool(old))
        set_button_text(self.go, _("I have written them down"))
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> tuple[str, ...]:
        """The groups typed back."""
        return tuple(field.text() for field in self.groups)

    def show_wrong(self, right: Sequence[bool]) -> None:
        """Says which groups are not those on the sheet."""
        for field, good in zip(self.groups, right, strict=True):
            field.show_problem("" if good else _("This is not what the new sheet says."))
        wrong = next(field for field, good in zip(self.groups, right, strict=True) if not good)
        wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_new_problem(self, text: str) -> None:
        """Says what is wrong with the new passphrase."""
        self.new.show_problem(text)
        self.new.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Says what went wrong; the form is where it began."""
        self.forget()
        self.problem.show_error(text)
        self.begin()

    def set_busy(self, *, busy: bool) -> None:
        """While it is being done the buttons wait."""
        for each in (self.go, self.close_button):
            each.setEnabled(not busy)

    def forget(self) -> None:
        """Back to the start: nothing of a sheet or a passphrase stays."""
        self.proving.forget()
        for field in (self.new, self.again):
            field.clear()
            field.show_problem("")
        self.sheet.forget()
        inner = self._back.layout()
        for group in self.groups:
            group.set_text("")
            if inner is not None:
                inner.removeWidget(group)
            group.deleteLater()
        self.groups.clear()
        self.drop.setChecked(False)
        self.problem.clear()
        set_button_text(self.go, _("Make new keys"))
        self._show_part(self._start)

    def _show_part(self, shown: QWidget) -> None:
        for part in (self._start, self._paper, self._back):
            part.setVisible(part is shown)

    def _make_start(self) -> None:
        inner = self._start.layout()
        self.proving = ProvingField(self._start)
        self.new = PassphraseField(
            self._start, name=_("A new passphrase"), hint=_("Empty: you keep the one you have.")
        )
        self.again = PassphraseField(self._start, name=_("The new one once more"))
        text = label(
            _(
                "For when somebody may have seen your recovery sheet, or a copy of this computer's disk."
                " The whole vault is written anew; the old sheet no longer opens it."
            ),
            self._start,
        )
        if inner is not None:
            for each in (text, self.proving, self.new, self.again):
                inner.addWidget(each)
        for field in (self.proving, self.new, self.again):
            field.returned.connect(self._on_go)

    def _make_paper(self) -> None:
        inner = self._paper.layout()
        self.sheet = SheetGroups(self._paper)
        self.old = label("", self._paper, role="muted")
        self.drop = QCheckBox(_("Delete the old backups in the vault"), self._paper)
        self.drop.setAccessibleName(self.drop.text())
        if isinstance(inner, QVBoxLayout):
            inner.addWidget(label(_("Write these 12 groups on paper, now"), self._paper, role="strong"))
            inner.addWidget(
                label(
                    _(
                        "They are shown only this once. Until you have typed three of them back, the old keys"
                        " stay in force; should the window lock meanwhile, simply start again."
                    ),
                    self._paper,
                    role="muted",
                )
            )
            inner.addWidget(self.sheet)
            inner.addWidget(self.old)
            inner.addWidget(self.drop)

    def _ask_back(self) -> None:
        inner = self._back.layout()
        for place in self._asked:
            field = LineField(self._back, name=_("Group {number}").format(number=place + 1))
            # A sheet is kept nowhere, not even as half typed.
            field.edit.setInputMethodHints(field.edit.inputMethodHints() | Qt.InputMethodHint.ImhHiddenText)
            field.returned.connect(self._on_go)
            self.groups.append(field)
            if inner is not None:
                inner.addWidget(field)
        self._show_part(self._back)
        set_button_text(self.go, _("Put the new keys in force"))
        self.groups[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if not self._start.isHidden():
            if self.new.text() != self.again.text():
                self.again.show_problem(_("Type the passphrase in both fields, exactly the same."))
                self.again.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            for field in (self.new, self.again):
                field.show_problem("")
            self.begin_asked.emit(self.new.text())
        elif not self._paper.isHidden():
            self._ask_back()
        else:
            self.finish_asked.emit()
