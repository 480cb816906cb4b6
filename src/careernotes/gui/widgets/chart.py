"""Paints a finished drawing of the report: the same shapes as on paper, in the colours of the screen."""

from math import inf

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from careernotes.gui.theme.chart_colors import chart_colors
from careernotes.gui.theme.tokens import tokens_of
from careernotes.report.palette import Role
from careernotes.report.shapes import Anchor, Drawing, Line, Rect, Text


class Chart(QWidget):
    """One drawing, scaled to the width it gets, but not beyond *most* times its own size.

    Its words are the widget's name and description; beside it stands a table with the same figures, because a
    screen reader cannot walk through a painting.
    """

    def __init__(self, parent: QWidget, drawing: Drawing, *, most: float = inf) -> None:
        super().__init__(parent)
        self._drawing, self._most = drawing, most
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_drawing(drawing)

    def show_drawing(self, drawing: Drawing) -> None:
        """Paints another drawing."""
        self._drawing = drawing
        self.setAccessibleName(drawing.title)
        self.setAccessibleDescription(drawing.description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: one pixel for each point of the drawing."""
        return QSize(round(self._drawing.width), round(self._drawing.height))

    def heightForWidth(self, width: int) -> int:
        """Qt: in proportion."""
        return round(self._drawing.height * self._scale(width))

    def _scale(self, width: int) -> float:
        return min(width / self._drawing.width, self._most)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paints the shapes from back to front."""
        del event
        roles = chart_colors(tokens_of(self.palette()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        for shape in self._drawing.shapes:
            match shape:
                case Rect():
                    _paint_rect(painter, shape, roles)
                case Line():
                    painter.setPen(QPen(QColor(roles[shape.role]), shape.thickness))
                    painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
                case Text():
                    _paint_text(painter, shape, roles, self.font())
        painter.end()


def _paint_rect(painter: QPainter, shape: Rect, roles: dict[Role, str]) -> None:
    color = QColor(roles[shape.role])
    if shape.hatched:
        painter.setPen(QPen(color, 0.75, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(color, Qt.BrushStyle.BDiagPattern))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(color))
    painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius, shape.radius)


def _paint_text(painter: QPainter, shape: Text, roles: dict[Role, str], base: QFont) -> None:
    font = QFont(base)
    font.setPixelSize(max(1, round(shape.size)))
    font.setWeight(QFont.Weight.DemiBold if shape.strong else QFont.Weight.Normal)
    width = QFontMetricsF(font).horizontalAdvance(shape.text)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    painter.setFont(font)
    painter.setPen(QColor(roles[shape.role]))
    painter.drawText(QPointF(shape.x - shift, shape.y), shape.text)
