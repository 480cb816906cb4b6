"""A banner: a word for how serious it is, and a sentence or three."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from careernotes.gui.widgets.labels import label, restyle
from careernotes.i18n import _, noop

_WORDS = {"info": noop("Good to know"), "warning": noop("Careful"), "error": noop("This did not work")}


class Banner(QFrame):
    """A message in its place, never a dialog. Hidden until something is said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(13, 8, 13, 8)
        outer.setSpacing(12)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(2)
        self._word = label("", self, role="strong")
        self._text = label("", self)
        self._texts.addWidget(self._word)
        self._texts.addWidget(self._text)
        outer.addLayout(self._texts, 1)
        self.setVisible(False)

    @property
    def text(self) -> str:
        """What the banner says now."""
        return self._text.text() if not self.isHidden() else ""

    def show_info(self, text: str) -> None:
        """Says something calm."""
        self._say("info", text)

    def show_warning(self, text: str) -> None:
        """Says something to mind."""
        self._say("warning", text)

    def show_error(self, text: str) -> None:
        """Says what did not work: what happened, what is safe, what to do."""
        self._say("error", text)

    def clear(self) -> None:
        """Says nothing and takes no room."""
        self._text.setText("")
        self.setVisible(False)

    def add_action(self, widget: QWidget) -> None:
        """Puts a button at the right end."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _say(self, kind: str, text: str) -> None:
        restyle(self, "banner", kind)
        word = _(_WORDS[kind])
        self._word.setText(word)
        self._text.setText(text)
        self.setAccessibleName(f"{word}: {text}")
        for each in (self._word, self._text):
            each.style().polish(each)
        self.setVisible(True)
