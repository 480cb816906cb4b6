"""A sealed report as one sees it on the screen: the same blocks as on paper, charts with a table twin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.chart import Chart as ChartWidget
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.reading import bullet
from careernotes.i18n import _
from careernotes.report import charts
from careernotes.report.document import (
    Chart,
    Data,
    Document,
    Figures,
    Listing,
    Pairs,
    Section,
    Table,
    Voice,
    Words,
)
from careernotes.report.wording import cell_short

CHART_WIDTH, _NARROWEST = 430.0, 240.0
# At this height of the letters a chart is drawn at CHART_WIDTH; with larger ones it is drawn narrower, and
# so stands larger on the same sheet.
_PLAIN_PIXELS = 13
# In a wide place a chart stops growing: its words would be larger than those around it.
_LARGEST_CHART = 1.5
# So many letters of a name are on one line, however little room the figures leave; and beside a name there is
# the padding of the stylesheet, and what Qt leaves on both sides of any text.
_NAME_LETTERS, _NAME_EDGES = 18, 3 + 8 + 2 * 3
_ROLES = {
    Voice.LEAD: "lead",
    Voice.BODY: "body",
    Voice.NOTE: "muted",
    Voice.NOTICE: "strong",
    Voice.HEADING: "card_title",
}


class FigureTable(QTableWidget):
    """A table of published figures that a screen reader can walk through; as high as its rows."""

    def __init__(
        self, parent: QWidget, *, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> None:
        super().__init__(len(rows), len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().setVisible(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(place, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # What a row is called is read whole, on as many lines as that takes.
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range)
        self._fit(bar=0)

    def leave_out_heads(self) -> None:
        """Shows the rows alone, where a heading over the table says it all."""
        self.horizontalHeader().setVisible(False)
        self._on_range(0, self.horizontalScrollBar().maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: its place became wider or narrower."""
        super().resizeEvent(event)
        self._on_range(0, self.horizontalScrollBar().maximum())

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        """A table wider than its place has a bar below its rows, not over the last of them."""
        self._fit(bar=self.horizontalScrollBar().sizeHint().height() if high > low else 0)

    def _give_room(self) -> None:
        """What the figures leave goes to the names, and each row is as high as its name needs then."""
        heads, metrics = self.horizontalHeader(), self.fontMetrics()
        figures = sum(heads.sectionSize(column) for column in range(1, self.columnCount()))
        least = min(self.sizeHintForColumn(0), _NAME_LETTERS * metrics.averageCharWidth())
        wide = max(self.viewport().width() - figures, least, heads.sectionSizeHint(0))
        heads.resizeSection(0, wide)
        room = wide - _NAME_EDGES
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            text = item.text() if item is not None else ""
            needed = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, text).height()
            self.setRowHeight(row, max(needed, metrics.height()) + GRID)

    def _fit(self, *, bar: int) -> None:
        self._give_room()
        heads = self.horizontalHeader()
        height = self.verticalHeader().length() + (0 if heads.isHidden() else heads.sizeHint().height())
        # The stylesheet draws a line around the table that is no frame to Qt.
        edges = max(2 * self.frameWidth(), self.height() - self.contentsRect().height())
        self.setFixedHeight(height + edges + bar)


class ReportSheet(QWidget):
    """One section of a report at a time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)

    def show_section(self, document: Document, section: Section, language: str) -> None:
        """Shows *section* and nothing else."""
        self.clear()
        for block in section.blocks:
            match block:
                case Words():
                    self._add(label(block.text.in_language(language), self, role=_ROLES[block.voice]))
                case Listing():
                    for item in block.items:
                        self._add(bullet(item.in_language(language), self))
                case Figures():
                    self._add(_big_numbers(self, block, language))
                case Pairs():
                    for pair in block.items:
                        self._add(label(pair.name.in_language(language), self, role="strong"))
                        self._add(label(pair.text.in_language(language), self))
                case Chart():
                    self._add_chart(document, block, language)
                case Data():
                    self._add_table(document.by_key[block.table], language)
        self._add(label(document.legend.in_language(language), self, role="muted"))
        self._column.addStretch(1)

    def clear(self) -> None:
        """Shows nothing."""
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _add_chart(self, document: Document, block: Chart, language: str) -> None:
        larger = max(1.0, QFontInfo(self.font()).pixelSize() / _PLAIN_PIXELS)
        width = max(_NARROWEST, CHART_WIDTH / larger)
        pictures = charts.drawings(document, block, language, width=width)
        if not pictures:
            self._add(label(_("Too few people in this period to show this safely."), self, role="muted"))
        for picture in pictures:
            self._add(label(block.title.in_language(language), self, role="card_title"))
            self._add(ChartWidget(self, picture, most=_LARGEST_CHART * larger))
        self._add_table(document.by_key[block.table], language)

    def _add_table(self, table: Table, language: str) -> None:
        heads = [
            table.row_head.in_language(language),
            *(column.name.in_language(language) for column in table.columns),
        ]
        rows = [
            [
                "   " * row.level + row.name.in_language(language),
                *(cell_short(cell, language) for cell in row.cells),
            ]
            for row in table.rows
        ]
        self._add(label(table.title.in_language(language), self, role="card_title"))
        self._add(FigureTable(self, name=table.title.in_language(language), heads=heads, rows=rows))
        self._add(label(table.note.in_language(language), self, role="muted"))


def _big_numbers(parent: QWidget, block: Figures, language: str) -> QWidget:
    box = QWidget(parent)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, GRID, 0, GRID)
    grid.setSpacing(2 * GRID)
    for place, figure in enumerate(block.items):
        said, name = figure.said.in_language(language), figure.name.in_language(language)
        grid.addWidget(label(said, box, role="lead"), 2 * (place // 2), place % 2)
        grid.addWidget(
            label(name, box, role="muted"), 2 * (place // 2) + 1, place % 2, Qt.AlignmentFlag.AlignTop
        )
    return box
