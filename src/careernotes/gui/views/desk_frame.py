"""What surrounds a screen: rail and status line while the vault is open, a way back while it is not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.actions import BACK, HELP_NOW, LOCK, RAIL, SETTINGS
from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN
from careernotes.gui.views.undo_bar import UndoBar
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.rail import Rail
from careernotes.gui.widgets.status_line import StatusLine
from careernotes.i18n import _, translate


class UnsavedBanner(Banner):
    """What could not be saved yet, with a way to it and another try."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.again = button(_("Try again"), self, kind="secondary")
        self.open = button(_("Open it"), self, kind="secondary")
        self.add_action(self.again)
        self.add_action(self.open)


class DeskFrame(QWidget):
    """What surrounds a screen while the vault is open. Made at each unlock, destroyed at each lock."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rail = Rail(self, top=RAIL, bottom=(HELP_NOW, LOCK, SETTINGS))
        self.problem = Banner(self)
        self.unsaved = UnsavedBanner(self)
        self.host = QWidget(self)
        self.undo = UndoBar(self)
        self.status = StatusLine(self)
        for banner in (self.problem, self.unsaved):
            # Above a page and no part of it: as far from the edges as what stands on the page.
            banner.setObjectName("desk_banner")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(column, 1)
        column.addWidget(self.problem)
        column.addWidget(self.unsaved)
        column.addWidget(self.host, 1)
        column.addWidget(self.undo)
        column.addWidget(self.status)


class VisitFrame(QWidget):
    """One screen without a vault, with a way back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(PAGE_MARGIN - GRID, 0, PAGE_MARGIN, 0)
        self.back = button(f"{translate(BACK.text)}   {BACK.shortcut}", self, kind="quiet")
        self.entrance = button(_("To the entrance"), self, kind="quiet")
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.entrance)
        self.host = QWidget(self)
        column.addLayout(row)
        column.addWidget(self.host, 1)
