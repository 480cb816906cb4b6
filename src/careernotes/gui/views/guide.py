"""The guide: chapters on the left, a page to read on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _

# Above and below a name as in the stylesheet, and what Qt leaves on both sides of any text in a list.
_PADDING, _MARGIN = 6, 3


class _WrappedName(QStyledItemDelegate):
    """Gives each name the lines it needs: Qt alone forgets the padding of the style and cuts long names."""

    def __init__(self, chapters: QListWidget) -> None:
        super().__init__(chapters)
        self._chapters = chapters

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: as wide as the list, as high as the words."""
        wide = self._chapters.viewport().width()
        room = wide - 2 * GRID - 2 * _MARGIN
        words = self._chapters.fontMetrics().boundingRect(
            0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(wide, words.height() + 2 * _PADDING)


class GuideView(Page):
    """A list of chapters and the chapter chosen.

    Signals:
        chapter_chosen: its place in the list.
        sought: what is looked for in all chapters.
    """

    chapter_chosen = Signal(int)
    sought = Signal(str)

    def __init__(self, parent: QWidget, *, chapters: Sequence[str]) -> None:
        super().__init__(parent, title=_("Guide"), subtitle=_("How mentoring works here, read offline."))
        left, right = self.columns(left=2, right=5)
        self.seeking = LineField(
            self.content, name=_("Find in the guide"), placeholder=_("a word, or a code such as CN101")
        )
        self.seeking.changed.connect(self.sought)
        left.addWidget(self.seeking)
        self.chapters = QListWidget(self.content)
        self.chapters.setAccessibleName(_("Chapters"))
        self.chapters.setWordWrap(True)
        self.chapters.setResizeMode(QListView.ResizeMode.Adjust)
        self.chapters.setItemDelegate(_WrappedName(self.chapters))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in chapters:
            QListWidgetItem(name, self.chapters)
        self.chapters.setMinimumHeight(220)
        self.chapters.currentRowChanged.connect(self.chapter_chosen)
        left.addWidget(self.chapters, 1)
        self._sheet = Card(self.content)
        self._reading = Reading(self._sheet)
        self._sheet.add(self._reading)
        right.addWidget(self._sheet, 1)

    def choose(self, index: int) -> None:
        """Shows one chapter as chosen."""
        self.chapters.setCurrentRow(index)
        self.chapters.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> int:
        """The place of the chapter that is shown."""
        return self.chapters.currentRow()

    def seek(self, text: str) -> None:
        """Looks for *text*, as if it was typed."""
        self.seeking.set_text(text)
        self.sought.emit(text)

    def show_chapters(self, places: Sequence[int]) -> None:
        """Shows only the chapters at these places; the one shown stays while it is among them."""
        there = set(places)
        for place in range(self.chapters.count()):
            self.chapters.setRowHidden(place, place not in there)
        if places and self.chosen not in there:
            self.chapters.setCurrentRow(places[0])
        self.seeking.show_problem("" if places else _("Nothing in the guide has these words."))

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Shows another chapter."""
        self._reading.show_passages(passages)
        self.scroller.verticalScrollBar().setValue(0)
