"""The broad groups of one person: what is said now, and a small form to change it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One dimension of the kit: its question, its answers, and the one that is kept."""

    dimension: str
    name: str
    choices: tuple[tuple[str, str], ...]
    value: str = field(default="", repr=False)


class GroupsCard(Card):
    """What is said about groups, in a line; the form appears when it is asked for.

    Signals:
        asking: the form came or went.
        saved: dimension and key of each answer that was changed.
    """

    asking = Signal()
    saved = Signal(dict)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Broad groups"), remark=_("from the kit of your programme"))
        self._rows: tuple[GroupRow, ...] = ()
        self.fields: dict[str, ListField] = {}
        self.line = label("", self)
        self.change = button(_("Change groups…"), self, kind="quiet")
        self.change.clicked.connect(self._on_change)
        self._form = QWidget(self)
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(
            label(
                _("Used only in totals, and only with the mentee's yes. Leave out what you do not know."),
                self._form,
                role="muted",
            )
        )
        self.add(self.line)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._form)
        self._form.setVisible(False)
        self.setVisible(False)

    def show_groups(self, rows: Sequence[GroupRow]) -> None:
        """Shows the groups as they are kept and folds the form; without a kit there is nothing to show."""
        self._rows = tuple(rows)
        said = [dict(row.choices).get(row.value, "") for row in rows]
        self.line.setText("  ·  ".join(filter(None, said)) or _("No group said yet."))
        self.setVisible(bool(rows))

    @property
    def is_asking(self) -> bool:
        """Whether the form is open."""
        return not self._form.isHidden()

    def close_form(self) -> None:
        """Folds the form; the keyboard goes back to the button that opened it."""
        held = self._form.isAncestorOf(self.window().focusWidget())
        self._form.setVisible(False)
        self.change.setVisible(True)
        self.asking.emit()
        if held:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self) -> None:
        if not self.fields:
            self._make_fields()
        for row in self._rows:
            self.fields[row.dimension].set_value(row.value)
        self._form.setVisible(True)
        self.change.setVisible(False)
        self.asking.emit()
        next(iter(self.fields.values())).box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self) -> None:
        for row in self._rows:
            made = ListField(self._form, name=row.name, choices=[("", _("not said")), *row.choices])
            self.fields[row.dimension] = made
            self._column.addWidget(made)
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        self.keep = button(_("Save the groups"), self._form, kind="primary", shortcut="Ctrl+Return")
        self.leave = button(_("Leave as it was"), self._form, kind="quiet")
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.close_form)
        bar.addWidget(self.keep)
        bar.addWidget(self.leave)
        bar.addStretch(1)
        self._column.addLayout(bar)

    def _on_keep(self) -> None:
        # Only what was changed: a group of an earlier kit stands on "not said" here and must not be lost.
        shown = {row.dimension: row.value if row.value in dict(row.choices) else "" for row in self._rows}
        changed = {name: each.value for name, each in self.fields.items() if each.value != shown[name]}
        self.saved.emit(changed)
