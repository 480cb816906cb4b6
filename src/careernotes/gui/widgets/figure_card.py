"""A card with one picture and the same as a table, put in the place of those before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.chart import Chart
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _
from careernotes.report.shapes import Drawing


class FigureCard(Card):
    """``chart`` and ``table`` are None while there is nothing to draw."""

    def __init__(self, parent: QWidget, *, title: str) -> None:
        super().__init__(parent, title=title, remark=_("for you alone"))
        self.chart: Chart | None = None
        self.table: FigureTable | None = None

    def clear_figure(self) -> None:
        """Takes both away."""
        for old in (self.chart, self.table):
            if old is not None:
                self.body.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.chart = self.table = None

    def show_figure(
        self, drawing: Drawing, *, heads: Sequence[str], rows: Sequence[Sequence[str]], covered: bool
    ) -> None:
        """Shows both, the table under the picture's own title; *covered* in privacy view."""
        self.clear_figure()
        self.chart = Chart(self, drawing)
        self.table = FigureTable(self, name=drawing.title, heads=heads, rows=rows)
        for made in (self.chart, self.table):
            if covered:
                cover(made)
            self.add(made)
            made.show()
