"""Paints a drawing of plain shapes on a PDF page."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from careernotes.report.fonts import REGULAR, SEMIBOLD
from careernotes.report.pdf_style import colour
from careernotes.report.shapes import Anchor, Drawing, Line, Rect, Shape, Text

_HATCH_STEP = 4.0


class Picture(Flowable):
    """A drawing as one piece of the flow."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing, self.width, self.height = drawing, drawing.width, drawing.height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its size, which does not depend on the room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint it; the page's origin is below, the drawing's above."""
        for shape in self.drawing.shapes:
            _paint(self.canv, shape, self.height)


def _paint(canvas: Canvas, shape: Shape, height: float) -> None:
    match shape:
        case Rect(hatched=True):
            _hatched(canvas, shape, height)
        case Rect():
            canvas.setFillColor(colour(shape.role))
            radius = min(shape.radius, shape.width / 2, shape.height / 2)
            canvas.roundRect(
                shape.x, height - shape.y - shape.height, shape.width, shape.height, radius, stroke=0, fill=1
            )
        case Line():
            canvas.setStrokeColor(colour(shape.role))
            canvas.setLineWidth(shape.thickness)
            canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
        case Text():
            canvas.setFillColor(colour(shape.role))
            canvas.setFont(SEMIBOLD if shape.strong else REGULAR, shape.size)
            draw = {
                Anchor.START: canvas.drawString,
                Anchor.MIDDLE: canvas.drawCentredString,
                Anchor.END: canvas.drawRightString,
            }
            draw[shape.anchor](shape.x, height - shape.y, shape.text)


def _hatched(canvas: Canvas, shape: Rect, height: float) -> None:
    bottom = height - shape.y - shape.height
    canvas.saveState()
    canvas.setStrokeColor(colour(shape.role))
    path = canvas.beginPath()
    path.roundRect(shape.x, bottom, shape.width, shape.height, shape.radius)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.6)
    steps = int((shape.width + shape.height) / _HATCH_STEP) + 1
    for step in range(1, steps):
        start = shape.x - shape.height + step * _HATCH_STEP
        canvas.line(start, bottom, start + shape.height, bottom + shape.height)
    canvas.restoreState()
    canvas.saveState()
    canvas.setStrokeColor(colour(shape.role))
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 2)
    canvas.roundRect(shape.x, bottom, shape.width, shape.height, shape.radius, stroke=1, fill=0)
    canvas.restoreState()
