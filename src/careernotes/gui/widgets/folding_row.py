"""Parts side by side that go below each other when there is not room for both."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class FoldingRow(QWidget):
    """Folds when narrower than *letters* average letters, or (without) than its parts wish together.

    From *very_wide* letters on, parts may have another share of the room.

    Signals:
        widened: it became very wide, or no longer is.
    """

    widened = Signal(bool)

    def __init__(self, parent: QWidget, *, spacing: int, letters: int = 0, very_wide: int = 0) -> None:
        super().__init__(parent)
        self._letters, self._very_wide, self._is_wide = letters, very_wide, False
        self._parts: list[tuple[QWidget, int]] = []
        self._wide: dict[QWidget, int] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def folded(self) -> bool:
        """Whether the parts stand below each other now."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def add(self, part: QWidget, stretch: int = 0, *, wide: int = 0) -> None:
        """Adds a part at the right, or at the bottom when folded; *wide* is its share in a very wide row."""
        self._parts.append((part, stretch))
        self._wide[part] = wide or stretch
        self._box.addWidget(part, stretch)

    def add_as_wide(self, part: QWidget, stretch: int = 0) -> None:
        """Adds a part that is never wider than it wishes."""
        self.add(part, stretch)
        self._box.setAlignment(part, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def refold(self) -> None:
        """Looks again whether the parts fit side by side: their words changed."""
        letter = self.fontMetrics().averageCharWidth()
        wanted = self._letters * letter if self._letters else self._side_by_side()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        direction = down if self.width() < wanted else across
        is_wide = bool(self._very_wide) and self.width() >= self._very_wide * letter
        if (direction, is_wide) != (self._box.direction(), self._is_wide):
            turned, self._is_wide = is_wide is not self._is_wide, is_wide
            self._box.setDirection(direction)
            last = self._parts[-1][0] if self._parts else None
            for part, stretch in self._parts:
                share = self._wide[part] if is_wide else stretch
                # Below each other, room that is left over is at the bottom and not between them.
                self._box.setStretchFactor(part, int(part is last) if direction is down else share)
            self.updateGeometry()
            if turned:
                self.widened.emit(is_wide)

    def sizeHint(self) -> QSize:
        """Qt: the room for its parts side by side, also while folded; else it would stay folded for ever."""
        hint = super().sizeHint()
        return hint if self._letters else QSize(max(hint.width(), self._side_by_side()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Qt: no wider than the widest part."""
        hint = super().minimumSizeHint()
        widest = max((part.minimumSizeHint().width() for part, _stretch in self._parts), default=0)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room."""
        super().resizeEvent(event)
        self.refold()

    def event(self, event: QEvent) -> bool:
        """Qt: a part changed its words, and with them its wish."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.refold()
        return done

    def _side_by_side(self) -> int:
        shown = [part for part, _stretch in self._parts if not part.isHidden()]
        return sum(part.sizeHint().width() + self._box.spacing() for part in shown)
