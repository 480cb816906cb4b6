"""A window as a process of its own, joined by two pipes. Never forked: a fresh program, started anew."""

import os

from careernotes.gui.post import variable_for


class Child:
    """One started process."""

    def __init__(self, pid: int, telling: int, hearing: int) -> None:
        self.pid, self.hearing = pid, hearing
        self._telling = telling

    def tell(self, word: bytes) -> None:
        """One word; a process that is gone hears nothing."""
        try:
            os.write(self._telling, word + b"\n")
        except OSError:
            return

    def read(self) -> bytes:
        """What it says; nothing when it is gone."""
        return os.read(self.hearing, 1024)

    def kill(self) -> None:
        """Ends it on the spot."""
        try:
            os.kill(self.pid, 9)
        except ProcessLookupError:
            return

    def reap(self) -> int:
        """Its exit code, or the number of the signal that ended it, negative. It said its last word."""
        # Its line is closed when it ends. One that closed it and lives on is not needed.
        self.kill()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.hearing)
        os.close(self._telling)
        return code


def start_child(command: list[str], environment: dict[str, str], role: str) -> Child:
    """Starts *command* as a window of this role."""
    their_hearing, telling = os.pipe()
    hearing, their_telling = os.pipe()
    name, value = variable_for(their_hearing, their_telling, role)
    try:
        for end in (their_hearing, their_telling):
            os.set_inheritable(end, True)
        pid = os.posix_spawn(command[0], command, {**environment, name: value})
    finally:
        os.close(their_hearing)
        os.close(their_telling)
    return Child(pid, telling, hearing)
