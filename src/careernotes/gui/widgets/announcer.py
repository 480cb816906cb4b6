"""Says something to a screen reader without moving the keyboard."""

from PySide6.QtWidgets import QWidget


class Announcer:
    """Speaks through the window it was made for."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.last = ""

    def say(self, text: str) -> None:
        """Announces *text*; the last words stay readable for tests and for the status line."""
        self.last = text
        # 4 ms that the first window does not need.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  see above

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))
