"""The guide: chapters on the left, a page to read on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.i18n import _


class GuideView(Page):
    """A list of chapters and the chapter chosen.

    Signals:
        chapter_chosen: its place in the list.
    """

    chapter_chosen = Signal(int)

    def __init__(self, parent: QWidget, *, chapters: Sequence[str]) -> None:
        super().__init__(parent, title=_("Guide"), subtitle=_("How mentoring works here, read offline."))
        left, right = self.columns(left=2, right=5)
        self.chapters = QListWidget(self.content)
        self.chapters.setAccessibleName(_("Chapters"))
        self.chapters.setWordWrap(True)
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

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Shows another chapter."""
        self._reading.show_passages(passages)
        self.scroller.verticalScrollBar().setValue(0)
