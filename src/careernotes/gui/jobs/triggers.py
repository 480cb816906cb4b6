"""When the computer itself says that nobody is in front of it: one small interface, one answer per system.

Only the bus of Linux has been tried.
"""

import sys
from collections.abc import Callable
from typing import Protocol

_SYSTEM = str(sys.platform)


class Triggers(Protocol):
    """Listens for sleep, a closed lid, a locked or switched session."""

    def start(self) -> bool:
        """Begins to listen, on a thread of its own. False when this computer tells nothing."""

    def hold_sleep(self) -> None:
        """From now on sleep waits a moment for the lock, where the system can do that."""


def triggers_of_this_system(ask: Callable[[], None]) -> Triggers:
    """Who calls *ask*, from any thread, when it is time to lock."""
    if _SYSTEM == "win32":
        from careernotes.gui.jobs.windows_triggers import WindowsTriggers  # noqa: PLC0415  only there

        return WindowsTriggers(ask)
    if _SYSTEM == "linux":
        from careernotes.gui.jobs.bus_triggers import BusTriggers  # noqa: PLC0415  only where there is a bus

        return BusTriggers(ask)
    return NoTriggers()


class NoTriggers:
    """macOS, for now: the quiet minutes count sleep, and the supervisor ends a window that slept."""

    def start(self) -> bool:
        """Nothing is told here."""
        return False

    def hold_sleep(self) -> None:
        """Nothing can be held here."""
