"""The window: an entrance while the vault is closed; rail, screen and status line while it is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedLayout, QVBoxLayout, QWidget

from careernotes.gui.actions import BACK, EVERYWHERE, GUIDE, HELP_NOW, LOCK, RAIL, SETTINGS
from careernotes.gui.theme.tokens import GRID, PAGE_MARGIN
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.rail import Rail
from careernotes.gui.widgets.status_line import StatusLine
from careernotes.i18n import _, translate

SMALLEST = (900, 600)
FIRST_SIZE = (1280, 800)


class DeskFrame(QWidget):
    """What surrounds a screen while the vault is open. Made at each unlock, destroyed at each lock."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rail = Rail(self, top=RAIL, bottom=(HELP_NOW, LOCK, SETTINGS))
        self.problem = Banner(self)
        self.host = QWidget(self)
        self.status = StatusLine(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(column, 1)
        column.addWidget(self.problem)
        column.addWidget(self.host, 1)
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
        row.addWidget(self.back)
        row.addStretch(1)
        self.host = QWidget(self)
        column.addLayout(row)
        column.addWidget(self.host, 1)


class MainWindow(QMainWindow):
    """The one window of the program. Its title never changes: it must not tell who is being written about.

    Signals:
        commanded: the name of a command chosen by shortcut.
        closing: the window is about to close.
    """

    commanded = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Career Notes"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._host = QWidget(self)
        self._stack = QStackedLayout(self._host)
        self.setCentralWidget(self._host)
        self._shortcuts: list[QShortcut] = []

    @property
    def host(self) -> QWidget:
        """The parent for what is shown in the window."""
        return self._host

    def retranslate(self) -> None:
        """Shows its title in the language now in force."""
        self.setWindowTitle(_("Career Notes"))

    def show_only(self, widget: QWidget) -> None:
        """Shows *widget* and destroys what was shown before."""
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        for index in reversed(range(self._stack.count())):
            other = self._stack.widget(index)
            if other is not None and other is not widget:
                self._stack.removeWidget(other)
                other.hide()
                other.deleteLater()

    def listen(self, *, open_vault: bool) -> None:
        """Makes the shortcuts of an open vault work, or only those of the entrance."""
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        commands = EVERYWHERE if open_vault else (BACK, GUIDE, HELP_NOW)
        self._shortcuts = []
        for command in commands:
            shortcut = QShortcut(QKeySequence(command.shortcut), self)
            shortcut.setObjectName(command.name)
            shortcut.activated.connect(self._on_activated)
            self._shortcuts.append(shortcut)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the window closes; what is half typed is saved first."""
        self.closing.emit()
        super().closeEvent(event)

    def _on_activated(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            self.commanded.emit(shortcut.objectName())
