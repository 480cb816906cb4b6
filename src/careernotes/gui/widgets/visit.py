"""What one visit to a page stands in, and what a page sends itself when it was filled."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

# Each widget asks for its look, then each layout for its places, and what moved to be painted again.
_OWN_EVENTS = tuple(
    kind.value for kind in (QEvent.Type.PolishRequest, QEvent.Type.LayoutRequest, QEvent.Type.UpdateLater)
)


class VisitPlace(QWidget):
    """It goes as it came: *unwatched*, because all that is in it sends something when it ends."""

    def __init__(self, host: QWidget, unwatched: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__(host)
        self._unwatched = unwatched

    def event(self, event: QEvent) -> bool:
        """Qt: its end, with all that is in it."""
        if event.type() != QEvent.Type.DeferredDelete:
            return super().event(event)
        with self._unwatched():
            return super().event(event)


def settle() -> None:
    """Sends what a page that was filled has for itself so far: now, while nobody looks at its events."""
    for kind in _OWN_EVENTS:
        QCoreApplication.sendPostedEvents(None, kind)
