"""The window: an entrance while the vault is closed; rail, screen and status line while it is open."""

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedLayout, QWidget

from careernotes.gui.actions import BACK, EVERYWHERE, GUIDE, HELP_NOW, LOCK, Command
from careernotes.gui.widgets.banner import Banner
from careernotes.i18n import _

SMALLEST = (900, 600)
FIRST_SIZE = (1280, 800)
# The title bar and the edges, which the system draws around the window and tells only when it is shown.
_FRAME = (16, 48)


def first_size(room: QSize) -> QSize:
    """The size of a window that never stood anywhere, on a screen with so much *room* for windows."""
    return QSize(*FIRST_SIZE).boundedTo(room - QSize(*_FRAME)).expandedTo(QSize(*SMALLEST))


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
        self.resize(first_size(self.screen().availableSize()))
        self._host = QWidget(self)
        self._stack = QStackedLayout(self._host)
        self.setCentralWidget(self._host)
        self._shortcuts: list[QShortcut] = []

    @property
    def host(self) -> QWidget:
        """The parent for what is shown in the window."""
        return self._host

    def stand_at(self, geometry: QByteArray | None) -> None:
        """Stands where it stood before, as far as that is known."""
        if geometry is not None:
            self.restoreGeometry(geometry)

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

    def show_problem(self, text: str) -> None:
        """Says what went wrong, in the banner of what is shown: its own one before those inside it."""
        shown = self._stack.currentWidget()
        banner = shown.findChild(Banner) if shown is not None else None
        if isinstance(banner, Banner):
            banner.show_error(text)

    def listen(self, *, open_vault: bool, covered: bool = False) -> None:
        """Makes the shortcuts of an open vault work, or only those of the entrance; none but a lock while the
        desk is *covered*.

        A lock is among them: in the first run a vault is open too.
        """
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        commands: tuple[Command, ...] = EVERYWHERE if open_vault else (BACK, GUIDE, HELP_NOW, LOCK)
        if covered:
            commands = (LOCK,)
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

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Qt: Tab or Shift+Tab."""
        # It teaches Python the Qt namespace, which the first picture does without.
        from careernotes.gui.widgets.tab_order import move_as_read  # noqa: PLC0415  see above

        moved = move_as_read(self._host, self.focusWidget(), onwards=onwards)
        return moved or super().focusNextPrevChild(onwards)

    def _on_activated(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            self.commanded.emit(shortcut.objectName())
