"""Windows: a window as a child process with pipes on its standard streams. Not tried on Windows yet."""

import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence

from careernotes.gui.post import variable_for
from careernotes.gui.supervisor_child import Child

_said: "queue.SimpleQueue[tuple[WindowsChild, bytes]]" = queue.SimpleQueue()


class WindowsChild(Child):
    """One started process; a thread reads what it says, because Windows cannot wait on several pipes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        super().__init__(process.pid, -1, -1)
        self._process = process
        self.heard: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, word: bytes) -> None:
        """One word; a process that is gone hears nothing."""
        if self._process.stdin is None:
            return
        try:
            self._process.stdin.write(word + b"\n")
            self._process.stdin.flush()
        except OSError:
            return

    def read(self) -> bytes:
        """What it said; nothing when it is gone."""
        return self.heard.pop(0)

    def kill(self) -> None:
        """Ends it on the spot."""
        self._process.kill()

    def reap(self) -> int:
        """Its exit code."""
        self.kill()
        return self._process.wait()

    def _listen(self) -> None:
        while self._process.stdout is not None and (data := self._process.stdout.read1(1024)):  # type: ignore[attr-defined]  # a buffered pipe
            _said.put((self, data))
        _said.put((self, b""))


class WindowsLine:
    """Waits for the next word of any window."""

    def wait(self, children: Sequence[Child], timeout: float | None) -> tuple[list[Child], list[bytes]]:
        """Nothing is asked of the supervisor itself here: Windows has no signals for that."""
        try:
            child, data = _said.get(timeout=timeout)
        except queue.Empty:
            return [], []
        child.heard.append(data)
        return [each for each in children if each is child], []


def start_windows_child(command: list[str], environment: Mapping[str, str], role: str) -> Child:
    """Starts *command* as a window of this role."""
    name, value = variable_for(0, 1, role)
    pipe = subprocess.PIPE
    return WindowsChild(
        subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0, env={**environment, name: value})
    )
