"""Something to read while a step of the set-up takes long: a line now and then, and never many."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from devkit.talk import say

AT_A_TERMINAL, IN_A_FILE = 5.0, 30.0
"""Seconds between two lines: nobody watches a file, and whoever reads it later wants it short."""


class Ticking:
    """While the block runs, says now and then what *text* gives, and for how many seconds it has been so."""

    def __init__(self, text: Callable[[], str], *, every: float | None = None) -> None:
        self._text = text
        self._every = every or (AT_A_TERMINAL if sys.stderr.isatty() else IN_A_FILE)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def _tick(self) -> None:
        began = time.monotonic()
        while not self._ended.wait(self._every):
            say(f"  {self._text()} ({time.monotonic() - began:.0f} s)")

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()


class PipProgress:
    """How far pip is, from the lines it prints and the packages that lie in *site* by now."""

    def __init__(self, total: int, site: Path) -> None:
        self._total, self._site = total, site
        self._collected, self._last, self._unpacking = 0, "", False
        self._before = self._packages()

    def hear(self, line: str) -> None:
        """Takes one line of pip's."""
        # "Processing": a file of this machine, where its pip is told of a folder with packages.
        if found := re.match(r"Collecting ([^=<>~! ]+)|Processing (?:[^()]*[/\\])?([^-\s]+)-", line):
            self._collected += 1
            self._last = (found[1] or found[2]).strip()
        elif line.startswith("Installing collected"):
            self._unpacking = True

    def text(self) -> str:
        """The step it is at."""
        if self._unpacking:
            done = max(self._packages() - self._before, 0)
            return f"unpacked {done} of {self._collected} packages"
        return f"fetched {self._collected} of at most {self._total} packages {self._last}".rstrip()

    def _packages(self) -> int:
        return sum(1 for _each in self._site.glob("*.dist-info"))


def site_of(folder: Path) -> Path:
    """Where the virtual environment in *folder* keeps its packages."""
    return next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
