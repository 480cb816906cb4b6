"""A page that is filled is laid out once, when all of it is there."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid

_TO_BE_SHOWN = int(QEvent.Type.MetaCall.value)


@contextmanager
def laid_out_once(page: QWidget) -> Iterator[None]:
    """Whatever is added to *page* or shown in it meanwhile gets its place afterwards, all together.

    Qt lays out everything around a widget each time one is shown: of a list of thirty lines thirty times.
    """
    if not (isValid(page) and page.isVisible()):
        yield
        return
    held, size = _hold(page), page.size()
    try:
        yield
    finally:
        if isValid(page):
            held += _hold(page)
            _show_what_is_new(page)
        for own in held:
            if isValid(own):
                own.setEnabled(True)
        if isValid(page) and page.size() != size:
            _fit_again(page)


def _fit_again(page: QWidget) -> None:
    """A message that came above it meanwhile took some of its room; a layout that is held hears nothing."""
    own: QLayout | None = page.layout()
    if own is not None:
        own.invalidate()


def _hold(page: QWidget) -> list[QLayout]:
    """Lets no layout in *page* find places, and answers with those that were not held before."""
    found = [each for each in page.findChildren(QLayout) if each.isEnabled()]
    for own in found:
        own.setEnabled(False)
    return found


def _show_what_is_new(page: QWidget) -> None:
    """A layout lets its new widgets be shown a moment later, each by itself; here it is now."""
    for each in page.findChildren(QWidget):
        if each.isHidden() and not each.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            QCoreApplication.sendPostedEvents(each, _TO_BE_SHOWN)
