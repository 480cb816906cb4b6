"""Every word of ours two fifths longer, as in a language nobody has translated yet, and what is cut by it."""

import gettext
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from careernotes import i18n
from careernotes.gui.views.people_rows import RowButton

MORE = 0.4
_WORD = re.compile(r"\{[^}]*\}|[^\W\d_]{2,}")
_ROUNDING = 2


def longer(text: str) -> str:
    """Each word grown by two fifths; places to fill in stay as they are."""

    def grown(found: re.Match[str]) -> str:
        word = found.group()
        return word if word.startswith("{") else word + word[: math.ceil(len(word) * MORE)].lower()

    return _WORD.sub(grown, text)


class Longer(gettext.NullTranslations):
    """A catalogue in which everything is longer."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


@contextmanager
def longer_words() -> Iterator[None]:
    """Speaks longer words, live, until the end of the block."""
    before = i18n._InForce.catalogue
    i18n._InForce.catalogue = Longer()
    try:
        yield
    finally:
        i18n._InForce.catalogue = before


def cut(window: QWidget) -> list[str]:
    """What stands in less room than its words need, or beyond the edge of what it lies in."""
    found = []
    for each in window.findChildren(QWidget):
        if isinstance(each, QLabel | QAbstractButton) and each.isVisible() and each.text():
            why = _squeezed(each) or _beyond(each)
            if why:
                found.append(f"{type(each).__name__} {each.text()[:40]!r}: {why}")
    return found


def _squeezed(each: QLabel | QAbstractButton) -> str:
    if isinstance(each, RowButton):
        return _squeezed_on_row(each)
    if isinstance(each, QLabel) and each.wordWrap():
        needed = each.heightForWidth(each.width())
        return f"{each.height()} high, needs {needed}" if needed > each.height() + _ROUNDING else ""
    needed = each.minimumSizeHint().width()
    if needed > each.width() + _ROUNDING:
        return f"{each.width()} wide, needs {needed}"
    needed = each.minimumSizeHint().height()
    return f"{each.height()} high, needs {needed}" if needed > each.height() + _ROUNDING else ""


def _squeezed_on_row(row: RowButton) -> str:
    """A row paints its words itself: each needs its room inside of it."""
    needed = row.heightForWidth(row.width())
    if needed > row.height() + _ROUNDING:
        return f"{row.height()} high, needs {needed}"
    inside = row.rect().adjusted(0, 0, _ROUNDING, _ROUNDING)
    for words, box in row.places:
        needed = words.high(box.width())
        if not inside.contains(box) or needed > box.height() + _ROUNDING or words.least > box.width():
            return f"{words.text[:40]!r} at {box} in {row.size()}"
    return ""


def _beyond(each: QWidget) -> str:
    """Sideways only: down there is scrolling."""
    inner: QWidget = each
    while (outer := inner.parentWidget()) is not None and not inner.isWindow():
        place = QRect(each.mapTo(outer, QPoint(0, 0)), each.size())
        if place.left() < -_ROUNDING or place.right() > outer.width() + _ROUNDING:
            area = outer.parentWidget()
            bar = area.horizontalScrollBar() if isinstance(area, QScrollArea) else None
            if bar is None or bar.maximum() == 0:
                return f"{place.left()}..{place.right()} in {outer.width()} of {type(outer).__name__}"
            return ""
        inner = outer
    return ""
