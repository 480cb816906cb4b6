"""What the shortcuts, menus, rail and palette of the window do."""

from functools import partial

from careernotes.gui import actions
from careernotes.gui.actions import Command
from careernotes.gui.controllers.laid_over import lay_over
from careernotes.gui.controllers.offered import page_key
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.screens import FIRST_RUN, UNLOCK, WITHOUT_VAULT
from careernotes.gui.theme.theme import LARGEST_TEXT, SMALLEST_TEXT
from careernotes.gui.theme.tokens import ThemeChoice, is_dark, tokens_of

_STEP = 10
_KEYS_CHAPTER = "last"


def carry_out(shell: ShellFace, command: Command) -> None:
    """Does what was asked, as far as it can be done with or without an open vault."""
    navigator = shell.navigator
    if command is actions.LOCK:
        shell.ask_lock()
    elif shell.window.covered:
        from careernotes.gui.controllers.closed_vault import LeftVault  # noqa: PLC0415  only while a vault is closed

        LeftVault.of(shell).help(command, **_part(shell, command))
    elif command is actions.BACK:
        _back(shell)
    elif command is actions.QUIT:
        shell.window.close()
    elif navigator is None and (shell.desk is not None or shell.entrances.holds_secrets):
        # The first run: what stands on its pages must not go, and help is never out of reach.
        lay_over(shell, command.screen, **_part(shell, command))
    elif shell.desk is None:
        if command.screen in WITHOUT_VAULT and (navigator is None or navigator.name != command.screen):
            shell.visit(command.screen, **_part(shell, command))
    elif command in _BY_A_KEEPER:
        _ask_keeper(shell, command)
    elif command in _LOOK:
        _change_look(shell, command)
    elif command is actions.PALETTE:
        from careernotes.gui.controllers.palette import PaletteKeeper  # noqa: PLC0415  when first asked for

        PaletteKeeper.of(shell).open()
    elif command.pages and (key := page_key(shell, command)) is not None:
        key.activated.emit()
    elif navigator is not None and command.screen:
        _go(shell, command)


def _ask_keeper(shell: ShellFace, command: Command) -> None:
    if command is actions.UNDO:
        from careernotes.gui.controllers.undo_keeper import UndoKeeper  # noqa: PLC0415  when first asked for

        UndoKeeper.of(shell).undo()
    elif command is actions.PRIVACY:
        from careernotes.gui.controllers.privacy_keeper import turn  # noqa: PLC0415  when first asked for

        turn(shell)
    else:
        from careernotes.gui.controllers.palette import PaletteKeeper  # noqa: PLC0415  when first asked for

        PaletteKeeper.of(shell).open()


def _go(shell: ShellFace, command: Command) -> None:
    navigator = shell.navigator
    if navigator is None:
        return
    if command is actions.GUIDE:
        if navigator.name != command.screen:
            navigator.go(command.screen, **_part(shell, command))
    elif command is actions.KEYS:
        navigator.go(command.screen, chapter=_KEYS_CHAPTER)
    elif command.about:
        if navigator.about:
            navigator.go(command.screen, engagement_id=navigator.about)
        elif command is actions.SEARCH_PERSON:
            # Nobody's page: what is found is everybody's.
            navigator.go(command.screen)
    else:
        navigator.go(command.screen)


def _part(shell: ShellFace, command: Command) -> dict[str, str]:
    """F1 opens the guide at the part about what is shown: about what went wrong, when a code is said."""
    if command is not actions.GUIDE:
        return {}
    if shell.navigator is None:
        return {"about": UNLOCK if shell.desk is None and not shell.entrances.holds_secrets else FIRST_RUN}
    from careernotes.gui.controllers.guide_codes import code_shown  # noqa: PLC0415  when first asked for

    code = code_shown(shell.window)
    return {"about": shell.navigator.name} | ({"code": code} if code else {})


def _back(shell: ShellFace) -> None:
    if shell.navigator is not None:
        shell.navigator.back()


_BY_A_KEEPER = frozenset({actions.UNDO, actions.PRIVACY, actions.PALETTE})
_LOOK = frozenset({actions.LARGER, actions.SMALLER, actions.SHADE, actions.LANGUAGE})


def _change_look(shell: ShellFace, command: Command) -> None:
    settings = shell.settings
    if command is actions.LANGUAGE:
        from careernotes.gui.controllers.palette import PaletteKeeper  # noqa: PLC0415  when first asked for
        from careernotes.i18n import LANGUAGES, language  # noqa: PLC0415  when first asked for

        other = next(each for each in LANGUAGES if each != language())
        PaletteKeeper.of(shell).over(partial(shell.on_language_changed, other))
        return
    if command is actions.SHADE:
        dark = is_dark(tokens_of(shell.window.palette()))
        settings.theme = ThemeChoice.LIGHT if dark else ThemeChoice.DARK
    else:
        step = _STEP if command is actions.LARGER else -_STEP
        settings.text_percent = max(SMALLEST_TEXT, min(LARGEST_TEXT, settings.text_percent + step))
    shell.apply_look()
