"""A report in a card: choose a part, read that part."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.report_sheet import ReportSheet
from careernotes.i18n import _, language
from careernotes.report.document import Document

_FIRST_CHOICES = ("themes", "list", "glance")


class SectionCard(Card):
    """The parts of one report, one at a time."""

    def __init__(self, parent: QWidget, *, title: str, remark: str = "") -> None:
        super().__init__(parent, title=title, remark=remark)
        self._document: Document | None = None
        self.chips: ChoiceChips | None = None
        self.sheet = ReportSheet(self)
        self.add(self.sheet)

    def show_document(self, document: Document, *, first: str = "") -> None:
        """Shows another report, from its most telling part."""
        self._document = document
        if self.chips is not None:
            self.body.removeWidget(self.chips)
            self.chips.hide()
            self.chips.deleteLater()
        spoken = language()
        choices = tuple((section.key, section.title.in_language(spoken)) for section in document.sections)
        self.chips = ChoiceChips(self, name=_("Part of the report"), choices=choices)
        self.chips.chosen.connect(self._on_chosen)
        self.body.insertWidget(1, self.chips)
        keys = [section.key for section in document.sections]
        start = next((key for key in (first, *_FIRST_CHOICES) if key in keys), keys[0])
        self.chips.set_value(start)
        self._on_chosen(start)
        self.setVisible(True)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        if self._document is None:
            return
        section = next(section for section in self._document.sections if section.key == key)
        self.sheet.show_section(self._document, section, language())
