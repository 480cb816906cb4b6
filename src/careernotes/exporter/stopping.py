"""Ctrl+C is heard, even where its exception is lost.

Python drops an exception that is raised while an object is finalised, whoever raised it; a pool would then be
released although somebody asked to stop. So it is remembered, and raised again at the next step.
"""

import signal
import threading
from types import FrameType

_asked = threading.Event()


def listen_for_stop() -> None:
    """From here on it is remembered that somebody asked to stop, until :func:`stop_if_asked` says so.

    A program that was started to ignore Ctrl+C goes on ignoring it.
    """
    _asked.clear()
    here = threading.current_thread() is threading.main_thread()
    if here and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _ask)


def stop_if_asked() -> None:
    """Go no further when somebody asked to stop.

    Raises:
        KeyboardInterrupt: once for each time they asked and were not heard.
    """
    if _asked.is_set():
        _asked.clear()
        raise KeyboardInterrupt


def _ask(_signal: int, _frame: FrameType | None) -> None:
    _asked.set()
    raise KeyboardInterrupt
