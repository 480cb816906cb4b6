"""A role in place of the name of somebody else, when the mentor wants it."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from careernotes.gui.views.session import SessionView
from careernotes.gui.views.session_editors import MarkedEditor
from careernotes.gui.views.session_names import LEAVE, ROLES
from careernotes.i18n import _
from careernotes.services.third_persons import Found, find_names, replacements


class SessionNames(QObject):
    """Watches both texts of one session. What the mentor lets stand is not remembered anywhere."""

    def __init__(self, view: SessionView, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._asked = view, ""
        self._known: set[str] = set()
        view.notes.edited.connect(self._on_edited)
        view.notes.role_asked.connect(self._on_asked)
        view.notes.roles.chosen.connect(self._on_chosen)

    def begin(self, nobody_else: Collection[str]) -> None:
        """Which words are no names of others here."""
        self._known = set(nobody_else)
        self._view.notes.watch_names(self._find)

    def leave(self) -> None:
        """Esc: the name stays, and the keyboard goes back to the text."""
        self._asked = ""
        # The keyboard first: hiding what has it would send it elsewhere.
        self._view.notes.focus_last()
        self._view.notes.roles.be_quiet()

    def _find(self, text: str) -> tuple[Found, ...]:
        return find_names(text, known=self._known)

    def _on_edited(self) -> None:
        notes = self._view.notes
        if notes.roles.asking:
            return
        cursor = notes.editor.textCursor()
        found = self._find(cursor.block().text())
        if found:
            notes.roles.hint(_nearest(found, cursor.positionInBlock()).text)
        else:
            notes.roles.be_quiet()

    def _on_asked(self) -> None:
        editor = self._view.notes.editor
        cursor = editor.textCursor()
        near = self._find(cursor.block().text())
        found = near or self._find(editor.text())
        if found:
            self._asked = _nearest(found, cursor.positionInBlock() if near else 0).text
            self._view.notes.roles.ask(self._asked)

    def _on_chosen(self, value: str) -> None:
        notes = self._view.notes
        if value == LEAVE:
            self._known |= {self._asked.casefold(), *self._asked.casefold().split()[:1]}
            notes.look_again()
        else:
            for editor in (notes.record, notes.working):
                _put(editor, self._asked, _(dict(ROLES)[value]))
        self.leave()


def _put(editor: MarkedEditor, name: str, role: str) -> None:
    changes = replacements(editor.text(), name, role)
    if changes:
        editor.put_instead(changes)


def _nearest(found: tuple[Found, ...], position: int) -> Found:
    """The last name before the cursor, or else the first behind it."""
    before = [each for each in found if each.start <= position]
    return before[-1] if before else found[0]
