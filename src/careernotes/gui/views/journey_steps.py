"""Steps up and across: wanted, taken, let go; and what stands in the way. By quarter only."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from careernotes.gui.views.act_rows import ActItem, ActRows
from careernotes.gui.views.intake_fields import ListField
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class StepsCard(Card):
    """Steps and barriers.

    Signals:
        wanted: the kind of a step that is wanted from now on.
        closed: the key of a step, and what became of it.
        barrier_set: the kind of a barrier, and whether it is there.
    """

    wanted = Signal(str)
    closed = Signal(str, str)
    barrier_set = Signal(str, bool)

    def __init__(
        self, parent: QWidget, *, up: Sequence[tuple[str, str]], across: Sequence[tuple[str, str]],
        barriers: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__(parent, title=_("Steps wanted and taken"), remark=_("by quarter only"))
        self.rows = ActRows(self, name=_("Steps"), empty=_("No step is wanted yet. Staying is fine too."))
        self.rows.acted.connect(self.closed)
        self.add(self.rows)
        self.kind = ListField(self, name=_("A step that is wanted"), choices=[*up, *across])
        self.add(self.kind)
        self.want = button(_("Note it"), self)
        self.want.clicked.connect(self._on_want)
        self.add(button_row(self, self.want))
        self.add(label(_("What stands in the way"), self, role="strong"))
        self.add(label(_("Only what the mentee says. Nobody is named by it."), self, role="muted"))
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.boxes: dict[str, QCheckBox] = {}
        for value, text in barriers:
            box = self.boxes[value] = QCheckBox(text, place)
            box.setObjectName(value)
            box.setAccessibleName(text)
            box.clicked.connect(self._on_box)
            column.addWidget(box)
        self.add(place)

    def show_steps(self, items: Sequence[ActItem]) -> None:
        """Shows every step."""
        self.rows.show_rows(items)

    def show_barriers(self, there: Sequence[str], *, since: Sequence[tuple[str, str]]) -> None:
        """Ticks what stands in the way, each with since when."""
        said = dict(since)
        for value, box in self.boxes.items():
            box.setChecked(value in there)
            box.setAccessibleDescription(said.get(value, ""))
            box.setToolTip(said.get(value, ""))

    def _on_want(self) -> None:
        self.wanted.emit(self.kind.value)

    def _on_box(self, there: bool) -> None:  # noqa: FBT001  a signal's argument
        self.barrier_set.emit(self.sender().objectName(), there)
