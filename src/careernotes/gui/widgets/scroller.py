"""A scroll area whose bar lies in the page margin: nothing moves when the bar comes or goes."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from careernotes.gui.widgets.by_name import set_by_name

BAR_WIDTH = 12
_AROUND = 12


class Scroller(QScrollArea):
    """Room for the bar is always kept; the bar itself is seen only when there is something to scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: tuple[QWidget, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_by_name(self, "focusPolicy", "NoFocus")
        set_by_name(self, "verticalScrollBarPolicy", "ScrollBarAlwaysOn")
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._on_range)
        bar.actionTriggered.connect(self._let_go)

    def keep_in_sight(self, *children: QWidget) -> None:
        """Scrolls to these, the last before all, and again when the page becomes longer or shorter,
        until somebody scrolls or the keyboard goes elsewhere.
        """
        self._let_go()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusObjectChanged.connect(self._let_go)
        self._kept = children
        self._show_kept()

    @Slot()
    def _let_go(self) -> None:
        application = QGuiApplication.instance()
        if self._kept and isinstance(application, QGuiApplication):
            application.focusObjectChanged.disconnect(self._let_go)
        self._kept = ()

    def _show_kept(self) -> None:
        for each in self._kept:
            self.ensureWidgetVisible(each)

    def ensureWidgetVisible(self, child: QWidget, across: int = 50, down: int = 50) -> None:
        """Qt: scrolls to *child*; in a page that is just being filled, as soon as it has its place."""
        held = self.widget()
        within = held.layout() if held is not None else None
        if within is None or within.isEnabled():
            super().ensureWidgetVisible(child, across, down)
        else:
            QTimer.singleShot(0, child, partial(self._on_filled, child, across, down))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: less room, as when a message comes above: what has the keyboard and was seen stays in sight."""
        super().resizeEvent(event)
        # Whatever Qt's signatures say, either may be nothing.
        held: QWidget | None = self.widget()
        focused: QWidget | None = self.window().focusWidget()
        if held is None or focused is None or not held.isAncestorOf(focused):
            return
        top = focused.mapTo(self.viewport(), focused.rect().topLeft()).y()
        bottom = top + focused.height()
        if top >= 0 and event.size().height() < bottom <= event.oldSize().height():
            self.ensureWidgetVisible(focused, 0, _AROUND)

    def _on_filled(self, child: QWidget, across: int, down: int) -> None:
        around: QWidget | None = child
        while around is not None and around is not self:
            if (own := around.layout()) is not None:
                own.activate()
            around = around.parentWidget()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.ensureWidgetVisible(child, across, down)

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > low)
        if self._kept:
            QTimer.singleShot(0, self, self._show_kept)


class ScrolledContent(QWidget):
    """What a scroll area holds: as high as its words need at the width it has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page_content")

    def minimumSizeHint(self) -> QSize:
        """Qt: the least width; the height follows from the width, not from the narrowest case."""
        return QSize(super().minimumSizeHint().width(), 0)
