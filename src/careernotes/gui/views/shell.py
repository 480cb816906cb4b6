"""The window: an entrance while the vault is closed; rail, screen and status line while it is open."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedLayout, QWidget

from careernotes.gui.actions import AT_THE_ENTRANCE, EVERYWHERE, Command
from careernotes.gui.widgets.banner import Banner
from careernotes.i18n import _

if TYPE_CHECKING:
    from careernotes.gui.views.menus import Menus

SMALLEST = (900, 600)
FIRST_SIZE = (1280, 800)
# A layout may ask for another look at the one around it; more often than this none was seen to.
_ROUNDS = 4
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
        self.covered = False
        """Whether the desk is covered while its vault is closed."""
        self.menus: Menus | None = None
        self.unwatched: Callable[[], AbstractContextManager[None]] = nullcontext
        """What a picture is drawn in: nobody can touch the program meanwhile."""

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

    def lay_over(self, widget: QWidget) -> None:
        """Shows *widget* in front of what is shown, which stays as it is."""
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def lift(self, widget: QWidget) -> None:
        """Takes away what was laid over; below it the keyboard is where it was."""
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def show_problem(self, text: str) -> None:
        """Says what went wrong, in the banner of what is shown: its own one before those inside it."""
        shown = self._stack.currentWidget()
        banner = shown.findChild(Banner) if shown is not None else None
        if isinstance(banner, Banner):
            banner.show_error(text)

    def listen(self, *, open_vault: bool, covered: bool = False) -> None:
        """Makes the shortcuts of an open vault work, or only those of the entrance, as while the desk is
        *covered*: the guide, Help now, the way back from them, and a lock.

        The last, for in the first run a vault is open too.
        """
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        commands: tuple[Command, ...] = EVERYWHERE if open_vault else AT_THE_ENTRANCE
        if self.menus is not None:
            self.menus.setVisible(open_vault)
        self.covered = covered
        self._shortcuts = []
        for command in (each for each in commands if each.shortcut):
            shortcut = QShortcut(QKeySequence(command.shortcut), self)
            shortcut.setObjectName(command.name)
            shortcut.activated.connect(self._on_activated)
            self._shortcuts.append(shortcut)

    def show_menus(self, menus: "Menus | None") -> None:
        """Shows the menus of an open vault, or none."""
        if self.menus is not None:
            # Qt takes the old ones away only for others.
            self.menus.hide()
            self.menus.deleteLater()
        self.menus = menus
        if menus is not None:
            menus.chosen.connect(self.commanded)
            self.setMenuBar(menus)

    def event(self, event: QEvent) -> bool:
        """Qt: before a picture is drawn, everything stands in its place.

        A change deep in a page reaches the layouts around it one after the other, each by an event of its
        own; a picture drawn between two of them shows words in less room than they need.
        """
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with self.unwatched():
            for _round in range(_ROUNDS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Z in a field that has nothing to undo is about the desk."""
        if self.menus is not None and self.menus.isVisible() and event.matches(QKeySequence.StandardKey.Undo):
            self.commanded.emit("undo")
        else:
            super().keyPressEvent(event)

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
