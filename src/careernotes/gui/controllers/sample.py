"""What HR gets: a report with invented figures, to show before somebody says yes or no to being counted."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.canonical import canonical_bytes
from careernotes.gui.navigation import ScreenController, SessionContext
from careernotes.gui.views.sample import SampleView
from careernotes.i18n import language, noop
from careernotes.report.model import parse_model


class SampleController(ScreenController):
    """Shows the sample, page by page."""

    title = noop("What HR gets")
    rail = "people"
    view: SampleView

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._document = parse_model(canonical_bytes(read_json("samples", "pool-report.json"))).document
        self.view = SampleView(
            parent, pages=[each.title.in_language(language()) for each in self._document.sections]
        )
        self.view.page_chosen.connect(self._on_page_chosen)

    def activated(self, **arguments: str) -> None:
        """Begins with the page of themes, which says most."""
        del arguments
        keys = [each.key for each in self._document.sections]
        self.view.choose(keys.index("themes") if "themes" in keys else 0)

    @Slot(int)
    def _on_page_chosen(self, at: int) -> None:
        self.view.sheet.show_section(self._document, self._document.sections[at], language())
