"""A screen with a bug, for the tests of what survives one."""

from PySide6.QtWidgets import QWidget

from careernotes.gui.navigation import ScreenController, SessionContext


class BrokenController(ScreenController):
    """Raises as soon as it is shown."""

    title = "My growth"

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.view = QWidget(parent)

    def activated(self, **arguments: str) -> None:
        """Fails."""
        del arguments
        raise ZeroDivisionError
