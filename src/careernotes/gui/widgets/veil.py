"""Covers words about people in privacy view, until somebody points at them or comes there by keyboard.

What covers them is the same whatever they say: a picture of it cannot be made sharp again.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QGraphicsEffect, QLineEdit, QWidget

from careernotes.gui.privacy import is_private
from careernotes.gui.theme.tokens import tokens_of

_RADIUS = 4.0
_COMES = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_GOES = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class _Veil(QGraphicsEffect):
    """Paints a plain hatched box over everything its widget would show."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered

    def draw(self, painter: QPainter) -> None:
        """Qt: instead of the widget."""
        covered = self._covered
        if isinstance(covered, QLineEdit) and not covered.text():
            self.drawSource(painter)
            return
        tokens = tokens_of(covered.palette())
        box = QRectF(covered.rect())
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("hover"))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setBrush(QBrush(tokens.color("line"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.restore()


class _Lifter(QObject):
    """Lifts the veils while the mouse or the keyboard is there."""

    def __init__(self, where: QWidget, veils: list[_Veil]) -> None:
        super().__init__(where)
        self._where, self._veils = where, veils
        where.installEventFilter(self)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: somebody comes or goes."""
        del watched
        if event.type() in _COMES:
            self._cover(covered=False)
        elif event.type() in _GOES:
            self._look(left=event.type() is QEvent.Type.Leave, blurred=event.type() is QEvent.Type.FocusOut)
        return False

    def _look(self, *, left: bool = False, blurred: bool = False) -> None:
        here = (self._where.underMouse() and not left) or (self._where.hasFocus() and not blurred)
        self._cover(covered=not here)

    def _cover(self, *, covered: bool) -> None:
        for veil in self._veils:
            veil.setEnabled(covered)


def cover(*words: QWidget, where: QWidget | None = None) -> None:
    """In privacy view, covers *words* until somebody is at *where*: by default the first of them itself.

    A label that cannot be reached by Tab can be from then on.
    """
    if not is_private() or not words:
        return
    at = where or words[0]
    if at.focusPolicy() is Qt.FocusPolicy.NoFocus:
        at.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    veils = []
    for each in words:
        veil = _Veil(each)
        each.setGraphicsEffect(veil)
        veils.append(veil)
    _Lifter(at, veils)


def is_covered(widget: QWidget) -> bool:
    """Whether *widget*, or what it stands in, is covered now."""
    at: QWidget | None = widget
    while at is not None:
        effect = at.graphicsEffect()
        if isinstance(effect, _Veil) and effect.isEnabled():
            return True
        at = at.parentWidget()
    return False
