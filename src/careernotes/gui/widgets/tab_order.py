"""Tab goes where the eye goes, also to rows filled in long after what stands below them was made."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QLayout, QScrollArea, QStackedLayout, QWidget

_IN_ORDER = (QBoxLayout, QFormLayout, QStackedLayout)


def move_as_read(root: QWidget, focused: QWidget | None, *, onwards: bool) -> bool:
    """Puts the keyboard on what is read after (or before) *focused* below *root*; whether it did.

    Qt itself goes through widgets in the order in which they were made.
    """
    stops = [each for each in _stops(root) if each.isEnabled()]
    if focused not in stops or len(stops) < 2:
        return False
    at = stops.index(focused) + (1 if onwards else -1)
    reason = Qt.FocusReason.TabFocusReason if onwards else Qt.FocusReason.BacktabFocusReason
    stops[at % len(stops)].setFocus(reason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in *widget* and in what it shows, as it is read."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for child in _parts(widget):
        if not child.isHidden() and not child.isWindow():
            yield from _stops(child)


def _parts(widget: QWidget) -> Sequence[QWidget]:
    """The children as they are read: as their layout has them, and without one from line to line."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        return [inside] if inside is not None else []
    layout = widget.layout()
    placed = list(_placed(layout)) if isinstance(layout, _IN_ORDER) else []
    children = [each for each in widget.children() if isinstance(each, QWidget)]
    known = set(placed)
    return [*placed, *_by_line([each for each in children if each not in known])]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _by_line(widgets: Sequence[QWidget]) -> list[QWidget]:
    """From above to below, and in one line from the left; one that begins above the middle is in the line."""
    lines: list[list[QWidget]] = []
    for each in sorted(widgets, key=lambda widget: widget.y()):
        if lines and each.y() < lines[-1][0].geometry().center().y():
            lines[-1].append(each)
        else:
            lines.append([each])
    return [each for line in lines for each in sorted(line, key=lambda widget: widget.x())]
