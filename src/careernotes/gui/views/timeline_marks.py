"""The strip above a timeline: one bar a month, as high as there were sessions, with the words for it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from careernotes.gui.theme.tokens import tokens_of
from careernotes.i18n import ngettext

_HEIGHT, _GAP, _WIDEST, _MOST_MONTHS = 34, 3, 18, 24


class MonthStrip(QWidget):
    """How often two people met, month by month. A screen reader hears it as words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._months: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def months(self) -> tuple[tuple[str, int], ...]:
        """Each month shown, with its sessions, oldest first."""
        return self._months

    def show_months(self, months: Sequence[tuple[str, int]]) -> None:
        """Shows the sessions of each month, oldest first."""
        self._months = tuple(months)[-_MOST_MONTHS:]
        said = [
            f"{name}: {ngettext('{count} session', '{count} sessions', count).format(count=count)}"
            for name, count in self._months
            if count
        ]
        self.setAccessibleName(", ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a low strip."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the bars; a month without a session keeps a dot, so that a gap has a shape too."""
        if not self._months:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.color("card"))
        width = min(_WIDEST, self.width() / len(self._months))
        highest = max(count for _name, count in self._months)
        for number, (_name, count) in enumerate(self._months):
            height = 3.0 if not count else 8 + (_HEIGHT - 12) * count / max(highest, 1)
            painter.setBrush(tokens.color("accent" if count else "control_line"))
            box = QRectF(number * width, _HEIGHT - height, width - _GAP, height)
            painter.drawRoundedRect(box, 2, 2)
        painter.end()
