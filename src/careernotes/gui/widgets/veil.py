"""Covers words about people in privacy view, until somebody points at them or comes there by keyboard.

Where a page by itself puts the keyboard when it opens, nobody has come yet: there the first key counts.

What covers them is the same whatever they say: a picture of it cannot be made sharp again.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QGraphicsEffect, QLineEdit, QWidget

from careernotes.gui.privacy import is_private
from careernotes.gui.theme.tokens import Tokens, tokens_of

_RADIUS = 4.0
_COMES = frozenset({QEvent.Type.Enter, QEvent.Type.FocusIn})
_GOES = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})
# The keyboard came here without anybody's doing: the page opened, or its window came to the front.
_BY_ITSELF = frozenset({Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
# On their own these are the beginning of a shortcut, perhaps of the one that covers everything.
_HELD = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})


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
        paint_veil(painter, covered.rect(), tokens_of(covered.palette()))


class PaintedVeil(QObject):
    """What a widget that paints its own words asks: whether those about people are covered now."""

    def __init__(self, where: QWidget) -> None:
        super().__init__(where)
        self._where, self._covered = where, True

    def isEnabled(self) -> bool:
        """Whether the words are covered; said as Qt says it of an effect."""
        return self._covered

    def setEnabled(self, covered: bool, /) -> None:  # noqa: FBT001  as Qt says it of an effect
        """Covers them or not."""
        self._covered = covered
        self._where.update()


def paint_veil(painter: QPainter, box: QRect, tokens: Tokens) -> None:
    """Paints a plain hatched box."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.color("hover"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setBrush(QBrush(tokens.color("line"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.restore()


class _Lifter(QObject):
    """Lifts the veils while the mouse or the keyboard is there."""

    def __init__(self, where: QWidget, veils: Sequence[_Veil | PaintedVeil]) -> None:
        super().__init__(where)
        self._where, self._veils = where, veils
        where.installEventFilter(self)
        self._here = False
        self._cover(covered=not where.underMouse())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: somebody comes or goes."""
        del watched
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if kind is QEvent.Type.KeyPress and event.key() not in _HELD:
                self._come_by_keyboard()
        elif kind in _COMES:
            if kind is QEvent.Type.Enter:
                self._cover(covered=False)
            elif not (isinstance(event, QFocusEvent) and event.reason() in _BY_ITSELF):
                self._come_by_keyboard()
        elif kind in _GOES:
            self._go(left=kind is QEvent.Type.Leave)
        return False

    def _come_by_keyboard(self) -> None:
        self._here = True
        self._cover(covered=False)

    def _go(self, *, left: bool) -> None:
        """The mouse *left*, or else the keyboard; the other one may still be there."""
        self._here = self._here and left
        self._cover(covered=not (self._here if left else self._where.underMouse()))

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


def cover_painted(where: QWidget) -> PaintedVeil | None:
    """In privacy view, whether what *where* paints of people is covered: until somebody is there."""
    if not is_private():
        return None
    veil = PaintedVeil(where)
    _Lifter(where, [veil])
    return veil


def is_covered(widget: QWidget) -> bool:
    """Whether *widget*, or what it stands in, is covered now."""
    at: QWidget | None = widget
    while at is not None:
        effect = at.graphicsEffect()
        if isinstance(effect, _Veil) and effect.isEnabled():
            return True
        painted = at.findChild(PaintedVeil, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(painted, PaintedVeil) and painted.isEnabled():
            return True
        at = at.parentWidget()
    return False
