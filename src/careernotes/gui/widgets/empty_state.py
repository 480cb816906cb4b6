"""What a screen says when there is nothing to show: why, and what would put something there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button, print_keys
from careernotes.gui.widgets.labels import label


class EmptyState(QFrame):
    """A friendly sentence in the middle of a card, with at most one button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self, parent: QWidget, *, title: str, text: str, action: str = "", printed: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 4 * GRID, 3 * GRID, 4 * GRID)
        layout.setSpacing(GRID)
        layout.addStretch(1)
        for words, role in ((title, "lead"), (text, "muted")):
            line = label(words, self, role=role)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(line)
        if action:
            act = button(action, self, kind="primary")
            if printed:
                # The window listens for it.
                print_keys(act, printed)
            act.clicked.connect(self.acted)
            self.setFocusProxy(act)
            layout.addSpacing(GRID)
            layout.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
