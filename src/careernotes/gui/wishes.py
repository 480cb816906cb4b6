"""What a screen may ask of the window around it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What is said over the desk until the vault is closed, and how that is stopped, if it can be."""

    words: str
    stop: Callable[[], None] | None = None


class Wishes(QObject):
    """Signals a screen emits and the shell fulfils.

    Signals:
        saved: how the saving stands, as quiet words for the status line ("Saved 12:04").
        look_changed: theme or text size changed in the settings.
        language_changed: the language to show everything in.
        idle_changed: the quiet minutes changed in the settings.
        desk_changed: the desk after a kit was adopted.
        lock_asked: lock now.
        vault_leaving: what closes the vault has begun (a Leaving), or came to nothing (None): nothing typed
            in between could be kept.
        undoable: something was done that can be put back (an Undo).
        undone: the same Undo was put back in another way.
        leaving_step: how far it is, from 0 to 1, and what it does.
    """

    saved = Signal(str)
    look_changed = Signal()
    language_changed = Signal(str)
    idle_changed = Signal()
    desk_changed = Signal(object)
    lock_asked = Signal()
    vault_leaving = Signal(object)
    undoable = Signal(object)
    undone = Signal(object)
    leaving_step = Signal(float, str)
