"""The two layers of a note side by side: the record, and the mentor's own working notes."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.session_names import NameHints, RoleBar
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.i18n import _

_MARKS = ("/t ", "/n ", "/g ")
_LETTERS = 72
_SNIPPET = re.compile(r"(?<!\S);([^\W_]+)$")


class MarkedEditor(NoteEditor):
    """An editor in which a line with a mark becomes an action, a goal or "next time" when Enter ends it.

    Signals:
        theme_asked: "#" at the beginning of a word.
        mark_typed: the whole line.
        role_asked: a role in place of a name.
    """

    theme_asked = Signal()
    mark_typed = Signal(str)
    role_asked = Signal()
    snippets: Mapping[str, str] = MappingProxyType({})
    """What a short word behind a semicolon stands for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the few keys that mean more here."""
        ends = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if ends and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.role_asked.emit()
        elif event.text() == "#" and self._at_word_start():
            self.theme_asked.emit()
        elif (ends and not event.modifiers() and self._take_mark()) or self._expand(event.text()):
            pass
        else:
            super().keyPressEvent(event)

    def _at_word_start(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return not before or before[-1].isspace()

    def _expand(self, typed: str) -> bool:
        """A blank behind ";ag" writes what it stands for, in one step of undo."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        short = _SNIPPET.search(before)
        text = self.snippets.get(short[1].casefold(), "") if short is not None else ""
        if typed != " " or short is None or not text or cursor.hasSelection():
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(short[0]))
        cursor.insertText(f"{text.rstrip()} ")
        self.setTextCursor(cursor)
        return True

    def _take_mark(self) -> bool:
        """Takes the present line out of the text when it is a mark; undo brings it back."""
        cursor = self.textCursor()
        line = cursor.block().text().strip()
        if not line.casefold().startswith(_MARKS) or cursor.hasSelection():
            return False
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.mark_typed.emit(line)
        return True


class NotesPane(QWidget):
    """Both editors.

    Signals:
        edited: one of the texts changed.
        left: the keyboard left one of them.
        theme_asked: "#" was typed.
        mark_typed: a line with a mark.
        role_asked: a role in place of a name near the cursor.
    """

    edited = Signal()
    left = Signal()
    theme_asked = Signal()
    mark_typed = Signal(str)
    role_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.row = FoldingRow(self, spacing=2 * GRID - 4, letters=_LETTERS)
        self.record = self._editor(
            _("Record"),
            _("the mentee may read it"),
            _("What did you talk about? Short and factual."),
            rows=8,
            share=3,
        )
        self.working = self._editor(
            _("Working notes"),
            _("only yours"),
            _("What you want to think about. Goes sooner than the record."),
            rows=4,
            share=2,
        )
        self._last = self.record
        self._hints: list[NameHints] = []
        column.addWidget(self.row, 1)
        self.roles = RoleBar(self)
        column.addWidget(self.roles)
        marks = _("# theme   /t action   /n next time   /g goal   ;ag snippet   Ctrl+Shift+W other layer")
        column.addWidget(label(marks, self, role="muted"))

    def switch(self) -> None:
        """Goes to the other layer."""
        (self.working if self.record.hasFocus() else self.record).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_last(self) -> None:
        """Goes back to the text that was being written."""
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def editor(self) -> MarkedEditor:
        """The text that is being written, or was last."""
        return next((each for each in (self.record, self.working) if each.hasFocus()), self._last)

    def watch_names(self, find: Callable[[str], Sequence[tuple[int, int, str]]]) -> None:
        """Underlines softly what *find* finds in a text: its start, its end and the name."""
        self._hints = [NameHints(each.document(), find) for each in (self.record, self.working)]

    def look_again(self) -> None:
        """Underlines anew: other words than before are names."""
        for hints in self._hints:
            hints.rehighlight()

    def set_snippets(self, snippets: Mapping[str, str]) -> None:
        """What short words behind a semicolon stand for."""
        self.record.snippets = self.working.snippets = snippets

    def set_texts(self, *, record: str, working: str) -> None:
        """Shows both texts, the cursor at the end of each."""
        for editor, text in ((self.record, record), (self.working, working)):
            if editor.text() != text:
                editor.set_text(text)
                editor.moveCursor(QTextCursor.MoveOperation.End)

    def _editor(self, title: str, remark: str, hint: str, *, rows: int, share: int) -> MarkedEditor:
        card = Card(self.row, title=title, remark=remark)
        editor = MarkedEditor(card, name=title, rows=rows, hint=hint, bare=True)
        editor.edited.connect(self.edited)
        editor.left.connect(self._on_left)
        editor.theme_asked.connect(self.theme_asked)
        editor.mark_typed.connect(self.mark_typed)
        editor.role_asked.connect(self.role_asked)
        card.add(editor, 1)
        self.row.add(card, share)
        return editor

    def _on_left(self) -> None:
        editor = self.sender()
        if isinstance(editor, MarkedEditor):
            self._last = editor
        self.left.emit()
