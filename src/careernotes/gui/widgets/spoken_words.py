"""Eight words to read to somebody, numbered as on the printed sheet; and a way to compare them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

# As wide as the longest word, and as many beside each other as on paper.
_LETTERS, _ACROSS = 15, 4


class SpokenWords(QWidget):
    """The words in columns, with what they stand for above."""

    def __init__(self, parent: QWidget, *, name: str = "") -> None:
        super().__init__(parent)
        self.words = ""
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        if name:
            column.addWidget(label(name, self, role="strong"))
        self._host = QWidget(self)
        self._flow = FlowLayout(self._host, spacing=GRID)
        column.addWidget(self._host)

    def show_words(self, words: str) -> None:
        """Shows these words."""
        self.words = words
        # Read out as one sentence, not as eight labels.
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        self._flow.clear()
        for number, word in enumerate(words.split(), start=1):
            each = label(f"{number}  {word}", self._host, role="lead", wrap=False)
            wide = _LETTERS * each.fontMetrics().averageCharWidth()
            each.setMinimumWidth(wide)
            self._host.setMaximumWidth(_ACROSS * (wide + GRID))
            self._flow.addWidget(each)


class CompareField(QWidget):
    """Words typed from paper or heard by phone, and whether they are the same.

    Signals:
        typed: the words, to be compared.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget, *, name: str, hint: str = "") -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.field = LineField(self, name=name, hint=hint)
        self.go = button(_("Compare"), self)
        self.field.row.addWidget(self.go)
        self.verdict = Banner(self)
        for each in (self.field, self.verdict):
            column.addWidget(each)
        self.go.clicked.connect(self._on_go)
        self.field.returned.connect(self._on_go)

    def forget(self) -> None:
        """Nothing is typed and nothing said."""
        self.field.set_text("")
        self.field.show_problem("")
        self.verdict.clear()

    def show_same(self, text: str) -> None:
        """Says that they are the same."""
        self.field.set_text("")
        self.verdict.show_info(text)

    def show_different(self, text: str) -> None:
        """Says that they are not; the words stay, to be put right."""
        self.verdict.show_error(text)
        self.field.edit.selectAll()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        self.verdict.clear()
        if self.field.text():
            self.field.show_problem("")
            self.typed.emit(self.field.text())
        else:
            self.field.show_problem(_("Type the words first."))
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
