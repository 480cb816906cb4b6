"""Erasing one conversation, or one of its notes: a quiet button, and a small form when it is asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.proving_field import ProvingField
from careernotes.i18n import _


class ErasingCard(Card):
    """Closed until asked for; the typed word and the passphrase come before anything goes.

    Signals:
        opened: the form is shown.
        erase_asked: the key of the part that is to go; it was typed out.
    """

    opened = Signal()
    erase_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("What you keep"))
        self.add_text(
            _("What is written here may be erased, in part or as a whole. It cannot be undone."), role="muted"
        )
        self.start = button(_("Erase…"), self, kind="quiet")
        self.start.clicked.connect(self._on_start)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = QWidget(self)
        self._make_form()
        self.add(self.form)
        self.close_form()

    def show_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """What there is to erase, each with its key."""
        self.part.box.clear()
        self.part.add_choices(parts)

    def set_busy(self, *, busy: bool) -> None:
        """While it is being erased the button waits."""
        self.go.setEnabled(not busy)

    def close_form(self) -> None:
        """Back to the one button; what was typed is forgotten."""
        held = self.form.isAncestorOf(self.window().focusWidget())
        self.proving.forget()
        self.word.set_text("")
        self.word.show_problem("")
        self.form.setVisible(False)
        self.start.setVisible(True)
        if held:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> None:
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        self.part = ListField(self.form, name=_("What should go"), choices=[])
        self.what = label(
            _(
                "It goes from your notes, the counts, the search and all backups of the program;"
                " what you changed here since you opened it goes too."
            ),
            self.form,
        )
        self.word = LineField(self.form, name=_("To erase for ever, type: erase"))
        self.proving = ProvingField(self.form)
        self.proving.returned.connect(self._on_go)
        for each in (self.part, self.what, self.word, self.proving):
            column.addWidget(each)
        self.go = button(_("Erase for ever"), self.form, kind="danger")
        self.go.clicked.connect(self._on_go)
        closer = button(_("Close"), self.form)
        closer.clicked.connect(self.close_form)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.go)
        row.addWidget(closer)
        row.addStretch(1)
        column.addLayout(row)

    def _on_start(self) -> None:
        self.start.setVisible(False)
        self.form.setVisible(True)
        self.opened.emit()
        self.part.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if self.word.text().strip().casefold() != _("erase").casefold():
            self.word.show_problem(_("Type the word first: erase"))
            self.word.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.word.show_problem("")
        self.erase_asked.emit(self.part.value)
