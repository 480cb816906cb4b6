"""The line between the supervisor and a window: one short word per line, never a text, a title or a key."""

import os

# From the supervisor.
SHOW, SHOW_AFTER_FALL, LOCK, QUIT = b"show", b"show-after-fall", b"lock", b"quit"
# From a window.
READY, SHOWN, OPEN, SHUT, ALIVE, HIDDEN, LOCKING, CLOSED = (
    *(b"ready", b"shown", b"open", b"shut"),
    *(b"alive", b"hidden", b"locking", b"closed"),
)

FIRST, STANDBY = "first", "standby"
_VARIABLE = "CAREERNOTES_INSTANCE"
_LONGEST = 64


class Words:
    """Cuts what arrives into words."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The words that are complete now."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._rest = self._rest[-_LONGEST:]
        return lines


class Post:
    """The window's end of the line."""

    def __init__(self, reading: int, writing: int, role: str) -> None:
        self._reading, self._writing = reading, writing
        self._words = Words()
        self.role = role

    def say(self, word: bytes) -> None:
        """Tells the supervisor; nobody waits for it, and a supervisor that is gone hears nothing."""
        try:
            os.write(self._writing, word + b"\n")
        except OSError:
            return

    def hear(self) -> list[bytes] | None:
        """Waits for the next words; None when the supervisor is gone."""
        try:
            data = os.read(self._reading, 1024)
        except OSError:
            return None
        return self._words.feed(data) if data else None


def variable_for(reading: int, writing: int, role: str) -> tuple[str, str]:
    """Name and value of the variable that tells a new window its end of the line."""
    return _VARIABLE, f"{reading},{writing},{role}"


def post_of_this_process() -> Post | None:
    """The line this process was started with, if a supervisor started it. Children do not inherit it."""
    told = os.environ.pop(_VARIABLE, "")
    if not told:
        return None
    reading, writing, role = told.split(",")
    ends = int(reading), int(writing)
    if os.name == "posix":
        for end in ends:
            os.set_inheritable(end, False)
        # A supervisor that stands still must not make the window wait.
        os.set_blocking(ends[1], False)
    return Post(*ends, role)
