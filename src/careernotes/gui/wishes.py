"""What a screen may ask of the window around it."""

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.errors import CareerNotesError


class Wishes(QObject):
    """Signals a screen emits and the shell fulfils.

    Signals:
        saved: how the saving stands, as quiet words for the status line ("Saved 12:04").
        look_changed: theme or text size changed in the settings.
        language_changed: the language to show everything in.
        idle_changed: the quiet minutes changed in the settings.
        desk_changed: the desk after a kit was adopted.
        lock_asked: lock now.
        vault_fell: the vault was closed for something that then went wrong; the error.
    """

    saved = Signal(str)
    look_changed = Signal()
    language_changed = Signal(str)
    idle_changed = Signal()
    desk_changed = Signal(object)
    lock_asked = Signal()
    vault_fell = Signal(object)

    @Slot(object)
    def vault_left(self, answer: object) -> None:
        """The vault was closed by what was asked for (a backup brought back, new keys): lock; with an error
        as the *answer*, say it first.
        """
        if isinstance(answer, CareerNotesError):
            self.vault_fell.emit(answer)
        else:
            self.lock_asked.emit()
