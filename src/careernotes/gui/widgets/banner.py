"""A banner: a word for how serious it is, and a sentence or three."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from careernotes.gui.widgets.flow_row import FlowRow
from careernotes.gui.widgets.labels import label, restyle
from careernotes.i18n import _, noop

_WORDS = {"info": noop("Good to know"), "warning": noop("Careful"), "error": noop("This did not work")}
_TO_DO = noop("Still to do")
# Between the words and the buttons, and how many letters at least a line of the words has beside them.
_BESIDE, _LETTERS = 12, 42


class Banner(QFrame):
    """A message in its place, never a dialog. Hidden until something is said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        outer = self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        outer.setContentsMargins(13, 8, 13, 8)
        self._row: FlowRow | None = None
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

    def show_to_do(self, text: str) -> None:
        """Says, calmly, what is still missing: nothing went wrong."""
        self._say("info", text, word=_TO_DO)

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
        """Puts a button at the right end; below the words where it would leave them too little room."""
        if self._row is None:
            self._row = FlowRow(self)
            self._outer.addWidget(self._row)
        self._row.add(widget)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or less room."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Qt: a button came, went, or has other words."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def _fold(self) -> None:
        if self._row is None:
            return
        wide = self._row.sizeHint().width()
        apart = _BESIDE if wide else 0
        if apart != self._outer.spacing():
            # Set to what it is, it would ask for a new layout again, and again.
            self._outer.setSpacing(apart)
        left = self.width() - wide
        below = wide > left or left < _LETTERS * self.fontMetrics().averageCharWidth()
        wanted = QBoxLayout.Direction.TopToBottom if wide and below else QBoxLayout.Direction.LeftToRight
        if wanted is not self._outer.direction():
            self._outer.setDirection(wanted)
            self.updateGeometry()

    def _say(self, kind: str, text: str, *, word: str = "") -> None:
        restyle(self, "banner", kind)
        word = _(word or _WORDS[kind])
        self._word.setText(word)
        self._text.setText(text)
        self.setAccessibleName(f"{word}: {text}")
        for each in (self._word, self._text):
            each.style().polish(each)
        self.setVisible(True)
