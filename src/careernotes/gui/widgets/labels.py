"""Labels that wrap, never read text as markup, and are named by what they are."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from careernotes.gui.widgets.by_name import set_by_name

# While a window is drawn wider each width is asked for once.
_WIDTHS_KEPT = 32
# The width of a label that was just made.
_UNPLACED = 100


class WrappedLabel(QLabel):
    """A paragraph: its height follows from the width it gets, not from the narrowest width possible."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[tuple[int, str], int] = {}

    def heightForWidth(self, width: int) -> int:
        """Qt: asked many times while a page finds its places, and each time Qt would set every line anew."""
        asked = width, self.text()
        if asked not in self._heights:
            if len(self._heights) >= _WIDTHS_KEPT:
                self._heights.clear()
            self._heights[asked] = super().heightForWidth(width)
        return self._heights[asked]

    def setContentsMargins(  # type: ignore[override]  # Qt takes QMargins too; nobody here gives any
        self, left: int, top: int, right: int, bottom: int
    ) -> None:
        """Qt: room around the words; other heights."""
        if self.width() <= left + right:
            # Qt drops margins that leave no room for words, and a label nobody has placed yet is small.
            self.resize(left + right + _UNPLACED, self.height())
        super().setContentsMargins(left, top, right, bottom)
        self._heights.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other letters, other heights."""
        super().changeEvent(event)
        self._heights.clear()

    def minimumSizeHint(self) -> QSize:
        """Qt: a few letters wide, one line high, and the room around them."""
        metrics, around = self.fontMetrics(), self.contentsMargins()
        letters = 6 * metrics.averageCharWidth()
        return QSize(
            letters + around.left() + around.right(), metrics.height() + around.top() + around.bottom()
        )


class PaintedBeside(WrappedLabel):
    """Words with room beside them for what their label paints; with other letters it needs other room."""

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._make_room()

    def _make_room(self) -> None:
        """Sets the margins that what is painted needs."""
        raise NotImplementedError


class FoldingLabel(QLabel):
    """A few words: on one line where there is room, on more where there is not."""

    def __init__(self, text: str, parent: QWidget, *, role: str) -> None:
        super().__init__(text, parent)
        set_by_name(self, "textFormat", "PlainText")
        self.setProperty("role", role)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Qt: one line."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: the longest word."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2, metrics.height())


def label(text: str, parent: QWidget, *, role: str = "body", wrap: bool = True) -> QLabel:
    """A label. *role* is body, title, lead, card_title, strong, muted, problem or mono."""
    made = WrappedLabel(text, parent) if wrap else QLabel(text, parent)
    set_by_name(made, "textFormat", "PlainText")
    made.setProperty("role", role)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the stylesheet looks at, and lets the change show."""
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
