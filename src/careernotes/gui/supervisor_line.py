"""Waits for whatever comes first: a word of a window, a signal to the supervisor, or the clock."""

import os
import select

from careernotes.gui import post

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Sequence
    from typing import Protocol

    from careernotes.gui.supervisor_child import Child
else:
    # What lies behind signal; that module and typing load enum and re, while the window needs the processor.
    import _signal as signal

    Protocol = object


class Line(Protocol):
    """What the supervisor waits on."""

    def wait(self, children: "Sequence[Child]", timeout: float | None) -> "tuple[list[Child], list[bytes]]":
        """The windows that said something or ended, and what was asked of the supervisor: lock or quit."""


def make_line() -> Line:
    """The line of this system."""
    if os.name == "nt":
        from careernotes.gui.jobs.windows_child import WindowsLine  # noqa: PLC0415  only there

        return WindowsLine()
    return PosixLine()


class PosixLine:
    """Pipes and signals. SIGUSR1 locks, so that a key of the desktop can be bound to it."""

    def __init__(self) -> None:
        self._wishes: dict[int, bytes] = {
            signal.SIGTERM: post.QUIT,
            signal.SIGINT: post.QUIT,
            signal.SIGHUP: post.QUIT,
            signal.SIGUSR1: post.LOCK,
        }
        self._waking, writing = os.pipe()
        for end in (self._waking, writing):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in self._wishes:
            signal.signal(number, _noted)

    def wait(self, children: "Sequence[Child]", timeout: float | None) -> "tuple[list[Child], list[bytes]]":
        """See :class:`Line`."""
        poll = select.poll()
        for end in (self._waking, *(child.hearing for child in children)):
            poll.register(end, select.POLLIN)
        found = {end for end, _event in poll.poll(None if timeout is None else int(timeout * 1000) + 1)}
        wishes = [self._wishes[number] for number in self._signals(found)]
        return [child for child in children if child.hearing in found], wishes

    def _signals(self, found: set[int]) -> bytes:
        return os.read(self._waking, 64) if self._waking in found else b""


def _noted(_number: int, _frame: object) -> None:
    """The number is in the pipe; nothing else happens inside a signal."""
