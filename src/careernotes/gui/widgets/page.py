"""A page: head, banner and a body that scrolls when the window is small."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.page_header import PageHeader
from careernotes.gui.widgets.scroller import BAR_WIDTH, ScrolledContent, Scroller
from careernotes.gui.widgets.wandering import Wandering

COLUMN_GAP = 12
# Two columns need about this many letters of room.
_LETTERS = 110
# And three of them about this many.
_VERY_WIDE = 200
_TOP = 22


class Page(QFrame):
    """The frame of every screen: ``header``, ``banner`` and ``body``."""

    def __init__(self, parent: QWidget, *, title: str, subtitle: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._columns: FoldingRow | None = None
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PAGE_MARGIN, _TOP, 0, 0)
        outer.setSpacing(2 * GRID)
        self.header = PageHeader(self, title=title, subtitle=subtitle)
        self.banner = Banner(self)
        for above in (self.header, self.banner):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, PAGE_MARGIN, 0)
            row.addWidget(above)
            outer.addLayout(row)
        self.scroller = Scroller(self)
        self.content = ScrolledContent(self.scroller)
        self.scroller.setWidget(self.content)
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, PAGE_MARGIN - BAR_WIDTH, _TOP)
        self.body.setSpacing(2 * GRID)
        outer.addWidget(self.scroller, 1)

    def columns(self, *, left: int = 3, right: int = 2) -> tuple[QVBoxLayout, QVBoxLayout]:
        """Two columns below what is there: the work on the left, its context on the right.

        In a narrow window the context goes below the work. Widgets in them have ``page.content`` as parent.
        """
        row = FoldingRow(self.content, spacing=2 * GRID, letters=_LETTERS)
        self.body.addWidget(row, 1)
        self._columns = row
        return _column(row, left), _column(row, right)

    @property
    def folded(self) -> bool:
        """Whether the two columns stand below each other."""
        return self._columns is not None and self._columns.folded

    def three_columns(self) -> tuple[QVBoxLayout, QVBoxLayout, QVBoxLayout]:
        """Two columns, below each other unless the page is very wide, and one beside them.

        In a narrow window all three stand below each other.
        """
        self._three = row = FoldingRow(self.content, spacing=2 * GRID, letters=_LETTERS, very_wide=_VERY_WIDE)
        pair = FoldingRow(row, spacing=2 * GRID, letters=_LETTERS)
        row.add(pair, 1, wide=2)
        self.body.addWidget(row, 1)
        return _column(pair, 1), _column(pair, 1), _column(row, 1)

    def let_wander(
        self, cards: Sequence[QWidget], *, usual: QVBoxLayout, very_wide: QVBoxLayout
    ) -> Wandering:
        """Shows *cards* at the end of one of three columns or, in a very wide page, of another.

        Both columns end with a stretch by now.
        """
        return Wandering(self._three, cards, usual=usual, very_wide=very_wide)


def _column(row: FoldingRow, share: int) -> QVBoxLayout:
    column = QWidget(row)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(COLUMN_GAP)
    row.add(column, share)
    return layout
