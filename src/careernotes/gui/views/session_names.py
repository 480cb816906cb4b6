"""Names of other people in a note: softly underlined, and a row of roles to put in their place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.note_editor import in_qt
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _, noop

LEAVE = "leave"
ROLES = (
    ("manager", noop("the direct manager")),
    ("leader", noop("a senior leader")),
    ("colleague", noop("a colleague")),
    ("team", noop("somebody in the team")),
    ("hr", noop("somebody in HR")),
    ("close", noop("somebody close")),
)


class NameHints(QSyntaxHighlighter):
    """Underlines with dots what looks like a name, paragraph by paragraph; the text stays as it is."""

    def __init__(
        self, document: QTextDocument, find: Callable[[str], Sequence[tuple[int, int, str]]]
    ) -> None:
        super().__init__(document)
        self._find = find
        self._soft = QTextCharFormat()
        self._soft.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)

    def highlightBlock(self, text: str) -> None:
        """Qt: one paragraph."""
        # Qt counts some characters twice; asking for each place in every paragraph would cost too much.
        twice = any(char > "\uffff" for char in set(text))
        for start, end, _name in self._find(text):
            first, last = (in_qt(text[:start]), in_qt(text[:end])) if twice else (start, end)
            self.setFormat(first, last - first, self._soft)


class RoleBar(QWidget):
    """Says that a name may be replaced, and asks by which role.

    Signals:
        chosen: the role, or that the name stays.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.words = label("", self, role="muted")
        cover(self.words)
        roles = [(value, _(text)) for value, text in ROLES]
        self.chips = ChoiceChips(
            self, name=_("Put a role in its place"), choices=[*roles, (LEAVE, _("Leave it"))]
        )
        self.chips.chosen.connect(self.chosen)
        column.addWidget(self.words)
        column.addWidget(self.chips)
        self.be_quiet()

    @property
    def asking(self) -> bool:
        """Whether the roles are shown."""
        return not self.chips.isHidden()

    def hint(self, name: str) -> None:
        """Says that *name* is there."""
        self.words.setText(_("{name}: replace by a role? Alt+Enter").format(name=name))
        self.words.setVisible(True)

    def ask(self, name: str) -> None:
        """Asks for the role that stands for *name*."""
        asked = _("Put a role in place of {name}; a digit chooses, Esc leaves it.")
        self.words.setText(asked.format(name=name))
        self.words.setVisible(True)
        self.chips.set_value("")
        self.chips.setVisible(True)
        self.chips.focus_first()

    def be_quiet(self) -> None:
        """There is nothing to say."""
        self.chips.setVisible(False)
        self.words.setVisible(False)
