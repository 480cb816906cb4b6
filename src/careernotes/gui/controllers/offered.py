"""Which commands can do something on the page shown now."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from careernotes.gui.actions import SEARCH_PERSON, Command
from careernotes.gui.controllers.shell_face import ShellFace


def offered(shell: ShellFace, command: Command) -> bool:
    """Whether the command can do something on the page shown now."""
    if command.pages and page_key(shell, command) is not None:
        return True
    navigator = shell.navigator
    if command.about:
        someone = navigator is not None and (bool(navigator.about) or command is SEARCH_PERSON)
        return someone and navigator is not None and navigator.name != command.screen
    return not command.pages


def page_key(shell: ShellFace, command: Command) -> QShortcut | None:
    """The key of the page shown that does this, when it can be pressed now."""
    navigator = shell.navigator
    if navigator is None or navigator.current is None or navigator.name not in command.pages:
        return None
    wanted = QKeySequence(command.shortcut)
    for key in navigator.current.view.findChildren(QShortcut):
        owner = key.parent()
        shown = isinstance(owner, QWidget) and owner.isVisible() and owner.isEnabled()
        if shown and key.key() == wanted and key.isEnabled():
            return key
    return None
