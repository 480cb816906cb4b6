"""How the quarters went: a picture, and the same as a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.figure_card import FigureCard
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.quarter_chart import Series, quarter_drawing
from careernotes.i18n import _


class TrendCard(FigureCard):
    """Nothing until something was said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("From quarter to quarter"))
        self.none = label(
            _("What is said in a follow-up shows here, quarter by quarter."), self, role="muted"
        )
        self.add(self.none)

    def show_quarters(
        self, quarters: Sequence[str], series: Sequence[Series], rows: Sequence[Sequence[str]]
    ) -> None:
        """Shows the answers of each quarter; *rows* are the table's, the quarter first."""
        self.none.setVisible(not quarters)
        if not quarters:
            self.clear_figure()
            return
        drawing = quarter_drawing(
            title=_("From quarter to quarter"),
            description=_("The same figures stand in the table below."),
            quarters=quarters,
            series=series,
            highest=5,
        )
        heads = [_("Quarter"), _("Asks"), _("Helps"), _("Opens"), _("Staying")]
        self.show_figure(drawing, heads=heads, rows=rows, covered=True)
