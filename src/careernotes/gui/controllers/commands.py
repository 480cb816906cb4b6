"""What the shortcuts and the rail of the window do."""

from careernotes.gui.actions import BACK, LOCK, Command
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.screens import WITHOUT_VAULT


def carry_out(shell: ShellFace, command: Command) -> None:
    """Does what was asked, as far as it can be done with or without an open vault."""
    navigator = shell.navigator
    if command is LOCK:
        shell.ask_lock()
    elif command is BACK:
        if navigator is not None:
            navigator.back()
    elif shell.desk is None:
        if command.screen in WITHOUT_VAULT and (navigator is None or navigator.name != command.screen):
            shell.visit(command.screen)
    elif navigator is not None:
        navigator.go(command.screen)
