"""A sample report to show to a mentee: what of a conversation reaches HR, and what does not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.gui.widgets.report_sheet import ReportSheet
from careernotes.i18n import _


class SampleView(Page):
    """The pages of the sample, and beside them what never leaves.

    Signals:
        page_chosen: the place of a page in the report.
    """

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget, *, pages: Sequence[str]) -> None:
        super().__init__(
            parent,
            title=_("What HR gets"),
            subtitle=_("A sample with invented figures, pooled over 75 mentors. Esc goes back."),
        )
        left, right = self.columns(left=3, right=1)
        self.pages = ChoiceChips(
            self.content, name=_("Page"), choices=[(str(at), title) for at, title in enumerate(pages)]
        )
        self.pages.chosen.connect(self._on_chosen)
        left.addWidget(self.pages)
        card = Card(self.content)
        self.sheet = ReportSheet(card)
        card.add(self.sheet)
        left.addWidget(card)
        left.addStretch(1)
        right.addWidget(self._never())
        right.addStretch(1)

    def choose(self, at: int) -> None:
        """Shows one page."""
        self.pages.answer(str(at))
        self.pages.focus_first()

    def _never(self) -> Card:
        card = Card(self.content, title=_("What never leaves the vault"))
        points = (
            _("Your name, your alias and everything you said."),
            _("Everything the mentor writes about you."),
            _("That you have a mentor."),
            _("Anything at all, as long as you have not said yes to being counted."),
        )
        card.add(Reading(card, (Passage("", (), points),)))
        return card

    def _on_chosen(self, value: str) -> None:
        self.page_chosen.emit(int(value))
