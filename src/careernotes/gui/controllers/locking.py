"""How a lock goes: windows away, half-typed words into the vault, the vault closed, and then the end."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.i18n import _
from careernotes.logs import Event, log

if TYPE_CHECKING:
    from careernotes.gui.settings import Settings
    from careernotes.gui.views.desk_frame import DeskFrame
    from careernotes.services.desk import Desk

DRAFT_BUDGET = 0.15
"""Seconds a lock may wait for what is half typed; after that the process ends all the same."""
SHORT_BUDGET = 0.03


class Ending(Protocol):
    """What a lock finally does. The real program ends its process; a test may stay."""

    def heard(self) -> None:
        """The window was asked to lock and does."""

    def hidden(self) -> None:
        """Everything is off the screen; what is written from now on may take a slow disk a moment."""

    def begin(self) -> None:
        """The lock has begun: the next window may be shown."""

    def end(self) -> None:
        """Everything that could be kept is kept."""


class Locker:
    """Locks the shell it belongs to, once."""

    def __init__(self, shell: ShellFace, ending: Ending | None) -> None:
        self._shell, self._ending = shell, ending
        self._under_way = False

    def lock(self) -> None:
        """Ends what is open; without an ending, the entrance is shown in the same window."""
        shell = self._shell
        if self._under_way or shell.runner.closed or not (shell.desk is not None or self._holds_typed()):
            return
        if self._ending is None:
            shell.close_vault(locking=True)
            shell.show_entrance()
            shell.announcer.say(_("Locked."))
            shell.locked.emit()
            return
        self._under_way = True
        try:
            desk = shell.desk
            self._ending.heard()
            shell.settings.geometry = shell.window.saveGeometry()
            hide_everything()
            self._ending.hidden()
            self._keep_outside(desk)
            self._ending.begin()
            budget = SHORT_BUDGET if shell.runner.stuck else DRAFT_BUDGET
            keep_aside = shell.close_vault(locking=True)
            if keep_aside is not None and not shell.runner.drain(budget):
                # Something long holds the databases, and nobody waits for that.
                keep_aside()
                if desk is not None:
                    # Or the lane could go further than what is kept outside says.
                    desk.vault.halt()
                    keep_seen(desk, shell.settings)
        finally:
            self._ending.end()

    def close(self) -> None:
        """The window was closed: the same, with time to finish."""
        shell = self._shell
        if self._under_way or shell.runner.closed:
            return
        shell.settings.geometry = shell.window.saveGeometry()
        self._keep_outside(shell.desk)
        hide_everything()
        shell.close_vault(locking=False)
        shell.runner.close()
        shell.stopped.emit()
        log(Event.APP_STOPPED)

    def _keep_outside(self, desk: "Desk | None") -> None:
        """First of all, and not by the lane: a busy machine may leave it no time for its part."""
        settings = self._shell.settings
        if desk is not None:
            keep_seen(desk, settings)
        settings.save()

    def _holds_typed(self) -> bool:
        """Without a vault: a passphrase half typed, a list being pooled, or a first run under way."""
        shell = self._shell
        pooling = shell.navigator is not None and shell.navigator.name == "pool"
        return pooling or shell.entrances.holds_secrets or anything_typed(shell.window.host)


def leave(desk: "Desk", settings: "Settings") -> None:
    """On the lane: closes the vault, and keeps outside it how far it got, so that an old folder shows."""
    try:
        keep_seen(desk, settings)
    finally:
        # Behind it: whoever ends this process in between leaves nothing newer than what is kept.
        desk.close()


def keep_seen(desk: "Desk", settings: "Settings") -> None:
    """Keeps outside an open vault how far it got, and its kit. Any thread may ask."""
    from careernotes.services.kit_seen import remember_kit  # noqa: PLC0415  not for the entrance
    from careernotes.services.last_seen import at_lock  # noqa: PLC0415  not for the entrance

    if not desk.vault.is_open:
        # Closed by what was asked for: a backup was brought back, or the keys are new.
        return
    own = settings.twin()
    kept, kit = at_lock(own.last_seen, desk), remember_kit(own.kit_seen, desk)
    if (kept, kit) != (own.last_seen, own.kit_seen):
        own.last_seen, own.kit_seen = kept, kit
        own.save()


def fallen_words() -> str:
    """What is said after the window before ended unexpectedly."""
    return _("Career Notes ended unexpectedly and was started again. What was saved is safe in the vault.")


def tell_no_triggers(frame: "DeskFrame | None") -> None:
    """Says in the status line that this computer does not tell when it sleeps."""
    if frame is not None:
        words = _(
            "This computer does not say when it goes to sleep or locks its screen. "
            "Career Notes locks after the quiet minutes, and when you press Ctrl+L."
        )
        frame.status.lock.setToolTip(words)
        frame.status.lock.setAccessibleDescription(words)


def hide_everything() -> None:
    """Takes every window, dialog and menu off the screen."""
    for window in QApplication.topLevelWidgets():
        window.hide()


def anything_typed(page: QWidget) -> bool:
    """Whether something stands in a field of a page that is shown while the vault is closed."""
    fields: list[QLineEdit | QPlainTextEdit] = [
        *page.findChildren(QLineEdit),
        *page.findChildren(QPlainTextEdit),
    ]
    for each in fields:
        text = each.text() if isinstance(each, QLineEdit) else each.toPlainText()
        if text and not each.isReadOnly():
            return True
    return False
