"""Labels that wrap, never read text as markup, and are named by what they are."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from careernotes.gui.widgets.by_name import set_by_name


class WrappedLabel(QLabel):
    """A paragraph: its height follows from the width it gets, not from the narrowest width possible."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Qt: a few letters wide, one line high."""
        metrics = self.fontMetrics()
        return QSize(6 * metrics.averageCharWidth(), metrics.height())


def label(text: str, parent: QWidget, *, role: str = "body", wrap: bool = True) -> QLabel:
    """A label. *role* is body, title, lead, card_title, strong, muted, problem or mono."""
    made = WrappedLabel(text, parent) if wrap else QLabel(text, parent)
    set_by_name(made, "textFormat", "PlainText")
    made.setProperty("role", role)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the stylesheet looks at, and lets the change show."""
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
