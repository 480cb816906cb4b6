"""Earlier versions of a note: a quiet button, then a list, and the words of the one chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.models.rows import Row
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


class VersionsCard(Card):
    """Hidden where there are none; folded until it is asked for.

    Signals:
        opened: the list is shown.
        chosen: the key of a version to read.
        wanted: the version read now is to be put back.
    """

    opened = Signal()
    chosen = Signal(str)
    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Earlier versions"))
        self.add_text(_("What this note said before it was changed, for 30 days."), role="muted")
        self.start = button(_("Show them"), self, kind="quiet")
        self.start.clicked.connect(self._on_start)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QWidget(self)
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.list = RowList(self._rest, name=_("Earlier versions"))
        self.list.opened.connect(self.chosen)
        self.record = label("", self._rest)
        self.working = label("", self._rest, role="muted")
        cover(self.record)
        cover(self.working)
        self.back = button(_("Put this version back"), self._rest)
        self.back.clicked.connect(self.wanted)
        for each in (self.list, self.record, self.working):
            column.addWidget(each)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._rest)
        self._rest.setVisible(False)
        self.setVisible(False)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows the versions there are; none hides the card."""
        self.list.show_rows(rows)
        self.setVisible(bool(rows))
        self.show_version(record="", working="")

    def show_version(self, *, record: str, working: str) -> None:
        """Shows the words of one version; none hides them and the button."""
        self.record.setText(record)
        self.record.setVisible(bool(record))
        self.working.setText(_("Working notes: {text}").format(text=working) if working else "")
        self.working.setVisible(bool(working))
        self.back.setVisible(bool(record or working))

    def _on_start(self) -> None:
        self.start.setVisible(False)
        self._rest.setVisible(True)
        self.opened.emit()
        self.list.focus_row()
