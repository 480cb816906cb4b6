"""What a screen may ask of the window around it."""

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """Signals a screen emits and the shell fulfils.

    Signals:
        saved: how the saving stands, as quiet words for the status line ("Saved 12:04").
        look_changed: theme or text size changed in the settings.
        language_changed: the language to show everything in.
        idle_changed: the quiet minutes changed in the settings.
        desk_changed: the desk after a kit was adopted.
        lock_asked: lock now.
        vault_leaving: whether what closes the vault has begun: nothing typed from then on could be kept.
    """

    saved = Signal(str)
    look_changed = Signal()
    language_changed = Signal(str)
    idle_changed = Signal()
    desk_changed = Signal(object)
    lock_asked = Signal()
    vault_leaving = Signal(bool)
