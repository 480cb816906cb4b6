"""The mentor's own counts as two small tables: this quarter, and so far."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.i18n import _


class OwnLogCard(Card):
    """One table; words instead while there is nothing to count."""

    def __init__(self, parent: QWidget, *, title: str, what: str, empty: str) -> None:
        super().__init__(parent, title=title, remark=_("for you alone"))
        self._title, self._what = title, what
        self.table: FigureTable | None = None
        self._none = label(empty, self, role="muted")
        self.add(self._none)

    def show_counts(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows each row: its name, this quarter, so far."""
        if self.table is not None:
            self.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        self._none.setVisible(not rows)
        if rows:
            heads = [self._what, _("This quarter"), _("So far")]
            self.table = FigureTable(self, name=self._title, heads=heads, rows=rows)
            self.add(self.table)
            self.table.show()
