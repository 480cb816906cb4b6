"""Widgets that fill lines from left to right, like words in a paragraph.

Not a QLayout: its items live in C++ and are deleted behind Python's back, and a Python layout that
remembered them crashed as soon as a page was made a second time (tests/gui/test_widgets.py keeps a test).
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from careernotes.gui.theme.tokens import GRID

_CHANGES = frozenset(
    {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange}
)
_CHILD_CHANGES = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class FlowLayout(QObject):
    """Places widgets in *host* and keeps the host as high as its lines, which may end at the right.

    The parts of a line are around one middle, or *by_top*: fields, whose names stand over them.
    """

    def __init__(
        self, host: QWidget, *, spacing: int = GRID, at_end: bool = False, by_top: bool = False
    ) -> None:
        super().__init__(host)
        self._host, self._spacing = host, spacing
        self._at_end, self._by_top = at_end, by_top
        self._widgets: list[QWidget] = []
        host.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        host.installEventFilter(self)

    def addWidget(self, widget: QWidget) -> None:
        """Adds *widget* at the end."""
        self.add_all([widget])

    def add_all(self, widgets: Iterable[QWidget]) -> None:
        """Adds *widgets* at the end; all of them get their places once, when all are there."""
        for widget in widgets:
            self._widgets.append(widget)
            if widget.parentWidget() is not self._host:
                widget.setParent(self._host)
            if not _taken_out(widget):
                widget.setVisible(True)
            widget.installEventFilter(self)
        self.place()

    def removeWidget(self, widget: QWidget) -> None:
        """Forgets *widget*; the widget itself stays."""
        if widget in self._widgets:
            self._widgets.remove(widget)
            widget.removeEventFilter(self)
            self.place()

    def clear(self) -> None:
        """Removes every widget, and the widgets themselves."""
        gone, self._widgets = self._widgets, []
        for widget in gone:
            widget.removeEventFilter(self)
            widget.hide()
            widget.deleteLater()
        self.place()

    def count(self) -> int:
        """How many widgets there are."""
        return len(self._widgets)

    def one_line(self) -> QSize:
        """The room that everything on one line takes."""
        sizes = [widget.sizeHint() for widget in self._widgets if not _taken_out(widget)]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def place(self) -> None:
        """Puts every widget in its place."""
        height = self._set_lines(self._host.width())
        shown = [widget for widget in self._widgets if not _taken_out(widget)]
        widest = max((widget.minimumSizeHint().width() for widget in shown), default=0)
        if self._host.minimumWidth() != widest:
            self._host.setMinimumWidth(widest)
        if self._host.minimumHeight() != height or self._host.maximumHeight() != height:
            self._host.setFixedHeight(height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the host or one of its widgets changed."""
        changes = _CHANGES if watched is self._host else _CHILD_CHANGES
        if event.type() in changes:
            self.place()
        return False

    def _set_lines(self, width: int) -> int:
        """Puts everything on lines of *width*; how high they are together."""
        left = top = 0
        line: list[tuple[QWidget, QSize]] = []
        for widget in self._widgets:
            if _taken_out(widget):
                continue
            hint = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            wide = min(hint.width(), max(width, widget.minimumSizeHint().width()))
            if left > 0 and left + wide > width:
                top += self._set_line(line, top, width) + self._spacing
                left, line = 0, []
            high = widget.heightForWidth(wide) if widget.hasHeightForWidth() else hint.height()
            line.append((widget, QSize(wide, high)))
            left += wide + self._spacing
        return top + self._set_line(line, top, width)

    def _set_line(self, line: list[tuple[QWidget, QSize]], top: int, width: int) -> int:
        """Puts one line in its place; how high it is."""
        height = max((size.height() for _widget, size in line), default=0)
        used = sum(size.width() + self._spacing for _widget, size in line) - self._spacing
        left = max(0, width - used) if self._at_end else 0
        for widget, size in line:
            above = 0 if self._by_top else (height - size.height()) // 2
            widget.setGeometry(left, top + above, size.width(), size.height())
            left += size.width() + self._spacing
        return height


def _taken_out(widget: QWidget) -> bool:
    """Whether somebody hid it. One that was never shown is hidden too, as long as its window is."""
    if not widget.isHidden():
        return False
    from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
